import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { lockWorkItem, type LockWish } from './lock-work-item.js';
import type { ReassignedWorkItem } from './reassign-work-item.js';

/** Gives a reserved item back to its queue before the reservation lapses. */
export async function giveBackWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: LockWish,
): Promise<Result<ReassignedWorkItem, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const locked = await lockWorkItem(tx, input);
    if (!locked.ok) return locked;
    const item = locked.value;
    if (item.assignee !== actor.id) return fail(problem('conflict', 'you do not hold this work item'));
    await tx.db.workItem.update({
      where: { organizationId_id: { organizationId, id: item.id } },
      data: { state: 'OPEN', assignee: null, reservedUntil: null, version: { increment: 1 } },
    });
    await recordAudit(tx, {
      action: 'workItem.giveBack',
      subjectType: 'workItem',
      subjectId: item.id,
      why: 'given back',
      before: { assignee: actor.id },
      after: { assignee: null },
    });
    return ok({ id: item.id, state: 'OPEN' as const, assignee: null, version: item.version + 1 });
  });
}
