import { randomUUID } from 'node:crypto';
import type { StorySearch, StoryTurn } from '../../contracts/stories.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { fromDateColumn, instantAt, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import type { DeadlineDraft, StepDraft, StoryKind, Turn } from '../../domain/stories/turn.js';
import { workItemRule } from '../../domain/work-items/catalog.js';
import { keepScores } from '../work-items/queue-order.js';
import { openWorkItem, type Subject } from './open-work-item.js';
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
  for (const kind of turn.closeDeadlines) await closeDeadlines(tx, subject.id, kind);
  for (const draft of turn.deadlines) await saveDeadline(tx, subject, draft);
  for (const kind of turn.cancelWorkItems) await cancelWorkItems(tx, subject.id, kind);
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
  const open = await tx.db.workItem.findMany({
    where: {
      organizationId: tx.organizationId,
      state: { in: ['OPEN', 'RESERVED', 'SNOOZED'] },
      subjectId: subject.id,
    },
  });
  await keepScores(tx, open);
}

/** The subject named by the catalog is what the item is about; a file or batch item keeps the story's own subject. */
const workItemSubject = (subject: Subject, kind: Parameters<typeof workItemRule>[0]): Subject => ({
  ...subject,
  type: workItemRule(kind).subject,
});

export async function closeDeadlines(tx: Tx, subjectId: string, kind: string): Promise<void> {
  await tx.db.deadline.updateMany({
    where: { organizationId: tx.organizationId, subjectId, kind, closedOn: null },
    data: { closedOn: toDateColumn(tx.at.date), closedHow: 'met' },
  });
}

export async function saveDeadline(tx: Tx, subject: Subject, draft: DeadlineDraft): Promise<void> {
  const open = await tx.db.deadline.findFirst({
    where: { organizationId: tx.organizationId, subjectId: subject.id, kind: draft.kind, closedOn: null },
  });
  if (open && sameDates(open, draft)) return;
  if (open) {
    await tx.db.deadline.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: open.id } },
      data: { closedOn: toDateColumn(tx.at.date), closedHow: 'superseded' },
    });
  }
  await tx.db.deadline.create({
    data: {
      id: randomUUID(),
      organizationId: tx.organizationId,
      subjectType: subject.type,
      subjectId: subject.id,
      claimId: subject.claimId ?? null,
      kind: draft.kind,
      ruleId: draft.ruleId,
      ruleVersion: draft.version,
      baseDate: toDateColumn(draft.baseDate),
      hardDate: toDateColumn(draft.hardDate),
      safeDate: toDateColumn(draft.safeDate),
      hardInstant: new Date(instantAt(draft.hardDate, '23:59:59', tx.zone)),
      zone: tx.zone,
      source: draft.source,
      createdOn: toDateColumn(tx.at.date),
      supersedesId: open?.id ?? null,
    },
  });
}

const sameDates = (open: { hardDate: Date; safeDate: Date; ruleId: string }, draft: DeadlineDraft): boolean =>
  fromDateColumn(open.hardDate) === draft.hardDate &&
  fromDateColumn(open.safeDate) === draft.safeDate &&
  open.ruleId === draft.ruleId;

async function cancelWorkItems(tx: Tx, subjectId: string, kind: string): Promise<void> {
  await tx.db.workItem.updateMany({
    where: { organizationId: tx.organizationId, subjectId, kind, state: { in: ['OPEN', 'RESERVED', 'SNOOZED'] } },
    data: {
      state: 'CANCELLED',
      closedOn: toDateColumn(tx.at.date),
      closedBy: 'system',
      outcome: 'cancelled: no longer needed',
    },
  });
}

/** Stores the intent of a step before anything leaves; the same business key is intended once, and again only after a hold stopped it. */
export async function intend(tx: Tx, storyKind: StoryKind, subjectId: string, step: StepDraft): Promise<void> {
  await tx.db.intent.createMany({
    data: [
      {
        id: randomUUID(),
        organizationId: tx.organizationId,
        businessKey: step.key,
        kind: step.kind,
        storyKind,
        subjectId,
        details: step.details as object,
        intendedOn: toDateColumn(tx.at.date),
      },
    ],
    skipDuplicates: true,
  });
  await tx.db.intent.updateMany({
    where: { organizationId: tx.organizationId, businessKey: step.key, state: 'HELD' },
    data: { state: 'INTENDED' },
  });
}

async function saveDecision<State extends string>(deps: Deps, tx: Tx, save: TurnToSave<State>): Promise<void> {
  const { turn, subject } = save;
  const id = randomUUID();
  await tx.db.decision.create({
    data: {
      id,
      organizationId: tx.organizationId,
      subjectType: subject.type,
      subjectId: subject.id,
      eventId: save.eventId ?? null,
      fromState: save.from,
      toState: turn.state,
      because: turn.because,
      rules: turn.rules as unknown as object[],
      inputs: new Uint8Array(
        deps.keys.sealText(
          { org: tx.organizationId, table: 'decisions', column: 'inputs', rowId: id },
          JSON.stringify(save.inputs),
        ),
      ),
      decidedOn: toDateColumn(tx.at.date),
    },
  });
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
  await tx.db.story.update({
    where: { organizationId_workflowId: { organizationId: tx.organizationId, workflowId: address } },
    data: {
      state: update.state,
      waitingFor: update.waitFor,
      wakeReason: update.wakeReason ?? null,
      nextWakeAt,
      closedAt: update.closed ? new Date() : null,
    },
  });
}
