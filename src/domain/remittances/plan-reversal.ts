import { accountBalance, assertBalanced, reversalOf, type PostingDraft } from '../ledger/posting.js';
import { chartOfAccounts } from '../ledger/chart-of-accounts.js';
import type { ClaimOnBooks, ClaimPlan, EarlierAdjudication, ReviewFact } from './claim-plan.js';
import { claimPostingHead, type ClaimToPlan } from './plan-claim.js';
import type { RemittanceClaim } from './remittance.js';

/**
 * CLP02 22 takes back what was posted, entry by entry, so a claim-level reversal of a line-level payment is spread as the
 * original was (rulebook §6.3). Without an original of equal totals the money goes through suspense: cash still moves by
 * exactly CLP04, the claim's books stay untouched, and a person looks.
 */
export function planReversal(input: ClaimToPlan): ClaimPlan {
  const original = originalOf(input.claim, input.books.earlier);
  if (!original) return reversalWithoutOriginal(input);
  const posting =
    original.posting &&
    reversalOf(original.posting, {
      ...claimPostingHead(input.remittance, input.claim),
      kind: 'remittanceReversal',
    });
  const entries = posting?.entries ?? [];
  const undone = original.replaced ? [] : takeBackHandedOn(input);
  const adjustedCents = entries
    .filter(({ account }) => account.startsWith('writeoff.') && chartOfAccounts[account].side === 'debit')
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return {
    ...emptyPlan(input),
    ...(posting && { posting }),
    ...(undone.length > 0 && { undone }),
    ...(original.replaced && { ofReplaced: original }),
    adjustedCents,
    transferToPatientCents: accountBalance([...entries, ...undone.flatMap((each) => each.entries)], {
      account: 'receivable.patient',
    }),
  };
}

/** Crossover of a correction repeats on the next payer (rulebook §6.3): its claim is handed the new share, not both. */
export const takeBackHandedOn = ({ remittance, claim, books }: ClaimToPlan): PostingDraft[] =>
  (books.handedOn ?? []).map((transfer, at) => {
    const head = claimPostingHead(remittance, claim);
    return reversalOf(transfer, {
      ...head,
      businessKey: `${head.businessKey}:handed-on:${at + 1}`,
      source: { ...head.source, place: `${head.source.place ?? ''}:handed-on:${at + 1}` },
    });
  });

/** The latest earlier record with the same totals; the payer's own number breaks a tie, then one that is replaced already. */
export function originalOf(
  claim: Pick<RemittanceClaim, 'chargeCents' | 'paidCents' | 'payerControlNumber'>,
  earlier: ClaimOnBooks['earlier'],
): EarlierAdjudication | undefined {
  const fits = earlier.filter(
    (record) => record.chargeCents === -claim.chargeCents && record.paidCents === -claim.paidCents,
  );
  const sameNumber = fits.filter((record) => record.payerControlNumber === claim.payerControlNumber);
  const among = sameNumber.length > 0 ? sameNumber : fits;
  return among.find((record) => record.replaced) ?? among.at(-1);
}

function reversalWithoutOriginal(input: ClaimToPlan): ClaimPlan {
  const { paidCents } = input.claim;
  const review: ReviewFact = {
    reason: 'reversalWithoutOriginal',
    group: '',
    carc: '',
    amountCents: paidCents,
    leftOpenCents: 0,
  };
  const posting = suspensePosting(input.remittance, input.claim);
  return { ...emptyPlan(input), ...(posting && { posting }), reviews: [review] };
}

/** Cash of a claim we cannot place: into (or, negative, out of) suspense; nothing when no money moved. */
export function suspensePosting(
  remittance: ClaimToPlan['remittance'],
  claim: RemittanceClaim,
): PostingDraft | undefined {
  if (claim.paidCents === 0) return undefined;
  const { payerId } = remittance;
  return assertBalanced({
    ...claimPostingHead(remittance, claim),
    kind: 'suspense',
    entries: [
      { account: 'cash.clearing', amountCents: claim.paidCents, payerId },
      { account: 'suspense', amountCents: -claim.paidCents, payerId },
    ],
  });
}

/** A plan that posts nothing and reports only what the record itself says. */
export function emptyPlan({ claim, books }: Pick<ClaimToPlan, 'claim'> & { books?: ClaimOnBooks }): ClaimPlan {
  return {
    ordinal: claim.ordinal,
    ...(books && { claimId: books.claimId }),
    transferToPatientCents: 0,
    transferToNextPayerCents: 0,
    adjustedCents: 0,
    deniedCents: 0,
    informationalCents: 0,
    unexplainedCents: 0,
    denials: [],
    reviews: [],
    outcome: {
      status: claim.status,
      reversal: claim.status === '22',
      crossover: false,
      paidCents: claim.paidCents,
      patientResponsibilityCents: 0,
      deniedLines: 0,
      totalLines: Math.max(1, claim.lines.length),
    },
  };
}
