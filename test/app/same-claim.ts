import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { openOne, type OpenedClaim, type Practice } from './a-practice.js';

/** Opens always the same claim, of another patient each time: the same service of one patient twice would be a duplicate. */
export function openingTheSame(practice: Practice, change = (drawn: Claim837) => drawn): () => Promise<OpenedClaim> {
  let model: Claim837 | undefined;
  let copies = 0;
  return () =>
    openOne(practice, (drawn) => {
      model ??= change(drawn);
      copies += 1;
      const firstName = [...String(copies)].map((digit) => 'ABCDEFGHIJ'.charAt(Number(digit))).join('');
      const subscriber = { ...model.subscriber, firstName, memberId: `SAME${copies}` };
      return { ...model, subscriber, claimNumber: `SAME-${copies}` };
    });
}
