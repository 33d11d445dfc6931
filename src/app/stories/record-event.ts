import { randomUUID } from 'node:crypto';
import { eventRule } from '../../contracts/event-table.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { StoryKind } from '../../domain/stories/turn.js';
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
  const rule = eventRule(event.story, event.type);
  if (!rule) throw new Error(`No story listens to ${event.story}.${event.type}: add it to the event table`);
  if (event.key && (await isRepeat(tx, event.key))) return { eventId: event.key, became: 'repeated' };
  const id = randomUUID();
  const address = workflowId(event.story, tx.organizationId, event.subjectId);
  const onlyRecorded = !event.newborn && rule.reopens !== true && (await isClosed(tx, address));
  await tx.db.storyEvent.create({
    data: {
      id,
      organizationId: tx.organizationId,
      storyKind: event.story,
      subjectId: event.subjectId,
      type: event.type,
      facts: (event.facts ?? {}) as object,
      businessKey: event.key ?? null,
      occurredOn: toDateColumn(tx.at.date),
      handledAt: onlyRecorded ? new Date() : null,
      verdict: onlyRecorded ? 'recorded: the story is closed' : null,
    },
  });
  if (onlyRecorded && rule.money) await openClosedPaymentItem(tx, event, id);
  if (!onlyRecorded && event.wake !== false) await queueSignal(tx, { ...event, signal: rule.signal, eventId: id });
  return { eventId: id, became: onlyRecorded ? 'recorded' : 'queued' };
}

/** Held until the commit, so that the story cannot close meanwhile. */
async function isClosed(tx: Tx, address: string): Promise<boolean> {
  const [story] = await tx.db.$queryRaw<{ closed: boolean }[]>`
    SELECT closed_at IS NOT NULL AS closed FROM stories
     WHERE organization_id = ${tx.organizationId}::uuid AND workflow_id = ${address} FOR SHARE`;
  return story?.closed === true;
}

async function isRepeat(tx: Tx, businessKey: string): Promise<boolean> {
  const found = await tx.db.storyEvent.findFirst({
    where: { organizationId: tx.organizationId, businessKey },
    select: { id: true },
  });
  return found !== null;
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
export async function queueSignal(tx: Tx, signal: Signal): Promise<void> {
  await queue(tx, 'signal', signal);
}

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

/** Queues the start of a story; its row is written now, so that nothing can be forgotten. */
export async function startStory(
  tx: Tx,
  story: StoryKind,
  subjectId: string,
  first: { type: string; facts?: Facts },
): Promise<void> {
  await tx.db.story.create({
    data: {
      workflowId: workflowId(story, tx.organizationId, subjectId),
      organizationId: tx.organizationId,
      kind: story,
      subjectId,
      state: 'STARTING',
      waitingFor: 'its first turn',
    },
  });
  const recorded = await recordEvent(tx, {
    story,
    subjectId,
    type: first.type,
    ...(first.facts && { facts: first.facts }),
    wake: false,
    newborn: true,
  });
  await queue(tx, 'start', { story, subjectId, signal: 'turnTaken', eventId: recorded.eventId, type: first.type });
}

async function queue(tx: Tx, action: 'start' | 'signal', signal: Signal): Promise<void> {
  await tx.db.outboxMessage.create({
    data: {
      id: randomUUID(),
      organizationId: tx.organizationId,
      action,
      storyKind: signal.story,
      workflowId: workflowId(signal.story, tx.organizationId, signal.subjectId),
      signalName: signal.signal,
      eventId: signal.eventId,
      reference: signal.type,
    },
  });
  await wakeRelay(tx);
}

/** Transactions that have told the relay already: it hears of them at the commit, once. */
const notified = new WeakSet<Tx['db']>();

async function wakeRelay(tx: Tx): Promise<void> {
  if (notified.has(tx.db)) return;
  notified.add(tx.db);
  await tx.db.$executeRaw`SELECT pg_notify('reclaim_outbox', '')`;
}
