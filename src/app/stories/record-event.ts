import { randomUUID } from 'node:crypto';
import { eventRule, type EventRule } from '../../contracts/event-table.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { Prisma } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import { insertRows } from '../../db/insert-rows.js';
import { openWorkItem } from './open-work-item.js';

export type Facts = Readonly<Record<string, unknown>>;

export interface NewEvent {
  readonly story: StoryKind;
  readonly subjectId: string;
  readonly type: string;
  readonly facts?: Facts;
  /** Business key: the same key is recorded once, whatever happens. */
  readonly key?: string;
  /** False when the caller lets the story's own turn pick it up (the story asked for it, or a quiet advance follows). */
  readonly wake?: boolean;
  /** True for the first event of a story whose row this transaction has just written. */
  readonly newborn?: boolean;
}

/** What became of the event: queued for the story, or only recorded because the story is closed and does not reopen. */
export type Recorded = { readonly eventId: string; readonly became: 'queued' | 'recorded' | 'repeated' };

/**
 * Writes an event row and, in the same transaction, the outbox row that tells its story (rulings 5 and 6 of the event table).
 * An event that a closed story does not reopen for is recorded as handled; with money in it a work item opens.
 */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<Recorded> {
  const [recorded] = await recordEvents(tx, [event]);
  if (!recorded) throw new Error('recordEvents answers each event');
  return recorded;
}

interface EventToRecord {
  readonly id: string;
  readonly event: NewEvent;
  readonly rule: EventRule;
  readonly onlyRecorded: boolean;
}

/** The same for many, in their order, a few statements for all. */
export async function recordEvents(tx: Tx, events: readonly NewEvent[]): Promise<Recorded[]> {
  const known = await recordedKeys(tx, events);
  const closed = await closedStories(tx, events);
  const fresh: EventToRecord[] = [];
  const answers = events.map((event): Recorded => {
    const rule = eventRule(event.story, event.type);
    if (!rule) throw new Error(`No story listens to ${event.story}.${event.type}: add it to the event table`);
    if (event.key && known.has(event.key)) return { eventId: event.key, became: 'repeated' };
    if (event.key) known.add(event.key);
    const id = randomUUID();
    const onlyRecorded = !event.newborn && rule.reopens !== true && closed.has(addressOf(tx, event));
    fresh.push({ id, event, rule, onlyRecorded });
    return { eventId: id, became: onlyRecorded ? 'recorded' : 'queued' };
  });
  await insertRows(
    tx,
    'story_events',
    fresh.map((each) => eventRow(tx, each)),
  );
  for (const { id, event, rule, onlyRecorded } of fresh)
    if (onlyRecorded && rule.money) await openClosedPaymentItem(tx, event, id);
  const told = fresh.filter(({ event, onlyRecorded }) => !onlyRecorded && event.wake !== false);
  await queue(
    tx,
    'signal',
    told.map(({ id, event, rule }) => ({ ...event, signal: rule.signal, eventId: id })),
  );
  return answers;
}

const addressOf = (tx: Tx, { story, subjectId }: Pick<NewEvent, 'story' | 'subjectId'>): string =>
  workflowId(story, tx.organizationId, subjectId);

const eventRow = (tx: Tx, { id, event, onlyRecorded }: EventToRecord) => ({
  id,
  organization_id: tx.organizationId,
  story_kind: event.story,
  subject_id: event.subjectId,
  type: event.type,
  facts: event.facts ?? {},
  business_key: event.key ?? null,
  occurred_on: tx.at.date,
  handled_at: onlyRecorded ? new Date().toISOString() : null,
  verdict: onlyRecorded ? 'recorded: the story is closed' : null,
});

/** Held until the commit, so that no story can close meanwhile; always in one order, so that two batches never wait for each other. */
async function closedStories(tx: Tx, events: readonly NewEvent[]): Promise<Set<string>> {
  const asked = [...new Set(events.filter(({ newborn }) => !newborn).map((event) => addressOf(tx, event)))];
  if (asked.length === 0) return new Set();
  const held = tx.later ? Prisma.empty : Prisma.sql`FOR SHARE`;
  const stories = await tx.db.$queryRaw<{ address: string; closed: boolean }[]>(Prisma.sql`
    SELECT workflow_id AS address, closed_at IS NOT NULL AS closed FROM stories
     WHERE organization_id = ${tx.organizationId}::uuid AND workflow_id = ANY(${asked}::text[]) ORDER BY workflow_id ${held}`);
  return new Set(stories.filter(({ closed }) => closed).map(({ address }) => address));
}

async function recordedKeys(tx: Tx, events: readonly NewEvent[]): Promise<Set<string>> {
  const keys = events.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return new Set();
  const found = await tx.db.$queryRaw<{ key: string }[]>`
    SELECT business_key AS key FROM story_events
     WHERE organization_id = ${tx.organizationId}::uuid AND business_key = ANY(${keys}::text[])`;
  return new Set(found.map(({ key }) => key));
}

async function openClosedPaymentItem(tx: Tx, event: NewEvent, eventId: string): Promise<void> {
  if (event.story !== 'claim') return;
  await openWorkItem(
    tx,
    { type: 'claim', id: event.subjectId, claimId: event.subjectId },
    {
      kind: 'paymentOnClosedClaim',
      dedupeKey: `${event.subjectId}:closed-payment:${eventId}`,
      dueDate: tx.at.date,
      facts: { event: event.type },
    },
  );
}

export interface Signal {
  readonly story: StoryKind;
  readonly subjectId: string;
  readonly signal: string;
  readonly eventId: string;
  readonly type: string;
}

/** Queues a signal; the relay starts the story if it does not run. */
export const queueSignal = (tx: Tx, signal: Signal): Promise<void> => queueSignals(tx, [signal]);

/** The same for many, in their order. */
export const queueSignals = (tx: Tx, signals: readonly Signal[]): Promise<void> => queue(tx, 'signal', signals);

/** Wakes a story without an event of its own: what it was waiting for is in its tables now. `type` is for the log of the relay. */
export async function wakeStory(
  tx: Tx,
  story: StoryKind,
  subjectId: string,
  because: { readonly id: string; readonly type?: string },
): Promise<void> {
  const signal = 'turnTaken';
  await queueSignal(tx, { story, subjectId, signal, eventId: because.id, type: because.type ?? signal });
}

interface NewStory {
  readonly story: StoryKind;
  readonly subjectId: string;
  readonly first: { readonly type: string; readonly facts?: Facts };
}

/** Queues the start of a story; its row is written now, so that nothing can be forgotten. */
export const startStory = (tx: Tx, story: StoryKind, subjectId: string, first: NewStory['first']): Promise<void> =>
  startStories(tx, [{ story, subjectId, first }]);

/** The same for many. */
export async function startStories(tx: Tx, born: readonly NewStory[]): Promise<void> {
  await insertRows(
    tx,
    'stories',
    born.map((each) => ({
      workflow_id: addressOf(tx, each),
      organization_id: tx.organizationId,
      kind: each.story,
      subject_id: each.subjectId,
      state: 'STARTING',
      waiting_for: 'its first turn',
    })),
  );
  const recorded = await recordEvents(
    tx,
    born.map(({ story, subjectId, first }) => ({ story, subjectId, ...first, wake: false, newborn: true })),
  );
  await queue(
    tx,
    'start',
    born.map(({ story, subjectId, first }, at) => ({
      story,
      subjectId,
      signal: 'turnTaken',
      eventId: recorded[at]?.eventId ?? '',
      type: first.type,
    })),
  );
}

async function queue(tx: Tx, action: 'start' | 'signal', signals: readonly Signal[]): Promise<void> {
  if (signals.length === 0) return;
  await insertRows(
    tx,
    'outbox_messages',
    signals.map((signal) => ({
      id: randomUUID(),
      organization_id: tx.organizationId,
      action,
      story_kind: signal.story,
      workflow_id: addressOf(tx, signal),
      signal_name: signal.signal,
      event_id: signal.eventId,
      reference: signal.type,
    })),
  );
  await wakeRelay(tx);
}

/** Transactions that have told the relay already: it hears of them at the commit, once. */
const notified = new WeakSet<Tx['db']>();

export async function wakeRelay(tx: Tx): Promise<void> {
  if (tx.later || notified.has(tx.db)) return;
  notified.add(tx.db);
  tx.write`SELECT pg_notify('reclaim_outbox', '')`;
}
