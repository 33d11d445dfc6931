import type { StoryTurn } from '../../contracts/stories.js';
import {
  fromDateColumn,
  inTransaction,
  instantAt,
  systemActor,
  toDateColumn,
  type Tx,
} from '../../db/in-transaction.js';
import { approvalRules } from '../approvals/approval-rules.js';
import { approvalExpiresOn } from '../../domain/approvals/approval-matrix.js';
import { addDays } from '../../domain/dates/plain-date.js';
import { tellOutcome } from '../approvals/tell-outcome.js';
import type { Deps } from '../deps.js';
import { keepWeeklyAging } from '../aging/weekly-aging.js';
import { askAtMoments } from '../eligibility/ask-at-moments.js';
import { watchAnswers } from '../eligibility/watch-answers.js';
import { resumeSends } from '../payer-outages/resume-sends.js';
import { findCredits } from '../refunds/find-credits.js';
import { giveOutWork } from '../staff/give-out-work.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { storyNews } from '../stories/story-news.js';
import { closeTurn } from '../stories/save-turn.js';
import { countRecovery } from '../work-items/count-recovery.js';
import { planWorkLists } from '../work-lists/plan-work-lists.js';
import { everyOpenItem, keepScores } from '../work-items/queue-order.js';
import { takeBackUntouched } from '../work-items/take-back-untouched.js';

const DAY_BEGINS = '05:00';

export interface DayBookInput {
  readonly organizationId: string;
  readonly subjectId: string;
  readonly asked: boolean;
}

/** The organization's daily work in one transaction, once a business day; returns when the next day begins. */
export async function advanceDayBook(deps: Deps, input: DayBookInput): Promise<StoryTurn> {
  await keepWeeklyAging(deps, input.organizationId); // reads much: a transaction of its own
  return inTransaction(deps.db, input.organizationId, { actor: systemActor('dayBook') }, async (tx) => {
    tx.write`
      UPDATE story_events SET handled_at = ${new Date()}, verdict = 'a day begins'
       WHERE organization_id = ${tx.organizationId}::uuid AND story_kind = 'day-book' AND handled_at IS NULL`;
    await wakeSnoozedItems(tx);
    await takeBackUntouched(tx);
    await scoreOpenItems(tx);
    await giveOutWork(tx);
    await expireApprovals(deps, tx);
    await findCredits(tx);
    await resumeSends(tx);
    await sweepOverdueStories(tx);
    await askAtMoments(tx);
    const answersDueAt = await watchAnswers(tx);
    await planWorkLists(deps, tx);
    const morning = instantAt(addDays(tx.at.date, 1), DAY_BEGINS, tx.zone);
    const sooner = answersDueAt !== undefined && Date.parse(answersDueAt) < Date.parse(morning);
    return closeTurn(tx, await storyNews(tx, 'day-book', input.subjectId), {
      story: 'day-book',
      subjectId: input.subjectId,
      state: 'OPEN',
      closed: false,
      waitFor: sooner ? 'answers about coverage' : 'the next day',
      wakeAt: sooner ? answersDueAt : morning,
      wakeReason: sooner ? 'answers about coverage are due' : 'a day begins',
      asked: input.asked,
      search: {},
      details: `**${tx.at.date}**`,
    });
  });
}

async function wakeSnoozedItems(tx: Tx): Promise<void> {
  tx.write`
    UPDATE work_items SET state = 'OPEN', snoozed_until = NULL
     WHERE organization_id = ${tx.organizationId}::uuid AND state = 'SNOOZED' AND snoozed_until <= ${tx.at.date}::date`;
}

/** Priority of every open item (rulebook §7): recomputed each morning, with its parts. */
async function scoreOpenItems(tx: Tx): Promise<void> {
  await countRecovery(tx);
  await keepScores(tx, await everyOpenItem(tx));
}

/** An approval nobody decided in the business days of the rule lapses (rulebook §10); its story goes on as if it had been refused. */
async function expireApprovals(deps: Deps, tx: Tx): Promise<void> {
  const pending = await tx.db.$queryRaw<{ id: string; requestedOn: Date }[]>`
    SELECT id, requested_on AS "requestedOn" FROM approvals WHERE organization_id = ${tx.organizationId}::uuid AND state = 'PENDING'`;
  if (pending.length === 0) return;
  const { days, ruleId, version } = (await approvalRules(tx)).lapsesAfter;
  for (const { id, requestedOn } of pending) {
    if (tx.at.date <= approvalExpiresOn(fromDateColumn(requestedOn), days)) continue;
    const approval = await tx.db.approval.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id } },
      data: { state: 'EXPIRED', decidedOn: toDateColumn(tx.at.date), version: { increment: 1 } },
    });
    await recordAudit(tx, {
      action: 'approval.expire',
      subjectType: 'approval',
      subjectId: approval.id,
      why: `nobody decided within ${days} business days (rule ${ruleId} v${version})`,
      before: { state: 'PENDING' },
      after: { state: 'EXPIRED', rules: [{ ruleId, version }] },
    });
    await tellOutcome(deps, tx, approval, 'refused');
  }
}

/** Dead-man rule: a story whose wake is more than a day overdue becomes a work item, whatever Temporal says. */
async function sweepOverdueStories(tx: Tx): Promise<void> {
  const limit = new Date(Date.parse(tx.at.instant) - 86_400_000);
  const overdue = await tx.db.$queryRaw<{ workflowId: string; kind: string }[]>`
    SELECT workflow_id AS "workflowId", kind FROM stories
     WHERE organization_id = ${tx.organizationId}::uuid AND closed_at IS NULL AND next_wake_at < ${limit} LIMIT 100`;
  for (const story of overdue) {
    await openWorkItem(
      tx,
      { type: 'organization', id: tx.organizationId },
      {
        kind: 'timelySweep',
        dedupeKey: `${story.workflowId}:overslept:${tx.at.date}`,
        dueDate: tx.at.date,
        facts: { workflowId: story.workflowId, kind: story.kind },
      },
    );
  }
}
