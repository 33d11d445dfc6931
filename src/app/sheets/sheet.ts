import { stringify } from 'csv-stringify/sync';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { decimalOf } from '../../domain/money.js';

/** One column: words, a plain number (undefined leaves the cell empty), or cents shown as dollars. */
export type Column<Row> = { readonly title: string } & (
  | { readonly words: (row: Row) => string }
  | { readonly number: (row: Row) => number | undefined }
  | { readonly cents: (row: Row) => number }
);

/** RFC 4180 with dollars as plain decimals; words that begin like a formula are kept from being one. */
export function sheetCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => text(column, row)))];
  return stringify(lines, { escape_formulas: true, record_delimiter: 'windows' });
}

function text<Row>(column: Column<Row>, row: Row): string {
  if ('words' in column) return column.words(row);
  return 'number' in column ? String(column.number(row) ?? '') : decimalOf(column.cents(row));
}

const DOLLARS = '#,##0.00';

/** One sheet under a fixed first line; every text is a text cell, so that no name becomes a formula. */
export async function sheetXlsx<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Buffer> {
  const cells = [
    columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => columns.map((column) => cell(column, row))),
  ] as SheetData;
  return writeExcelFile(cells, { sheet: name, stickyRowsCount: 1 }).toBuffer();
}

function cell<Row>(column: Column<Row>, row: Row) {
  if ('words' in column) return { value: column.words(row), type: String };
  return 'number' in column
    ? { value: column.number(row), type: Number }
    : { value: column.cents(row) / 100, type: Number, format: DOLLARS };
}
