import type { WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate } from '../../db/in-transaction.js';

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
  readonly version: number;
}

export const workItemRow = (row: WorkItem): WorkItemRow => ({
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
