import type { StorySearch, StoryTurn } from '../../contracts/stories.js';
import { civilDate, inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { StoryKind, Turn } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import type { Subject } from './open-work-item.js';
import { openSteps, storyNews, type StoredEvent, type StoryNews, type StoryRow } from './story-news.js';
import { closeTurn, saveTurn, wakeInstant } from './save-turn.js';
import { crashPoint } from '../../crash-points.js';

export type { StoredEvent };

/** What is particular about one kind of story; everything else of a turn is the same for all. */
export interface Lifecycle<Facts extends { readonly state: State }, State extends string, T extends Turn<State>> {
  readonly kind: StoryKind;
  /** Reads the subject FOR UPDATE: two turns of one subject never interleave. */
  load(tx: Tx, subjectId: string): Promise<Facts>;
  /** Exactly what the pure decision sees of the facts: no rows, JSON only; kept sealed with the decision. */
  pure(facts: Facts): object;
  /** What the choice of rules rests on besides the facts; kept with the decision, so that it can be judged again. */
  context?(facts: Facts): object;
  /** The one pure decision. `undefined` = this event changes nothing here. */
  judge(tx: Tx, facts: Facts, event: StoredEvent): T | undefined;
  /** Saves the subject's own row: state, changes, and what only this lifecycle has. */
  save(tx: Tx, facts: Facts, turn: T, event: StoredEvent): Promise<void>;
  subject(facts: Facts): Subject;
  isFinal(state: State): boolean;
  search(tx: Tx, facts: Facts): Promise<StorySearch>;
  /** A wake at a time of day instead of the morning of a date (closing time of a batch). */
  wakeAt?(tx: Tx, facts: Facts): string | undefined;
}

export interface AdvanceInput {
  readonly organizationId: string;
  readonly subjectId: string;
  /** True when the story itself asks; otherwise it is told by a signal if its wait changed. */
  readonly asked: boolean;
}

const TIME_REACHED = { id: '', type: 'timeReached', facts: {} } as const;

/**
 * One transaction judges: every unhandled event in order, then time if the story's wake is due.
 * The only writer of the subject's state. Idempotent: a repeat finds nothing unhandled and returns the same wait.
 */
export async function advanceStory<F extends { readonly state: S }, S extends string, T extends Turn<S>>(
  deps: Deps,
  life: Lifecycle<F, S, T>,
  input: AdvanceInput,
): Promise<StoryTurn<S>> {
  const actor = systemActor(life.kind);
  const judged = await inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    let facts = await life.load(tx, input.subjectId);
    const { story, events, steps } = await storyNews(tx, life.kind, input.subjectId);
    const due = isDue(tx, story);
    let last: T | undefined;
    for (const event of due ? [...events, TIME_REACHED] : events) {
      const turn = life.judge(tx, facts, event);
      await markHandled(tx, event, turn);
      if (!turn) continue;
      await saveTurn(deps, tx, {
        story: life.kind,
        subject: life.subject(facts),
        from: facts.state,
        turn,
        inputs: { facts: life.pure(facts), event, at: tx.at, context: life.context?.(facts) ?? {} },
        ...(event.id && { eventId: event.id }),
      });
      await life.save(tx, facts, turn, event);
      facts = await life.load(tx, input.subjectId);
      last = turn;
    }
    const finished = await finish(tx, life, { facts, last, input, before: { story, steps } });
    crashPoint('turnUnsaved');
    return finished;
  });
  crashPoint('turnJudged');
  return judged;
}

interface Finish<F, T> {
  readonly facts: F;
  readonly last: T | undefined;
  readonly input: AdvanceInput;
  /** The story's row and open steps as this transaction found them. */
  readonly before: Pick<StoryNews, 'story' | 'steps'>;
}

async function finish<F extends { readonly state: S }, S extends string, T extends Turn<S>>(
  tx: Tx,
  life: Lifecycle<F, S, T>,
  { facts, last, input, before }: Finish<F, T>,
): Promise<StoryTurn<S>> {
  const { story } = before;
  const closed = life.isFinal(facts.state);
  const kept = last === undefined || isThisMorning(tx, story);
  const morning = kept ? story?.nextWakeAt?.toISOString() : wakeInstant(tx, last.wakeOn);
  const wakeAt = life.wakeAt?.(tx, facts) ?? morning;
  const waitFor = last?.waitFor ?? story?.waitingFor ?? '';
  const wakeReason = kept ? (story?.wakeReason ?? undefined) : last.wakeReason;
  // Only a judged turn can have changed what is left to do.
  const steps = last ? await openSteps(tx, input.subjectId) : before.steps;
  return closeTurn(
    tx,
    { story, steps },
    {
      story: life.kind,
      subjectId: input.subjectId,
      state: facts.state,
      closed,
      waitFor,
      asked: input.asked,
      search: await life.search(tx, facts),
      details: detailsOf(facts.state, waitFor, last?.because),
      ...(wakeAt && !closed && { wakeAt }),
      ...(wakeReason && { wakeReason }),
    },
  );
}

const detailsOf = (state: string, waitFor: string, because: string | undefined): string =>
  [`**${state}**`, waitFor && `waits for ${waitFor}`, because].filter(Boolean).join('\n\n');

const isDue = (tx: Tx, story: StoryRow | null): boolean =>
  story?.nextWakeAt != null && story.nextWakeAt.toISOString() <= new Date(tx.at.instant).toISOString();

/**
 * A turn names the next day on which it must act, from tomorrow on. An event in the night before a wake must not take that
 * morning's place: what was to be looked at on this very day is still looked at (P3).
 */
function isThisMorning(tx: Tx, story: StoryRow | null): boolean {
  const pending = story?.nextWakeAt?.toISOString();
  return pending !== undefined && pending > tx.at.instant && civilDate(pending, tx.zone) === tx.at.date;
}

async function markHandled(tx: Tx, event: StoredEvent, turn: { because: string } | undefined): Promise<void> {
  if (!event.id) return;
  const verdict = turn?.because ?? 'noted; changes nothing';
  tx.write`
    UPDATE story_events SET handled_at = ${new Date()}, verdict = ${verdict}
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${event.id}::uuid`;
}
