import type { PlainDate } from '../dates/plain-date.js';
import { assertBalanced, type LedgerEntryDraft, type PostingDraft, type PostingSource } from './posting.js';

interface Head {
  readonly businessKey: string;
  readonly effectiveDate: PlainDate;
  readonly amountCents: number;
  readonly source: PostingSource;
}

/** Paid above the share that financial assistance left to the guarantor: charity now, owed back (26 CFR 1.501(r)-6(c)(6)). */
export function charityExcessPosting(excess: Head & { claimId: string; guarantorAccountId: string }): PostingDraft {
  const { amountCents, claimId, guarantorAccountId } = excess;
  return post(excess, 'refund', [
    { account: 'writeoff.WO-CHAR', amountCents, claimId, guarantorAccountId },
    { account: 'refunds-payable', amountCents: -amountCents, claimId, guarantorAccountId },
  ]);
}

/** Where a credit lies until it is set aside for its owner. */
export type CreditPlace =
  | { readonly account: 'patient-unapplied'; readonly guarantorAccountId: string }
  | { readonly account: 'receivable.patient'; readonly guarantorAccountId: string; readonly claimId: string }
  /** No claim: money that never reached one, returned out of suspense. */
  | { readonly account: 'receivable.payer'; readonly payerId: string; readonly claimId?: string };

const partyOf = ({ account: _, ...party }: CreditPlace): Omit<LedgerEntryDraft, 'account' | 'amountCents'> => party;

/** An approved refund leaves the receivable it overpaid: from now on it is a debt of ours. */
export const refundDuePosting = (due: Head & { from: CreditPlace }): PostingDraft =>
  post(due, 'refund', [
    { account: due.from.account, amountCents: due.amountCents, ...partyOf(due.from) },
    { account: 'refunds-payable', amountCents: -due.amountCents, ...partyOf(due.from) },
  ]);

/** The check or request left. A refund that comes back is the same posting with the other sign: it is owed again. */
export const refundPaidPosting = (paid: Head & { from: CreditPlace; cameBack?: boolean }): PostingDraft => {
  const amountCents = paid.cameBack ? -paid.amountCents : paid.amountCents;
  return post(paid, 'refundPaid', [
    { account: 'refunds-payable', amountCents, ...partyOf(paid.from) },
    { account: 'cash.clearing', amountCents: -amountCents, ...partyOf(paid.from) },
  ]);
};

const post = (head: Head, kind: 'refund' | 'refundPaid', entries: readonly LedgerEntryDraft[]): PostingDraft =>
  assertBalanced({
    businessKey: head.businessKey,
    kind,
    effectiveDate: head.effectiveDate,
    source: head.source,
    entries,
  });
