import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { BusinessTime, StepDraft } from '../stories/turn.js';
import { allocate, apply } from './allocate.js';
import { draft, extend, settledEvents, type BalanceDraft } from './balance-draft.js';
import { applyEvent } from './balance-events.js';
import { toTurn } from './balance-turn.js';
import { noticeDue, type NoticeDue } from './dunning.js';
import { defaultDunningPolicy, type DunningPolicy } from './dunning-policy.js';
import {
  totalOwedCents,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
  type PatientBalanceTurn,
} from './patient-balance.js';
import { isFinalPatientBalance, patientBalanceRule } from './patient-balance-life.js';
import { offerPlan, offersPlan } from './plan-offer.js';
import { recallIfPlaced, withoutPlacement } from './placement-events.js';
import { placementWork, reviewPlacement } from './placement-review.js';

/** The one judgement of a guarantor account's balance: what this event, or this day, means (rulebook §9). */
export function nextPatientBalance(
  facts: PatientBalanceFacts,
  event: PatientBalanceEvent,
  at: BusinessTime,
  policy: DunningPolicy = defaultDunningPolicy,
): PatientBalanceTurn {
  const today = at.date;
  if (!listensTo(facts, event)) return toTurn(facts, draft(facts, notHeard(facts, event)), today, policy);
  const told = applyEvent(facts, event, today, policy);
  const open = settleWhenNothingIsOwed(told, facts);
  if (isFinalPatientBalance(open.facts.state)) return toTurn(facts, open, today, policy);
  return toTurn(facts, actByTime(open, event, today, policy), today, policy);
}

const notHeard = ({ state }: PatientBalanceFacts, { type }: PatientBalanceEvent): string =>
  type === 'planCompleted' && state === 'SETTLED'
    ? 'The plan is paid in full; the balance was settled already.'
    : `${type} changes nothing here.`;

function listensTo(facts: PatientBalanceFacts, event: PatientBalanceEvent): boolean {
  if (patientBalanceRule(facts.state).exits[event.type] === undefined) return false;
  return event.type !== 'planAnswered' || facts.state !== 'FROZEN' || facts.resumeState === 'PLAN_OFFERED';
}

function settleWhenNothingIsOwed(told: BalanceDraft, before: PatientBalanceFacts): BalanceDraft {
  const { facts } = told;
  if (facts.state === 'SETTLED' || totalOwedCents(facts.responsibilities) > 0) return told;
  const { planId, offerAnswerBy: _, pausedUntil: __, resumeState: ___, ...rest } = withoutPlacement(facts);
  const recalled = told.events.some(({ type }) => type === 'recallNeeded');
  const settled: PatientBalanceFacts = {
    ...rest,
    ...(planId !== undefined && { paidPlanId: planId }),
    state: 'SETTLED',
    freezeReasons: [],
    responsibilities: rest.responsibilities.map((item) => ({ ...item, onPlan: false })),
  };
  return extend(told, settled, 'Nothing is owed any more.', {
    events: recalled ? [] : recallIfPlaced(before, 'paid'),
    cancelWorkItems: ['decidePlacement', 'badAddress'],
  });
}

/** What the day demands once the event is taken in: notices, an offer, the small-balance rule, the placement question. */
function actByTime(
  told: BalanceDraft,
  event: PatientBalanceEvent,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  const { state } = told.facts;
  if (state === 'PLACEMENT_REVIEW') return belowMinimum(askPlacementAgain(told, event, today, policy), policy);
  if (state === 'PLACED') return sendNotice(told, today, policy);
  if (state !== 'IDLE' && state !== 'DUNNING' && state !== 'PLAN_OFFERED' && state !== 'ON_PLAN') return told;
  const swept = event.type === 'timeReached' ? writeOffSmallBalance(told, today, policy) : told;
  if (isFinalPatientBalance(swept.facts.state)) return swept;
  const offered = sendNotice(expireOffer(swept, today), today, policy);
  return belowMinimum(reviewPlacement(offered, today, policy), policy);
}

function askPlacementAgain(
  told: BalanceDraft,
  event: PatientBalanceEvent,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  if (event.type !== 'timeReached' || told.facts.placementId !== undefined) return told;
  return extend(told, told.facts, 'Nobody decided about placement in time; it is asked again.', {
    cancelWorkItems: ['decidePlacement'],
    workItems: [placementWork(told.facts, today, policy)],
  });
}

/** Positive patient balances up to $9.99 without activity for 60 days go by the uniform small-balance rule (§9.6). */
function writeOffSmallBalance(told: BalanceDraft, today: PlainDate, policy: DunningPolicy): BalanceDraft {
  const { facts } = told;
  const owed = totalOwedCents(facts.responsibilities);
  const quiet = today >= addDays(facts.lastActivityOn, policy.smallBalanceDays);
  if (
    facts.state === 'ON_PLAN' ||
    facts.placementId !== undefined ||
    owed > policy.smallBalanceCents ||
    !quiet ||
    facts.guards.length > 0
  )
    return told;
  const { allocations } = allocate(facts.responsibilities, owed);
  const after: PatientBalanceFacts = {
    ...facts,
    state: 'SETTLED',
    responsibilities: apply(facts.responsibilities, allocations, 'writtenOffCents'),
  };
  return extend(told, after, 'A small balance without activity is written off by rule.', {
    smallBalances: allocations,
    events: settledEvents(facts, after, 'writtenOff'),
  });
}

function expireOffer(told: BalanceDraft, today: PlainDate): BalanceDraft {
  const { facts } = told;
  if (facts.state !== 'PLAN_OFFERED' || (facts.offerAnswerBy !== undefined && today <= facts.offerAnswerBy))
    return told;
  const { offerAnswerBy: _, ...rest } = facts;
  return extend(told, { ...rest, state: 'DUNNING' }, 'The plan offer ran out unanswered.');
}

function sendNotice(told: BalanceDraft, today: PlainDate, policy: DunningPolicy): BalanceDraft {
  const { facts } = told;
  const due = noticeDue(facts, today, policy);
  if (!due) return told;
  const statementNumber = facts.statementNumber + 1;
  const after = { ...facts, statementNumber, responsibilities: due.responsibilities };
  const because = due.notice === 'finalNotice' ? 'The final notice is due.' : `Statement ${due.step} is due.`;
  const sent = extend(told, after, because, { steps: [noticeStep(after, due)] });
  if (!offersPlan(after, due, policy)) return sent;
  const terms = { amountCents: due.amountCents, because: 'A payment plan is offered with it.' };
  return offerPlan(sent, terms, today, policy);
}

const noticeStep = (facts: PatientBalanceFacts, due: NoticeDue): StepDraft => ({
  kind: 'notifyPatient',
  key: `${facts.accountId}:statement:${facts.statementNumber}`,
  details: { notice: due.notice, statementNumber: facts.statementNumber, step: due.step, amountCents: due.amountCents },
});

/** No statement below $5 (§9.2): such a balance idles until more is owed or the small-balance rule takes it. */
function belowMinimum(told: BalanceDraft, policy: DunningPolicy): BalanceDraft {
  const { facts } = told;
  const small = totalOwedCents(facts.responsibilities) < policy.minimumStatementCents;
  if (facts.state === 'IDLE' && !small) return { ...told, facts: { ...facts, state: 'DUNNING' } };
  if (!small || facts.state === 'IDLE' || facts.state === 'ON_PLAN') return told;
  const { offerAnswerBy: _, ...rest } = facts;
  const cancelWorkItems = facts.state === 'PLACEMENT_REVIEW' ? (['decidePlacement'] as const) : [];
  return extend(told, { ...rest, state: 'IDLE' }, 'Too little is owed for a statement.', { cancelWorkItems });
}
