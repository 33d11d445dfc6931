import type { Tx } from '../../db/in-transaction.js';
import { recordAudit } from '../stories/record-audit.js';

/**
 * A claim that is held while its submission waits in a collecting batch is taken out of it: nothing of a held claim leaves.
 * The intent rests, so that the release queues the same submission again. A batch that is already being sent keeps it.
 */
export async function withdrawQueued(tx: Tx, claimId: string, why = 'held before its batch was sent'): Promise<void> {
  const key = { organizationId: tx.organizationId };
  const queued = await tx.db.$queryRaw<{ id: string; batchId: string; businessKey: string }[]>`
    SELECT id, batch_id AS "batchId", business_key AS "businessKey" FROM submissions
     WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claimId}::uuid AND state = 'QUEUED' AND batch_id IS NOT NULL`;
  for (const submission of queued) {
    const [batch] = await tx.db.$queryRaw<{ state: string }[]>`
      SELECT state FROM batches WHERE organization_id = ${tx.organizationId}::uuid AND id = ${submission.batchId}::uuid FOR UPDATE`;
    if (batch?.state !== 'COLLECTING') continue;
    await tx.db.submission.update({
      where: { organizationId_id: { ...key, id: submission.id } },
      data: { state: 'WITHDRAWN', batchId: null },
    });
    await tx.db.intent.updateMany({
      where: { ...key, businessKey: submission.businessKey, state: 'CONFIRMED' },
      data: { state: 'HELD', closedAt: null },
    });
    await recordAudit(tx, {
      action: 'claim.withdraw',
      subjectType: 'claim',
      subjectId: claimId,
      why,
      before: { batchId: submission.batchId },
    });
  }
}
