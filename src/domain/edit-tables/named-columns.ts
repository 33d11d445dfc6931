import type { EditTableKind } from './edit-table.js';

/** A column as a reader of rows expects it: what publishers call it, and what stands for it where a file has none. */
interface Column {
  readonly named: RegExp;
  /** Present: the file may do without. */
  readonly absent?: string;
}

const PAIRS: readonly Column[] = [
  { named: /^column 1$/ },
  { named: /^column 2$/ },
  { named: /^\*=in existence/, absent: '' },
  { named: /^effective/ },
  { named: /^deletion/ },
  { named: /^modifier|^correct coding modifier/ },
  { named: /rationale/, absent: '' },
];

/** Medicaid publishes its limits without an indicator: they bind each line by itself (Medicaid NCCI technical guidance, MUE). */
const LIMITS: readonly Column[] = [
  { named: /^hcpcs ?\/ ?cpt code$|^(hcpcs|cpt) code$/ },
  { named: /mue values?$/ },
  { named: /adjudication indicator$/, absent: '1 Line Edit' },
  { named: /rationale/, absent: '' },
];

const CODES: readonly Column[] = [
  { named: /^(hcpcs?|cpt|code)( code)?$/ },
  { named: /^(add dt|first day|effective date)$/, absent: '' },
  { named: /^(term dt|last day|termination date)$/, absent: '' },
  { named: /^recid$/, absent: '' },
];

const COVERED: readonly Column[] = [
  { named: /^(hcpcs?|cpt|procedure)( ?\/ ?(hcpcs|cpt))?( code)?$/ },
  { named: /^(icd-?10(-cm)?|diagnosis)( code)?( id)?$/ },
  { named: /^(policy|lcd|ncd|article)( id| number)?$/, absent: '' },
];

const COLUMNS: Readonly<Record<EditTableKind, readonly Column[]>> = {
  ncci: PAIRS,
  mue: LIMITS,
  icd10cm: [],
  hcpcs: CODES,
  cpt: CODES,
  lcd: COVERED,
};

/** Where each column of a kind stands in a file; -1 where the file has none. */
export type ColumnPlaces = readonly number[];

/** Places of the columns, if this line names them; a notice or a title names none. */
export function placesNamedIn(kind: EditTableKind, cells: readonly string[]): ColumnPlaces | undefined {
  const names = cells.map((cell) => cell.trim().replace(/\s+/g, ' ').toLowerCase());
  const columns = COLUMNS[kind];
  const places = columns.map(({ named }) => names.findIndex((name) => named.test(name)));
  const isWhole = columns.every(({ absent }, at) => absent !== undefined || places[at] !== -1);
  return isWhole && places.filter((place) => place >= 0).length > 1 ? places : undefined;
}

/** The cells of a row in the order its reader expects. */
export const inOrder = (kind: EditTableKind, cells: readonly string[], places: ColumnPlaces): readonly string[] =>
  places.map((place, at) => (place < 0 ? (COLUMNS[kind][at]?.absent ?? '') : (cells[place] ?? '')));
