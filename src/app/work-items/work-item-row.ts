import type { WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';

export interface WorkItemRow {
  readonly id: string;
  readonly kind: string;
  readonly queue: string;
  readonly role: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly claimId: string | null;
  readonly state: string;
  /** 0 to 100 (rulebook §7), as of this morning or of the last event that changed it. */
  readonly score: number;
  /** The score in words, part by part. */
  readonly scoreParts: readonly string[];
  readonly amountCents: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly dueDate: string;
  readonly snoozedUntil: string | null;
  readonly assignee: string | null;
  readonly reservedUntil: string | null;
  readonly outcome: string | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly closedBy: string | null;
  /** How often this kind of work about this subject was finished before and came back. */
  readonly reopenCount: number;
  readonly version: number;
}

/** Rows as people see them, with how often each came back; the earlier ones are read once for all. */
export async function workItemRows(tx: Tx, rows: readonly WorkItem[]): Promise<WorkItemRow[]> {
  const earlier = await tx.db.workItem.findMany({
    where: {
      organizationId: tx.organizationId,
      subjectType: { not: 'organization' }, // its items have nothing in common but the house
      subjectId: { in: [...new Set(rows.map(({ subjectId }) => subjectId))] },
      state: 'COMPLETED',
    },
    select: { id: true, kind: true, subjectId: true, closedOn: true },
  });
  const finished = new Map<string, Finished[]>();
  for (const item of earlier) finished.set(matterOf(item), [...(finished.get(matterOf(item)) ?? []), item]);
  return rows.map((row) => ({
    ...workItemRow(row),
    reopenCount: (finished.get(matterOf(row)) ?? []).filter(
      ({ id, closedOn }) => id !== row.id && closedOn !== null && closedOn <= row.openedOn,
    ).length,
  }));
}

type Finished = Pick<WorkItem, 'id' | 'closedOn'>;
const matterOf = (item: Pick<WorkItem, 'kind' | 'subjectId'>): string => `${item.kind} ${item.subjectId}`;

const workItemRow = (row: WorkItem): Omit<WorkItemRow, 'reopenCount'> => ({
  id: row.id,
  kind: row.kind,
  queue: row.queue,
  role: row.role,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  claimId: row.claimId,
  state: row.state,
  score: row.score,
  scoreParts: (row.scoreParts as { explained?: string[] }).explained ?? [],
  amountCents: Number(row.amountCents),
  facts: row.facts as Record<string, unknown>,
  dueDate: fromDateColumn(row.dueDate),
  snoozedUntil: fromNullableDate(row.snoozedUntil) ?? null,
  assignee: row.assignee,
  reservedUntil: row.reservedUntil?.toISOString() ?? null,
  outcome: row.outcome,
  openedOn: fromDateColumn(row.openedOn),
  closedOn: fromNullableDate(row.closedOn) ?? null,
  closedBy: row.closedBy,
  version: row.version,
});
