import type { Tx } from '../../db/in-transaction.js';

export interface WorkToCancel {
  readonly subjectId: string;
  readonly kinds: readonly string[];
  /** In the words of the item's outcome, after 'cancelled:'. */
  readonly why: string;
  /** Who saw to it that nobody need do it; the system unless a person's answer did. */
  readonly closedBy?: string;
}

/** Open work of these kinds about a subject that events made needless; what somebody completed stays as it is. */
export async function cancelWorkItems(tx: Tx, { subjectId, kinds, why, closedBy }: WorkToCancel): Promise<void> {
  if (kinds.length === 0) return;
  await tx.db.$executeRaw`
    UPDATE work_items SET state = 'CANCELLED', closed_on = ${tx.at.date}::date, closed_by = ${closedBy ?? 'system'},
           outcome = ${`cancelled: ${why}`}
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${subjectId}::uuid AND kind = ANY(${kinds}::text[])
       AND state IN ('OPEN', 'RESERVED', 'SNOOZED')`;
}
