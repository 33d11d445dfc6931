import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';

export interface PracticeClock {
  readonly businessAt: string;
  readonly businessDate: string;
  readonly zone: string;
  /** Earliest wake of a story, ISO UTC. */
  readonly nextStoryWakeAt: string | null;
  /** Earliest wait of the practice world, ISO UTC. */
  readonly nextWaitAt: string | null;
  /** Waits the clock has reached and the practice world has not yet taken away. */
  readonly dueWaits: readonly string[];
}

/** Reads the stepped clock; a real organization has none. */
export async function readPracticeClock(
  deps: Deps,
  actor: Actor,
  organizationId: string,
): Promise<Result<PracticeClock, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    if (!tx.stepped) return fail(problem('clockNotStepped', 'the organization runs in real time'));
    const [row] = await nextMoments(tx);
    return ok({
      businessAt: tx.at.instant,
      businessDate: tx.at.date,
      zone: tx.zone,
      nextStoryWakeAt: row?.story?.toISOString() ?? null,
      nextWaitAt: row?.wait?.toISOString() ?? null,
      dueWaits: row?.due ?? [],
    });
  });
}

const nextMoments = (tx: Tx) => tx.db.$queryRaw<{ story: Date | null; wait: Date | null; due: string[] }[]>`
  SELECT (SELECT min(next_wake_at) FROM stories WHERE organization_id = ${tx.organizationId}::uuid AND closed_at IS NULL) AS story,
         (SELECT min(wake_at) FROM practice_waits WHERE organization_id = ${tx.organizationId}::uuid) AS wait,
         (SELECT coalesce(array_agg(name ORDER BY name), '{}')
            FROM (SELECT name FROM practice_waits WHERE organization_id = ${tx.organizationId}::uuid AND (due OR wake_at <= ${new Date(tx.at.instant)})
                   ORDER BY name LIMIT 1000) w) AS due`;

export interface WatchWish {
  /** The business time the caller knows; a change ends the wait. */
  readonly since?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const LOOK_EVERY_MS = 200;

/** Waits until the clock has moved or a wait is due, at most `timeoutMs`; then says what the clock shows. */
export async function watchPracticeClock(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: WatchWish,
): Promise<Result<PracticeClock, Problem>> {
  const until = Date.now() + wish.timeoutMs;
  for (;;) {
    const clock = await readPracticeClock(deps, actor, organizationId);
    if (!clock.ok || isNews(clock.value, wish.since) || Date.now() >= until || wish.signal?.aborted) return clock;
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
}

const isNews = (clock: PracticeClock, since: string | undefined): boolean =>
  clock.dueWaits.length > 0 || (since !== undefined && Date.parse(since) !== Date.parse(clock.businessAt));
