/** One row of a CSV file by upper-case column name, with its line in the file. */
export interface CsvRow {
  readonly line: number;
  readonly get: (column: string) => string;
}

/** The files of an export that hold books; the others are not read. */
export const syntheaFiles = [
  'patients',
  'payers',
  'payer_transitions',
  'organizations',
  'providers',
  'encounters',
  'claims',
  'claims_transactions',
] as const;

export type SyntheaFile = (typeof syntheaFiles)[number];

/** Columns without which a file cannot be used; every exporter version has them. */
export const requiredColumns: Readonly<Record<SyntheaFile, readonly string[]>> = {
  patients: ['ID', 'BIRTHDATE', 'FIRST', 'LAST', 'GENDER'],
  payers: ['ID', 'NAME'],
  payer_transitions: ['PATIENT', 'PAYER'],
  organizations: ['ID', 'NAME'],
  providers: ['ID', 'ORGANIZATION', 'NAME'],
  encounters: ['ID', 'PATIENT', 'ORGANIZATION', 'PROVIDER', 'PAYER', 'START'],
  claims: ['ID', 'PATIENTID', 'PROVIDERID', 'PRIMARYPATIENTINSURANCEID', 'SERVICEDATE'],
  claims_transactions: ['ID', 'CLAIMID', 'CHARGEID', 'PATIENTID', 'TYPE', 'AMOUNT', 'PAYMENTS'],
};

const noneMarkers: ReadonlySet<string> = new Set(['', '0', 'NULL', 'NONE', 'NO_INSURANCE']);

/**
 * Text that names nobody: empty (newer exporters), 0 (older ones), the word null where an encounter has no place or clinician.
 * No insurance is also told by the payer NO_INSURANCE, whose id is in `payers.csv`.
 */
export const isNoneMarker = (id: string): boolean => noneMarkers.has(id.toUpperCase());

export const NO_INSURANCE = 'NO_INSURANCE';

/** Cents of a decimal text with at most two places ('-12.5' → -1250); undefined when it is no such number. Empty is zero. */
export function centsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  const parts = /^(-)?(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(trimmed);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = ''] = parts;
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return sign && cents !== 0 ? -cents : cents;
}
