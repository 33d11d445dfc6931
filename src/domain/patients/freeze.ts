import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { WorkItemDraft } from '../stories/turn.js';
import { draft, type BalanceDraft } from './balance-draft.js';
import type { DunningPolicy } from './dunning-policy.js';
import { recallIfPlaced } from './placement-events.js';
import {
  totalOwedCents,
  type FreezeReason,
  type PatientBalanceFacts,
  type PatientBalanceState,
} from './patient-balance.js';

/** A question, a dispute or a returned letter stops dunning until a person has dealt with it (rulebook §9.1, §9.2). */
export function freeze(
  facts: PatientBalanceFacts,
  reason: FreezeReason,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  const already = facts.state === 'FROZEN' || facts.state === 'ASSISTANCE';
  const resumeState = already ? facts.resumeState : facts.state;
  const after: PatientBalanceFacts = {
    ...facts,
    state: facts.state === 'ASSISTANCE' ? 'ASSISTANCE' : 'FROZEN',
    frozenOn: today,
    lastActivityOn: today,
    interruptions: facts.interruptions + 1,
    freezeReasons: [...new Set([...facts.freezeReasons, reason])],
    ...(resumeState !== undefined && { resumeState }),
  };
  return draft(
    after,
    reason === 'address'
      ? 'Mail came back; nothing is dunned until the address is right.'
      : 'Dunning is frozen until this is answered.',
    {
      workItems: [freezeWork(after, reason, today, policy)],
      cancelWorkItems: facts.state === 'PLACEMENT_REVIEW' ? ['decidePlacement'] : [],
      events: recallIfPlaced(facts, reason === 'address' ? 'guard' : 'dispute'),
    },
  );
}

function freezeWork(
  facts: PatientBalanceFacts,
  reason: FreezeReason,
  today: PlainDate,
  policy: DunningPolicy,
): WorkItemDraft {
  const address = reason === 'address';
  return {
    kind: address ? 'badAddress' : 'answerInquiry',
    dedupeKey: `${facts.accountId}:${reason}:${facts.interruptions}`,
    dueDate: addBusinessDays(today, address ? policy.addressBusinessDays : policy.inquiryAnswerBusinessDays),
    facts: { topic: reason, owedCents: totalOwedCents(facts.responsibilities) },
  };
}

/** Takes reasons away; when none is left the story returns to where it was (a recalled placement returns to dunning). */
export function thaw(
  facts: PatientBalanceFacts,
  gone: readonly FreezeReason[],
  today: PlainDate,
  because: string,
): BalanceDraft {
  const freezeReasons = facts.freezeReasons.filter((reason) => !gone.includes(reason));
  const cancelWorkItems = gone.includes('address') ? (['badAddress'] as const) : (['answerInquiry'] as const);
  if (freezeReasons.length > 0) {
    return draft(
      { ...facts, state: 'FROZEN', freezeReasons, lastActivityOn: today },
      `${because} Another reason still stands.`,
      { cancelWorkItems },
    );
  }
  const { resumeState, frozenOn: _, ...rest } = facts;
  return draft(
    { ...rest, state: stateToResume(resumeState), freezeReasons, lastActivityOn: today },
    `${because} Dunning goes on at its next step.`,
    { cancelWorkItems },
  );
}

function stateToResume(state: PatientBalanceState | undefined): PatientBalanceState {
  if (state === undefined || state === 'PLACED' || state === 'FROZEN' || state === 'ASSISTANCE') return 'DUNNING';
  return state === 'PLACEMENT_REVIEW' ? 'DUNNING' : state;
}
