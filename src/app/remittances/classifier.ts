import { createHash } from 'node:crypto';
import type { Tx } from '../../db/in-transaction.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import type { Classification } from '../../domain/denials/classification.js';
import { mappingsFor } from '../../domain/denials/own-mappings.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import { judgedPayer, libraryFor } from '../payer-rules/own-rules.js';

export type Classify = (adjustment: { group: string; carc: string; rarcs: readonly string[] }) => Classification;

/** The denial map seen by one payer: kind, category and account of an adjustment (most specific row wins). */
export const classifierFor = async (tx: Tx, payerId: string): Promise<Classify> =>
  (await versionedClassifierFor(tx, payerId)).classify;

/**
 * The same with a version that changes whenever a code could mean something else (another day, an own mapping). A
 * remittance repeats few codes on thousands of lines, so each is judged once.
 */
export async function versionedClassifierFor(
  tx: Tx,
  payerId: string,
): Promise<{ readonly classify: Classify; readonly version: () => string }> {
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
  });
  const judging = await judgedPayer(tx, payer);
  const mappings = mappingsFor(libraryFor(judging), judging);
  const { ruleKey: payerKey, capitated } = payer;
  const at = { payerKey, payerClass: payer.payerClass as PayerClass, capitated, on: tx.at.date };
  const judged = new Map<string, Classification>();
  const version = (): string =>
    createHash('sha256')
      .update(JSON.stringify([at, mappings]))
      .digest('hex');
  const classify: Classify = ({ group, carc, rarcs }) => {
    const key = [group, carc, ...rarcs].join(' ');
    const meaning = judged.get(key) ?? classifyAdjustment({ group, carc, rarcs, ...at }, mappings);
    judged.set(key, meaning);
    return meaning;
  };
  return { classify, version };
}
