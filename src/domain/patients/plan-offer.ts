import { addDays, type PlainDate } from '../dates/plain-date.js';
import { MINIMUM_PLAN_CENTS, planMonths } from '../payment-plans/plan-terms.js';
import { draft, extend, type BalanceDraft } from './balance-draft.js';
import { dunnedItems, type NoticeDue } from './dunning.js';
import type { DunningPolicy } from './dunning-policy.js';
import { totalOwedCents, type PatientBalanceFacts } from './patient-balance.js';

/** With statement 2 (30 days after statement 1, nothing agreed) a balance of $50 or more is offered a plan, once (rulebook §9.4). */
export const offersPlan = (facts: PatientBalanceFacts, due: NoticeDue, policy: DunningPolicy): boolean =>
  facts.state === 'DUNNING' &&
  due.notice === 'statement' &&
  due.step >= 2 &&
  !facts.planDeclined &&
  facts.offersMade === 0 &&
  due.amountCents >= policy.planOfferCents;

/** Terms of an offer: what it is over, and in how many months if a person chose them. */
export interface OfferTerms {
  readonly amountCents: number;
  readonly months?: number;
  readonly because: string;
}

/** The offer goes out by mail and dunning waits for its answer. */
export function offerPlan(
  sent: BalanceDraft,
  terms: OfferTerms,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  const offersMade = sent.facts.offersMade + 1;
  const offerAnswerBy = addDays(today, policy.planAnswerDays);
  const { amountCents, months, because } = terms;
  return extend(sent, { ...sent.facts, state: 'PLAN_OFFERED', offersMade, offerAnswerBy }, because, {
    steps: [
      {
        kind: 'notifyPatient',
        key: `${sent.facts.accountId}:planOffer:${offersMade}`,
        details: {
          notice: 'planOffer',
          offerNumber: offersMade,
          amountCents,
          answerBy: offerAnswerBy,
          ...(months !== undefined && { months }),
        },
      },
    ],
  });
}

/** What a plan can be over: everything dunned that is not with an agency or on a plan already. */
export const plannableCents = (facts: PatientBalanceFacts): number => totalOwedCents(dunnedItems(facts));

/** Why no plan can be offered now, or undefined. A guarantor who declined once may ask again. */
export function whyNoPlan(facts: PatientBalanceFacts, months?: number): string | undefined {
  const cents = plannableCents(facts);
  if (facts.state !== 'DUNNING') return `statements do not run for this account (${facts.state})`;
  if (facts.guards.length > 0) return `a guard stands before the guarantor: ${facts.guards.join(', ')}`;
  if (cents < MINIMUM_PLAN_CENTS) return `a plan needs at least ${MINIMUM_PLAN_CENTS} cents, ${cents} are owed`;
  if (months !== undefined && months > planMonths(cents))
    return `at most ${planMonths(cents)} months for ${cents} cents`;
  return undefined;
}

/** A guarantor asked for a plan and a person offers it. */
export function offerOnRequest(
  facts: PatientBalanceFacts,
  { months }: { readonly months?: number },
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  const why = whyNoPlan(facts, months);
  if (why) return draft(facts, `No plan is offered: ${why}.`);
  const asked = draft(
    { ...facts, planDeclined: false, lastActivityOn: today },
    'The guarantor asked for a payment plan.',
  );
  const terms = { amountCents: plannableCents(facts), because: 'It is offered by mail.', ...(months && { months }) };
  return offerPlan(asked, terms, today, policy);
}
