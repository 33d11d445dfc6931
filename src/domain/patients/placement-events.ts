import { shutPlacementGates } from '../collections/placement-gates.js';
import type { RecallReason } from '../collections/placement.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { OutgoingEvent } from '../stories/turn.js';
import { draft, type BalanceDraft } from './balance-draft.js';
import type { DunningPolicy } from './dunning-policy.js';
import { totalOwedCents, type PatientBalanceFacts, type PatientResponsibility } from './patient-balance.js';
import { placeableItems, placementFacts } from './placement-review.js';

const toPlacement = (placementId: string, type: string, facts: OutgoingEvent['facts']): readonly OutgoingEvent[] => [
  { toStory: 'placement', subjectId: placementId, type, facts },
];

/** A guard, payment, insurance, dispute or plan takes back what lies with the agency, or withdraws the proposal (§9.6). */
export const recallIfPlaced = (facts: PatientBalanceFacts, reason: RecallReason): readonly OutgoingEvent[] =>
  facts.placementId === undefined ? [] : toPlacement(facts.placementId, 'recallNeeded', { reason });

const owedWith = (facts: PatientBalanceFacts, placement: 'selected' | 'placed'): PatientResponsibility[] =>
  facts.responsibilities.filter((item) => item.placement === placement);

/** A person proposed placement: the items that went through every notice are selected; another person must approve. */
export function proposePlacement(facts: PatientBalanceFacts, approvalId: string | undefined): BalanceDraft {
  const because = 'Placement is proposed and waits for another person’s approval.';
  if (approvalId === undefined) return draft(facts, because);
  const items = placeableItems(facts);
  const responsibilities = facts.responsibilities.map((item): PatientResponsibility =>
    items.includes(item) ? { ...item, placement: 'selected' } : item,
  );
  const selected = items.map((item) => ({ claimId: item.claimId, amountCents: totalOwedCents([item]) }));
  return draft({ ...facts, responsibilities, placementId: approvalId }, because, {
    selected: { placementId: approvalId, items: selected },
  });
}

/** Kept in house by the person who was asked, or refused by the one who should approve. */
export function declinePlacement(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): BalanceDraft {
  const { placementId } = facts;
  return draft(
    {
      ...withoutPlacement(facts),
      state: 'DUNNING',
      placementReviewNotBefore: addDays(today, policy.placementDeclinedDays),
    },
    'The balance is kept in house.',
    {
      cancelWorkItems: ['decidePlacement'],
      events: placementId === undefined ? [] : toPlacement(placementId, 'placementRefused', {}),
    },
  );
}

/** The gates are looked at once more on the day of the approval: what was true when it was proposed may be over. */
export function approvePlacement(
  facts: PatientBalanceFacts,
  placementId: string,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  if (placementId !== facts.placementId) return draft(facts, 'The approval is about an earlier proposal.');
  const shut = shutPlacementGates(placementFacts(facts, today), policy);
  const cancelWorkItems = ['decidePlacement'] as const;
  if (shut.length > 0) {
    return draft(
      { ...facts, state: 'DUNNING', placementReviewNotBefore: addDays(today, policy.reviewDays) },
      `Approved, but placement is not possible any more: ${shut.join(', ')}.`,
      { cancelWorkItems, events: recallIfPlaced(facts, 'guard') },
    );
  }
  const amountCents = totalOwedCents(owedWith(facts, 'selected'));
  const responsibilities = facts.responsibilities.map((item): PatientResponsibility =>
    item.placement === 'selected' ? { ...item, placement: 'placed' } : item,
  );
  return draft(
    { ...facts, state: 'PLACED', responsibilities, placedOn: today, placements: facts.placements + 1 },
    'Another person approved the placement.',
    {
      cancelWorkItems,
      events: toPlacement(placementId, 'placementApproved', { accountId: facts.accountId, amountCents }),
    },
  );
}

/** What comes back is dunned no further than it was; where the story stands for another reason it stays. */
export function returnFromAgency(
  facts: PatientBalanceFacts,
  placementId: string | undefined,
  today: PlainDate,
  policy: DunningPolicy,
): BalanceDraft {
  if (facts.placementId === undefined || (placementId !== undefined && placementId !== facts.placementId))
    return draft(facts, 'The return is about an earlier placement.');
  const state = facts.state === 'PLACED' || facts.state === 'PLACEMENT_REVIEW' ? 'DUNNING' : facts.state;
  return draft(
    {
      ...withoutPlacement(facts),
      state,
      placementReviewNotBefore: addDays(today, policy.reviewDays),
      lastActivityOn: today,
    },
    'The balance is back from the agency.',
    { cancelWorkItems: facts.state === 'PLACEMENT_REVIEW' ? ['decidePlacement'] : [] },
  );
}

/** A guard of §9.1 (bankruptcy, death, legal hold) was noted: nothing is placed, and what is placed comes back. */
export function takeGuards(facts: PatientBalanceFacts): BalanceDraft {
  if (facts.guards.length === 0) return draft(facts, 'No guard stands in the way any more.');
  const review = facts.state === 'PLACEMENT_REVIEW';
  return draft(review ? { ...facts, state: 'DUNNING' } : facts, `Nothing is dunned: ${facts.guards.join(', ')}.`, {
    events: recallIfPlaced(facts, 'guard'),
    cancelWorkItems: review ? ['decidePlacement'] : [],
  });
}

export function withoutPlacement(facts: PatientBalanceFacts): PatientBalanceFacts {
  const { placementId: _, placedOn: __, ...rest } = facts;
  const responsibilities = facts.responsibilities.map(({ placement: ___, ...item }) => item);
  return { ...rest, responsibilities };
}
