import type { WorkItem } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
import type { Deps } from '../deps.js';
import { mayWork } from './may-work.js';
import { inQueueOrder, type ScoredItem } from './queue-order.js';
import { reserve } from './reserve-work-item.js';
import { workItemDetail, type WorkItemDetail } from './work-item-detail.js';
import { IN_PRIORITY, type SeenBy } from './work-items.queries.js';

/** A queue is scored as of now among this many of its most urgent items. */
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
    const [first] = await candidates(tx, queue);
    return first && detailOf(deps, tx, first, seenBy);
  });
}

/**
 * Takes it in the same breath, for 15 minutes: of many who ask at once each gets another item. Who holds one of the queue gets
 * that one again.
 */
export async function pullWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  queue: string,
  seenBy: SeenBy,
): Promise<WorkItemDetail | undefined> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const scored = await candidates(tx, queue);
    const held = scored.find(({ item }) => isHeldBy(item, actor.id));
    for (const candidate of held ? [held] : scored) {
      const free = await lockFree(tx, candidate.item.id);
      if (free) return detailOf(deps, tx, { ...candidate, item: await reserve(tx, free) }, seenBy);
    }
    return undefined;
  });
}

async function candidates(tx: Tx, queue: string): Promise<readonly ScoredItem[]> {
  const rows = await tx.db.workItem.findMany({
    where: {
      organizationId: tx.organizationId,
      queue,
      state: { in: [...openItemStates] },
      AND: [
        { OR: [{ snoozedUntil: null }, { snoozedUntil: { lte: toDateColumn(tx.at.date) } }] },
        { OR: [{ assignee: null }, { assignee: tx.actor.id }, { reservedUntil: { lte: new Date() } }] },
      ],
    },
    orderBy: IN_PRIORITY,
    take: MOST_CANDIDATES,
  });
  return inQueueOrder(
    tx,
    rows.filter((row) => mayWork(tx.actor.role, row.role)),
  );
}

const isHeldBy = ({ assignee, reservedUntil }: WorkItem, actorId: string): boolean =>
  assignee === actorId && reservedUntil !== null && reservedUntil.getTime() > Date.now();

/** Undefined where somebody else is just taking it, or took it since the queue was read. */
async function lockFree(tx: Tx, id: string): Promise<WorkItem | undefined> {
  const [free] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM work_items
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid AND state = ANY(${openItemStates}::text[])
       AND (assignee IS NULL OR assignee = ${tx.actor.id} OR reserved_until <= ${new Date()})
       FOR UPDATE SKIP LOCKED`;
  if (!free) return undefined;
  return tx.db.workItem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: free.id } },
  });
}

async function detailOf(
  deps: Deps,
  tx: Tx,
  { item, score, explained }: ScoredItem,
  seenBy: SeenBy,
): Promise<WorkItemDetail> {
  return { ...(await workItemDetail(deps, tx, item, seenBy)), score: score.score, scoreParts: explained };
}
