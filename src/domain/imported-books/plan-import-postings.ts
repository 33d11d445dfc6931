import type { PlainDate } from '../dates/plain-date.js';
import { writeOffAccount, type LedgerAccountCode } from '../ledger/chart-of-accounts.js';
import { assertBalanced, type LedgerEntryDraft, type PostingDraft, type PostingKind } from '../ledger/posting.js';
import type { FoldedClaim } from './fold-claim.js';
import type { BookParty } from './import-findings.js';

export interface ImportedClaim {
  readonly claimId: string;
  readonly sourceId: string;
  readonly guarantorAccountId: string;
  readonly primaryPayerId: string;
  readonly secondaryPayerId: string;
  readonly serviceDate: PlainDate;
}

const parties = ['primary', 'secondary', 'patient'] as const;

/**
 * Opening postings of one imported claim: charges, transfers, payments by payer and by patient, adjustments; one posting a
 * kind, all dated with the service since the export names no day of payment. The sum of a party's entries is what it owes.
 */
export function planImportPostings(claim: ImportedClaim, folded: FoldedClaim): readonly PostingDraft[] {
  const posting = (kind: PostingKind, place: string, entries: readonly LedgerEntryDraft[]): PostingDraft[] => {
    const kept = entries.filter(({ amountCents }) => amountCents !== 0);
    if (kept.length === 0) return [];
    const source = { type: 'syntheaExport', id: claim.sourceId, place };
    const businessKey = `import:${claim.claimId}:${place}`;
    return [assertBalanced({ businessKey, kind, effectiveDate: claim.serviceDate, source, entries: kept })];
  };
  const owed = (party: BookParty, amountCents: number): LedgerEntryDraft =>
    entryOf(claim, party, undefined, amountCents);
  const against = (party: BookParty, account: LedgerAccountCode, amountCents: number): LedgerEntryDraft[] => [
    entryOf(claim, party, account, amountCents),
    owed(party, -amountCents),
  ];
  const { charged, moved, paid, adjusted } = folded;
  const charges = parties.map((party) => owed(party, charged[party]));
  const revenue = { account: 'revenue.charges' as const, amountCents: -folded.chargedCents, claimId: claim.claimId };
  return [
    ...posting('charge', 'CHARGE', [...charges, revenue]),
    ...posting(
      'patientTransfer',
      'TRANSFER',
      parties.map((party) => owed(party, moved[party])),
    ),
    ...posting('remittancePayment', 'PAYMENT primary', against('primary', 'cash.clearing', paid.primary)),
    ...posting('remittancePayment', 'PAYMENT secondary', against('secondary', 'cash.clearing', paid.secondary)),
    ...posting('patientPayment', 'PAYMENT patient', against('patient', 'cash.clearing', paid.patient)),
    ...posting(
      'writeOff',
      'ADJUSTMENT',
      parties.flatMap((party) => against(party, writeOffAccount('WO-CON'), adjusted[party])),
    ),
  ];
}

function entryOf(
  claim: ImportedClaim,
  party: BookParty,
  account: LedgerAccountCode | undefined,
  amountCents: number,
): LedgerEntryDraft {
  const { claimId, guarantorAccountId, primaryPayerId, secondaryPayerId } = claim;
  if (party === 'patient')
    return { account: account ?? 'receivable.patient', amountCents, claimId, guarantorAccountId };
  const payerId = party === 'primary' ? primaryPayerId : secondaryPayerId;
  return { account: account ?? 'receivable.payer', amountCents, claimId, payerId };
}
