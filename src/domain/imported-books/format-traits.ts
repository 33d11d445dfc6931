import { referenceRules, type SyntheaTables } from './check-references.js';
import { isNoneMarker, type CsvRow, type SyntheaFile } from './synthea-rows.js';

export interface TraitFacts {
  readonly tables: SyntheaTables;
  readonly headers: Readonly<Record<SyntheaFile, readonly string[]>>;
  readonly claimsWithSerialIds: number;
  readonly placeholderDates: number;
  readonly placeholderBillings: number;
  readonly repeatsBilledAmounts: boolean;
  readonly unusedColumns: readonly string[];
}

/** Habits of the exporter and its version, one sentence each; none of them is a fault. */
export function formatTraits(facts: TraitFacts): readonly string[] {
  const { tables, headers } = facts;
  const count = (file: SyntheaFile, column: string, test: (value: string, row: CsvRow) => boolean): number =>
    tables[file].filter((row) => test(row.get(column), row)).length;
  const zeros = ['PRIMARYPATIENTINSURANCEID', 'SECONDARYPATIENTINSURANCEID'].map((column) =>
    count('claims', column, (value) => value === '0'),
  );
  const empties = count('claims', 'PRIMARYPATIENTINSURANCEID', (value) => value === '');
  const organizations = new Set(tables.organizations.map((row) => row.get('ID')));
  const billedByOrganization = count('claims', 'PROVIDERID', (value) => organizations.has(value));
  const clause = (holds: boolean | number, sentence: string): string[] => (holds ? [sentence] : []);
  const zeroCount = zeros.reduce((sum, each) => sum + each, 0);
  return [
    ...clause(
      facts.claimsWithSerialIds,
      `CHARGEID numbers the rows of a claim one by one, it is not the id of a charge (${facts.claimsWithSerialIds} claims); charges are told apart by their CHARGE rows`,
    ),
    ...clause(
      facts.placeholderDates,
      `TODATE is 1970-01-01 where the end is not known (${facts.placeholderDates} transactions)`,
    ),
    ...clause(
      facts.placeholderBillings,
      `LASTBILLEDDATE is 1970-01-01 where the visit has no known end (${facts.placeholderBillings} fields)`,
    ),
    ...clause(zeroCount, `"0" means no insurance (${zeroCount} fields)`),
    ...clause(empties, `an empty insurance id means no insurance (${empties} claims)`),
    ...[...wordsForNobody(tables)].map(([word, times]) => `"${word}" names nobody (${times} fields)`),
    ...clause(
      headers.payer_transitions.includes('START_YEAR'),
      'payer_transitions names years, as older exporters do (START_YEAR, END_YEAR)',
    ),
    ...clause(
      headers.payer_transitions.includes('START_DATE'),
      'payer_transitions names dates, as newer exporters do (START_DATE, END_DATE)',
    ),
    ...clause(
      billedByOrganization,
      `PROVIDERID of a claim names an organization, as older exporters do (${billedByOrganization} claims)`,
    ),
    ...clause(
      facts.repeatsBilledAmounts,
      'OUTSTANDING of closed claims repeats what was billed, as older exporters do; it is not compared',
    ),
    ...facts.unusedColumns.map((column) => `${column} names no row of this export at all; it is not checked`),
  ];
}

/** The words that stand in place of an id, and how often; empty fields and 0 have sentences of their own. */
function wordsForNobody(tables: SyntheaTables): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const { from, column } of referenceRules)
    for (const row of tables[from]) {
      const word = row.get(column);
      if (word.length > 1 && isNoneMarker(word)) words.set(word, (words.get(word) ?? 0) + 1);
    }
  return words;
}
