import type { StoryTurn } from '../../contracts/stories.js';
import { inTransaction, instantAt, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { addDays, daysBetween, type PlainDate } from '../../domain/dates/plain-date.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { closeTurn } from '../stories/save-turn.js';

const DAY_BEGINS = '05:00';
/** Approvals expire after ten business days (rulebook §10). */
const APPROVAL_BUSINESS_DAYS = 10;

export interface DayBookInput {
  readonly organizationId: string;
  readonly subjectId: string;
  readonly asked: boolean;
}

/** The organization's daily work in one transaction, once a business day; returns when the next day begins. */
export async function advanceDayBook(deps: Deps, input: DayBookInput): Promise<StoryTurn> {
  return inTransaction(deps.db, input.organizationId, { actor: systemActor('dayBook') }, async (tx) => {
    await tx.db.storyEvent.updateMany({
      where: { organizationId: tx.organizationId, storyKind: 'day-book', handledAt: null }, data: { handledAt: new Date(), verdict: 'a day begins' },
    });
    await wakeSnoozedItems(tx);
    await scoreByDeadline(tx);
    await expireApprovals(tx);
    await sweepOverdueStories(tx);
    const wakeAt = instantAt(addDays(tx.at.date, 1), DAY_BEGINS, tx.zone);
    return closeTurn(tx, {
      story: 'day-book', subjectId: input.subjectId, state: 'OPEN', closed: false, waitFor: 'the next day', wakeAt, wakeReason: 'a day begins',
      asked: input.asked, search: {}, details: `**${tx.at.date}**`,
    });
  });
}

async function wakeSnoozedItems(tx: Tx): Promise<void> {
  await tx.db.workItem.updateMany({
    where: { organizationId: tx.organizationId, state: 'SNOOZED', snoozedUntil: { lte: toDateColumn(tx.at.date) } }, data: { state: 'OPEN', snoozedUntil: null },
  });
}

/** Urgency by days left (rulebook §7): recomputed each morning, parts are shown to the user. */
async function scoreByDeadline(tx: Tx): Promise<void> {
  const open = await tx.db.workItem.findMany({ where: { organizationId: tx.organizationId, state: { in: ['OPEN', 'RESERVED'] } } });
  for (const item of open) {
    const parts = scoreParts(tx.at.date, { due: item.dueDate.toISOString().slice(0, 10) as PlainDate, cents: Number(item.amountCents) });
    const score = Math.round((1_000 * parts.amount * parts.certainty * parts.urgency) / 3) / 10;
    await tx.db.workItem.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } }, data: { score, scoreParts: { ...parts } },
    });
  }
}

function scoreParts(today: PlainDate, item: { due: PlainDate; cents: number }) {
  const amount = Math.min(1, Math.log10(1 + Math.max(0, item.cents) / 100) / 4);
  const left = daysBetween(today, item.due);
  const urgency = left <= 2 ? 3 : left <= 7 ? 2.5 : left <= 14 ? 2 : left <= 30 ? 1.5 : 1;
  return { amount, certainty: 0.8, urgency };
}

async function expireApprovals(tx: Tx): Promise<void> {
  const pending = await tx.db.approval.findMany({ where: { organizationId: tx.organizationId, state: 'PENDING' } });
  for (const approval of pending) {
    const asked = approval.requestedOn.toISOString().slice(0, 10) as PlainDate;
    if (tx.at.date <= addBusinessDays(asked, APPROVAL_BUSINESS_DAYS)) continue;
    await tx.db.approval.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: approval.id } }, data: { state: 'EXPIRED', decidedOn: toDateColumn(tx.at.date) },
    });
  }
}

/** Dead-man rule: a story whose wake is more than a day overdue becomes a work item, whatever Temporal says. */
async function sweepOverdueStories(tx: Tx): Promise<void> {
  const limit = new Date(Date.parse(tx.at.instant) - 86_400_000);
  const overdue = await tx.db.story.findMany({ where: { organizationId: tx.organizationId, closedAt: null, nextWakeAt: { lt: limit } }, take: 100 });
  for (const story of overdue) {
    await openWorkItem(tx, { type: 'organization', id: tx.organizationId }, {
      kind: 'timelySweep', dedupeKey: `${story.workflowId}:overslept:${tx.at.date}`, dueDate: tx.at.date, facts: { workflowId: story.workflowId, kind: story.kind },
    });
  }
}
