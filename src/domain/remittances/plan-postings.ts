import { accountBalance, type PostingDraft } from '../ledger/posting.js';
import type { ClaimOnBooks, ClaimPlan } from './claim-plan.js';
import { wholeLineIds } from './match-claims.js';
import type { planAdjudication } from './plan-claim.js';
import { earlierAfterReplacing, planDecision } from './plan-decided-anew.js';
import {
  planProviderAdjustments,
  type OpenPayerOffset,
  type ProviderAdjustmentPlan,
} from './plan-provider-adjustments.js';
import { emptyPlan, originalOf, planReversal, suspensePosting } from './plan-reversal.js';
import { isForwardedWhole, planForwarded } from './plan-forwarded.js';
import type { RefundToPayer } from './match-refunds.js';
import {
  CLP02_PREDETERMINATION,
  CLP02_REVERSAL,
  type ClassifyAdjustment,
  type Remittance,
  type RemittanceClaim,
} from './remittance.js';

export interface ClaimsToPlan {
  /** A balanced remittance (rulebook §6.2); an unbalanced one never comes here. */
  readonly remittance: Remittance;
  /** Our claim of each CLP, by its ordinal; a CLP without one goes to suspense. */
  readonly claims: ReadonlyMap<number, ClaimOnBooks>;
  readonly classify: ClassifyAdjustment;
}

export interface RemittanceToPlan extends ClaimsToPlan {
  readonly openOffsets: readonly OpenPayerOffset[];
  /** Claims the PLB references name, by ordinal of the adjustment. */
  readonly claimOfAdjustment: ReadonlyMap<number, string>;
  /** Refunds that a 72 or B2 reports back, by ordinal of the adjustment. */
  readonly refundOfAdjustment?: ReadonlyMap<number, RefundToPayer>;
}

export interface RemittancePlan {
  readonly claims: readonly ClaimPlan[];
  readonly providerAdjustments: readonly ProviderAdjustmentPlan[];
  /** Every posting of the remittance; together they move exactly BPR02 of cash. */
  readonly postings: readonly PostingDraft[];
}

/** All postings and facts of one remittance, in the order of the file. */
export function planPostings(input: RemittanceToPlan): RemittancePlan {
  const claims = planClaims(input);
  const providerAdjustments = planProviderAdjustments(input);
  const postings = postingsOf(claims, providerAdjustments);
  assertCashMoved(input.remittance, cashOf(postings));
  return { claims, providerAdjustments, postings };
}

/** The CLPs in the order of the file: a correction sees the books its reversal left. */
export function planClaims({ remittance, claims, classify }: ClaimsToPlan): ClaimPlan[] {
  const books = new Map<string, ClaimOnBooks>();
  return remittance.claims.map((claim) => {
    const found = claims.get(claim.ordinal);
    if (!found) return planUnknownClaim(remittance, claim);
    const current = books.get(found.claimId) ?? found;
    const plan = planClaim({ remittance, claim, books: current, classify });
    books.set(found.claimId, booksAfter(current, claim, plan));
    return plan;
  });
}

export const postingsOf = (
  claims: readonly ClaimPlan[],
  providerAdjustments: readonly ProviderAdjustmentPlan[],
): PostingDraft[] => [
  ...claims.flatMap(({ posting, undone }) => [...(posting ? [posting] : []), ...(undone ?? [])]),
  ...providerAdjustments.flatMap(({ posting }) => posting ?? []),
];

/** What the postings bring into cash, in cents. */
export const cashOf = (postings: readonly PostingDraft[]): number =>
  postings.reduce((sum, { entries }) => sum + accountBalance(entries, { account: 'cash.clearing' }), 0);

/** One CLP of a known claim. */
export function planClaim(input: Parameters<typeof planAdjudication>[0]): ClaimPlan {
  if (input.claim.status === CLP02_REVERSAL) return planReversal(input);
  if (input.claim.status === CLP02_PREDETERMINATION) return planPredetermination(input);
  if (isForwardedWhole(input)) return planForwarded(input);
  return planDecision(input);
}

/** CLP02 25 prices only and changes nothing; money with it goes to suspense (rulebook §2.1). */
function planPredetermination(input: Parameters<typeof planAdjudication>[0]): ClaimPlan {
  const posting = suspensePosting(input.remittance, input.claim);
  const amountCents = input.claim.paidCents;
  return posting
    ? {
        ...emptyPlan(input),
        posting,
        reviews: [{ reason: 'predeterminationWithMoney', group: '', carc: '', amountCents, leftOpenCents: 0 }],
      }
    : emptyPlan(input);
}

/** Money of a claim we do not know: suspense, an unposted item and a work item (architecture ruling 5). */
export function planUnknownClaim(remittance: Remittance, claim: RemittanceClaim): ClaimPlan {
  const posting = suspensePosting(remittance, claim);
  return { ...emptyPlan({ claim }), ...(posting && { posting }) };
}

function booksAfter(books: ClaimOnBooks, claim: RemittanceClaim, plan: ClaimPlan): ClaimOnBooks {
  const entries = [...(plan.posting?.entries ?? []), ...(plan.undone ?? []).flatMap((each) => each.entries)];
  const moved = accountBalance(entries, { account: 'receivable.payer', claimId: books.claimId });
  const openPayerCents = books.openPayerCents + moved;
  if (claim.status === CLP02_PREDETERMINATION) return books;
  if (claim.status === CLP02_REVERSAL) {
    const original = originalOf(claim, books.earlier);
    const earlier = books.earlier.filter((record) => record !== original);
    return { ...books, openPayerCents, earlier, handedOn: plan.undone ? [] : (books.handedOn ?? []) };
  }
  const earlier = plan.replaces ? earlierAfterReplacing(books.earlier, plan.replaces) : books.earlier;
  const record = {
    chargeCents: claim.chargeCents,
    paidCents: claim.paidCents,
    ...(plan.posting && { posting: plan.posting }),
    ...(claim.payerControlNumber !== undefined && { payerControlNumber: claim.payerControlNumber }),
    lineIds: wholeLineIds(claim.lines, books.lines),
  };
  return {
    ...books,
    openPayerCents,
    earlier: [...earlier, record],
    handedOn: plan.replaces ? [] : (books.handedOn ?? []),
  };
}

/** Throws unless the whole remittance moves exactly BPR02. */
export function assertCashMoved({ paymentCents, remittanceId }: Remittance, movedCents: number): void {
  if (movedCents !== paymentCents)
    throw new Error(`Remittance ${remittanceId} would move ${movedCents} cents, BPR02 is ${paymentCents}`);
}
