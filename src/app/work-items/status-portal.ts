import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { hasStatusPortal } from '../../domain/payer-rules/rules-for.js';
import { judgedPayer, libraryFor } from '../payer-rules/own-rules.js';

/** Whether the payer of the item's claim shows in a portal where the claim stands, by its rule today. */
export async function hasPortal(tx: Tx, { claimId }: Pick<WorkItem, 'claimId'>): Promise<boolean> {
  if (claimId === null) return false;
  const { organizationId } = tx;
  const claim = await tx.db.claim.findUnique({
    where: { organizationId_id: { organizationId, id: claimId } },
    select: { payerId: true },
  });
  if (!claim) return false;
  const { payerId } = claim;
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id: payerId } } });
  const judged = await judgedPayer(tx, payer);
  return hasStatusPortal(judged, tx.at.date, libraryFor(judged));
}
