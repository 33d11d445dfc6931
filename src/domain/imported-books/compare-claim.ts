import { dollarsOf } from '../money.js';
import type { FoldedClaim } from './fold-claim.js';
import type { BookParty, Credit, Disagreement } from './import-findings.js';
import { centsOf, type CsvRow } from './synthea-rows.js';

const outstandingColumns: Readonly<Record<BookParty, string>> = {
  primary: 'OUTSTANDING1',
  secondary: 'OUTSTANDING2',
  patient: 'OUTSTANDINGP',
};
const stateColumns: Readonly<Record<BookParty, string>> = {
  primary: 'STATUS1',
  secondary: 'STATUS2',
  patient: 'STATUSP',
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
 * An older exporter repeats in OUTSTANDING of most claims what was billed to each party although it was paid since: then the
 * column says nothing about what is owed, and comparing it would report every claim.
 */
export function repeatsBilledAmounts(claims: readonly ClaimWithRows[]): boolean {
  const stating = claims.filter(({ claim }) => allParties.some((party) => (statedCents(claim, party) ?? 0) !== 0));
  const repeating = stating.filter(({ claim, folded }) =>
    allParties.every((party) => {
      const stated = statedCents(claim, party) ?? 0;
      return stated === 0 || (folded.owed[party] === 0 && stated === folded.paid[party]);
    }),
  );
  return stating.length >= 5 && stating.length * 2 > claims.length && repeating.length * 2 > stating.length;
}

export interface ComparedClaim {
  readonly disagreements: readonly Disagreement[];
  readonly credits: readonly Credit[];
}

/** Everything in which a claim and its transactions do not agree; an overpaid party is a credit, not a disagreement. */
export function compareClaim(
  { claim, rows, folded }: ClaimWithRows,
  options: { readonly compareOutstanding: boolean; readonly known: KnownOwners },
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
      ...(options.compareOutstanding ? outstandingDisagreements : closedDisagreements)(claim, folded),
      ...ownerDisagreements(claim, rows, options.known),
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

/** Where OUTSTANDING says nothing, the state still does: a closed claim leaves nobody owing. */
function closedDisagreements(claim: CsvRow, folded: FoldedClaim): Disagreement[] {
  const at = { file: 'claims' as const, line: claim.line, claimId: claim.get('ID') };
  return allParties.flatMap((party): Disagreement[] => {
    const column = stateColumns[party];
    if (folded.owed[party] <= 0 || claim.get(column).toUpperCase() !== 'CLOSED') return [];
    const sentence = `${column} is CLOSED, the transactions leave ${partyNames[party]} owing ${dollarsOf(folded.owed[party])}`;
    return [{ ...at, kind: 'outstanding', sentence }];
  });
}

/** Ids of the export a claim and its transactions can be compared by; an id that leads nowhere is reported as such, once. */
export interface KnownOwners {
  readonly patient: ReadonlySet<string>;
  readonly encounter: ReadonlySet<string>;
  /** Clinicians: older exporters name the organization in this place of a claim or of a transaction. */
  readonly provider: ReadonlySet<string>;
}

const ownerColumns = { patient: 'PATIENTID', encounter: 'APPOINTMENTID', provider: 'PROVIDERID' } as const;
const ownerKinds = ['patient', 'encounter', 'provider'] as const;

/** Patient, encounter and clinician of every transaction are the claim's; where all of them name another one, it is said once. */
function ownerDisagreements(claim: CsvRow, rows: readonly CsvRow[], known: KnownOwners): Disagreement[] {
  const claimId = claim.get('ID');
  return ownerKinds.flatMap((kind): Disagreement[] => {
    const ofClaim = claim.get(ownerColumns[kind]);
    const named = rows.filter((row) => known[kind].has(row.get(ownerColumns[kind])));
    const others = named.filter((row) => row.get(ownerColumns[kind]) !== ofClaim);
    if (!known[kind].has(ofClaim) || others.length === 0) return [];
    const agreed = new Set(named.map((row) => row.get(ownerColumns[kind]))).size === 1;
    if (agreed && others.length > 1)
      return [
        { file: 'claims', line: claim.line, claimId, kind, sentence: `all its transactions name another ${kind}` },
      ];
    const sentence = `its ${kind} is not the ${kind} of the claim (claims line ${claim.line})`;
    return others.map(({ line }) => ({ file: 'claims_transactions', line, claimId, kind, sentence }));
  });
}
