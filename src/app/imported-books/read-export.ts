import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import type { SyntheaTables } from '../../domain/imported-books/check-references.js';
import {
  requiredColumns,
  syntheaFiles,
  type CsvRow,
  type SyntheaFile,
} from '../../domain/imported-books/synthea-rows.js';

export interface SyntheaExport {
  readonly tables: SyntheaTables;
  readonly headers: Readonly<Record<SyntheaFile, readonly string[]>>;
}

/** The folder cannot be read as an export; every sentence says what is missing and where. */
export class UnusableExport extends Error {
  override name = 'UnusableExport';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** Reads the eight files that hold books. Names of columns are compared without case, a byte-order mark is skipped. */
export async function readExport(folder: string): Promise<SyntheaExport> {
  const absent = syntheaFiles.filter((file) => !existsSync(join(folder, `${file}.csv`)));
  if (absent.length > 0) throw new UnusableExport(absent.map((file) => `${file}.csv is not in the folder`));
  const tables: Partial<Record<SyntheaFile, CsvRow[]>> = {};
  const headers: Partial<Record<SyntheaFile, readonly string[]>> = {};
  const faults: string[] = [];
  for (const file of syntheaFiles) {
    const { header, rows, fault } = await readTable(join(folder, `${file}.csv`));
    if (fault) faults.push(`${file}.csv: ${fault}`);
    const missing = requiredColumns[file].filter((column) => !header.includes(column));
    if (missing.length > 0) faults.push(`${file}.csv has no column ${missing.join(', ')} (line 1)`);
    tables[file] = rows;
    headers[file] = header;
  }
  if (faults.length > 0) throw new UnusableExport(faults);
  return { tables: tables as SyntheaTables, headers: headers as SyntheaExport['headers'] };
}

interface Table {
  readonly header: readonly string[];
  readonly rows: CsvRow[];
  readonly fault?: string;
}

async function readTable(path: string): Promise<Table> {
  const parser = createReadStream(path).pipe(
    parse({ bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
  );
  let header: string[] = [];
  let places: ReadonlyMap<string, number> = new Map();
  const rows: CsvRow[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (header.length === 0) {
        header = record.map((name) => name.trim().toUpperCase());
        places = new Map(header.map((name, at) => [name, at] as const).reverse()); // of two columns of one name the first
      } else rows.push(rowOf(places, record, info.lines));
    }
  } catch (error) {
    return { header, rows, fault: (error as Error).message };
  }
  return { header, rows };
}

function rowOf(places: ReadonlyMap<string, number>, record: readonly string[], line: number): CsvRow {
  return { line, get: (column) => record[places.get(column) ?? -1]?.trim() ?? '' };
}
