import { isPlainDate, type PlainDate } from '../dates/plain-date.js';
import type { CoveredDiagnosisRow, EditPairRow, EditSetting, UnitLimitRow, ValidCodeRow } from './edit-table.js';

/**
 * A line of a published file: a row, a heading (notices and column names stand above the rows), something among the rows that is
 * not ours to keep, or none of these.
 */
export type Read<Row> = { readonly row: Row } | 'heading' | 'passed over' | Fault;

export interface Fault {
  readonly fault: string;
  /** Which cell of the row, counted from 0, where the row has cells. */
  readonly cell?: number;
}

const PROCEDURE = /^[0-9A-Z]{5}$/;

/** A workbook takes a code of digits for a number and drops the zeros it begins with. */
const procedureOf = (text: string): string => (/^\d{1,4}$/.test(text) ? text.padStart(5, '0') : text);

const DATE = /^\d{8}$/;

const dateOf = (text: string): PlainDate | undefined => {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return DATE.test(text) && isPlainDate(date) ? date : undefined;
};

/**
 * NCCI PTP: column 1, column 2, `*` = before 1996, effective date, deletion date (`*` = none), modifier indicator, rationale,
 * apart by tabs; above them a notice, a title and the names of the columns, which take four lines.
 * The deletion date is the last day the pair applies.
 */
export function readPair(cells: readonly string[]): Read<EditPairRow> {
  const [one = '', two = '', , from = '', deleted = '', modifierIndicator = '', rationale = ''] = trimmed(cells);
  const [column1, column2] = [procedureOf(one), procedureOf(two)];
  if (!PROCEDURE.test(column1) || !PROCEDURE.test(column2)) return 'heading';
  const effectiveFrom = dateOf(from);
  if (!effectiveFrom) return { fault: `effective date "${from}" is no YYYYMMDD`, cell: 3 };
  const effectiveTo = dateOf(deleted);
  if (!effectiveTo && deleted !== '*' && deleted !== '')
    return { fault: `deletion date "${deleted}" is no YYYYMMDD`, cell: 4 };
  if (modifierIndicator !== '0' && modifierIndicator !== '1' && modifierIndicator !== '9')
    return { fault: `modifier indicator "${modifierIndicator}" is none of 0, 1, 9`, cell: 5 };
  return {
    row: { column1, column2, modifierIndicator, effectiveFrom, rationale, ...(effectiveTo && { effectiveTo }) },
  };
}

/**
 * MUE: code, value, adjudication indicator (`2 Date of Service Edit: Policy`), rationale; above them a notice in one cell of several
 * lines, and names of columns of which the first breaks its line, too.
 */
export function readUnitLimit(cells: readonly string[]): Read<UnitLimitRow> {
  const [published = '', value = '', indicator = '', rationale = ''] = trimmed(cells);
  const code = procedureOf(published);
  if (!PROCEDURE.test(code)) return 'heading';
  if (!/^\d{1,6}$/.test(value)) return { fault: `value "${value}" is no number of units`, cell: 1 };
  const [adjudication] = indicator;
  if (adjudication !== '1' && adjudication !== '2' && adjudication !== '3')
    return { fault: `adjudication indicator "${indicator}" does not begin with 1, 2 or 3`, cell: 2 };
  return { row: { code, units: Number(value), adjudication, rationale } };
}

/**
 * Codes with their dates: code, first day, last day as YYYYMMDD; a code without dates is valid as long as its table. The HCPCS
 * workbook says besides what a row is (RECID).
 */
export function readDatedCode(cells: readonly string[]): Read<ValidCodeRow> {
  const [published = '', from = '', to = '', record = ''] = trimmed(cells);
  if (BESIDE_CODES.test(record)) return 'passed over';
  const code = procedureOf(published);
  if (!PROCEDURE.test(code)) return 'heading';
  const [effectiveFrom, effectiveTo] = [dateOf(from), dateOf(to)];
  if (from !== '' && !effectiveFrom) return { fault: `first day "${from}" is no YYYYMMDD`, cell: 1 };
  if (to !== '' && !effectiveTo) return { fault: `last day "${to}" is no YYYYMMDD`, cell: 2 };
  return { row: { code, ...(effectiveFrom && { effectiveFrom }), ...(effectiveTo && { effectiveTo }) } };
}

/** Coverage policies: procedure, ICD-10-CM code it is covered with (with its point or without), number of the policy or article. */
export function readCoveredDiagnosis(cells: readonly string[]): Read<CoveredDiagnosisRow> {
  const [published = '', dotted = '', policy = ''] = trimmed(cells);
  const procedure = procedureOf(published);
  if (!PROCEDURE.test(procedure)) return 'heading';
  const diagnosis = dotted.replace('.', '');
  if (!/^[A-Z]\d[0-9A-Z]{1,5}$/.test(diagnosis)) return { fault: `"${dotted}" is no diagnosis code`, cell: 1 };
  return { row: { procedure, diagnosis, policy } };
}

/** Whose unit limits these are, as the name of their column says it: practitioners, outpatient hospitals, or suppliers (DME). */
export function limitsNamedIn(cells: readonly string[]): EditSetting | 'supplier' | undefined {
  const [named] = /(practitioner|hospital|supplier)(?=.*MUE Values)/i.exec(cells.join(' ')) ?? [];
  return named?.toLowerCase() as EditSetting | 'supplier' | undefined;
}

/** The HCPCS record of a code is `3`; those of its further lines of text are `4`, of modifiers `7` and `8`. */
const BESIDE_CODES = /^[478]$/;

/** A line, or the beginning of a file under its notice, of HCPCS records: 293 columns or more. */
export const isHcpcsRecord = (text: string): boolean => /^[ 0-9A-Z]{5}\d{5}[3478]/m.test(text);

/** HCPCS level II as CMS publishes it: code in columns 1–5, day it was added 269–276, last day 285–292 (HCPC record layout). */
export function readHcpcsRecord(line: string): Read<ValidCodeRow> {
  if (!isHcpcsRecord(line)) return { fault: 'the line is no HCPCS record' };
  return readDatedCode([line.slice(0, 5), line.slice(268, 276), line.slice(284, 292), line.slice(10, 11)]);
}

/** ICD-10-CM: the code without its point, blanks, the description; in the order file after a number, and before `0` if it is no code to bill. */
export function readDiagnosis(line: string): Read<ValidCodeRow> {
  const [, code, billable] = /^(?:\d{5} )?([A-Z]\d[0-9A-Z]{1,5})\s+(?:(?<=^\d{5} .*)([01]) )?/.exec(`${line} `) ?? [];
  if (!code) return { fault: 'the line does not begin with a diagnosis code' };
  return billable === '0' ? 'passed over' : { row: { code } };
}

const trimmed = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim());
