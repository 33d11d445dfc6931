import type { Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { lockWorkItem, type LockWish } from './lock-work-item.js';

/** A reservation lapses by itself, so that nobody's lunch blocks a claim. System time. */
const RESERVATION_MS = 15 * 60_000;

export interface ReservedWorkItem {
  readonly id: string;
  readonly state: 'RESERVED';
  readonly assignee: string;
  readonly reservedUntil: string;
  readonly version: number;
}

/** Takes an item for the caller for 15 minutes of system time; taking it again extends. */
export async function reserveWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: LockWish,
): Promise<Result<ReservedWorkItem, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const locked = await lockWorkItem(tx, input);
    if (!locked.ok) return locked;
    const reserved = await reserve(tx, locked.value);
    return ok({
      id: reserved.id,
      state: 'RESERVED' as const,
      assignee: actor.id,
      reservedUntil: reserved.reservedUntil?.toISOString() ?? '',
      version: reserved.version,
    });
  });
}

/** Writes the reservation of an item the caller has locked. */
export async function reserve(tx: Tx, item: WorkItem): Promise<WorkItem> {
  const reserved = await tx.db.workItem.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } },
    data: {
      state: 'RESERVED',
      assignee: tx.actor.id,
      reservedUntil: new Date(Date.now() + RESERVATION_MS),
      version: { increment: 1 },
    },
  });
  await recordAudit(tx, {
    action: 'workItem.reserve',
    subjectType: 'workItem',
    subjectId: item.id,
    why: 'reserved for 15 minutes',
    before: { state: item.state, assignee: item.assignee },
    after: { state: 'RESERVED', assignee: tx.actor.id },
  });
  return reserved;
}
