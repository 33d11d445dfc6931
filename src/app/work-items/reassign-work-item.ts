import type { Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
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

/** A lead gives an open item to somebody else, whoever holds it now. */
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
  await tx.db.workItem.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } },
    data: {
      state: 'OPEN',
      assignee: input.assignee,
      reservedUntil: null,
      snoozedUntil: null,
      version: { increment: 1 },
    },
  });
  await recordAudit(tx, {
    action: 'workItem.reassign',
    subjectType: 'workItem',
    subjectId: item.id,
    why: 'reassigned',
    before: { assignee: item.assignee, state: item.state },
    after: { assignee: input.assignee, state: 'OPEN' },
  });
  return ok({ id: item.id, state: 'OPEN' as const, assignee: input.assignee, version: item.version + 1 });
}
