import { problem, type Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { isOwnAccount, OWN_ACCOUNT } from '../staff/own-accounts.js';
import { recordAudit } from '../stories/record-audit.js';
import { lockOpenItem } from './lock-work-item.js';

export interface ReassignWorkItem {
  readonly workItemId: string;
  readonly version?: number;
  /** Principal id of the new assignee; null gives the item back to its queue. */
  readonly assignee: string | null;
  readonly reason: string;
}

export interface ReassignedWorkItem {
  readonly id: string;
  readonly state: 'OPEN';
  readonly assignee: string | null;
  readonly version: number;
}

/** A lead gives an open item to somebody else, whoever holds it now; what else is open of its claim for that role goes along. */
export async function reassignWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ReassignWorkItem,
): Promise<Result<ReassignedWorkItem, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, (tx) => reassignWithin(tx, input));
}

export async function reassignWithin(tx: Tx, input: ReassignWorkItem): Promise<Result<ReassignedWorkItem, Problem>> {
  const locked = await lockOpenItem(tx, input);
  if (!locked.ok) return locked;
  const item = locked.value;
  if (input.assignee !== null && (await isOwnAccount(tx, item, input.assignee)))
    return fail(problem('notAllowed', OWN_ACCOUNT));
  await give(tx, item, input.assignee, 'reassigned');
  if (input.assignee !== null)
    for (const other of await goesAlong(tx, item, input.assignee))
      await give(tx, other, input.assignee, 'goes with its claim, which has one owner');
  return ok({ id: item.id, state: 'OPEN' as const, assignee: input.assignee, version: item.version + 1 });
}

/** One owner a claim (rulebook §7): what nobody, or the same person as before, holds of the claim for the same role. */
async function goesAlong(tx: Tx, { id, claimId, role, assignee }: WorkItem, to: string): Promise<readonly WorkItem[]> {
  if (claimId === null) return [];
  const found = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM work_items
     WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claimId}::uuid AND role = ${role} AND id <> ${id}::uuid
       AND state IN ('OPEN', 'RESERVED') AND assignee IS DISTINCT FROM ${to}
       AND (assignee IS NULL OR assignee = ${assignee} OR reserved_until <= ${new Date()})
     ORDER BY id FOR UPDATE`;
  return tx.db.workItem.findMany({
    where: { organizationId: tx.organizationId, id: { in: found.map((row) => row.id) } },
  });
}

async function give(tx: Tx, item: WorkItem, assignee: string | null, why: string): Promise<void> {
  await tx.db.workItem.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } },
    data: { state: 'OPEN', assignee, reservedUntil: null, snoozedUntil: null, version: { increment: 1 } },
  });
  await recordAudit(tx, {
    action: 'workItem.reassign',
    subjectType: 'workItem',
    subjectId: item.id,
    why,
    before: { assignee: item.assignee, state: item.state },
    after: { assignee, state: 'OPEN' },
  });
}
