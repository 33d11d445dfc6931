import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { problem, type Problem } from '../../contracts/problems.js';
import { isOwnAccount, OWN_ACCOUNT } from '../staff/own-accounts.js';
import { mayWork } from '../../domain/work-items/may-work.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

export interface LockWish {
  readonly workItemId: string;
  /** If-Match: the version the caller has read. */
  readonly version?: number;
}

/** Locks an open item for its change by whoever may work it: the first one wins, everybody else learns why not. */
export async function lockWorkItem(tx: Tx, wish: LockWish): Promise<Result<WorkItem, Problem>> {
  const locked = await lockOpenItem(tx, wish);
  if (!locked.ok) return locked;
  const item = locked.value;
  if (isReservedByOther(item, tx.actor.id)) return fail(problem('workItemReserved', 'work item is reserved'));
  if (!mayWork(tx.actor.role, item.role)) return fail(problem('notAllowed', `work item needs the role ${item.role}`));
  if (await isOwnAccount(tx, item, tx.actor.id)) return fail(problem('notAllowed', OWN_ACCOUNT));
  return locked;
}

/** The same whoever holds it now and whose role it is: for those who hand work out. */
export async function lockOpenItem(tx: Tx, wish: LockWish): Promise<Result<WorkItem, Problem>> {
  await tx.db.$queryRaw`
    SELECT 1 FROM work_items WHERE organization_id = ${tx.organizationId}::uuid AND id = ${wish.workItemId}::uuid FOR UPDATE`;
  const item = await tx.db.workItem.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id: wish.workItemId } },
  });
  if (!item) return fail(problem('notFound', 'work item'));
  if (!openItemStates.includes(item.state))
    return fail(problem('workItemClosed', `work item is ${item.state}`, { state: item.state }));
  if (wish.version !== undefined && wish.version !== item.version) {
    return fail(problem('preconditionFailed', 'work item has another version', { version: item.version }));
  }
  return ok(item);
}

/** Reservations are leases in system time; a lapsed one binds nobody. */
const isReservedByOther = (item: WorkItem, actorId: string): boolean =>
  item.reservedUntil !== null &&
  item.reservedUntil.getTime() > Date.now() &&
  item.assignee !== null &&
  item.assignee !== actorId;
