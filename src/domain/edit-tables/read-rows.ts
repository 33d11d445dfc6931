import { isPlainDate, type PlainDate } from '../dates/plain-date.js';
import type { EditPairRow, UnitLimitRow, ValidCodeRow } from './edit-table.js';

/** A line of a published file: a row, a heading (notices and column names stand above the rows), or neither. */
export type Read<Row> = { readonly row: Row } | 'heading' | { readonly fault: string };

const PROCEDURE = /^[0-9A-Z]{5}$/;
const DATE = /^\d{8}$/;

const dateOf = (text: string): PlainDate | undefined => {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return DATE.test(text) && isPlainDate(date) ? date : undefined;
};

/**
 * NCCI PTP: column 1, column 2, `*` = before 1996, effective date, deletion date (`*` = none), modifier indicator, rationale.
 * The deletion date is the last day the pair applies.
 */
export function readPair(cells: readonly string[]): Read<EditPairRow> {
  const [column1 = '', column2 = '', , from = '', deleted = '', modifierIndicator = '', rationale = ''] =
    trimmed(cells);
  if (!PROCEDURE.test(column1) || !PROCEDURE.test(column2)) return 'heading';
  const effectiveFrom = dateOf(from);
  if (!effectiveFrom) return { fault: `effective date "${from}" is no YYYYMMDD` };
  const effectiveTo = dateOf(deleted);
  if (!effectiveTo && deleted !== '*' && deleted !== '') return { fault: `deletion date "${deleted}" is no YYYYMMDD` };
  if (modifierIndicator !== '0' && modifierIndicator !== '1' && modifierIndicator !== '9')
    return { fault: `modifier indicator "${modifierIndicator}" is none of 0, 1, 9` };
  return {
    row: { column1, column2, modifierIndicator, effectiveFrom, rationale, ...(effectiveTo && { effectiveTo }) },
  };
}

/** MUE: code, value, adjudication indicator (`2 Date of Service Edit: Policy`), rationale. */
export function readUnitLimit(cells: readonly string[]): Read<UnitLimitRow> {
  const [code = '', value = '', indicator = '', rationale = ''] = trimmed(cells);
  if (!PROCEDURE.test(code)) return 'heading';
  if (!/^\d{1,6}$/.test(value)) return { fault: `value "${value}" is no number of units` };
  const [adjudication] = indicator;
  if (adjudication !== '1' && adjudication !== '2' && adjudication !== '3')
    return { fault: `adjudication indicator "${indicator}" does not begin with 1, 2 or 3` };
  return { row: { code, units: Number(value), adjudication, rationale } };
}

/** Codes with their dates: code, first day, last day as YYYYMMDD; a code without dates is valid as long as its table. */
export function readDatedCode(cells: readonly string[]): Read<ValidCodeRow> {
  const [code = '', from = '', to = ''] = trimmed(cells);
  if (!PROCEDURE.test(code)) return 'heading';
  const [effectiveFrom, effectiveTo] = [dateOf(from), dateOf(to)];
  if (from !== '' && !effectiveFrom) return { fault: `first day "${from}" is no YYYYMMDD` };
  if (to !== '' && !effectiveTo) return { fault: `last day "${to}" is no YYYYMMDD` };
  return { row: { code, ...(effectiveFrom && { effectiveFrom }), ...(effectiveTo && { effectiveTo }) } };
}

/** ICD-10-CM code file: the code without its point, blanks, the description. */
export function readDiagnosis(line: string): Read<ValidCodeRow> {
  const code = /^([A-Z]\d[0-9A-Z]{1,5})\s/.exec(`${line} `)?.[1];
  if (code) return { row: { code } };
  return { fault: 'the line does not begin with a diagnosis code' };
}

const trimmed = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim());
