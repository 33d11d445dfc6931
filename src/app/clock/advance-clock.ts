import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { queueSignals } from '../stories/record-event.js';
import { isQuiet, unquiet } from './quiet.js';
import { crashPoint } from '../../crash-points.js';

/** Where the clock stands now and who was woken; `moved` false when nothing is left to wait for. */
export interface ClockMove {
  readonly businessAt: string;
  readonly moved: boolean;
  readonly stories: number;
  readonly waits: number;
}

export interface AdvanceClock {
  readonly organizationId: string;
  readonly actor: Actor;
  /** Never past this instant. */
  readonly until?: string;
}

/** Moves a stepped organization to its next wake, if it is quiet; the stories then due are signalled, oldest first, the due waits marked. */
export async function advanceClock(deps: Deps, input: AdvanceClock): Promise<Result<ClockMove, Problem>> {
  const move = await inTransaction(
    deps.db,
    input.organizationId,
    { actor: input.actor },
    async (tx): Promise<Result<ClockMove, Problem>> => {
      if (!tx.stepped) return fail(problem('clockNotStepped', 'This organization lives in real time.'));
      tx.write`SELECT 1 FROM organizations WHERE id = ${tx.organizationId}::uuid FOR UPDATE`;
      const state = await unquiet(tx);
      if (!isQuiet(state)) return fail(problem('clockNotQuiet', `Still at work: ${state.example}`, { ...state }));
      const [row] = await tx.db.$queryRaw<{ next: Date | null }[]>`
      SELECT least((SELECT min(next_wake_at) FROM stories WHERE closed_at IS NULL), (SELECT min(wake_at) FROM practice_waits)) AS next`;
      const until = input.until ? new Date(input.until) : undefined;
      const next = row?.next ?? until;
      if (!next) return ok({ businessAt: tx.at.instant, moved: false, stories: 0, waits: 0 });
      const target = until && until < next ? until : next;
      if (target.toISOString() <= tx.at.instant)
        return ok({ businessAt: tx.at.instant, moved: false, stories: 0, waits: 0 });
      tx.write`UPDATE organizations SET business_at = ${target} WHERE id = ${tx.organizationId}::uuid`;
      const due = await tx.db.$queryRaw<{ kind: StoryKind; subjectId: string }[]>`
        SELECT kind, subject_id AS "subjectId" FROM stories s
         WHERE organization_id = ${tx.organizationId}::uuid AND closed_at IS NULL AND next_wake_at <= ${target}
         ORDER BY (SELECT min(e.sequence) FROM story_events e
                    WHERE e.organization_id = s.organization_id AND e.subject_id = s.subject_id)`;
      await queueSignals(
        tx,
        due.map(({ kind, subjectId }) => ({
          story: kind,
          subjectId,
          signal: 'businessTimeReached',
          eventId: randomUUID(),
          type: target.toISOString(),
        })),
      );
      const waits = await tx.db.$executeRaw`
        UPDATE practice_waits SET due = true WHERE organization_id = ${tx.organizationId}::uuid AND wake_at <= ${target}`;
      await recordAudit(tx, {
        action: 'clock.advance',
        subjectType: 'organization',
        subjectId: tx.organizationId,
        why: 'earliest wake',
        after: { businessAt: target.toISOString() },
      });
      return ok({ businessAt: target.toISOString(), moved: true, stories: due.length, waits });
    },
  );
  if (move.ok && move.value.moved) crashPoint('clockMoved');
  return move;
}
