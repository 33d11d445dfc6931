import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { StepDraft, WorkItemDraft } from '../stories/turn.js';
import { draft, type BalanceDraft } from './balance-draft.js';
import type { DunningPolicy } from './dunning-policy.js';
import { thaw } from './freeze.js';
import { totalOwedCents, type PatientBalanceFacts } from './patient-balance.js';
import { recallIfPlaced } from './placement-events.js';

/** A letter that says only that there is news; what it is lies behind its link (164.514(d)). */
const letter = (facts: PatientBalanceFacts, notice: string): StepDraft => ({
  kind: 'notifyPatient',
  key: `${facts.accountId}:${notice}:${facts.interruptions}`,
  details: { notice, amountCents: totalOwedCents(facts.responsibilities) },
});

const screening = (facts: PatientBalanceFacts, dueDate: PlainDate): WorkItemDraft => ({
  kind: 'screenAssistance',
  dedupeKey: `${facts.accountId}:assistance:${facts.interruptions}`,
  dueDate,
  facts: { owedCents: totalOwedCents(facts.responsibilities) },
});

/** Dunning, plans and placement rest until it is decided (§9.3): no extraordinary collection action while it is open. */
export function applyForAssistance(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): BalanceDraft {
  const resumeState = facts.state === 'FROZEN' ? facts.resumeState : facts.state;
  const after: PatientBalanceFacts = {
    ...facts,
    state: 'ASSISTANCE',
    frozenOn: today,
    interruptions: facts.interruptions + 1,
    lastActivityOn: today,
    ...(resumeState !== undefined && { resumeState }),
  };
  return draft(after, 'Assistance is applied for; dunning rests until it is decided.', {
    steps: [letter(after, 'assistanceReceived')],
    workItems: [screening(after, addBusinessDays(today, policy.inquiryAnswerBusinessDays))],
    events: recallIfPlaced(facts, 'assistance'),
    cancelWorkItems: facts.state === 'PLACEMENT_REVIEW' ? ['decidePlacement'] : [],
  });
}

/** An incomplete application is not a refusal: what is missing is asked for, and everything rests on (501(r)-6). */
export function askForMore(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): BalanceDraft {
  const after = { ...facts, frozenOn: today, interruptions: facts.interruptions + 1, lastActivityOn: today };
  return draft(after, 'The application is incomplete; what is missing is asked for.', {
    steps: [letter(after, 'assistanceIncomplete')],
    workItems: [screening(after, addDays(today, policy.assistanceDays))],
  });
}

/** The discount was written off before; the story returns to where it was, and the guarantor gets a letter. */
export function decideAssistance(facts: PatientBalanceFacts, today: PlainDate): BalanceDraft {
  const thawed = thaw(facts, [], today, 'Assistance is decided.');
  return { ...thawed, steps: [letter(facts, 'assistanceDecision')], cancelWorkItems: ['screenAssistance'] };
}
