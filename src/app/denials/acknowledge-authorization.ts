import type { Intent } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { recordEvent } from '../stories/record-event.js';

/** The file was refused before its payer read it: a person mends the request and sends it again. */
export async function requestRefused(
  tx: Tx,
  intent: Intent,
  why: { readonly level: 'TA1' | '999'; readonly codes: readonly string[]; readonly said: string },
): Promise<void> {
  const { level, codes, said } = why;
  const refusal = [level, ...codes].filter(Boolean).join(' ');
  await recordEvent(tx, {
    story: 'appeal',
    subjectId: intent.subjectId,
    type: 'authorizationRejected',
    facts: { code: level, level: 'file', words: `the 278 did not go through (${refusal})` },
    key: `${said}:${intent.businessKey}:${level}`,
  });
}
