import { randomUUID } from 'node:crypto';
import type { StorySearch, StoryTurn } from '../../contracts/stories.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { instantAt, type Tx } from '../../db/in-transaction.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import type { StepDraft, StoryKind, Turn } from '../../domain/stories/turn.js';
import { workItemRule } from '../../domain/work-items/catalog.js';
import { keepScores, openItemsOf } from '../work-items/queue-order.js';
import { cancelWorkItems } from './cancel-work-items.js';
import { openWorkItem, type Subject } from './open-work-item.js';
import { closeDeadlines, saveDeadlines } from './save-deadlines.js';
import type { StoryNews, StoryRow } from './story-news.js';
import { recordEvent, wakeStory } from './record-event.js';
import { recordAudit } from './record-audit.js';
import type { Deps } from '../deps.js';

/** Morning hour at which a story wakes for a civil date, in the organization's zone. */
const WAKE_TIME = '05:00';

export interface TurnToSave<State extends string> {
  readonly story: StoryKind;
  readonly subject: Subject;
  readonly from: State;
  readonly turn: Turn<State>;
  readonly eventId?: string;
  /** Everything the decision rested on; sealed, so that it can be re-run and explained. */
  readonly inputs: unknown;
}

/** Saves what one judged turn means, except the subject's own row: deadlines, work items, intents, events, decision, audit. */
export async function saveTurn<State extends string>(deps: Deps, tx: Tx, save: TurnToSave<State>): Promise<void> {
  const { turn, subject } = save;
  await closeDeadlines(tx, subject.id, turn.closeDeadlines, turn.dropDeadlines);
  await saveDeadlines(tx, subject, turn.deadlines);
  await cancelWorkItems(tx, { subjectId: subject.id, kinds: turn.cancelWorkItems, why: 'no longer needed' });
  if (turn.deadlines.length + turn.closeDeadlines.length > 0) await scoreAgain(tx, subject);
  for (const draft of turn.workItems) await openWorkItem(tx, workItemSubject(subject, draft.kind), draft);
  for (const step of turn.steps) await intend(tx, save.story, subject.id, step);
  for (const event of turn.events) {
    await recordEvent(tx, { story: event.toStory, subjectId: event.subjectId, type: event.type, facts: event.facts });
  }
  await saveDecision(deps, tx, save);
}

/** Another deadline is another urgency for what lies open about the subject. */
async function scoreAgain(tx: Tx, subject: Subject): Promise<void> {
  await keepScores(tx, await openItemsOf(tx, subject.id));
}

/** The subject named by the catalog is what the item is about; a file or batch item keeps the story's own subject. */
const workItemSubject = (subject: Subject, kind: Parameters<typeof workItemRule>[0]): Subject => ({
  ...subject,
  type: workItemRule(kind).subject,
});

/** Stores the intent of a step before anything leaves; the same business key is intended once, and again only after a hold stopped it. */
export async function intend(tx: Tx, storyKind: StoryKind, subjectId: string, step: StepDraft): Promise<void> {
  tx.write`
    INSERT INTO intents AS i (id, organization_id, business_key, kind, story_kind, subject_id, details, intended_on)
    VALUES (${randomUUID()}::uuid, ${tx.organizationId}::uuid, ${step.key}, ${step.kind}, ${storyKind}, ${subjectId}::uuid,
            ${JSON.stringify(step.details)}::jsonb, ${tx.at.date}::date)
    ON CONFLICT (organization_id, business_key) DO UPDATE SET state = 'INTENDED' WHERE i.state = 'HELD'`;
}

async function saveDecision<State extends string>(deps: Deps, tx: Tx, save: TurnToSave<State>): Promise<void> {
  const { turn, subject } = save;
  const id = randomUUID();
  const place = { org: tx.organizationId, table: 'decisions', column: 'inputs', rowId: id };
  tx.write`
    INSERT INTO decisions (id, organization_id, subject_type, subject_id, event_id, from_state, to_state, because, rules, inputs, decided_on)
    VALUES (${id}::uuid, ${tx.organizationId}::uuid, ${subject.type}, ${subject.id}::uuid, ${save.eventId ?? null}::uuid,
            ${save.from}, ${turn.state}, ${turn.because}, ${JSON.stringify(turn.rules)}::jsonb,
            ${deps.keys.sealJson(place, save.inputs)}, ${tx.at.date}::date)`;
  await recordAudit(tx, {
    action: `${save.story}.turn`,
    subjectType: subject.type,
    subjectId: subject.id,
    why: turn.because,
    before: { state: save.from },
    after: { state: turn.state, decision: id },
  });
}

export interface StoryRowUpdate<State extends string> {
  readonly story: StoryKind;
  readonly subjectId: string;
  readonly state: State;
  readonly closed: boolean;
  readonly waitFor: string;
  readonly wakeAt?: string;
  readonly wakeReason?: string;
  /** The story itself asked; otherwise it must be told when its wait got shorter, it has steps, or it is over. */
  readonly asked: boolean;
  readonly search: StorySearch;
  readonly details: string;
}

/** Wake instant of a civil date: 05:00 in the organization's zone, never in the past (then the next morning). */
export function wakeInstant(tx: Tx, on: PlainDate | undefined): string | undefined {
  if (on === undefined) return undefined;
  const instant = instantAt(on, WAKE_TIME, tx.zone);
  if (instant > tx.at.instant) return instant;
  return instantAt(addDays(tx.at.date, 1), WAKE_TIME, tx.zone);
}

/** Writes the dead-man row of the story and returns what the workflow may know. */
export async function closeTurn<State extends string>(
  tx: Tx,
  { story: before, steps }: Pick<StoryNews, 'story' | 'steps'>,
  update: StoryRowUpdate<State>,
): Promise<StoryTurn<State>> {
  await writeStoryRow(tx, before, update);
  const sooner =
    update.wakeAt !== undefined && before?.nextWakeAt != null && update.wakeAt < before.nextWakeAt.toISOString();
  if (!update.asked && (sooner || steps.length > 0 || update.closed)) {
    await wakeStory(tx, update.story, update.subjectId, { id: randomUUID() });
  }
  const wakeInMs = update.wakeAt ? Math.max(0, Date.parse(update.wakeAt) - Date.parse(tx.at.instant)) : undefined;
  return {
    state: update.state,
    closed: update.closed,
    waitFor: update.waitFor,
    steps,
    search: update.search,
    details: update.details,
    ...(wakeInMs !== undefined && !update.closed && { wakeInMs }),
    ...(update.wakeReason && { wakeReason: update.wakeReason }),
  };
}

/** A turn that changes nothing writes nothing: most events are only noted. */
async function writeStoryRow(tx: Tx, before: StoryRow | null, update: StoryRowUpdate<string>): Promise<void> {
  const nextWakeAt = update.closed || !update.wakeAt ? null : new Date(update.wakeAt);
  const same =
    before !== null &&
    before.state === update.state &&
    before.waitingFor === update.waitFor &&
    before.wakeReason === (update.wakeReason ?? null) &&
    before.nextWakeAt?.getTime() === nextWakeAt?.getTime() &&
    (before.closedAt !== null) === update.closed;
  if (same) return;
  const address = workflowId(update.story, tx.organizationId, update.subjectId);
  tx.write`
    UPDATE stories SET state = ${update.state}, waiting_for = ${update.waitFor}, wake_reason = ${update.wakeReason ?? null},
           next_wake_at = ${nextWakeAt}, closed_at = ${update.closed ? new Date() : null}
     WHERE organization_id = ${tx.organizationId}::uuid AND workflow_id = ${address}`;
}
