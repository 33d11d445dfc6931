import { addBusinessDays } from '../dates/business-days.js';
import { addDays, earliest, type PlainDate } from '../dates/plain-date.js';
import type { DeadlineDraft, DeadlineKind } from '../stories/turn.js';
import type { BalanceDraft } from './balance-draft.js';
import { nextNoticeOfAccount } from './dunning.js';
import type { DunningPolicy } from './dunning-policy.js';
import { totalOwedCents, type PatientBalanceFacts, type PatientBalanceTurn } from './patient-balance.js';
import { isFinalPatientBalance, patientBalanceRule } from './patient-balance-life.js';
import { placementQuestionOn } from './placement-review.js';

interface Wake {
  readonly on: PlainDate;
  readonly reason: string;
}

const PAID_BY_PLAN = 'The guarantor pays by plan; while the plan stands no statement and no notice goes out.';

/** The finished turn: deadlines, the one next wake and the changed facts. */
export function toTurn(
  before: PatientBalanceFacts,
  told: BalanceDraft,
  today: PlainDate,
  policy: DunningPolicy,
): PatientBalanceTurn {
  const { facts } = told;
  const deadlines = deadlinesOf(facts, policy);
  const wake = isFinalPatientBalance(facts.state) ? undefined : wakeOf(facts, today, policy);
  const open: readonly DeadlineKind[] = deadlines.map(({ kind }) => kind);
  return {
    state: facts.state,
    deadlines,
    closeDeadlines: (['statement', 'plan-answer'] as const).filter((kind) => !open.includes(kind)),
    workItems: told.workItems,
    cancelWorkItems: [...new Set(told.cancelWorkItems)],
    steps: told.steps,
    events: told.events,
    waitFor: patientBalanceRule(facts.state).waitFor,
    ...(wake && { wakeOn: wake.on, wakeReason: `${wake.reason}, rule ${policy.ruleId} v${policy.version}` }),
    because: told.because || (facts.state === 'ON_PLAN' ? PAID_BY_PLAN : 'Nothing is due today.'),
    rules: [{ ruleId: policy.ruleId, version: policy.version }],
    changes: changesOf(before, facts),
    after: facts,
    allocations: told.allocations,
    unallocatedCents: told.unallocatedCents,
    smallBalances: told.smallBalances,
    ...(told.selected && { selected: told.selected }),
  };
}

/** The flat facts that changed, for the audit trail; the whole lies in `after`. */
function changesOf(before: PatientBalanceFacts, after: PatientBalanceFacts): PatientBalanceTurn['changes'] {
  const flat = (facts: PatientBalanceFacts): Record<string, string | number | boolean | null> => ({
    owedCents: totalOwedCents(facts.responsibilities),
    statementNumber: facts.statementNumber,
    planId: facts.planId ?? null,
    offersMade: facts.offersMade,
    placements: facts.placements,
    placementId: facts.placementId ?? null,
    freezeReasons: facts.freezeReasons.join(','),
    pausedUntil: facts.pausedUntil ?? null,
  });
  const was = flat(before);
  return Object.fromEntries(Object.entries(flat(after)).filter(([field, value]) => was[field] !== value));
}

function deadlinesOf(facts: PatientBalanceFacts, policy: DunningPolicy): DeadlineDraft[] {
  const dunned = ['DUNNING', 'PLAN_OFFERED', 'ON_PLAN', 'PLACED'].includes(facts.state);
  const notice = dunned ? nextNoticeOfAccount(facts, policy) : undefined;
  const deadline = (kind: DeadlineKind, baseDate: PlainDate, hardDate: PlainDate): DeadlineDraft => ({
    kind,
    baseDate,
    hardDate,
    safeDate: hardDate,
    ruleId: policy.ruleId,
    version: policy.version,
    source: 'rulebook §9.2, §9.4',
  });
  const offer = facts.state === 'PLAN_OFFERED' ? facts.offerAnswerBy : undefined;
  return [
    ...(notice === undefined ? [] : [deadline('statement', baseOfNotice(facts, notice), notice)]),
    ...(offer === undefined ? [] : [deadline('plan-answer', addDays(offer, -policy.planAnswerDays), offer)]),
  ];
}

/** The oldest liability behind the next notice. */
const baseOfNotice = (facts: PatientBalanceFacts, fallback: PlainDate): PlainDate =>
  earliest(facts.responsibilities.map((item) => item.dayZero ?? item.transferDate)) ?? fallback;

/** The next day the story acts by itself; always after today, so that a blocked notice cannot spin. */
function wakeOf(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): Wake {
  const candidates = wakesOf(facts, today, policy).filter(({ on }) => on > today);
  const first = candidates.sort((a, b) => a.on.localeCompare(b.on))[0];
  return first ?? { on: addDays(today, policy.reviewDays), reason: 'regular look' };
}

function wakesOf(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): Wake[] {
  const at = (on: PlainDate | undefined, reason: string): Wake[] => (on === undefined ? [] : [{ on, reason }]);
  const notice = facts.guards.length === 0 ? at(nextNoticeOfAccount(facts, policy), 'next notice') : [];
  switch (facts.state) {
    case 'IDLE':
      return at(addDays(facts.lastActivityOn, policy.smallBalanceDays), 'small balance');
    case 'DUNNING':
      return [
        ...notice,
        ...at(placementQuestionOn(facts, today, policy), 'placement question'),
        ...smallWake(facts, policy),
      ];
    case 'PLAN_OFFERED':
      return [...notice, ...at(facts.offerAnswerBy && addDays(facts.offerAnswerBy, 1), 'plan answer')];
    case 'ON_PLAN':
      return notice;
    case 'FROZEN':
      return at(frozenWake(facts, today, policy), 'answer overdue');
    case 'ASSISTANCE':
      return at(facts.frozenOn && addDays(facts.frozenOn, policy.assistanceDays), 'assistance decision');
    case 'PLACEMENT_REVIEW':
      return at(addBusinessDays(today, policy.placementDecisionBusinessDays), 'placement decision');
    case 'PLACED':
      return [
        ...notice,
        ...at(facts.placedOn && addDays(facts.placedOn, policy.placementReturnDays), 'return without activity'),
      ];
    case 'SETTLED':
      return [];
  }
}

const smallWake = (facts: PatientBalanceFacts, policy: DunningPolicy): Wake[] =>
  totalOwedCents(facts.responsibilities) <= policy.smallBalanceCents
    ? [{ on: addDays(facts.lastActivityOn, policy.smallBalanceDays), reason: 'small balance' }]
    : [];

/** The day the answer is due; overdue, every second business day. */
function frozenWake(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): PlainDate {
  const days = facts.freezeReasons.includes('address') ? policy.addressBusinessDays : policy.inquiryAnswerBusinessDays;
  const due = addBusinessDays(facts.frozenOn ?? today, days);
  return due > today ? due : addBusinessDays(today, 2);
}
