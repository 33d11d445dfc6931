import type { Tx } from '../../db/in-transaction.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { ClassifyAdjustment } from '../../domain/remittances/remittance.js';

/** The denial map seen by one payer: kind, category and account of an adjustment (most specific row wins). */
export async function classifierFor(tx: Tx, payerId: string): Promise<ClassifyAdjustment> {
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
  });
  const at = { payerKey: payer.ruleKey, payerClass: payer.payerClass as PayerClass };
  return ({ group, carc, rarcs }) => classifyAdjustment({ group, carc, rarcs, ...at });
}
