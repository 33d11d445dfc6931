import { chartOfAccounts } from '../ledger/chart-of-accounts.js';
import type { LedgerEntryDraft } from '../ledger/posting.js';

/**
 * Where the charges are, for one claim or all of them:
 * `charged = payerPaid + contractual + patientPaid + writtenOff + open (+ handed to the next payer's claim)`.
 */
export interface MoneyReport {
  readonly chargedCents: number;
  /** Payers' money net of reversals, takebacks and refunds owed. */
  readonly payerPaidCents: number;
  readonly patientPaidCents: number;
  readonly contractualCents: number;
  readonly writtenOffCents: number;
  readonly openPayerCents: number;
  readonly openPatientCents: number;
  /** Zero over all claims; per claim what the next payer's claim took over. */
  readonly transferredCents: number;
  /** Money not yet on a claim: suspense and unapplied patient money. */
  readonly unappliedCents: number;
  /** Provider-level money (interest, offsets, settlements) that belongs to no claim; income positive. */
  readonly providerLevelCents: number;
  /** All cash that came in, net of what was taken back. */
  readonly cashCents: number;
  /** Must be 0: the identity's left side less its right side. */
  readonly differenceCents: number;
}

type Sums = { -readonly [Field in Exclude<keyof MoneyReport, 'differenceCents'>]: number };

const zero = (): Sums => ({
  chargedCents: 0,
  payerPaidCents: 0,
  patientPaidCents: 0,
  contractualCents: 0,
  writtenOffCents: 0,
  openPayerCents: 0,
  openPatientCents: 0,
  transferredCents: 0,
  unappliedCents: 0,
  providerLevelCents: 0,
  cashCents: 0,
});

/** Folds ledger entries (or balances of accounts per claim) into the report; order does not matter. */
export function moneyReport(entries: Iterable<LedgerEntryDraft>): MoneyReport {
  const sums = zero();
  for (const entry of entries) add(sums, entry);
  return { ...sums, differenceCents: sums.chargedCents - explained(sums) };
}

const explained = (sums: Sums): number =>
  sums.payerPaidCents +
  sums.patientPaidCents +
  sums.contractualCents +
  sums.writtenOffCents +
  sums.openPayerCents +
  sums.openPatientCents +
  sums.transferredCents;

function add(sums: Sums, entry: LedgerEntryDraft): void {
  const { account, amountCents, claimId } = entry;
  if (account === 'cash.clearing') sums.cashCents += amountCents;
  switch (chartOfAccounts[account].bucket) {
    case 'charged':
      sums.chargedCents -= amountCents;
      break;
    case 'open':
      sums[account === 'receivable.patient' ? 'openPatientCents' : 'openPayerCents'] += amountCents;
      break;
    case 'contractual':
      sums.contractualCents += amountCents;
      break;
    case 'writtenOff':
      sums.writtenOffCents += amountCents;
      break;
    case 'transferred':
      sums.transferredCents += amountCents;
      break;
    case 'paid':
      if (claimId !== undefined) sums[isPatientMoney(entry) ? 'patientPaidCents' : 'payerPaidCents'] += amountCents;
      else if (account !== 'cash.clearing') sums.unappliedCents -= amountCents;
      break;
    case 'aside':
      sums.providerLevelCents -= amountCents;
      break;
  }
}

/** A guarantor's money names the guarantor and no payer. */
const isPatientMoney = (entry: LedgerEntryDraft): boolean =>
  entry.payerId === undefined && entry.guarantorAccountId !== undefined;

/** The same report per claim; entries without a claim are left out. */
export function moneyByClaim(entries: Iterable<LedgerEntryDraft>): Map<string, MoneyReport> {
  const byClaim = new Map<string, LedgerEntryDraft[]>();
  for (const entry of entries) {
    if (entry.claimId === undefined) continue;
    const own = byClaim.get(entry.claimId) ?? [];
    own.push(entry);
    byClaim.set(entry.claimId, own);
  }
  return new Map([...byClaim].map(([claimId, own]) => [claimId, moneyReport(own)]));
}
