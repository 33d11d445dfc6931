import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';

export interface PracticeWaitWish {
  readonly name: string;
  /** Business instant, ISO UTC; the clock stops there until the wait is taken away. */
  readonly wakeAt: string;
}

/** Registers or moves a wait of the practice world: the clock never jumps over it. */
export async function putPracticeWait(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: PracticeWaitWish,
): Promise<Result<PracticeWaitWish, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    if (!tx.stepped) return fail(problem('clockNotStepped', 'the organization runs in real time'));
    const wakeAt = new Date(wish.wakeAt);
    tx.write`
      INSERT INTO practice_waits (organization_id, name, wake_at) VALUES (${organizationId}::uuid, ${wish.name}, ${wakeAt})
      ON CONFLICT (organization_id, name) DO UPDATE SET wake_at = excluded.wake_at, due = false`;
    return ok({ name: wish.name, wakeAt: wakeAt.toISOString() });
  });
}

/** Takes a wait away: its time was used, or it is no longer needed. Taking away an unknown one is no fault. */
export async function dropPracticeWait(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  name: string,
): Promise<Result<null, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    if (!tx.stepped) return fail(problem('clockNotStepped', 'the organization runs in real time'));
    tx.write`
      DELETE FROM practice_waits WHERE organization_id = ${organizationId}::uuid AND name = ${name}`;
    return ok(null);
  });
}
