import type { StorySearch, StoryTurn } from '../../contracts/stories.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Story } from '../../db/generated/client.js';
import type { StoryKind, Turn } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import type { Subject } from './open-work-item.js';
import { closeTurn, saveTurn, wakeInstant } from './save-turn.js';
import { crashPoint } from '../../crash-points.js';

/** At most this many events are judged in one transaction; the rest follow in the next turn. */
const EVENTS_A_TURN = 50;

/** An event row as a lifecycle's `next` may read it. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

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
    const events = await unhandledEvents(tx, life.kind, input.subjectId);
    const story = await storyRow(tx, life.kind, input.subjectId);
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
    const finished = await finish(tx, life, { facts, last, input, before: story });
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
  /** The story's row as this transaction found it. */
  readonly before: Story | null;
}

async function finish<F extends { readonly state: S }, S extends string, T extends Turn<S>>(
  tx: Tx,
  life: Lifecycle<F, S, T>,
  { facts, last, input, before }: Finish<F, T>,
): Promise<StoryTurn<S>> {
  const closed = life.isFinal(facts.state);
  const morning = last ? wakeInstant(tx, last.wakeOn) : before?.nextWakeAt?.toISOString();
  const wakeAt = life.wakeAt?.(tx, facts) ?? morning;
  const waitFor = last?.waitFor ?? before?.waitingFor ?? '';
  const wakeReason = last ? last.wakeReason : (before?.wakeReason ?? undefined);
  return closeTurn(tx, before, {
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
  });
}

const detailsOf = (state: string, waitFor: string, because: string | undefined): string =>
  [`**${state}**`, waitFor && `waits for ${waitFor}`, because].filter(Boolean).join('\n\n');

async function unhandledEvents(tx: Tx, storyKind: StoryKind, subjectId: string): Promise<StoredEvent[]> {
  const rows = await tx.db.storyEvent.findMany({
    where: { organizationId: tx.organizationId, storyKind, subjectId, handledAt: null },
    orderBy: { sequence: 'asc' },
    take: EVENTS_A_TURN,
  });
  return rows.map((row) => ({ id: row.id, type: row.type, facts: row.facts as Record<string, unknown> }));
}

export const storyRow = (tx: Tx, kind: StoryKind, subjectId: string) =>
  tx.db.story.findUnique({
    where: {
      organizationId_workflowId: {
        organizationId: tx.organizationId,
        workflowId: workflowId(kind, tx.organizationId, subjectId),
      },
    },
  });

const isDue = (tx: Tx, story: Story | null): boolean =>
  story?.nextWakeAt != null && story.nextWakeAt.toISOString() <= new Date(tx.at.instant).toISOString();

async function markHandled(tx: Tx, event: StoredEvent, turn: { because: string } | undefined): Promise<void> {
  if (!event.id) return;
  await tx.db.storyEvent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: event.id } },
    data: { handledAt: new Date(), verdict: turn?.because ?? 'noted; changes nothing' },
  });
}
