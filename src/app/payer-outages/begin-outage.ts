import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { withdrawQueued } from '../claims/withdraw-queued.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { outageView, type OutageView } from './outages.queries.js';

/**
 * One command holds everything that is to be sent to a payer: claims leave the batches that still collect, and no step sends
 * anything more. Deadlines run on; only a rule of the payer extends them, when the outage is over.
 */
export async function beginOutage(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { payerId, reason }: { readonly payerId: string; readonly reason: string },
): Promise<Result<OutageView, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const [payer] = await tx.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM payers WHERE organization_id = ${organizationId}::uuid AND id = ${payerId}::uuid FOR UPDATE`;
    if (!payer) return fail(problem('notFound', 'payer'));
    const open = await tx.db.payerOutage.findFirst({ where: { organizationId, payerId, state: { not: 'OVER' } } });
    if (open) return fail(problem('conflict', `an outage of this payer is ${open.state}`));
    const row = await tx.db.payerOutage.create({
      data: {
        id: randomUUID(),
        organizationId,
        payerId,
        reason,
        beganOn: toDateColumn(tx.at.date),
        beganBy: actor.id,
      },
    });
    const withdrawn = await emptyBatches(tx, payerId);
    await recordAudit(tx, {
      action: 'payerOutage.begin',
      subjectType: 'payer',
      subjectId: payerId,
      why: reason,
      after: { outage: row.id, withdrawn },
    });
    return ok(await outageView(tx, row));
  });
}

/** What waits in a collecting batch for this payer is taken out; other payers' claims stay in it. */
async function emptyBatches(tx: Tx, payerId: string): Promise<number> {
  const queued = await tx.db.$queryRaw<{ claim_id: string }[]>`
    SELECT DISTINCT s.claim_id
      FROM submissions s JOIN claims c ON c.organization_id = s.organization_id AND c.id = s.claim_id
     WHERE s.organization_id = ${tx.organizationId}::uuid AND s.state = 'QUEUED' AND s.batch_id IS NOT NULL
       AND c.payer_id = ${payerId}::uuid
     ORDER BY s.claim_id`;
  for (const { claim_id } of queued) await withdrawQueued(tx, claim_id, 'the payer can take nothing');
  return queued.length;
}
