import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import { fromNullableDate, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { insertRows, type RowToInsert } from '../../db/insert-rows.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import { boundBy, hasSetting, type EditSetting, type EditTableKind } from '../../domain/edit-tables/edit-table.js';
import {
  readDatedCode,
  readDiagnosis,
  readPair,
  readUnitLimit,
  type Read,
} from '../../domain/edit-tables/read-rows.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface EditTableFile {
  readonly path: string;
  readonly kind: EditTableKind;
  /** Needed by pairs and unit limits, meaningless for codes. */
  readonly setting?: EditSetting;
  /** What the publisher calls it: '2026 Q1'. */
  readonly name: string;
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo?: PlainDate;
  readonly synthetic: boolean;
  readonly payerClasses?: readonly PayerClass[];
}

export interface LoadedTable {
  readonly id: string;
  readonly became: 'loaded' | 'repeat';
  readonly rows: number;
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

const ROWS_A_TRANSACTION = 20_000;
type Line = Readonly<Record<string, unknown>>;

/** Loads a table as it is published. Throws `UnusableTable` at the first line that is neither heading nor row. */
export async function loadEditTable(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  file: EditTableFile,
): Promise<LoadedTable> {
  if (hasSetting(file.kind) && !file.setting) throw new UnusableTable(0, 'pairs and unit limits need a setting');
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(deps.db, organizationId, { actor }, work);
  const contentHash = await hashOf(file.path);
  const begun = await within((tx) => begin(tx, file, contentHash));
  if (begun.became === 'repeat') return begun;
  let rows = 0;
  for await (const some of slices(readLines(file))) {
    await within((tx) =>
      insertRows(
        tx,
        TABLES[file.kind],
        some.map((row): RowToInsert => ({ organization_id: organizationId, table_id: begun.id, ...row })),
      ),
    );
    rows += some.length;
  }
  if (rows === 0) throw new UnusableTable(0, 'the file holds no row');
  await within((tx) => putInForce(tx, file, begun.id, rows));
  return { id: begun.id, became: 'loaded', rows };
}

const TABLES: Readonly<Record<EditTableKind, string>> = {
  ncci: 'edit_pairs',
  mue: 'unit_limits',
  icd10cm: 'valid_codes',
  hcpcs: 'valid_codes',
  cpt: 'valid_codes',
};

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  return hash.digest('hex');
}

const placeOf = (file: EditTableFile) => ({ kind: file.kind, setting: file.setting ?? '' });

async function begin(
  tx: Tx,
  file: EditTableFile,
  contentHash: string,
): Promise<LoadedTable | { id: string; became: 'new' }> {
  const same = { organizationId: tx.organizationId, ...placeOf(file), contentHash, state: 'ACTIVE' };
  const known = await tx.db.editTable.findFirst({
    where: { ...same, effectiveFrom: toDateColumn(file.effectiveFrom) },
  });
  if (known) return { id: known.id, became: 'repeat', rows: known.rowCount };
  const id = randomUUID();
  await tx.db.editTable.create({
    data: {
      id,
      organizationId: tx.organizationId,
      ...placeOf(file),
      name: file.name,
      payerClasses: [...(file.payerClasses ?? boundBy(file.kind))],
      effectiveFrom: toDateColumn(file.effectiveFrom),
      effectiveTo: file.effectiveTo ? toDateColumn(file.effectiveTo) : null,
      synthetic: file.synthetic,
      contentHash,
      loadedBy: tx.actor.id,
      loadedOn: toDateColumn(tx.at.date),
    },
  });
  return { id, became: 'new' };
}

async function* readLines(file: EditTableFile): AsyncGenerator<Line> {
  let number = 0;
  let began = false;
  for await (const line of createInterface({ input: createReadStream(file.path), crlfDelay: Infinity })) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const read = readLine(file, text);
    if (typeof read === 'object' && 'fault' in read) throw new UnusableTable(number, read.fault);
    if (read === 'heading' && began) throw new UnusableTable(number, 'a heading between the rows');
    if (read === 'heading') continue;
    began = true;
    yield read.row;
  }
}

function readLine(file: EditTableFile, text: string): Read<Line> {
  if (file.kind === 'icd10cm') return columnsOf(readDiagnosis(text), codeColumns(file));
  const delimiter = text.includes('\t') ? '\t' : ',';
  const [cells = []] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][];
  if (file.kind === 'ncci')
    return columnsOf(readPair(cells), (row) => ({
      column_one: row.column1,
      column_two: row.column2,
      modifier_indicator: row.modifierIndicator,
      effective_from: row.effectiveFrom,
      effective_to: row.effectiveTo ?? null,
      rationale: row.rationale,
    }));
  if (file.kind === 'mue') return columnsOf(readUnitLimit(cells), (row) => ({ ...row }));
  return columnsOf(readDatedCode(cells), codeColumns(file));
}

const codeColumns =
  (file: EditTableFile) =>
  (row: { readonly code: string; readonly effectiveFrom?: PlainDate; readonly effectiveTo?: PlainDate }): Line => ({
    code: row.code,
    effective_from: row.effectiveFrom ?? file.effectiveFrom,
    effective_to: row.effectiveTo ?? null,
  });

const columnsOf = <Row>(read: Read<Row>, columns: (row: Row) => Line): Read<Line> =>
  typeof read === 'object' && 'row' in read ? { row: columns(read.row) } : read;

async function* slices(rows: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let some: Line[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < ROWS_A_TRANSACTION) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** From here on it binds: another one for the same time steps back, an open-ended earlier one ends the day before. */
async function putInForce(tx: Tx, file: EditTableFile, id: string, rowCount: number): Promise<void> {
  const active = { organizationId: tx.organizationId, ...placeOf(file), state: 'ACTIVE' };
  const from = toDateColumn(file.effectiveFrom);
  await tx.db.editTable.updateMany({ where: { ...active, effectiveFrom: from }, data: { state: 'REPLACED' } });
  await tx.db.editTable.updateMany({
    where: { ...active, effectiveFrom: { lt: from }, OR: [{ effectiveTo: null }, { effectiveTo: { gte: from } }] },
    data: { effectiveTo: toDateColumn(addDays(file.effectiveFrom, -1)) },
  });
  const later = await tx.db.editTable.findFirst({
    where: { ...active, effectiveFrom: { gt: from } },
    orderBy: { effectiveFrom: 'asc' },
  });
  const ends = fromNullableDate(later?.effectiveFrom ?? null);
  await tx.db.editTable.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
    data: {
      state: 'ACTIVE',
      rowCount,
      ...(ends && !file.effectiveTo && { effectiveTo: toDateColumn(addDays(ends, -1)) }),
    },
  });
  await recordAudit(tx, {
    action: 'editTable.load',
    subjectType: 'editTable',
    subjectId: id,
    why: `${file.kind} ${file.setting ?? ''} ${file.name}`.replace(/ +/g, ' '),
    after: { rows: rowCount, effectiveFrom: file.effectiveFrom, synthetic: file.synthetic },
  });
}
