import { problem, type Problem } from '../../contracts/problems.js';
import type { Prisma, WorkItem } from '../../db/generated/client.js';
import {
  fromDateColumn,
  fromNullableDate,
  inTransaction,
  toDateColumn,
  type Actor,
  type Tx,
} from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { workItemCatalog, type WorkItemRule } from '../../domain/work-items/catalog.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';
import { OPEN_STATES } from './lock-work-item.js';
import { mayWork } from './may-work.js';
import { isWorkItemKind } from './outcome-fields.js';
import { inQueueOrder } from './queue-order.js';
import { snoozeLimit } from './snooze-work-item.js';

export interface WorkItemRow {
  readonly id: string;
  readonly kind: string;
  readonly queue: string;
  readonly role: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly claimId: string | null;
  readonly state: string;
  readonly score: number;
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

export interface AllowedOutcome {
  readonly outcome: string;
  readonly requires: readonly string[];
  readonly event: string;
  readonly approval: string | null;
}

/** One item with what a person needs to decide: the catalog's words, the legal outcomes, the snooze limit. */
export interface WorkItemDetail extends WorkItemRow {
  readonly title: string;
  readonly help: string;
  readonly snoozeLimit: string;
  readonly allowedOutcomes: readonly AllowedOutcome[];
  /** Sealed answers of a completed item, opened only for roles that may see PHI. */
  readonly answers: unknown;
}

export interface WorkItemFilter extends PageRequest {
  readonly queue?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly role?: string;
  readonly subjectId?: string;
  readonly claimId?: string;
  readonly assignee?: string;
  readonly dueBy?: string;
}

const show = (row: WorkItem): WorkItemRow => ({
  id: row.id,
  kind: row.kind,
  queue: row.queue,
  role: row.role,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  claimId: row.claimId,
  state: row.state,
  score: row.score,
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

function filterOf(filter: WorkItemFilter): Prisma.WorkItemWhereInput {
  return {
    ...(filter.queue && { queue: filter.queue }),
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.role && { role: filter.role }),
    ...(filter.subjectId && { subjectId: filter.subjectId }),
    ...(filter.claimId && { claimId: filter.claimId }),
    ...(filter.assignee && { assignee: filter.assignee }),
    ...(filter.dueBy && { dueDate: { lte: new Date(filter.dueBy) } }),
    state: filter.state ? (filter.state === 'ANY' ? { not: '' } : filter.state) : { in: [...OPEN_STATES] },
  };
}

/** Items by due date; without a state filter only the open ones. */
export async function listWorkItems(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: WorkItemFilter,
): Promise<Page<WorkItemRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const after = from ? new Date(from.value) : undefined;
    const rows = await tx.db.workItem.findMany({
      where: {
        organizationId,
        AND: [
          filterOf(filter),
          after && from ? { OR: [{ dueDate: { gt: after } }, { dueDate: after, id: { gt: from.id } }] } : {},
        ],
      },
      orderBy: [{ dueDate: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.dueDate.toISOString(), id: row.id }), show);
  });
}

export interface SeenBy {
  readonly mayReadPhi: boolean;
}

export async function getWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
  seenBy: SeenBy,
): Promise<Result<WorkItemDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.workItem.findUnique({ where: { organizationId_id: { organizationId, id } } });
    return row ? ok(await detail(deps, tx, row, seenBy)) : fail(problem('notFound', 'work item'));
  });
}

async function detail(deps: Deps, tx: Tx, row: WorkItem, seenBy: SeenBy): Promise<WorkItemDetail> {
  const rule: WorkItemRule | undefined = isWorkItemKind(row.kind) ? workItemCatalog[row.kind] : undefined;
  const open = OPEN_STATES.includes(row.state) && mayWork(tx.actor.role, row.role);
  return {
    ...show(row),
    title: rule?.title ?? row.kind,
    help: rule?.help ?? '',
    snoozeLimit: await snoozeLimit(tx, row),
    allowedOutcomes:
      open && rule
        ? Object.entries(rule.outcomes).map(([outcome, one]) => ({
            outcome,
            requires: one.requires,
            event: one.event,
            approval: one.approval ?? null,
          }))
        : [],
    answers: seenBy.mayReadPhi && row.answers ? openAnswers(deps, tx.organizationId, row.id, row.answers) : null,
  };
}

/** The sealed answers of a completed item. */
export const openAnswers = (deps: Pick<Deps, 'keys'>, org: string, rowId: string, sealed: Uint8Array): unknown =>
  JSON.parse(deps.keys.openText({ org, table: 'work_items', column: 'answers', rowId }, Buffer.from(sealed)));

export interface QueueRow {
  readonly queue: string;
  readonly open: number;
  readonly overdue: number;
  readonly amountCents: number;
}

/** Every queue with what waits in it. */
export async function listWorkQueues(deps: Deps, actor: Actor, organizationId: string): Promise<readonly QueueRow[]> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.$queryRaw<{ queue: string; open: bigint; overdue: bigint; cents: bigint }[]>`
      SELECT queue, count(*) AS open, count(*) FILTER (WHERE due_date < ${tx.at.date}::date) AS overdue, sum(amount_cents)::bigint AS cents
        FROM work_items WHERE organization_id = ${organizationId}::uuid AND state IN ('OPEN', 'RESERVED', 'SNOOZED')
       GROUP BY queue ORDER BY queue`;
    return rows.map((row) => ({
      queue: row.queue,
      open: Number(row.open),
      overdue: Number(row.overdue),
      amountCents: Number(row.cents),
    }));
  });
}

/** A queue is scored as of today among this many of its earliest due items. */
const MOST_CANDIDATES = 500;

/** The item a person should take next: most urgent money first, not snoozed, not held by anybody else. */
export async function nextWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  queue: string,
  seenBy: SeenBy,
): Promise<WorkItemDetail | undefined> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const now = new Date();
    const rows = await tx.db.workItem.findMany({
      where: {
        organizationId,
        queue,
        state: { in: [...OPEN_STATES] },
        AND: [
          { OR: [{ snoozedUntil: null }, { snoozedUntil: { lte: toDateColumn(tx.at.date) } }] },
          { OR: [{ assignee: null }, { assignee: actor.id }, { reservedUntil: { lte: now } }] },
        ],
      },
      orderBy: [{ dueDate: 'asc' }, { id: 'asc' }],
      take: MOST_CANDIDATES,
    });
    const [first] = await inQueueOrder(
      tx,
      rows.filter((row) => mayWork(actor.role, row.role)),
    );
    return first && { ...(await detail(deps, tx, first.item, seenBy)), score: first.score.score };
  });
}
