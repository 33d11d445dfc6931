import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { isHcpcsRecord } from '../../domain/edit-tables/read-rows.js';
import type { EditTableKind } from '../../domain/edit-tables/edit-table.js';
import { isPacked, isWorkbookName, packedNames, tableNamed, unpacked } from './packed-files.js';
import { UnusableTable } from './unusable-table.js';
import { columnLetters, readWorkbook } from './workbook-rows.js';

/** One line of a published file, or one record whose quoted cells go over several, or one row of a sheet. */
export interface PublishedLine {
  /** 'line 4' (its last line, counted from 1) or 'sheet "Edits", row 4'; of an archive with the file in it. */
  readonly place: string;
  /** Where one of its cells stands, as far as the file shows it. */
  readonly placeOf: (cell: number) => string;
  /** The cells of a table; one cell, the whole line, where columns have fixed places. */
  readonly cells: readonly string[];
}

/** A published file: what it calls itself, inside its archive if it came in one, and its lines that are not blank. */
export interface PublishedFile {
  readonly name: string;
  readonly lines: AsyncIterable<PublishedLine>;
}

const BEGINNING_BYTES = 16_384;

/**
 * Opens a table as it was downloaded: text, workbook (.xlsx), or the archive (.zip) of either. A byte of text that is no UTF-8
 * (notices come in an older encoding) becomes a replacement sign. Throws `UnusableTable` where an archive holds no such table.
 */
export async function openPublished(path: string, kind: EditTableKind): Promise<PublishedFile> {
  const beginning = await beginningOf(path);
  if (!isPacked(beginning.toString('latin1'))) {
    const lines = textLines(() => createReadStream(path), beginning, kind, '');
    return { name: path, lines };
  }
  const bytes = await readFile(path);
  const names = packedNames(bytes);
  if (names.includes('xl/workbook.xml')) return { name: path, lines: sheetLines(bytes, '') };
  const name = tableNamed(kind, names);
  const table = unpacked(bytes, name) ?? new Uint8Array();
  const within = ` of ${name}`;
  const lines = isWorkbookName(name)
    ? sheetLines(table, within)
    : textLines(
        () => Readable.from([Buffer.from(table)]),
        Buffer.from(table.subarray(0, BEGINNING_BYTES)),
        kind,
        within,
      );
  return { name, lines };
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* sheetLines(bytes: Uint8Array, within: string): AsyncGenerator<PublishedLine> {
  const { sheet, rows } = readWorkbook(bytes);
  for (const { row, cells } of rows) {
    const place = `sheet "${sheet}"${within}, row ${row}`;
    if (cells.some((cell) => cell.trim() !== ''))
      yield { place, placeOf: (cell) => `${place}, column ${columnLetters(cell)}`, cells };
  }
}

function textLines(
  opened: () => Readable,
  beginning: Buffer,
  kind: EditTableKind,
  within: string,
): AsyncGenerator<PublishedLine> {
  const start = beginning.toString('latin1');
  const isFixed = kind === 'icd10cm' || (kind === 'hcpcs' && isHcpcsRecord(start));
  return isFixed ? fixedLines(opened(), within) : records(opened(), start.includes('\t') ? '\t' : ',', within);
}

function textLine(line: number, within: string, cells: readonly string[]): PublishedLine {
  const place = `line ${line}${within}`;
  return { place, placeOf: () => place, cells };
}

async function* fixedLines(input: Readable, within: string): AsyncGenerator<PublishedLine> {
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    const cell = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (cell.trim() !== '') yield textLine(line, within, [cell]);
  }
}

/** Lines end as on Unix, so that a break inside a quoted cell counts as one line. */
async function* withoutReturns(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const some of bytes) yield Buffer.from(some.toString('latin1').replaceAll('\r', ''), 'latin1');
}

async function* records(input: Readable, delimiter: '\t' | ',', within: string): AsyncGenerator<PublishedLine> {
  const parsed = parse({
    bom: true,
    delimiter,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  pipeline(input, withoutReturns, parsed, () => undefined); // a failure ends the loop below
  try {
    for await (const { info, record } of parsed as AsyncIterable<{ info: { lines: number }; record: string[] }>)
      yield textLine(info.lines, within, record);
  } catch (error) {
    if (error instanceof CsvError) throw new UnusableTable(`line ${Number(error['lines'] ?? 0)}`, error.message);
    throw error;
  }
}
