import { checkReferences } from '../../domain/imported-books/check-references.js';
import { compareClaim, repeatsBilledAmounts } from '../../domain/imported-books/compare-claim.js';
import { foldClaim, type FoldedClaim } from '../../domain/imported-books/fold-claim.js';
import { formatTraits } from '../../domain/imported-books/format-traits.js';
import type { BrokenReference, Credit, Disagreement, OddDate } from '../../domain/imported-books/import-findings.js';
import { findOddDates } from '../../domain/imported-books/odd-dates.js';
import { isNoneMarker, NO_INSURANCE, type CsvRow, type SyntheaFile } from '../../domain/imported-books/synthea-rows.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { SyntheaExport } from './read-export.js';

export interface ExaminedClaim {
  readonly claim: CsvRow;
  readonly rows: readonly CsvRow[];
  readonly folded: FoldedClaim;
  readonly insured: boolean;
}

export interface ExaminedExport {
  readonly claims: readonly ExaminedClaim[];
  readonly disagreements: readonly Disagreement[];
  readonly brokenReferences: readonly BrokenReference[];
  readonly oddDates: readonly OddDate[];
  readonly credits: readonly Credit[];
  readonly traits: readonly string[];
}

/** What the export says and where it contradicts itself; nothing is booked here. */
export function examineExport({ tables, headers }: SyntheaExport, today: PlainDate): ExaminedExport {
  const uninsured = new Set(
    tables.payers.filter((row) => row.get('NAME').toUpperCase() === NO_INSURANCE).map((row) => row.get('ID')),
  );
  const { unique, repeated } = onlyOnce(tables.claims, 'claims');
  const transactions = onlyOnce(tables.claims_transactions, 'claims_transactions');
  const byClaim = rowsByClaim(transactions.unique);
  const claims = unique.map((claim): ExaminedClaim => {
    const id = claim.get('ID');
    const payer = claim.get('PRIMARYPATIENTINSURANCEID');
    const insured = !isNoneMarker(payer) && !uninsured.has(payer);
    const rows = byClaim.get(id) ?? [];
    return { claim, rows, insured, folded: foldClaim(id, rows, insured) };
  });
  const repeats = repeatsBilledAmounts(claims);
  const idsOf = (file: SyntheaFile): ReadonlySet<string> => new Set(tables[file].map((row) => row.get('ID')));
  const known = { patient: idsOf('patients'), encounter: idsOf('encounters'), provider: idsOf('providers') };
  const compared = claims.map((each) => compareClaim(each, { compareOutstanding: !repeats, known }));
  const { broken, unusedColumns } = checkReferences(tables);
  const { odd, placeholders, placeholderBillings } = findOddDates(tables, today);
  return {
    claims,
    disagreements: [...repeated, ...transactions.repeated, ...compared.flatMap(({ disagreements }) => disagreements)],
    brokenReferences: broken,
    oddDates: odd,
    credits: compared.flatMap(({ credits }) => credits),
    traits: formatTraits({
      tables,
      headers,
      claimsWithSerialIds: claims.filter(({ folded }) => folded.serialChargeIds).length,
      placeholderDates: placeholders,
      placeholderBillings,
      repeatsBilledAmounts: repeats,
      unusedColumns,
    }),
  };
}

function rowsByClaim(rows: readonly CsvRow[]): ReadonlyMap<string, readonly CsvRow[]> {
  const byClaim = new Map<string, CsvRow[]>();
  for (const row of rows) {
    const own = byClaim.get(row.get('CLAIMID'));
    if (own) own.push(row);
    else byClaim.set(row.get('CLAIMID'), [row]);
  }
  return byClaim;
}

/** The first row of each id; a second one is reported and not booked. */
function onlyOnce(
  rows: readonly CsvRow[],
  file: 'claims' | 'claims_transactions',
): { readonly unique: readonly CsvRow[]; readonly repeated: readonly Disagreement[] } {
  const seen = new Map<string, CsvRow>();
  const repeated: Disagreement[] = [];
  for (const row of rows) {
    const id = row.get('ID');
    const first = seen.get(id);
    const claimId = file === 'claims' ? id : row.get('CLAIMID');
    if (!first) seen.set(id, row);
    else
      repeated.push({
        file,
        line: row.line,
        claimId,
        kind: 'duplicateId',
        sentence: `its ID stands in line ${first.line} already; this row is not booked`,
      });
  }
  return { unique: [...seen.values()], repeated };
}
