import {
  placementNotBefore,
  shutPlacementGates,
  stateWaitDays,
  type PlacementFacts,
} from '../collections/placement-gates.js';
import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { WorkItemDraft } from '../stories/turn.js';
import { extend, type BalanceDraft } from './balance-draft.js';
import { dunnedItems, NOTICES } from './dunning.js';
import type { DunningPolicy } from './dunning-policy.js';
import { totalOwedCents, type PatientBalanceFacts, type PatientResponsibility } from './patient-balance.js';

const latest = (dates: readonly PlainDate[]): PlainDate | undefined => [...dates].sort().at(-1);

/** Responsibilities that went through every notice: what a placement lists. */
export const placeableItems = (facts: PatientBalanceFacts): PatientResponsibility[] =>
  dunnedItems(facts).filter((item) => item.noticesSent >= NOTICES);

/** What the placement gates ask, about the responsibilities that went through every notice. */
export function placementFacts(facts: PatientBalanceFacts, today: PlainDate): PlacementFacts {
  const items = placeableItems(facts);
  const dayZero = latest(items.flatMap((item) => item.dayZero ?? []));
  const finalNoticeOn = latest(items.flatMap((item) => item.finalNoticeOn ?? []));
  return {
    today,
    amountCents: totalOwedCents(items),
    noticesSent: items.length > 0 ? NOTICES : 0,
    ...(dayZero !== undefined && { dayZero }),
    ...(finalNoticeOn !== undefined && { finalNoticeOn }),
    insuranceFinal: facts.insuranceFinal,
    guards: facts.guards,
    assistanceNotified: facts.assistanceNotified,
    addressVerified: !facts.freezeReasons.includes('address'),
    onPlan: facts.planId !== undefined,
    placements: facts.placements,
    stateWaitDays: stateWaitDays(facts.stateOfResidence),
  };
}

/** The day the placement question is asked; none while a notice is still to come or two placements are over. */
export function placementQuestionOn(
  facts: PatientBalanceFacts,
  today: PlainDate,
  policy: DunningPolicy,
): PlainDate | undefined {
  if (facts.placements >= 2 || facts.placementId !== undefined) return undefined;
  const byRule = placementNotBefore(placementFacts(facts, today), policy);
  const resting = facts.placementReviewNotBefore;
  if (byRule === undefined || resting === undefined) return byRule;
  return byRule > resting ? byRule : resting;
}

/** Asks a person when all gates are open; otherwise looks again later (rulebook §9.6). */
export function reviewPlacement(before: BalanceDraft, today: PlainDate, policy: DunningPolicy): BalanceDraft {
  const { facts } = before;
  const due = placementQuestionOn(facts, today, policy);
  if (facts.state !== 'DUNNING' || due === undefined || due > today) return before;
  const shut = shutPlacementGates(placementFacts(facts, today), policy);
  if (shut.length > 0) {
    const later = { ...facts, placementReviewNotBefore: addDays(today, policy.reviewDays) };
    return extend(before, later, `Placement is not possible yet: ${shut.join(', ')}.`);
  }
  return extend(
    before,
    { ...facts, state: 'PLACEMENT_REVIEW' },
    'All notices and waiting periods are over; a person decides about placement.',
    {
      workItems: [placementWork(facts, today, policy)],
    },
  );
}

/** One item per round of asking: an approval that ran out is asked for again. */
export function placementWork(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): WorkItemDraft {
  return {
    kind: 'decidePlacement',
    dedupeKey: `${facts.accountId}:placement:${today}`,
    dueDate: addBusinessDays(today, policy.placementDecisionBusinessDays),
    facts: { owedCents: totalOwedCents(placeableItems(facts)), placements: facts.placements },
  };
}
