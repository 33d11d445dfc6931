import { addDays } from '../domain/dates/plain-date.js';
import { cents, sumCents } from '../domain/money.js';
import type { Claim837, ClaimAdjustment, ClaimLine, OtherPayer } from '../edi/x12/837p/claim-837.js';

const THIRD_PAYER = { name: 'THIRD HEALTH PLAN', id: '33333' };

/** What the first payer left to the patient on a line. */
const leftBy = ({ adjudications }: ClaimLine): number =>
  sumCents((adjudications[0]?.adjustments ?? []).filter(({ group }) => group === 'PR').map((one) => one.amountCents));

/**
 * The claim to a third payer, with the decisions of the two before it: the second one set off what the first explains
 * (OA 23) and paid half of what was left, the patient owes the rest.
 */
export function asTertiary(claim: Claim837): Claim837 {
  const { subscriber, payer } = claim;
  const [first] = claim.otherPayers;
  if (first === undefined) return claim;
  let [paid, owed] = [0, 0];
  const lines = claim.lines.map((line) => {
    const left = leftBy(line);
    const owes = Math.ceil(left / 2);
    const adjustments: ClaimAdjustment[] = [{ group: 'OA', carc: '23', amountCents: cents(line.chargeCents - left) }];
    if (owes > 0) adjustments.push({ group: 'PR', carc: '2', amountCents: cents(owes) });
    paid += left - owes;
    owed += owes;
    const [decided] = line.adjudications;
    if (decided === undefined) return line;
    const date = decided.adjudicationDate;
    const second = {
      ...{ ...decided, payerId: payer.id, paidCents: cents(left - owes), adjustments },
      ...(date === undefined ? {} : { adjudicationDate: addDays(date, 14) }),
    };
    return { ...line, adjudications: [decided, second] };
  });
  const { memberId, filingIndicator } = subscriber;
  const second: OtherPayer = {
    ...{ ...first, sequence: 'S', paidCents: cents(paid), remainingCents: cents(owed), payer },
    ...(filingIndicator === undefined ? {} : { filingIndicator }),
    ...(first.subscriber === undefined || memberId === undefined
      ? {}
      : { subscriber: { ...first.subscriber, memberId } }),
    claimNumber: `${payer.id}${claim.claimNumber.replace(/\D/g, '')}`,
  };
  return {
    ...claim,
    subscriber: { ...subscriber, payerResponsibility: 'T', memberId: `TER${memberId ?? ''}`, filingIndicator: 'CI' },
    payer: { ...payer, ...THIRD_PAYER },
    otherPayers: [first, second],
    lines,
  };
}
