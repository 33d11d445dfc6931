import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { WorkListRecipient } from '../../db/generated/client.js';
import { workItemCatalog } from '../../domain/work-items/catalog.js';
import type { WaitingWork } from '../../domain/work-items/work-list.js';
import { isWorkItemKind } from '../work-items/outcome-fields.js';

interface KindRow {
  readonly kind: string;
  readonly own: bigint;
  readonly free: bigint;
  readonly overdue: bigint;
  readonly reminded: bigint;
  readonly earliest: Date;
}

/** What waits for one owner: their own items, and those of their role that nobody holds; snoozed ones sleep. */
export async function openWork(
  tx: Tx,
  { owner, role }: Pick<WorkListRecipient, 'owner' | 'role'>,
): Promise<WaitingWork[]> {
  const rows = await tx.db.$queryRaw<KindRow[]>`
    SELECT kind, count(*) FILTER (WHERE assignee IS NOT NULL) AS own, count(*) FILTER (WHERE assignee IS NULL) AS free,
           count(*) FILTER (WHERE due_date < ${tx.at.date}::date) AS overdue,
           count(*) FILTER (WHERE due_date >= ${tx.at.date}::date AND facts->>'remindOn' <= ${tx.at.date}) AS reminded, min(due_date) AS earliest
      FROM work_items
     WHERE organization_id = ${tx.organizationId}::uuid AND state IN ('OPEN', 'RESERVED')
       AND (assignee = ${owner} OR (assignee IS NULL AND role = ${role}))
     GROUP BY kind`;
  return rows.map(({ kind, own, free, overdue, reminded, earliest }) => ({
    title: isWorkItemKind(kind) ? workItemCatalog[kind].title : kind,
    own: Number(own),
    free: Number(free),
    overdue: Number(overdue),
    reminded: Number(reminded),
    earliestDue: fromDateColumn(earliest),
  }));
}
