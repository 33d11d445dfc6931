import { writeOffAccount, type WriteOffAccount } from '../ledger/chart-of-accounts.js';
import { assertBalanced, type LedgerEntryDraft, type PostingDraft } from '../ledger/posting.js';
import type { ClaimOnBooks, ClaimPlan, ReviewFact } from './claim-plan.js';
import {
  countDeniedLines,
  denialFacts,
  isCrossover,
  lineMatchesOf,
  readAdjustments,
  type ReadAdjustment,
} from './read-adjustments.js';
import type { ClassifyAdjustment, Remittance, RemittanceClaim } from './remittance.js';

const CARC_PRIOR_PAYER = '23';

export interface ClaimToPlan {
  readonly remittance: Pick<Remittance, 'remittanceId' | 'identityKey' | 'payerId' | 'paymentDate'>;
  readonly claim: RemittanceClaim;
  readonly books: ClaimOnBooks;
  readonly classify: ClassifyAdjustment;
}

/** What posts of one payment or denial (any CLP02 but 22 and 25), by kind before group (architecture ruling 3). */
export function planAdjudication(input: ClaimToPlan): ClaimPlan {
  const { claim, books } = input;
  const read = readAdjustments(claim, input.classify);
  const crossover = isCrossover(claim);
  const split = splitAmounts(read, books, crossover);
  const share = shareOut(read, split, { openCents: books.openPayerCents, paidCents: claim.paidCents });
  const { matches, unmatched } = lineMatchesOf(claim, books.lines);
  const reviews = [
    ...share.reviews,
    ...checkPriorPayer(read, books),
    ...(unmatched > 0 ? [claimReview('unmatchedLine', unmatched)] : []),
  ];
  const posting = adjudicationPosting(input, share);
  return {
    ordinal: claim.ordinal,
    claimId: books.claimId,
    ...(posting && { posting }),
    transferToPatientCents: share.patientCents,
    transferToNextPayerCents: share.nextPayerCents,
    adjustedCents: [...share.accounts.values()].reduce((sum, amount) => sum + amount, 0),
    deniedCents: split.deniedCents,
    informationalCents: split.informationalCents,
    unexplainedCents: reviews.reduce((sum, { leftOpenCents }) => sum + leftOpenCents, 0),
    denials: denialFacts(
      read,
      matches,
      claim.lines.map((line) => line.ordinal),
    ),
    reviews,
    outcome: {
      status: claim.status,
      reversal: false,
      crossover,
      paidCents: claim.paidCents,
      patientResponsibilityCents: sumOf(read, 'patientShare'),
      ...countDeniedLines(claim, read),
    },
  };
}

interface Split {
  readonly deniedCents: number;
  readonly informationalCents: number;
  /** 23 is money already in our books and therefore no part of what is open. */
  readonly pendingCents: number;
  readonly patientCents: number;
  readonly nextPayerCents: number;
  /** Cost share of a Qualified Medicare Beneficiary that no payer is left for: contractual by rule (rulebook §9.1). */
  readonly qmbCents: number;
  readonly reviews: readonly ReviewFact[];
}

const sumOf = (read: readonly ReadAdjustment[], to: ReadAdjustment['treatment']['to']): number =>
  read.reduce((sum, adjustment) => (adjustment.treatment.to === to ? sum + adjustment.amountCents : sum), 0);

/** The patient's share waits for the next payer; with none left it goes to the guarantor, unless a guard forbids (§9.1). */
function splitAmounts(read: readonly ReadAdjustment[], books: ClaimOnBooks, crossover: boolean): Split {
  const shareCents = sumOf(read, 'patientShare');
  const nextPayer = crossover || books.nextPayerId !== undefined;
  const qmb = !nextPayer && books.patientGuard.reasons.includes('qmb');
  const guarded = !nextPayer && !qmb && !books.patientGuard.mayBill && shareCents !== 0;
  const reviews = read.flatMap(({ treatment, group, carc, amountCents }) =>
    treatment.to === 'review'
      ? [{ reason: treatment.reason, group, carc, amountCents, leftOpenCents: amountCents }]
      : [],
  );
  const priorCents = priorPayerCents(read);
  const informationalCents = sumOf(read, 'informational');
  return {
    deniedCents: sumOf(read, 'denied'),
    informationalCents,
    pendingCents: informationalCents - priorCents,
    patientCents: nextPayer || guarded || qmb ? 0 : shareCents,
    qmbCents: qmb ? shareCents : 0,
    nextPayerCents: nextPayer ? shareCents : 0,
    reviews: guarded
      ? [
          ...reviews,
          { reason: 'patientGuard', group: 'PR', carc: '', amountCents: shareCents, leftOpenCents: shareCents },
        ]
      : reviews,
  };
}

interface Share {
  readonly patientCents: number;
  readonly nextPayerCents: number;
  readonly accounts: ReadonlyMap<WriteOffAccount, number>;
  readonly reviews: readonly ReviewFact[];
}

/**
 * Adjustments post at most what was left on the claim (for a secondary: what the primary left). The payment comes first,
 * then the patient's share and the denied amount, then adjustments by code with the fee-schedule one last, since a
 * secondary's 45 often repeats the primary's. What does not fit is an exception; what fits nobody is `balanceLeft`.
 */
function shareOut(read: readonly ReadAdjustment[], split: Split, on: { openCents: number; paidCents: number }): Share {
  const posted = inPostingOrder(read);
  const given = posted
    .filter(({ amountCents }) => amountCents < 0)
    .reduce((sum, { amountCents }) => sum - amountCents, 0);
  let left = on.openCents - on.paidCents + given;
  const take = (amountCents: number): number => {
    const taken = amountCents <= 0 ? amountCents : Math.min(amountCents, Math.max(0, left));
    left -= taken;
    return taken;
  };
  const reviews: ReviewFact[] = [...split.reviews];
  const beyond = (group: string, carc: string, amountCents: number): void => {
    if (amountCents > 0) reviews.push({ reason: 'beyondBalance', group, carc, amountCents, leftOpenCents: 0 });
  };
  const patientCents = take(split.patientCents);
  beyond('PR', '', split.patientCents - patientCents);
  const nextPayerCents = take(split.nextPayerCents);
  take(split.deniedCents);
  const accounts = new Map<WriteOffAccount, number>();
  if (split.qmbCents !== 0) {
    const taken = take(split.qmbCents);
    accounts.set(writeOffAccount('WO-QMB'), taken);
    beyond('PR', '', split.qmbCents - taken);
  }
  for (const { treatment, group, carc, amountCents } of posted) {
    if (treatment.to !== 'account') continue;
    const taken = amountCents < 0 ? amountCents : take(amountCents);
    accounts.set(treatment.account, (accounts.get(treatment.account) ?? 0) + taken);
    beyond(group, carc, amountCents - taken);
    if (treatment.check) reviews.push({ reason: treatment.check, group, carc, amountCents, leftOpenCents: 0 });
  }
  const unowned = left - split.pendingCents - split.reviews.reduce((sum, { leftOpenCents }) => sum + leftOpenCents, 0);
  if (unowned > 0) reviews.push(claimReview('balanceLeft', unowned, unowned));
  return { patientCents, nextPayerCents, accounts, reviews };
}

/** Adjustments that reach an account, 45 (contractual) last. */
function inPostingOrder(read: readonly ReadAdjustment[]): ReadAdjustment[] {
  const last = writeOffAccount('WO-CON');
  const isLast = ({ treatment }: ReadAdjustment): number =>
    treatment.to === 'account' && treatment.account === last ? 1 : 0;
  return read.filter(({ treatment }) => treatment.to === 'account').sort((a, b) => isLast(a) - isLast(b));
}

const claimReview = (reason: ReviewFact['reason'], amountCents: number, leftOpenCents = 0): ReviewFact => ({
  reason,
  group: '',
  carc: '',
  amountCents,
  leftOpenCents,
});

const priorPayerCents = (read: readonly ReadAdjustment[]): number =>
  read.reduce(
    (sum, { carc, treatment, amountCents }) =>
      carc === CARC_PRIOR_PAYER && treatment.to === 'informational' ? sum + amountCents : sum,
    0,
  );

/** CARC 23 is never posted, only compared with what the primary's remittance says (rulebook §4.1). */
function checkPriorPayer(read: readonly ReadAdjustment[], books: ClaimOnBooks): ReviewFact[] {
  const stated = priorPayerCents(read);
  const known = books.priorPayerImpactCents;
  if (stated === 0 || known === undefined || stated === known) return [];
  return [
    {
      reason: 'differsFromPrimary',
      group: 'OA',
      carc: CARC_PRIOR_PAYER,
      amountCents: stated - known,
      leftOpenCents: 0,
    },
  ];
}

function adjudicationPosting({ remittance, claim, books }: ClaimToPlan, share: Share): PostingDraft | undefined {
  const { claimId, guarantorAccountId } = books;
  const payer = { claimId, payerId: remittance.payerId };
  const adjusted = [...share.accounts].map(([account, amountCents]): LedgerEntryDraft => ({
    account,
    amountCents,
    ...payer,
  }));
  const credit = adjusted.reduce((sum, { amountCents }) => sum + amountCents, claim.paidCents + share.patientCents);
  const entries: LedgerEntryDraft[] = [
    { account: 'cash.clearing' as const, amountCents: claim.paidCents, ...payer },
    ...adjusted,
    { account: 'receivable.patient' as const, amountCents: share.patientCents, claimId, guarantorAccountId },
    { account: 'receivable.payer' as const, amountCents: -credit, ...payer },
  ].filter(({ amountCents }) => amountCents !== 0);
  if (entries.length === 0) return undefined;
  return assertBalanced({ ...claimPostingHead(remittance, claim), kind: 'remittancePayment', entries });
}

/** Key, date and place every posting of a remittance claim shares. */
export function claimPostingHead(
  remittance: ClaimToPlan['remittance'],
  claim: RemittanceClaim,
): Pick<PostingDraft, 'businessKey' | 'effectiveDate' | 'source'> {
  const place = `clp:${claim.ordinal}`;
  return {
    businessKey: `remittance:${remittance.identityKey}:${place}`,
    effectiveDate: remittance.paymentDate,
    source: { type: 'remittance', id: remittance.remittanceId, place },
  };
}
