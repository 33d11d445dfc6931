import type { PlainDate } from '../dates/plain-date.js';
import { writeOffAccount, type LedgerAccountCode } from './chart-of-accounts.js';
import { assertBalanced, type LedgerEntryDraft, type PostingDraft, type PostingSource } from './posting.js';
import type { WriteOffCode } from './write-off-codes.js';

/** Charges of a claim become its first payer's receivable. */
export function chargePosting(claim: {
  claimId: string;
  payerId: string;
  guarantorAccountId?: string;
  chargeCents: number;
  effectiveDate: PlainDate;
}): PostingDraft {
  const { claimId, payerId, guarantorAccountId, chargeCents } = claim;
  const owner = { claimId, payerId, ...(guarantorAccountId !== undefined && { guarantorAccountId }) };
  return assertBalanced({
    businessKey: `${claimId}:charge:1`,
    kind: 'charge',
    effectiveDate: claim.effectiveDate,
    source: { type: 'claim', id: claimId },
    entries: [
      { account: 'receivable.payer', amountCents: chargeCents, ...owner },
      { account: 'revenue.charges', amountCents: -chargeCents, ...owner },
    ],
  });
}

/** A voided claim was never owed: its charges leave the books as they came in. */
export function chargeVoidPosting(claim: Parameters<typeof chargePosting>[0]): PostingDraft {
  const charge = chargePosting(claim);
  return assertBalanced({
    ...charge,
    businessKey: `${claim.claimId}:chargeVoid:1`,
    kind: 'chargeVoid',
    entries: charge.entries.map((entry) => ({ ...entry, amountCents: -entry.amountCents })),
  });
}

/** Lines that got a claim of their own take their charges along: revenue as a whole stays what it was. */
export function chargeSplitPosting(split: {
  claimId: string;
  newClaimId: string;
  payerId: string;
  amountCents: number;
  effectiveDate: PlainDate;
}): PostingDraft {
  const { claimId, newClaimId, payerId, amountCents } = split;
  return assertBalanced({
    businessKey: `${newClaimId}:chargeSplit:1`,
    kind: 'chargeSplit',
    effectiveDate: split.effectiveDate,
    source: { type: 'claim', id: claimId },
    entries: [
      { account: 'receivable.payer', amountCents: -amountCents, claimId, payerId },
      { account: 'revenue.charges', amountCents, claimId, payerId },
      { account: 'receivable.payer', amountCents, claimId: newClaimId, payerId },
      { account: 'revenue.charges', amountCents: -amountCents, claimId: newClaimId, payerId },
    ],
  });
}

/** What one payer left moves from its claim to the next payer's claim; each claim stays balanced by itself. */
export function nextPayerTransferPosting(transfer: {
  businessKey: string;
  effectiveDate: PlainDate;
  amountCents: number;
  from: { claimId: string; payerId: string };
  to: { claimId: string; payerId: string };
  /** Of the posting's source, where no reversal of a decision undoes it. */
  place?: string;
}): PostingDraft {
  const { from, to, amountCents, place } = transfer;
  return assertBalanced({
    businessKey: transfer.businessKey,
    kind: 'nextPayerTransfer',
    effectiveDate: transfer.effectiveDate,
    source: { type: 'claim', id: from.claimId, ...(place && { place }) },
    entries: [
      { account: 'receivable.payer', amountCents: -amountCents, ...from },
      { account: 'transfer.next-payer', amountCents, ...from },
      { account: 'receivable.payer', amountCents, ...to },
      { account: 'transfer.next-payer', amountCents: -amountCents, ...to },
    ],
  });
}

/** An amount a person or the last payer made the guarantor's: payer receivable becomes patient receivable. */
export function patientTransferPosting(transfer: {
  businessKey: string;
  effectiveDate: PlainDate;
  amountCents: number;
  source: PostingSource;
  claimId: string;
  payerId: string;
  guarantorAccountId: string;
}): PostingDraft {
  const { amountCents, claimId, payerId, guarantorAccountId } = transfer;
  return assertBalanced({
    businessKey: transfer.businessKey,
    kind: 'patientTransfer',
    effectiveDate: transfer.effectiveDate,
    source: transfer.source,
    entries: [
      { account: 'receivable.payer', amountCents: -amountCents, claimId, payerId },
      { account: 'receivable.patient', amountCents, claimId, guarantorAccountId },
    ],
  });
}

/** Approved write-off of a payer's or a guarantor's balance; the code names the account (rulebook §10). */
export function writeOffPosting(writeOff: {
  businessKey: string;
  effectiveDate: PlainDate;
  amountCents: number;
  code: WriteOffCode;
  source: PostingSource;
  claimId: string;
  owedBy: { payerId: string } | { guarantorAccountId: string };
}): PostingDraft {
  const { amountCents, claimId, owedBy } = writeOff;
  const account: LedgerAccountCode = 'payerId' in owedBy ? 'receivable.payer' : 'receivable.patient';
  return assertBalanced({
    businessKey: writeOff.businessKey,
    kind: 'writeOff',
    effectiveDate: writeOff.effectiveDate,
    source: writeOff.source,
    entries: [
      { account: writeOffAccount(writeOff.code), amountCents, claimId, ...owedBy },
      { account, amountCents: -amountCents, claimId, ...owedBy },
    ],
  });
}

/** A guarantor's payment, spread over responsibilities; what none takes waits as unapplied. */
export function patientPaymentPosting(payment: {
  paymentId: string;
  effectiveDate: PlainDate;
  guarantorAccountId: string;
  allocations: readonly { claimId: string; amountCents: number }[];
  unallocatedCents: number;
}): PostingDraft {
  const { guarantorAccountId, unallocatedCents } = payment;
  const entries: LedgerEntryDraft[] = payment.allocations.flatMap(({ claimId, amountCents }) => [
    { account: 'cash.clearing' as const, amountCents, claimId, guarantorAccountId },
    { account: 'receivable.patient' as const, amountCents: -amountCents, claimId, guarantorAccountId },
  ]);
  if (unallocatedCents !== 0) {
    entries.push(
      { account: 'cash.clearing', amountCents: unallocatedCents, guarantorAccountId },
      { account: 'patient-unapplied', amountCents: -unallocatedCents, guarantorAccountId },
    );
  }
  return assertBalanced({
    businessKey: `${payment.paymentId}:payment:1`,
    kind: 'patientPayment',
    effectiveDate: payment.effectiveDate,
    source: { type: 'patientPayment', id: payment.paymentId },
    entries,
  });
}

/** What the office asks of a guarantor whose payment the bank returned; owed with the claim the payment was for. */
export function returnedPaymentFeePosting(fee: {
  paymentId: string;
  effectiveDate: PlainDate;
  amountCents: number;
  claimId: string;
  guarantorAccountId: string;
}): PostingDraft {
  const { amountCents, claimId, guarantorAccountId } = fee;
  return assertBalanced({
    businessKey: `${fee.paymentId}:returned-fee:1`,
    kind: 'returnedPaymentFee',
    effectiveDate: fee.effectiveDate,
    source: { type: 'patientPayment', id: fee.paymentId, place: 'fee' },
    entries: [
      { account: 'receivable.patient', amountCents, claimId, guarantorAccountId },
      { account: 'fees.returned-payment', amountCents: -amountCents, claimId, guarantorAccountId },
    ],
  });
}

/** Money of an unknown claim found its claim: out of suspense, into the payer's receivable. */
export function suspenseMatchedPosting(match: {
  businessKey: string;
  effectiveDate: PlainDate;
  amountCents: number;
  source: PostingSource;
  claimId: string;
  payerId: string;
}): PostingDraft {
  const { amountCents, claimId, payerId } = match;
  return assertBalanced({
    businessKey: match.businessKey,
    kind: 'suspenseMatched',
    effectiveDate: match.effectiveDate,
    source: match.source,
    entries: [
      { account: 'suspense', amountCents, payerId },
      { account: 'cash.clearing', amountCents: -amountCents, payerId },
      { account: 'cash.clearing', amountCents, claimId, payerId },
      { account: 'receivable.payer', amountCents: -amountCents, claimId, payerId },
    ],
  });
}
