import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { OutgoingEvent, StepDraft } from '../stories/turn.js';
import { allocate, apply } from './allocate.js';
import { draft, settledEvents, type BalanceDraft } from './balance-draft.js';
import type { DunningPolicy } from './dunning-policy.js';
import { applyForAssistance, askForMore, decideAssistance } from './assistance-events.js';
import { freeze, thaw } from './freeze.js';
import {
  owedCents,
  totalOwedCents,
  type Allocation,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
  type PatientResponsibility,
} from './patient-balance.js';
import { offerOnRequest } from './plan-offer.js';
import {
  approvePlacement,
  declinePlacement,
  proposePlacement,
  recallIfPlaced,
  returnFromAgency,
  takeGuards,
} from './placement-events.js';

type EventOf<Type extends PatientBalanceEvent['type']> = Extract<PatientBalanceEvent, { readonly type: Type }>;

/** What an event changes before time is looked at; only events the state listens to come here. */
export function applyEvent(
  facts: PatientBalanceFacts,
  event: PatientBalanceEvent,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  switch (event.type) {
    case 'responsibilityAdded':
      return addResponsibility(facts, event, today);
    case 'responsibilityReversed':
      return reverseResponsibility(facts, event, today);
    case 'paymentReceived':
      return takePayment(facts, event, today, policy);
    case 'paymentReturned':
      return returnPayment(facts, event, today);
    case 'writeOffApproved':
      return writeOff(facts, event, today);
    case 'planAnswered':
      return answerPlan(facts, event, today);
    case 'planRequested':
      return offerOnRequest(facts, event, today, policy);
    case 'planCompleted':
      return completePlan(facts, event, today);
    case 'planDefaulted':
      return endPlan(facts, today, 'The payment plan is in default; dunning goes on at its next step.');
    case 'inquiryOpened':
      return freeze(facts, 'inquiry', today, policy);
    case 'disputed':
      return freeze(facts, 'dispute', today, policy);
    case 'mailBounced':
      return freeze(facts, 'address', today, policy);
    case 'inquiryAnswered':
      return answerInquiry(facts, today);
    case 'addressFixed':
      return fixAddress(facts, today);
    case 'assistanceApplied':
      return applyForAssistance(facts, today, policy);
    case 'assistanceIncomplete':
      return askForMore(facts, today, policy);
    case 'assistanceDecided':
      return decideAssistance(facts, today);
    case 'payByCheckPromised':
      return draft({ ...facts, pausedUntil: addDays(today, policy.restDays) }, 'A check is promised; dunning rests.');
    case 'placementProposed':
      return proposePlacement(facts, event.approvalId);
    case 'placementDeclined':
      return declinePlacement(facts, today, policy);
    case 'placementApproved':
      return approvePlacement(facts, event.placementId, today, policy);
    case 'placementReturned':
      return returnFromAgency(facts, event.placementId, today, policy);
    case 'creditRefunded':
      return refunded(facts, event);
    case 'guardsChanged':
      return takeGuards(facts);
    case 'timeReached':
      return draft(facts, '');
  }
}

function addResponsibility(
  facts: PatientBalanceFacts,
  event: EventOf<'responsibilityAdded'>,
  today: PlainDate,
): BalanceDraft {
  const known = facts.responsibilities.find(({ claimId }) => claimId === event.claimId);
  const reopened = known !== undefined && owedCents(known) === 0;
  const next: PatientResponsibility =
    known && !reopened
      ? { ...known, amountCents: known.amountCents + event.amountCents }
      : {
          claimId: event.claimId,
          transferDate: today,
          noticesSent: 0,
          onPlan: false,
          amountCents: (known?.amountCents ?? 0) + event.amountCents,
          paidCents: known?.paidCents ?? 0,
          writtenOffCents: known?.writtenOffCents ?? 0,
        };
  const responsibilities = [...facts.responsibilities.filter((item) => item !== known), next];
  const state = facts.state === 'SETTLED' || facts.state === 'IDLE' ? 'DUNNING' : facts.state;
  // Money paid before a reversal covers the corrected share at once; the claim must hear of it.
  const covered = owedCents(next) === 0;
  return draft(
    { ...facts, state, responsibilities, lastActivityOn: today },
    'A claim’s balance became the guarantor’s.',
    {
      events: covered
        ? [{ toStory: 'claim', subjectId: next.claimId, type: 'responsibilitySettled', facts: { how: 'paid' } }]
        : [],
    },
  );
}

function reverseResponsibility(
  facts: PatientBalanceFacts,
  event: EventOf<'responsibilityReversed'>,
  today: PlainDate,
): BalanceDraft {
  const responsibilities = facts.responsibilities.map((item) =>
    item.claimId === event.claimId ? { ...item, amountCents: item.amountCents - event.amountCents } : item,
  );
  const placed = facts.responsibilities.some(({ claimId, placement }) => claimId === event.claimId && placement);
  return draft(
    { ...facts, responsibilities, lastActivityOn: today },
    'The payer took back the decision behind a responsibility.',
    {
      events: [
        ...(placed ? recallIfPlaced(facts, 'insurance') : []),
        ...reducePlan(facts, { ...facts, responsibilities }),
      ],
    },
  );
}

function takePayment(
  facts: PatientBalanceFacts,
  event: EventOf<'paymentReceived'>,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  const { amountCents, fromAgency } = event;
  const spread = allocate(facts.responsibilities, amountCents, { fromAgency });
  const { restCents } = spread;
  const allocations = spread.allocations.map((each) => countedToPlan(facts, each));
  const after: PatientBalanceFacts = {
    ...facts,
    responsibilities: apply(facts.responsibilities, allocations, 'paidCents'),
    lastActivityOn: today,
    ...(amountCents >= policy.agreedPaymentCents && { pausedUntil: addDays(today, policy.restDays) }),
  };
  const toPlan = tellPlan(facts, allocations, 'paymentReceived');
  const because = fromAgency
    ? 'The agency collected; what it has is paid first.'
    : 'A payment came in; the oldest responsibility is paid first.';
  return draft(after, because, {
    allocations,
    unallocatedCents: restCents,
    steps: event.receipt && mayWrite(facts) ? [letter(after, 'paymentReceipt', event.paymentId)] : [],
    events: [...settledEvents(facts, after, 'paid'), ...toPlan, ...recallOfPaid(facts, allocations, fromAgency)],
  });
}

/** Names the plan that the money of one claim counts to. */
function countedToPlan(facts: PatientBalanceFacts, paid: Allocation): Allocation {
  const onPlan = facts.responsibilities.some((item) => item.claimId === paid.claimId && item.onPlan);
  return onPlan && facts.planId !== undefined ? { ...paid, planId: facts.planId } : paid;
}

/** The running plan hears of what was paid to it, or came back from it. */
function tellPlan(
  { planId }: PatientBalanceFacts,
  allocations: readonly Allocation[],
  type: 'paymentReceived' | 'paymentReturned',
): OutgoingEvent[] {
  if (planId === undefined) return [];
  const amountCents = allocations.reduce((sum, each) => (each.planId === planId ? sum + each.amountCents : sum), 0);
  return amountCents > 0 ? [{ toStory: 'plan', subjectId: planId, type, facts: { amountCents } }] : [];
}

/** Its plan asks for no cent that is not owed any more. */
function reducePlan(before: PatientBalanceFacts, after: PatientBalanceFacts): OutgoingEvent[] {
  if (before.planId === undefined) return [];
  const owedOnPlan = ({ responsibilities }: PatientBalanceFacts): number =>
    totalOwedCents(responsibilities.filter(({ onPlan }) => onPlan));
  const amountCents = owedOnPlan(before) - owedOnPlan(after);
  if (amountCents <= 0) return [];
  return [{ toStory: 'plan', subjectId: before.planId, type: 'planReduced', facts: { amountCents } }];
}

/** Owed again from its old day on, and on its plan, paid or not; the rest that the payment had bought ends with it. */
function returnPayment(facts: PatientBalanceFacts, event: EventOf<'paymentReturned'>, today: PlainDate): BalanceDraft {
  const { pausedUntil: _, ...rest } = backOnPlan(facts, event.allocations);
  const responsibilities = rest.responsibilities.map((item) => {
    const taken = event.allocations.find(({ claimId }) => claimId === item.claimId)?.amountCents ?? 0;
    return taken === 0 ? item : { ...item, paidCents: item.paidCents - Math.min(taken, item.paidCents) };
  });
  const state = rest.state === 'SETTLED' || rest.state === 'IDLE' ? 'DUNNING' : rest.state;
  const { planReturns = 0 } = rest;
  const events = tellPlan(rest, event.allocations, 'paymentReturned');
  const after = {
    ...rest,
    state,
    responsibilities,
    lastActivityOn: today,
    ...(events.length > 0 && { planReturns: planReturns + 1 }),
  };
  return draft(after, 'A payment came back from the bank; what it had paid is owed again.', {
    events,
    steps: event.mail && mayWrite(facts) ? [letter(after, 'paymentReturned', event.paymentId)] : [],
  });
}

/** A plan that counted as paid with this money is not paid: its agreement goes on, where no other plan or agency took over. */
function backOnPlan(facts: PatientBalanceFacts, returned: readonly Allocation[]): PatientBalanceFacts {
  const { paidPlanId, offerAnswerBy: _, ...rest } = facts;
  const claims = returned.filter(({ planId }) => planId !== undefined && planId === paidPlanId);
  const interrupted = facts.state === 'FROZEN' || facts.state === 'ASSISTANCE';
  if (facts.planId !== undefined || paidPlanId === undefined || claims.length === 0) return facts;
  if (facts.state === 'PLACEMENT_REVIEW' || facts.state === 'PLACED') return facts;
  const responsibilities = facts.responsibilities.map((item) =>
    claims.some(({ claimId }) => claimId === item.claimId) ? { ...item, onPlan: true } : item,
  );
  const reopened = { ...rest, responsibilities, planId: paidPlanId };
  return interrupted ? { ...reopened, resumeState: 'ON_PLAN' } : { ...reopened, state: 'ON_PLAN' };
}

/** No letter where a guard of §9.1 holds (bankruptcy, an attorney, a death) or the address is wrong. */
const mayWrite = ({ guards, freezeReasons }: PatientBalanceFacts): boolean =>
  guards.length === 0 && !freezeReasons.includes('address');

const letter = (facts: PatientBalanceFacts, notice: string, paymentId: string): StepDraft => ({
  kind: 'notifyPatient',
  key: `${facts.accountId}:${notice}:${paymentId}`,
  details: { notice, amountCents: totalOwedCents(facts.responsibilities) },
});

function refunded(facts: PatientBalanceFacts, event: EventOf<'creditRefunded'>): BalanceDraft {
  const responsibilities = facts.responsibilities.map((item) =>
    item.claimId === event.claimId
      ? { ...item, paidCents: item.paidCents - Math.min(event.amountCents, item.paidCents) }
      : item,
  );
  return draft({ ...facts, responsibilities }, 'What was paid too much went back to the guarantor.');
}

/** A guarantor who pays us directly is taken back from the agency (§9.6). */
function recallOfPaid(facts: PatientBalanceFacts, paid: readonly Allocation[], fromAgency: boolean | undefined) {
  const placed = facts.responsibilities.filter((item) => item.placement !== undefined);
  const direct = !fromAgency && paid.some(({ claimId }) => placed.some((item) => item.claimId === claimId));
  return direct ? recallIfPlaced(facts, 'paid') : [];
}

function writeOff(facts: PatientBalanceFacts, event: EventOf<'writeOffApproved'>, today: PlainDate): BalanceDraft {
  const { allocations } = allocate(facts.responsibilities, event.amountCents, { only: event.claimId });
  const responsibilities = apply(facts.responsibilities, allocations, 'writtenOffCents');
  const after = { ...facts, responsibilities, lastActivityOn: today };
  return draft(after, 'An approved write-off lowers the balance.', {
    events: [...settledEvents(facts, after, 'writtenOff'), ...reducePlan(facts, after)],
  });
}

/** Accepting starts the plan's own story with what is owed today; what comes later joins only by amendment (§9.4). */
function answerPlan(facts: PatientBalanceFacts, event: EventOf<'planAnswered'>, today: PlainDate): BalanceDraft {
  const frozen = facts.state === 'FROZEN';
  const { offerAnswerBy: _, ...rest } = facts;
  if (event.answer === 'declined') {
    const declined = { ...rest, planDeclined: true, lastActivityOn: today };
    return draft(
      frozen ? { ...declined, resumeState: 'DUNNING' } : { ...declined, state: 'DUNNING' },
      'The plan is declined.',
      { events: event.planId ? [{ toStory: 'plan', subjectId: event.planId, type: 'planDeclined', facts: {} }] : [] },
    );
  }
  const responsibilities = facts.responsibilities.map((item) =>
    owedCents(item) > 0 ? { ...item, onPlan: true } : item,
  );
  const totalCents = totalOwedCents(responsibilities);
  const accepted = { ...rest, responsibilities, planId: event.planId, planReturns: 0, lastActivityOn: today };
  return draft(
    frozen ? { ...accepted, resumeState: 'ON_PLAN' } : { ...accepted, state: 'ON_PLAN' },
    'The guarantor accepted the plan.',
    {
      events: [
        {
          toStory: 'plan',
          subjectId: event.planId,
          type: 'planAccepted',
          facts: { accountId: facts.accountId, totalCents },
        },
      ],
    },
  );
}

/** A payment that came back meanwhile is on its way to the plan: what counted as paid is not, and the plan goes on. */
function completePlan(
  facts: PatientBalanceFacts,
  { returns = 0 }: EventOf<'planCompleted'>,
  today: PlainDate,
): BalanceDraft {
  if (facts.planId !== undefined && returns < (facts.planReturns ?? 0))
    return draft(facts, 'The plan counted as paid before a payment came back; it goes on.');
  return endPlan({ ...facts, ...(facts.planId && { paidPlanId: facts.planId }) }, today, 'The payment plan is paid.');
}

function endPlan(facts: PatientBalanceFacts, today: PlainDate, because: string): BalanceDraft {
  const { planId: _, ...rest } = facts;
  const responsibilities = facts.responsibilities.map((item) => ({ ...item, onPlan: false }));
  const after = { ...rest, responsibilities, planDeclined: true, lastActivityOn: today };
  const waiting = facts.state === 'FROZEN' || facts.state === 'ASSISTANCE';
  return draft(waiting ? { ...after, resumeState: 'DUNNING' } : { ...after, state: 'DUNNING' }, because);
}

/** An assistance review goes on whatever else is asked meanwhile. */
function answerInquiry(facts: PatientBalanceFacts, today: PlainDate): BalanceDraft {
  if (facts.state !== 'ASSISTANCE') return thaw(facts, ['inquiry', 'dispute'], today, 'The question is answered.');
  const freezeReasons = facts.freezeReasons.filter((reason) => reason === 'address');
  return draft({ ...facts, freezeReasons }, 'The question is answered; assistance is still looked at.', {
    cancelWorkItems: ['answerInquiry'],
  });
}

/** An assistance review goes on whatever the address is. */
function fixAddress(facts: PatientBalanceFacts, today: PlainDate): BalanceDraft {
  if (facts.state !== 'ASSISTANCE') return thaw(facts, ['address'], today, 'The address is right again.');
  const freezeReasons = facts.freezeReasons.filter((reason) => reason !== 'address');
  return draft({ ...facts, freezeReasons }, 'The address is right again.', { cancelWorkItems: ['badAddress'] });
}
