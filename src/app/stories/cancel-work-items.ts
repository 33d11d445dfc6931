import { Prisma } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

interface Cancelling {
  /** In the words of the item's outcome, after 'cancelled:'. */
  readonly why: string;
  /** Who saw to it that nobody need do it; the system unless a person's answer did. */
  readonly closedBy?: string;
}

export interface WorkToCancel extends Cancelling {
  readonly subjectId: string;
  readonly kinds: readonly string[];
}

/** Open work of these kinds about a subject that events made needless; what somebody completed stays as it is. */
export async function cancelWorkItems(tx: Tx, { subjectId, kinds, ...how }: WorkToCancel): Promise<void> {
  if (kinds.length === 0) return;
  await cancelOpen(tx, Prisma.sql`subject_id = ${subjectId}::uuid AND kind = ANY(${kinds}::text[])`, how);
}

/** The one item with this key, if it is still open. */
export const cancelWorkItem = (tx: Tx, dedupeKey: string, how: Cancelling): Promise<void> =>
  cancelOpen(tx, Prisma.sql`dedupe_key = ${dedupeKey}`, how);

async function cancelOpen(tx: Tx, which: Prisma.Sql, { why, closedBy = 'system' }: Cancelling): Promise<void> {
  tx.write`
    UPDATE work_items SET state = 'CANCELLED', closed_on = ${tx.at.date}::date, closed_by = ${closedBy}, outcome = ${`cancelled: ${why}`}
     WHERE organization_id = ${tx.organizationId}::uuid AND ${which} AND state = ANY(${openItemStates}::text[])`;
}
