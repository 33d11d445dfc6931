import type { WorkItem } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { DayRule } from '../../domain/payer-rules/claim-rules.js';
import { roles } from '../../domain/roles.js';
import { mayWork } from '../../domain/work-items/may-work.js';
import { mayTake, type SkillsOf, type Work } from '../../domain/work-items/staff-skills.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
import type { Deps } from '../deps.js';
import { accountOfW, ownAccountsOf } from '../staff/own-accounts.js';
import { dailyLoad, holdingsOf, itemsOf, loadOf, skillsByOwner } from '../staff/staff.queries.js';
import { inQueueOrder, type ScoredItem } from './queue-order.js';
import { reserve } from './reserve-work-item.js';
import { workItemDetail, type WorkItemDetail } from './work-item-detail.js';
import type { SeenBy } from './work-items.queries.js';

/** A queue is scored as of now among this many of its most urgent items. */
const MOST_CANDIDATES = 500;

export interface NextItem {
  readonly item: WorkItemDetail | null;
  /** Why there is none, though the queue may not be empty. */
  readonly reason: string | null;
}

/**
 * The item a person should take next: most urgent money first, of what they know and of claims that are nobody else's; not
 * snoozed, not held by anybody else. Beyond the daily load only what is theirs already (rulebook §7).
 */
export async function nextWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  queue: string,
  seenBy: SeenBy,
): Promise<NextItem> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const { open, full } = await candidates(tx, queue);
    const [first] = open;
    return first ? { item: await detailOf(deps, tx, first, seenBy), reason: null } : none(full);
  });
}

/**
 * Takes it in the same breath, for 15 minutes: of many who ask at once each gets another item, and no two of them items of one
 * claim. Who holds one of the queue gets that one again.
 */
export async function pullWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  queue: string,
  seenBy: SeenBy,
): Promise<NextItem> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    // Of two pulls of one person at once the second sees what the first one took.
    await tx.db
      .$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`pull ${tx.organizationId} ${actor.id}`}, 0))`;
    const { open, full, skillsOf } = await candidates(tx, queue);
    const held = open.find(({ item }) => isHeldBy(item, actor.id));
    for (const candidate of held ? [held] : open) {
      const free = await lockFree(tx, candidate.item, skillsOf);
      if (!free) continue;
      return { item: await detailOf(deps, tx, { ...candidate, item: await reserve(tx, free) }, seenBy), reason: null };
    }
    return none(full);
  });
}

const none = (full: DayRule | undefined): NextItem => ({
  item: null,
  reason: full ? `the daily load of ${full.days} items is reached (${full.ruleId} v${full.version})` : null,
});

type Candidate = WorkItem & Pick<Work, 'payerId'>;

interface Candidates {
  readonly open: readonly ScoredItem<Candidate>[];
  /** The rule that leaves the caller no room for more today. */
  readonly full: DayRule | undefined;
  readonly skillsOf: SkillsOf;
}

async function candidates(tx: Tx, queue: string): Promise<Candidates> {
  const skillsOf = await skillsByOwner(tx);
  const most = await dailyLoad(tx);
  const isFull = itemsOf(await loadOf(tx, tx.actor.id)) >= most.days;
  const rows = await takeable(tx, queue, skillsOf);
  const claimIds = rows.flatMap(({ claimId }) => claimId ?? []);
  const held = await holdingsOf(tx, claimIds);
  const open = rows.filter((row) => isOwn(row, tx) || (!isFull && mayTake(tx.actor.id, row, held, skillsOf)));
  return { open: await inQueueOrder(tx, open), full: isFull ? most : undefined, skillsOf };
}

const isOwn = ({ assignee, reservedUntil }: WorkItem, { actor }: Tx): boolean =>
  assignee === actor.id && (reservedUntil === null || reservedUntil.getTime() > Date.now());

/** What nobody else has in hand and the caller's role and skills fit, or what is theirs; the most urgent of it. */
async function takeable(tx: Tx, queue: string, skillsOf: SkillsOf): Promise<Candidate[]> {
  const { queues, kinds, payerIds } = skillsOf(tx.actor.id);
  const isSkilled = queues.length + kinds.length === 0 || queues.includes(queue);
  const own = roles.filter((role) => mayWork(tx.actor.role, role));
  const notTheirs = await ownAccountsOf(tx, tx.actor.id);
  const found = await tx.db.$queryRaw<{ id: string; payerId: string | null }[]>`
    SELECT w.id, c.payer_id AS "payerId"
      FROM work_items w LEFT JOIN claims c ON c.organization_id = w.organization_id AND c.id = w.claim_id
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.queue = ${queue} AND w.state = ANY(${openItemStates}::text[])
       AND (${notTheirs.length === 0} OR coalesce(${accountOfW} <> ALL(${notTheirs}::uuid[]), true))
       AND w.role = ANY(${own}::text[]) AND (w.snoozed_until IS NULL OR w.snoozed_until <= ${tx.at.date}::date)
       AND (w.assignee = ${tx.actor.id}
            OR ((w.assignee IS NULL OR w.reserved_until <= ${new Date()}) AND (${isSkilled} OR w.kind = ANY(${kinds}::text[]))
                AND (cardinality(${payerIds}::uuid[]) = 0 OR c.payer_id IS NULL OR c.payer_id = ANY(${payerIds}::uuid[]))))
     ORDER BY w.priority DESC, w.due_date, w.id LIMIT ${MOST_CANDIDATES}`;
  const payers = new Map(found.map(({ id, payerId }) => [id, payerId]));
  const rows = await tx.db.workItem.findMany({
    where: { organizationId: tx.organizationId, id: { in: [...payers.keys()] } },
  });
  return rows.map((row) => ({ ...row, payerId: payers.get(row.id) ?? null }));
}

const isHeldBy = ({ assignee, reservedUntil }: WorkItem, actorId: string): boolean =>
  assignee === actorId && reservedUntil !== null && reservedUntil.getTime() > Date.now();

/** Undefined where somebody else is just taking it or another item of its claim, or took one since the queue was read. */
async function lockFree(tx: Tx, item: Candidate, skillsOf: SkillsOf): Promise<WorkItem | undefined> {
  if (!(await claimIsFree(tx, item, skillsOf))) return undefined;
  const [free] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM work_items
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${item.id}::uuid AND state = ANY(${openItemStates}::text[])
       AND (assignee IS NULL OR assignee = ${tx.actor.id} OR reserved_until <= ${new Date()})
       FOR UPDATE SKIP LOCKED`;
  if (!free) return undefined;
  return tx.db.workItem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: free.id } },
  });
}

/** One taker of a claim at a time; who comes second sees what the first one holds. */
async function claimIsFree(tx: Tx, item: Candidate, skillsOf: SkillsOf): Promise<boolean> {
  if (item.claimId === null || isOwn(item, tx)) return true;
  const [lock] = await tx.db.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`pull ${tx.organizationId} ${item.claimId}`}, 0)) AS taken`;
  return lock?.taken === true && mayTake(tx.actor.id, item, await holdingsOf(tx, [item.claimId]), skillsOf);
}

async function detailOf(
  deps: Deps,
  tx: Tx,
  { item, score, explained }: ScoredItem,
  seenBy: SeenBy,
): Promise<WorkItemDetail> {
  return { ...(await workItemDetail(deps, tx, item, seenBy)), score: score.score, scoreParts: explained };
}
