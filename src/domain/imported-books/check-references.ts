import type { BrokenReference } from './import-findings.js';
import { isNoneMarker, type CsvRow, type SyntheaFile } from './synthea-rows.js';

export type SyntheaTables = Readonly<Record<SyntheaFile, readonly CsvRow[]>>;

interface ReferenceRule {
  readonly from: SyntheaFile;
  readonly column: string;
  /** The first file is the one meant; the others are where some exporter versions point instead. */
  readonly to: readonly [SyntheaFile, ...SyntheaFile[]];
  /** Column of the file referred to. */
  readonly key?: string;
  /** Every row names one: a text that names nobody leads nowhere, too. */
  readonly required?: true;
  /** Exporter versions mean different things by it, some nothing of this export: a column that never leads anywhere is a habit. */
  readonly varies?: true;
}

/** Every column that names a row of another file (data dictionary of the exporter). */
export const referenceRules: readonly ReferenceRule[] = [
  { from: 'payer_transitions', column: 'PATIENT', to: ['patients'], required: true },
  { from: 'payer_transitions', column: 'PAYER', to: ['payers'] },
  { from: 'payer_transitions', column: 'SECONDARY_PAYER', to: ['payers'] },
  { from: 'providers', column: 'ORGANIZATION', to: ['organizations'], required: true },
  { from: 'encounters', column: 'PATIENT', to: ['patients'], required: true },
  { from: 'encounters', column: 'ORGANIZATION', to: ['organizations'] },
  { from: 'encounters', column: 'PROVIDER', to: ['providers'] },
  { from: 'encounters', column: 'PAYER', to: ['payers'] },
  { from: 'claims', column: 'PATIENTID', to: ['patients'], required: true },
  { from: 'claims', column: 'PROVIDERID', to: ['providers', 'organizations'] },
  { from: 'claims', column: 'PRIMARYPATIENTINSURANCEID', to: ['payers'] },
  { from: 'claims', column: 'SECONDARYPATIENTINSURANCEID', to: ['payers'] },
  { from: 'claims', column: 'REFERRINGPROVIDERID', to: ['providers'] },
  { from: 'claims', column: 'APPOINTMENTID', to: ['encounters'] },
  { from: 'claims', column: 'SUPERVISINGPROVIDERID', to: ['providers'] },
  { from: 'claims_transactions', column: 'CLAIMID', to: ['claims'], required: true },
  { from: 'claims_transactions', column: 'PATIENTID', to: ['patients'], required: true },
  { from: 'claims_transactions', column: 'PLACEOFSERVICE', to: ['organizations'] },
  { from: 'claims_transactions', column: 'APPOINTMENTID', to: ['encounters'] },
  { from: 'claims_transactions', column: 'PROVIDERID', to: ['providers', 'organizations'] },
  { from: 'claims_transactions', column: 'SUPERVISINGPROVIDERID', to: ['providers'] },
  {
    ...{ from: 'claims_transactions', column: 'PATIENTINSURANCEID', varies: true },
    ...{ to: ['payer_transitions', 'payers', 'patients'], key: 'MEMBERID' },
  },
];

export interface ReferenceFindings {
  readonly broken: readonly BrokenReference[];
  /** Columns that vary of which not one value leads anywhere: this exporter means something else by them. */
  readonly unusedColumns: readonly string[];
}

const FEW = 3;

/** Every id that points at no row. A column that varies and never resolves is a habit of the exporter, named once instead. */
export function checkReferences(tables: SyntheaTables): ReferenceFindings {
  const keys = new Map<string, ReadonlySet<string>>();
  const keysOf = (file: SyntheaFile, column: string): ReadonlySet<string> => {
    const name = `${file}.${column}`;
    const known = keys.get(name) ?? new Set(tables[file].map((row) => row.get(column)));
    keys.set(name, known);
    return known;
  };
  const broken: BrokenReference[] = [];
  const unusedColumns: string[] = [];
  for (const rule of referenceRules) {
    const sets = rule.to.map((file, at) => keysOf(file, at === 0 ? (rule.key ?? 'ID') : 'ID'));
    const named = tables[rule.from].filter((row) => rule.required ?? !isNoneMarker(row.get(rule.column)));
    const lost = named.filter((row) => !sets.some((set) => set.has(row.get(rule.column))));
    if (rule.varies && lost.length > FEW && lost.length === named.length)
      unusedColumns.push(`${rule.from}.${rule.column}`);
    else broken.push(...lost.map((row) => brokenReference(row, rule)));
  }
  return { broken, unusedColumns };
}

function brokenReference(row: CsvRow, { from, column, to }: ReferenceRule): BrokenReference {
  const claimId = from === 'claims' ? row.get('ID') : from === 'claims_transactions' ? row.get('CLAIMID') : '';
  return { file: from, line: row.line, column, id: row.get(column), to: to[0], ...(claimId && { claimId }) };
}
