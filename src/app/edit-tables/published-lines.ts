import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { isHcpcsRecord } from '../../domain/edit-tables/read-rows.js';
import type { EditTableKind } from '../../domain/edit-tables/edit-table.js';

/** One line of a published file, or one record whose quoted cells go over several. */
export interface PublishedLine {
  /** Number of its last line, counted from 1. */
  readonly line: number;
  /** The cells of a table; one cell, the whole line, where columns have fixed places. */
  readonly cells: readonly string[];
}

/** The file is not what it was said to be: nothing of it binds. */
export class UnusableTable extends Error {
  override name = 'UnusableTable';
  constructor(
    readonly line: number,
    readonly fault: string,
  ) {
    super(`line ${line}: ${fault}`);
  }
}

/** How the file is written, as its beginning shows. */
interface Form {
  readonly fixed: boolean;
  readonly delimiter: '\t' | ',';
}

/** Every line that is not blank. A byte that is no UTF-8 (notices come in an older encoding) becomes a replacement sign. */
export async function* publishedLines(path: string, kind: EditTableKind): AsyncGenerator<PublishedLine> {
  const form = await formOf(path, kind);
  yield* form.fixed ? fixedLines(path) : records(path, form.delimiter);
}

const BEGINNING_BYTES = 16_384;

async function formOf(path: string, kind: EditTableKind): Promise<Form> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    const beginning = buffer.toString('latin1', 0, bytesRead);
    if (beginning.startsWith('PK'))
      throw new UnusableTable(1, 'it is an archive or a workbook: take the text file (.txt, .csv) out of it');
    return {
      fixed: kind === 'icd10cm' || isHcpcsRecord(beginning),
      delimiter: beginning.includes('\t') ? '\t' : ',',
    };
  } finally {
    await file.close();
  }
}

async function* fixedLines(path: string): AsyncGenerator<PublishedLine> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    const cell = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (cell.trim() !== '') yield { line, cells: [cell] };
  }
}

/** Lines end as on Unix, so that a break inside a quoted cell counts as one line. */
async function* withoutReturns(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const some of bytes) yield Buffer.from(some.toString('latin1').replaceAll('\r', ''), 'latin1');
}

async function* records(path: string, delimiter: string): AsyncGenerator<PublishedLine> {
  const parsed = parse({
    bom: true,
    delimiter,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  pipeline(createReadStream(path), withoutReturns, parsed, () => undefined); // a failure ends the loop below
  try {
    for await (const { info, record } of parsed as AsyncIterable<{ info: { lines: number }; record: string[] }>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    if (error instanceof CsvError) throw new UnusableTable(Number(error['lines'] ?? 0), error.message);
    throw error;
  }
}
