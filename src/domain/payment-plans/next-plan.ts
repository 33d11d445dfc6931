import { addBusinessDays } from '../dates/business-days.js';
import { addDays, addMonths, type PlainDate } from '../dates/plain-date.js';
import type {
  BusinessTime,
  DeadlineDraft,
  DeadlineKind,
  OutgoingEvent,
  StepDraft,
  WorkItemDraft,
} from '../stories/turn.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import {
  CURE_DAYS,
  missedInstallments,
  needsCure,
  planDates,
  remainingCents,
  remindersDue,
  unpaidInstallments,
} from './installments.js';
import type { Installment, PlanEvent, PlanFacts, PlanTurn } from './plan.js';
import { isFinalPlan, planRule } from './plan-life.js';
import { MINIMUM_PLAN_CENTS, planTerms } from './plan-terms.js';

const RULE = { ruleId: 'patient.payment-plan', version: 1 } as const;
const DECISION_BUSINESS_DAYS = 10;

interface PlanDraft {
  readonly facts: PlanFacts;
  readonly because: string;
  readonly steps: readonly StepDraft[];
  readonly workItems: readonly WorkItemDraft[];
  readonly cancelWorkItems: readonly WorkItemKind[];
  readonly events: readonly OutgoingEvent[];
}

const told = (facts: PlanFacts, because: string, more: Partial<PlanDraft> = {}): PlanDraft => ({
  facts,
  because,
  steps: [],
  workItems: [],
  cancelWorkItems: [],
  events: [],
  ...more,
});

/** The one judgement of a payment plan: what this event, or this day, means (rulebook §9.4). */
export function nextPlan(facts: PlanFacts, event: PlanEvent, at: BusinessTime): PlanTurn {
  const today = at.date;
  if (planRule(facts.state).exits[event.type] === undefined) {
    return toTurn(facts, told(facts, `${event.type} changes nothing here.`), today);
  }
  const after = applyEvent(facts, event, today);
  return toTurn(facts, byTime(after, today), today);
}

function applyEvent(facts: PlanFacts, event: PlanEvent, today: PlainDate): PlanDraft {
  switch (event.type) {
    case 'planAccepted': {
      const { answerBy: _, ...rest } = facts;
      const paidSince = Math.max(0, remainingCents(facts) - (event.totalCents ?? remainingCents(facts)));
      const accepted = { ...rest, state: 'ACTIVE' as const };
      return paidSince === 0
        ? told(accepted, 'The guarantor accepted the plan.')
        : credit(accepted, paidSince, today, ACCEPTED_AND_PAID);
    }
    case 'planDeclined':
      return told({ ...facts, state: 'CANCELLED' }, 'The guarantor declined the plan.');
    case 'planCancelled':
      return cancel(facts, 'The plan is ended; the balance returns to statements.');
    case 'paymentReceived':
      return credit(facts, event.amountCents, today, PAID);
    case 'planReduced':
      return credit(facts, event.amountCents, today, REDUCED);
    case 'paymentReturned':
      return takeBack(facts, event.amountCents);
    case 'planRenegotiated':
      return renegotiate(facts, event.installments, today);
    case 'timeReached':
      return told(facts, '');
  }
}

const toBalance = (facts: PlanFacts, type: 'planCompleted' | 'planDefaulted'): OutgoingEvent => ({
  toStory: 'patient-balance',
  subjectId: facts.accountId,
  type,
  facts: { planId: facts.planId, remainingCents: remainingCents(facts), returns: facts.returns ?? 0 },
});

function cancel(facts: PlanFacts, because: string): PlanDraft {
  const events = facts.state === 'PROPOSED' ? [] : [toBalance(facts, 'planDefaulted')];
  return told({ ...facts, state: 'CANCELLED' }, because, { events, cancelWorkItems: ['planDefault'] });
}

interface CreditWords {
  readonly full: string;
  readonly part: string;
  readonly upToDate: string;
}
const PAID: CreditWords = {
  full: 'The plan is paid in full.',
  part: 'An installment came in.',
  upToDate: 'The missed installments are paid; the plan goes on.',
};
const REDUCED: CreditWords = {
  full: 'Nothing is owed on the plan any more.',
  part: 'Less is owed on the plan; its next installments are lowered.',
  upToDate: 'Less is owed on the plan: nothing is missed any more, and it goes on.',
};

const ACCEPTED_AND_PAID: CreditWords = {
  full: 'The guarantor accepted the plan and has paid all of it since it was offered.',
  part: 'The guarantor accepted the plan; what was paid since it was offered counts.',
  upToDate: 'The guarantor accepted the plan; what was paid since it was offered counts.',
};

/** Nothing left completes; up to date brings a late or defaulted plan back. */
function credit(before: PlanFacts, amountCents: number, today: PlainDate, words: CreditWords): PlanDraft {
  const facts = { ...before, paidCents: before.paidCents + amountCents };
  if (remainingCents(facts) === 0) {
    return told({ ...facts, state: 'COMPLETED' }, words.full, {
      events: [toBalance(facts, 'planCompleted')],
      cancelWorkItems: ['planDefault'],
    });
  }
  if (facts.state === 'ACTIVE' || missedInstallments(facts, today).length > 0) return told(facts, words.part);
  const { cureBy: _, decideBy: __, ...rest } = facts;
  return told({ ...rest, state: 'ACTIVE' }, words.upToDate, {
    cancelWorkItems: ['planDefault'],
  });
}

/** What counted as paid is open again: a completed plan goes on, one that was ended leaves the debt to the statements. */
function takeBack(before: PlanFacts, amountCents: number): PlanDraft {
  const paidCents = before.paidCents - Math.min(amountCents, before.paidCents);
  const facts = { ...before, paidCents, returns: (before.returns ?? 0) + 1 };
  if (facts.state === 'CANCELLED')
    return told(facts, 'A payment to the ended plan came back; the balance stays with statements.', {
      events: before.paidCents > 0 ? [toBalance(facts, 'planDefaulted')] : [],
    });
  const { cureBy: _, decideBy: __, ...rest } = facts;
  return facts.state === 'COMPLETED'
    ? told({ ...rest, state: 'ACTIVE' }, 'The payment that completed the plan came back; the plan goes on.')
    : told(facts, 'A payment came back from the bank; its installments are open again.');
}

/** Once only; without terms of its own the rest is spread from next month over as many months as its size allows. */
function renegotiate(facts: PlanFacts, agreed: readonly Installment[] | undefined, today: PlainDate): PlanDraft {
  if (facts.renegotiated) return told(facts, 'A plan is renegotiated once only; it was before.');
  const rest = remainingCents(facts);
  const first = addMonths(today, 1);
  const computed =
    rest >= MINIMUM_PLAN_CENTS
      ? planTerms(rest, first).installments
      : [{ number: 1, dueDate: first, amountCents: rest }];
  const { cureBy: _, decideBy: __, ...kept } = facts;
  return told(
    {
      ...kept,
      state: 'ACTIVE',
      installments: agreed ?? computed,
      paidCents: 0,
      noticesSent: [],
      renegotiated: true,
    },
    'The plan is renegotiated.',
  );
}

/** What the day demands: an offer that ran out, reminders, the cure notice, the default, the end of the default. */
function byTime(before: PlanDraft, today: PlainDate): PlanDraft {
  const { facts } = before;
  if (facts.state === 'PROPOSED')
    return facts.answerBy !== undefined && today > facts.answerBy
      ? cancel(facts, 'The offer ran out unanswered.')
      : before;
  if (facts.state === 'DEFAULTED') {
    const over = facts.decideBy !== undefined && today > facts.decideBy;
    return over
      ? join(before, cancel(facts, 'Nobody renegotiated in time; the balance returns to statements.'))
      : before;
  }
  if (isFinalPlan(facts.state)) return before;
  const reminded = remind(before, today);
  return cureOrDefault(reminded, today);
}

const join = (first: PlanDraft, second: PlanDraft): PlanDraft => ({
  facts: second.facts,
  because: [first.because, second.because].filter((text) => text !== '').join(' '),
  steps: [...first.steps, ...second.steps],
  workItems: [...first.workItems, ...second.workItems],
  cancelWorkItems: [...first.cancelWorkItems, ...second.cancelWorkItems],
  events: [...first.events, ...second.events],
});

function remind(before: PlanDraft, today: PlainDate): PlanDraft {
  const { facts } = before;
  const reminders = remindersDue(facts, today);
  const state = missedInstallments(facts, today).length > 0 ? 'LATE' : 'ACTIVE';
  const steps = reminders.map(({ number, amountCents, late }): StepDraft => ({
    kind: 'notifyPatient',
    key: `${facts.planId}:${late ? 'lateReminder' : 'installmentReminder'}:${number}${facts.renegotiated ? 'r' : ''}`,
    details: {
      notice: late ? 'lateReminder' : 'installmentReminder',
      installment: number,
      amountCents,
      accountId: facts.accountId,
    },
  }));
  const noticesSent = [...facts.noticesSent, ...reminders.map(({ notice }) => notice)];
  const because = [
    ...(state === 'LATE' && facts.state !== 'LATE' ? ['An installment was missed.'] : []),
    ...(reminders.some(({ late }) => late) ? ['An installment is late; the guarantor is reminded.'] : []),
    ...(reminders.some(({ late }) => !late) ? ['An installment is due; the guarantor is reminded.'] : []),
  ].join(' ');
  return join(before, told({ ...facts, state, noticesSent }, because, { steps }));
}

function cureOrDefault(before: PlanDraft, today: PlainDate): PlanDraft {
  const { facts } = before;
  if (facts.cureBy === undefined) return needsCure(facts, today) ? join(before, sendCureNotice(facts, today)) : before;
  return today > facts.cureBy ? join(before, defaultPlan(facts, today)) : before;
}

function sendCureNotice(facts: PlanFacts, today: PlainDate): PlanDraft {
  const cureNotices = facts.cureNotices + 1;
  const cureBy = addDays(today, CURE_DAYS);
  const amountCents = missedInstallments(facts, today).reduce((sum, installment) => sum + installment.amountCents, 0);
  return told({ ...facts, cureNotices, cureBy }, 'The cure notice is due: ten days to pay what was missed.', {
    steps: [
      {
        kind: 'notifyPatient',
        key: `${facts.planId}:cureNotice:${cureNotices}`,
        details: { notice: 'cureNotice', amountCents, cureBy, accountId: facts.accountId },
      },
    ],
  });
}

function defaultPlan(facts: PlanFacts, today: PlainDate): PlanDraft {
  const { cureBy: _, ...rest } = facts;
  const decideBy = addBusinessDays(today, DECISION_BUSINESS_DAYS);
  return told({ ...rest, state: 'DEFAULTED', decideBy }, 'The cure period is over; the plan is in default.', {
    workItems: [
      {
        kind: 'planDefault',
        dedupeKey: `${facts.planId}:default:${facts.cureNotices}`,
        dueDate: decideBy,
        facts: { remainingCents: remainingCents(facts), mayRenegotiate: !facts.renegotiated },
      },
    ],
  });
}

function toTurn(before: PlanFacts, { facts, ...draft }: PlanDraft, today: PlainDate): PlanTurn {
  const deadlines = deadlinesOf(facts, today);
  const kinds: readonly DeadlineKind[] = deadlines.map(({ kind }) => kind);
  const wake = isFinalPlan(facts.state) ? undefined : wakeOf(facts, today);
  return {
    state: facts.state,
    deadlines,
    closeDeadlines: (['installment', 'cure'] as const).filter((kind) => !kinds.includes(kind)),
    ...draft,
    because:
      draft.because ||
      (facts.state === 'PROPOSED' ? 'The plan is offered; the answer is awaited.' : 'Nothing is due today.'),
    waitFor: planRule(facts.state).waitFor,
    ...(wake && { wakeOn: wake.on, wakeReason: `${wake.reason}, rule ${RULE.ruleId} v${RULE.version}` }),
    rules: [RULE],
    changes: changesOf(before, facts),
    after: facts,
  };
}

function deadlinesOf(facts: PlanFacts, today: PlainDate): DeadlineDraft[] {
  const deadline = (kind: DeadlineKind, baseDate: PlainDate, hardDate: PlainDate): DeadlineDraft => ({
    kind,
    baseDate,
    hardDate,
    safeDate: hardDate,
    source: 'rulebook §9.4',
    ...RULE,
  });
  if (facts.state !== 'ACTIVE' && facts.state !== 'LATE') return [];
  const next = unpaidInstallments(facts).find(({ dueDate }) => dueDate >= today) ?? unpaidInstallments(facts)[0];
  return [
    ...(next ? [deadline('installment', next.dueDate, next.dueDate)] : []),
    ...(facts.cureBy === undefined ? [] : [deadline('cure', addDays(facts.cureBy, -CURE_DAYS), facts.cureBy)]),
  ];
}

/** The next day the plan acts by itself, always after today. */
function wakeOf(facts: PlanFacts, today: PlainDate): { on: PlainDate; reason: string } {
  const fallback = { on: addDays(today, 30), reason: 'regular look' };
  if (facts.state === 'PROPOSED')
    return facts.answerBy && facts.answerBy >= today
      ? { on: addDays(facts.answerBy, 1), reason: 'offer runs out' }
      : fallback;
  if (facts.state === 'DEFAULTED')
    return facts.decideBy && facts.decideBy >= today
      ? { on: addDays(facts.decideBy, 1), reason: 'default decision' }
      : fallback;
  return (
    planDates(facts)
      .filter(({ on }) => on > today)
      .sort((a, b) => a.on.localeCompare(b.on))[0] ?? fallback
  );
}

function changesOf(before: PlanFacts, after: PlanFacts): PlanTurn['changes'] {
  const flat = (facts: PlanFacts): Record<string, string | number | boolean | null> => ({
    paidCents: facts.paidCents,
    remainingCents: remainingCents(facts),
    cureBy: facts.cureBy ?? null,
    renegotiated: facts.renegotiated,
  });
  const was = flat(before);
  return Object.fromEntries(Object.entries(flat(after)).filter(([field, value]) => was[field] !== value));
}
