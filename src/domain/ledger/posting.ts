import type { PlainDate } from '../dates/plain-date.js';
import { isLedgerAccount, type LedgerAccountCode } from './chart-of-accounts.js';
import type { RuleUse } from '../stories/turn.js';

/** One line of a posting: debit positive, credit negative, integer cents. */
export interface LedgerEntryDraft {
  readonly account: LedgerAccountCode;
  readonly amountCents: number;
  readonly claimId?: string;
  readonly guarantorAccountId?: string;
  readonly payerId?: string;
  /** PLB reference of a payer offset, so that a later recovery finds the one it clears. */
  readonly reference?: string;
}

export type PostingKind =
  | 'charge'
  | 'chargeVoid'
  | 'chargeSplit'
  | 'remittancePayment'
  | 'remittanceReversal'
  | 'providerAdjustment'
  | 'suspense'
  | 'suspenseMatched'
  | 'patientPayment'
  | 'paymentReturned'
  | 'returnedPaymentFee'
  | 'writeOff'
  | 'nextPayerTransfer'
  | 'patientTransfer'
  | 'refund'
  | 'refundPaid'
  | 'agencyRemittance'
  | 'correction';

/** Where a posting comes from: 'remittance', its id, and the place inside it ('clp:3', 'plb:1'). */
export interface PostingSource {
  readonly type: string;
  readonly id: string;
  readonly place?: string;
}

/** A balanced set of entries; `businessKey` is unique, so that a repeat posts nothing (architecture §3.4). */
export interface PostingDraft {
  readonly businessKey: string;
  readonly kind: PostingKind;
  readonly effectiveDate: PlainDate;
  readonly source: PostingSource;
  readonly rule?: RuleUse;
  /** Business key of the posting this one reverses. */
  readonly reversesKey?: string;
  readonly entries: readonly LedgerEntryDraft[];
}

/**
 * Throws unless the posting balances as a whole **and within each claim**: money of one claim never pays for another,
 * so that every claim proves `charged = paid + adjusted + transferred + open` by itself.
 */
export function assertBalanced(posting: PostingDraft): PostingDraft {
  if (posting.entries.length === 0) throw new Error(`Posting ${posting.businessKey} has no entries`);
  const sums = new Map<string, number>();
  for (const entry of posting.entries) {
    if (!isLedgerAccount(entry.account)) throw new Error(`Posting ${posting.businessKey}: unknown account`);
    if (!Number.isSafeInteger(entry.amountCents) || entry.amountCents === 0) {
      throw new Error(`Posting ${posting.businessKey}: an entry must be whole cents and not zero`);
    }
    const claim = entry.claimId ?? '';
    sums.set(claim, (sums.get(claim) ?? 0) + entry.amountCents);
  }
  for (const [claim, sum] of sums) {
    if (sum !== 0) throw new Error(`Posting ${posting.businessKey} is off by ${sum} cents (claim ${claim || 'none'})`);
  }
  return posting;
}

/** The same entries with opposite signs; the original is never edited (rulebook §6.3). */
export function reversalOf(
  original: PostingDraft,
  as: { businessKey: string; effectiveDate: PlainDate; source?: PostingSource; kind?: PostingKind },
): PostingDraft {
  return assertBalanced({
    businessKey: as.businessKey,
    kind: as.kind ?? 'correction',
    effectiveDate: as.effectiveDate,
    source: as.source ?? original.source,
    reversesKey: original.businessKey,
    entries: original.entries.map((entry) => ({ ...entry, amountCents: -entry.amountCents })),
  });
}

/** Balance of one account over entries, optionally of one claim; debit positive. */
export function accountBalance(
  entries: Iterable<LedgerEntryDraft>,
  of: { account: LedgerAccountCode; claimId?: string; payerId?: string },
): number {
  let sum = 0;
  for (const entry of entries) {
    if (entry.account !== of.account) continue;
    if (of.claimId !== undefined && entry.claimId !== of.claimId) continue;
    if (of.payerId !== undefined && entry.payerId !== of.payerId) continue;
    sum += entry.amountCents;
  }
  return sum;
}
