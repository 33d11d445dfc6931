import { dollarsOf } from '../money.js';
import type { FoldedClaim } from './fold-claim.js';
import type { BookParty, Credit, Disagreement } from './import-findings.js';
import { centsOf, type CsvRow } from './synthea-rows.js';

const outstandingColumns: Readonly<Record<BookParty, string>> = {
  primary: 'OUTSTANDING1',
  secondary: 'OUTSTANDING2',
  patient: 'OUTSTANDINGP',
};
const partyNames: Readonly<Record<BookParty, string>> = {
  primary: 'the primary payer',
  secondary: 'the secondary payer',
  patient: 'the patient',
};
const allParties = ['primary', 'secondary', 'patient'] as const;

export interface ClaimWithRows {
  readonly claim: CsvRow;
  readonly rows: readonly CsvRow[];
  readonly folded: FoldedClaim;
}

/** What the claim states as owed, by party; undefined where a text is no amount. */
const statedCents = (claim: CsvRow, party: BookParty): number | undefined =>
  centsOf(claim.get(outstandingColumns[party]));

/**
 * An older exporter repeats in OUTSTANDING what was billed to each party although it was paid since: then the column says
 * nothing about what is owed, and comparing it would report every claim.
 */
export function repeatsBilledAmounts(claims: readonly ClaimWithRows[]): boolean {
  const stating = claims.filter(({ claim }) => allParties.some((party) => (statedCents(claim, party) ?? 0) !== 0));
  const repeating = stating.filter(({ claim, folded }) =>
    allParties.every((party) => {
      const stated = statedCents(claim, party) ?? 0;
      return stated === 0 || (folded.owed[party] === 0 && stated === folded.paid[party]);
    }),
  );
  return stating.length >= 5 && repeating.length * 2 > stating.length;
}

export interface ComparedClaim {
  readonly disagreements: readonly Disagreement[];
  readonly credits: readonly Credit[];
}

/** Everything in which a claim and its transactions do not agree; an overpaid party is a credit, not a disagreement. */
export function compareClaim(
  { claim, rows, folded }: ClaimWithRows,
  options: { readonly compareOutstanding: boolean; readonly claimsNameClinicians: boolean },
): ComparedClaim {
  const claimId = claim.get('ID');
  const at = { file: 'claims' as const, line: claim.line, claimId };
  if (rows.length === 0)
    return {
      disagreements: [{ ...at, kind: 'noTransactions', sentence: 'the claim has no transactions' }],
      credits: [],
    };
  const credits = allParties
    .filter((party) => folded.owed[party] < 0)
    .map((party): Credit => ({ claimId, party, amountCents: -folded.owed[party] }));
  return {
    disagreements: [
      ...folded.disagreements,
      ...(options.compareOutstanding ? outstandingDisagreements(claim, folded) : []),
      ...ownerDisagreements(claim, rows, options.claimsNameClinicians),
    ],
    credits,
  };
}

function outstandingDisagreements(claim: CsvRow, folded: FoldedClaim): Disagreement[] {
  const at = { file: 'claims' as const, line: claim.line, claimId: claim.get('ID') };
  return allParties.flatMap((party): Disagreement[] => {
    const column = outstandingColumns[party];
    const stated = statedCents(claim, party);
    if (stated === undefined) return [{ ...at, kind: 'unreadable', sentence: `${column} is not an amount` }];
    const owed = Math.max(0, folded.owed[party]);
    if (stated === owed || stated === folded.owed[party]) return [];
    const sentence = `${column} says ${partyNames[party]} owes ${dollarsOf(stated)}, the transactions leave ${dollarsOf(owed)}`;
    return [{ ...at, kind: 'outstanding', sentence }];
  });
}

/** Patient, encounter and clinician of every transaction are the claim's; an empty field says nothing. */
function ownerDisagreements(claim: CsvRow, rows: readonly CsvRow[], clinicians: boolean): Disagreement[] {
  const checks = [
    { kind: 'patient', claimColumn: 'PATIENTID', rowColumn: 'PATIENTID' },
    { kind: 'encounter', claimColumn: 'APPOINTMENTID', rowColumn: 'APPOINTMENTID' },
    ...(clinicians ? [{ kind: 'provider', claimColumn: 'PROVIDERID', rowColumn: 'PROVIDERID' } as const] : []),
  ] as const;
  return rows.flatMap((row) =>
    checks.flatMap(({ kind, claimColumn, rowColumn }): Disagreement[] => {
      const [ofClaim, ofRow] = [claim.get(claimColumn), row.get(rowColumn)];
      if (ofClaim === '' || ofRow === '' || ofClaim === ofRow) return [];
      const place = { file: 'claims_transactions' as const, line: row.line, claimId: claim.get('ID') };
      return [{ ...place, kind, sentence: `its ${kind} is not the ${kind} of the claim (claims line ${claim.line})` }];
    }),
  );
}
