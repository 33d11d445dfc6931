import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { EditTable } from '../../db/generated/client.js';
import { fromNullableDate, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { insertRows, type RowToInsert } from '../../db/insert-rows.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import {
  boundBy,
  editSettings,
  hasSetting,
  type EditSetting,
  type EditTableKind,
} from '../../domain/edit-tables/edit-table.js';
import { inOrder, placesNamedIn, type ColumnPlaces } from '../../domain/edit-tables/named-columns.js';
import {
  isHcpcsRecord,
  limitsNamedIn,
  readCoveredDiagnosis,
  readDatedCode,
  readDiagnosis,
  readHcpcsRecord,
  readPair,
  readUnitLimit,
  type Read,
} from '../../domain/edit-tables/read-rows.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { openPublished, type PublishedFile } from './published-lines.js';
import { UnusableTable } from './unusable-table.js';

/** What CMS names the parts of its pairs: `ccipra…` for practitioners, `ccioph…` for outpatient hospitals. */
const NAMED_FOR: Readonly<Record<string, EditSetting>> = { ccipra: 'practitioner', ccioph: 'hospital' };

export interface EditTableFile {
  /** In the order they are read. A quarter's pairs come in several files: one table of all of them. */
  readonly paths: readonly string[];
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

const ROWS_A_TRANSACTION = 20_000;
type Line = Readonly<Record<string, unknown>>;

/** Loads a table as it is published. Throws `UnusableTable` at the first line that is neither heading nor row, naming its place. */
export async function loadEditTable(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  file: EditTableFile,
): Promise<LoadedTable> {
  if (hasSetting(file.kind) && !file.setting)
    throw new UnusableTable('', `pairs and unit limits need a setting: ${editSettings.join(' or ')}`);
  if (file.effectiveTo && file.effectiveTo < file.effectiveFrom)
    throw new UnusableTable('', `a table in force from ${file.effectiveFrom} cannot end on ${file.effectiveTo}`);
  for (const path of file.paths) await refuseWithoutFile(path);
  file.paths.forEach((path) => refuseNamedFor(file, path));
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(deps.db, organizationId, { actor }, work);
  const contentHash = await hashOf(file.paths);
  const begun = await within((tx) => begin(tx, file, contentHash));
  if (begun.became === 'repeat') return begun;
  let rows = 0;
  for await (const some of slices(rowsOf(file))) {
    await within((tx) =>
      insertRows(
        tx,
        TABLES[file.kind],
        some.map((row, at): RowToInsert => ({
          organization_id: organizationId,
          table_id: begun.id,
          ...(file.kind === 'ncci' && { row_number: rows + at + 1 }),
          ...row,
        })),
      ),
    );
    rows += some.length;
  }
  if (rows === 0) throw new UnusableTable('', 'the file holds no row');
  await within((tx) => putInForce(tx, file, begun.id, rows));
  return { id: begun.id, became: 'loaded', rows };
}

const TABLES: Readonly<Record<EditTableKind, string>> = {
  ncci: 'edit_pairs',
  mue: 'unit_limits',
  icd10cm: 'valid_codes',
  hcpcs: 'valid_codes',
  cpt: 'valid_codes',
  lcd: 'covered_diagnoses',
};

async function refuseWithoutFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UnusableTable('', `there is no file ${basename(path)}`);
  if (!found.isFile()) throw new UnusableTable('', `${basename(path)} is a folder: name the files in it`);
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  return hash.digest('hex');
}

/** Limits of outpatient hospitals are no limits of practitioners, whatever the command says. */
function refuseOther(file: EditTableFile, named: string | undefined, place: string): void {
  if (named && hasSetting(file.kind) && named !== file.setting)
    throw new UnusableTable(place, `the file is for ${named}, not for ${file.setting ?? 'nobody'}`);
}

const refuseNamedFor = (file: EditTableFile, name: string): void =>
  refuseOther(file, NAMED_FOR[basename(name).slice(0, 6).toLowerCase()], '');

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
  if (known && bindsAsSaid(known, file)) return { id: known.id, became: 'repeat', rows: known.rowCount };
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

/** Loaded again for other payers, another last day, or no longer as invented, the same file is another table. */
function bindsAsSaid(known: EditTable, file: EditTableFile): boolean {
  const classes = [...(file.payerClasses ?? boundBy(file.kind))].sort();
  return (
    known.synthetic === file.synthetic &&
    [...known.payerClasses].sort().join() === classes.join() &&
    (file.effectiveTo === undefined || fromNullableDate(known.effectiveTo) === file.effectiveTo)
  );
}

/** A notice of a sample of ours: invented rows must not pass for published ones. */
const INVENTED = /synthetic sample/i;

function refuseInvented(file: EditTableFile, cells: readonly string[], place: string): void {
  if (!file.synthetic && cells.some((cell) => INVENTED.test(cell)))
    throw new UnusableTable(place, 'the rows are invented (a synthetic sample): load them with --synthetic');
}

async function* rowsOf(file: EditTableFile): AsyncGenerator<Line> {
  const known = new Set<unknown>();
  for (const path of file.paths) {
    try {
      const published = await openPublished(path, file.kind);
      refuseNamedFor(file, published.name);
      yield* rowsIn(file, published, known);
    } catch (error) {
      if (!(error instanceof UnusableTable) || file.paths.length === 1) throw error;
      throw new UnusableTable(error.place, `${error.fault} (in ${basename(path)})`);
    }
  }
}

/** `known`: the codes read so far. One code has one limit and one time; pairs may stand twice. */
async function* rowsIn(file: EditTableFile, published: PublishedFile, known: Set<unknown>): AsyncGenerator<Line> {
  let [began, places]: [boolean, ColumnPlaces | undefined] = [false, undefined];
  for await (const { place, placeOf: placeOfCell, cells } of published.lines) {
    if (!began) refuseInvented(file, cells, place);
    const named = began ? undefined : placesNamedIn(file.kind, cells);
    if (named && file.kind === 'mue') refuseOther(file, limitsNamedIn(cells), place);
    places = named ?? places;
    if (named) continue;
    const read = readLine(file, places ? inOrder(file.kind, cells, places) : cells);
    if (read === 'passed over') continue;
    if (read === 'heading') {
      if (began) throw new UnusableTable(place, 'a heading between the rows');
      continue;
    }
    if ('fault' in read) {
      const { fault, cell } = read;
      throw new UnusableTable(cell === undefined ? place : placeOfCell(places?.[cell] ?? cell), fault);
    }
    const code = file.kind === 'lcd' ? Object.values(read.row).join(' ') : read.row['code'];
    if (known.has(code)) throw new UnusableTable(place, `the code ${String(code)} stands twice`);
    if (code !== undefined) known.add(code);
    began = true;
    yield read.row;
  }
}

function readLine(file: EditTableFile, cells: readonly string[]): Read<Line> {
  const [first = ''] = cells;
  if (file.kind === 'ncci')
    return columnsOf(readPair(cells), (row) => ({
      column_one: row.column1,
      column_two: row.column2,
      modifier_indicator: row.modifierIndicator,
      effective_from: row.effectiveFrom,
      effective_to: row.effectiveTo ?? null,
      rationale: row.rationale,
    }));
  if (file.kind === 'lcd') return columnsOf(readCoveredDiagnosis(cells), (row) => ({ ...row }));
  if (file.kind === 'mue') return columnsOf(readUnitLimit(cells), (row) => ({ ...row }));
  if (file.kind === 'icd10cm') return columnsOf(readDiagnosis(first), codeColumns(file));
  const isRecord = cells.length === 1 && isHcpcsRecord(first);
  return columnsOf(isRecord ? readHcpcsRecord(first) : readDatedCode(cells), codeColumns(file));
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
