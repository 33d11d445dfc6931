import type { ClaimOnBooks, ClaimPlan } from './claim-plan.js';
import { emptyPlan } from './plan-reversal.js';
import { CLP02_NOT_OURS_FORWARDED, type RemittanceClaim } from './remittance.js';

interface Forwarded {
  readonly claim: RemittanceClaim;
  readonly books: ClaimOnBooks;
}

/**
 * CLP02 23, not our claim, forwarded: the payer decides nothing and denies nothing, it sent the claim on. Only where the payer
 * behind is known: without one the codes it gives are a denial, and a person looks for the payer. A payment is a decision.
 */
export const isForwardedWhole = ({ claim, books }: Forwarded): boolean =>
  claim.status === CLP02_NOT_OURS_FORWARDED &&
  claim.paidCents === 0 &&
  books.nextPayerId !== undefined &&
  books.openPayerCents > 0;

/** Nothing posts: all that is open waits for the payer behind, thirty days before we ask it ourselves (rulebook §2.1). */
export function planForwarded({ claim, books }: Forwarded): ClaimPlan {
  const plan = emptyPlan({ claim, books });
  return {
    ...plan,
    transferToNextPayerCents: books.openPayerCents,
    outcome: { ...plan.outcome, crossover: true, patientResponsibilityCents: books.openPayerCents },
  };
}
