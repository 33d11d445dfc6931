import { problem, type Problem } from '../../contracts/problems.js';
import type { Prisma, WorkItem } from '../../db/generated/client.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type CursorPlace, type Page, type PageRequest } from '../paging/cursor.js';
import { workItemRows, type WorkItemRow } from './work-item-row.js';
import { workItemDetail, type WorkItemDetail } from './work-item-detail.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

/** Which items, and in which order. */
export interface WorkItemWish {
  readonly queue?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly role?: string;
  readonly subjectId?: string;
  readonly claimId?: string;
  readonly assignee?: string;
  readonly dueBy?: string;
  /** Most urgent money first, or earliest due date first. */
  readonly sort: 'priority' | 'dueDate';
}

export type WorkItemFilter = WorkItemWish & PageRequest;

function filterOf(filter: WorkItemWish): Prisma.WorkItemWhereInput {
  return {
    ...(filter.queue && { queue: filter.queue }),
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.role && { role: filter.role }),
    ...(filter.subjectId && { subjectId: filter.subjectId }),
    ...(filter.claimId && { claimId: filter.claimId }),
    ...(filter.assignee && { assignee: filter.assignee }),
    ...(filter.dueBy && { dueDate: { lte: new Date(filter.dueBy) } }),
    state: filter.state ? (filter.state === 'ANY' ? { not: '' } : filter.state) : { in: [...openItemStates] },
  };
}

/** Items in the order of the queue or by due date; without a state filter only the open ones. */
export async function listWorkItems(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: WorkItemFilter,
): Promise<Page<WorkItemRow>> {
  const by = filter.sort === 'priority' ? byPriority : byDueDate;
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.workItem.findMany({
      where: { organizationId, AND: [filterOf(filter), from ? by.after(from) : {}] },
      orderBy: by.order,
      take: filter.limit + 1,
    });
    const { items, ...next } = pageOf(rows, filter.limit, by.place, (row) => row);
    return { items: await workItemRows(tx, items), ...next };
  });
}

/** Most items one sheet takes. */
export const MOST_EXPORTED = 10_000;

/** All items of a wish at once, for a sheet; what would not fit is refused, never cut off unseen. */
export async function allWorkItems(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: WorkItemWish,
): Promise<Result<readonly WorkItemRow[], Problem>> {
  const by = wish.sort === 'priority' ? byPriority : byDueDate;
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId, ...filterOf(wish) };
    const rows = await tx.db.workItem.findMany({ where, orderBy: by.order, take: MOST_EXPORTED + 1 });
    if (rows.length > MOST_EXPORTED)
      return fail(problem('invalidInput', `more than ${MOST_EXPORTED} items: name a queue, kind or due date`));
    return ok(await workItemRows(tx, rows));
  });
}

interface ListOrder {
  readonly order: Prisma.WorkItemOrderByWithRelationInput[];
  readonly place: (row: WorkItem) => CursorPlace;
  readonly after: (from: CursorPlace) => Prisma.WorkItemWhereInput;
}

const byDueDate: ListOrder = {
  order: [{ dueDate: 'asc' }, { id: 'asc' }],
  place: (row) => ({ value: row.dueDate.toISOString(), id: row.id }),
  after: ({ value, id }) => {
    const after = new Date(value);
    return Number.isNaN(after.getTime())
      ? {}
      : { OR: [{ dueDate: { gt: after } }, { dueDate: after, id: { gt: id } }] };
  },
};

/** Most urgent money first, as the row keeps it. */
export const IN_PRIORITY: Prisma.WorkItemOrderByWithRelationInput[] = [
  { priority: 'desc' },
  { dueDate: 'asc' },
  { id: 'asc' },
];

const byPriority: ListOrder = {
  order: IN_PRIORITY,
  place: (row) => ({ value: `${row.priority} ${row.dueDate.toISOString()}`, id: row.id }),
  after: ({ value, id }) => {
    const [number, day] = value.split(' ');
    const priority = Number(number);
    const dueDate = new Date(day ?? '');
    if (Number.isNaN(priority) || Number.isNaN(dueDate.getTime())) return {};
    return {
      OR: [
        { priority: { lt: priority } },
        { priority, dueDate: { gt: dueDate } },
        { priority, dueDate, id: { gt: id } },
      ],
    };
  },
};

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
    return row ? ok(await workItemDetail(deps, tx, row, seenBy)) : fail(problem('notFound', 'work item'));
  });
}
