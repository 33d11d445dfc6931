import type { EditPair, EditTable, UnitLimit } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { EditFailure, ScrubbableClaim } from '../../domain/claims/scrub-claim.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type {
  CoveredDiagnosisRow,
  EditPairRow,
  EditTableKind,
  UnitLimitRow,
} from '../../domain/edit-tables/edit-table.js';
import { tableEdits, type CodedLine } from '../../domain/edit-tables/table-edits.js';

/** What a claim fails by the tables in force on its dates of service; nothing where none is loaded for its payer. */
export async function lookUpEdits(tx: Tx, claim: ScrubbableClaim, payerClass: string): Promise<readonly EditFailure[]> {
  const tables = await tx.db.editTable.findMany({
    where: { organizationId: tx.organizationId, state: 'ACTIVE', payerClasses: { has: payerClass } },
  });
  if (tables.length === 0) return [];
  const setting = claim.kind === 'I' ? 'hospital' : 'practitioner';
  const binding = tables.filter((table) => table.setting === '' || table.setting === setting);
  const lines = codedLines(claim);
  return tableEdits(lines, {
    pairs: await pairsAmong(tx, newest(binding, 'ncci'), lines),
    unitLimits: await limitsOf(tx, binding, lines),
    unknownProcedures: await unknownProcedures(tx, binding, lines),
    unknownDiagnoses: await unknownDiagnoses(tx, binding, claim),
    covered: await coveredDiagnoses(tx, binding, lines),
  });
}

const withoutPoint = (code: string): string => code.replace('.', '');

/** A professional line is about the diagnoses it points to, an institutional one about all of the claim's. */
const codedLines = ({ lines, diagnoses }: ScrubbableClaim): readonly CodedLine[] =>
  lines
    .filter(({ procedure }) => procedure !== '')
    .map((line) => ({
      ...line,
      diagnoses: (line.pointers.length > 0
        ? line.pointers.flatMap((pointer) => diagnoses[pointer - 1] ?? [])
        : diagnoses
      ).map(withoutPoint),
    }));

const ofKind = (tables: readonly EditTable[], kind: EditTableKind): EditTable[] =>
  tables.filter((table) => table.kind === kind).sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime());

/** Pairs and dated codes carry their own dates: the newest table knows the earlier days as well. */
const newest = (tables: readonly EditTable[], kind: EditTableKind): EditTable | undefined => ofKind(tables, kind)[0];

const inForce = (tables: readonly EditTable[], kind: EditTableKind, day: PlainDate): EditTable | undefined =>
  ofKind(tables, kind).find(
    ({ effectiveFrom, effectiveTo }) =>
      fromDateColumn(effectiveFrom) <= day && day <= (fromNullableDate(effectiveTo) ?? day),
  );

async function pairsAmong(
  tx: Tx,
  table: EditTable | undefined,
  lines: readonly CodedLine[],
): Promise<readonly EditPairRow[]> {
  const codes = [...new Set(lines.map(({ procedure }) => procedure))];
  if (!table || codes.length < 2) return [];
  const rows = await tx.db.editPair.findMany({
    where: {
      organizationId: tx.organizationId,
      tableId: table.id,
      columnOne: { in: codes },
      columnTwo: { in: codes },
    },
  });
  return rows.map(pairOf);
}

function pairOf(row: EditPair): EditPairRow {
  const effectiveTo = fromNullableDate(row.effectiveTo);
  return {
    column1: row.columnOne,
    column2: row.columnTwo,
    modifierIndicator: row.modifierIndicator as EditPairRow['modifierIndicator'],
    effectiveFrom: fromDateColumn(row.effectiveFrom),
    rationale: row.rationale,
    ...(effectiveTo && { effectiveTo }),
  };
}

type LimitOnDay = UnitLimitRow & { readonly on: PlainDate };

async function limitsOf(tx: Tx, tables: readonly EditTable[], lines: readonly CodedLine[]): Promise<LimitOnDay[]> {
  const found: LimitOnDay[] = [];
  for (const on of new Set(lines.map(({ from }) => from))) {
    const table = inForce(tables, 'mue', on);
    if (!table) continue;
    const codes = lines.filter(({ from }) => from === on).map(({ procedure }) => procedure);
    const rows = await tx.db.unitLimit.findMany({
      where: { organizationId: tx.organizationId, tableId: table.id, code: { in: codes } },
    });
    found.push(...rows.map((row) => ({ ...limitOf(row), on })));
  }
  return found;
}

async function coveredDiagnoses(tx: Tx, tables: readonly EditTable[], lines: readonly CodedLine[]) {
  const found: (CoveredDiagnosisRow & { readonly on: PlainDate })[] = [];
  for (const on of new Set(lines.map(({ from }) => from))) {
    const table = inForce(tables, 'lcd', on);
    if (!table) continue;
    const procedures = lines.filter(({ from }) => from === on).map(({ procedure }) => procedure);
    const rows = await tx.db.coveredDiagnosis.findMany({
      where: { organizationId: tx.organizationId, tableId: table.id, procedure: { in: procedures } },
      select: { procedure: true, diagnosis: true, policy: true },
    });
    found.push(...rows.map((row) => ({ ...row, on })));
  }
  return found;
}

const limitOf = (row: UnitLimit): UnitLimitRow => ({
  code: row.code,
  units: row.units,
  adjudication: row.adjudication as UnitLimitRow['adjudication'],
  rationale: row.rationale,
});

/**
 * HCPCS level II begins with a letter; everything else of five characters is CPT (45 CFR 162.1002). Dental codes (CDT, `D` and
 * digits) are the ADA's: CMS leaves them out of its HCPCS file, so that no table here knows them.
 */
const systemOf = (code: string): EditTableKind | undefined => {
  if (/^D\d{4}$/.test(code)) return undefined;
  return /^[A-Z]/.test(code) ? 'hcpcs' : 'cpt';
};

async function unknownProcedures(tx: Tx, tables: readonly EditTable[], lines: readonly CodedLine[]) {
  const unknown: { code: string; on: PlainDate }[] = [];
  for (const { procedure: code, from: on } of lines) {
    const system = systemOf(code);
    const table = system && newest(tables, system);
    if (table && isCovered(table, on) && !(await isValid(tx, table, code, on))) unknown.push({ code, on });
  }
  return unknown;
}

async function unknownDiagnoses(tx: Tx, tables: readonly EditTable[], claim: ScrubbableClaim): Promise<string[]> {
  const on = claim.serviceFrom;
  const table = inForce(tables, 'icd10cm', on);
  if (!table) return [];
  const unknown: string[] = [];
  for (const diagnosis of claim.diagnoses)
    if (!(await isValid(tx, table, withoutPoint(diagnosis), on))) unknown.push(diagnosis);
  return unknown;
}

/** A table says nothing about the days before it begins. */
const isCovered = (table: EditTable, on: PlainDate): boolean => fromDateColumn(table.effectiveFrom) <= on;

async function isValid(tx: Tx, table: EditTable, code: string, on: PlainDate): Promise<boolean> {
  const day = toDateColumn(on);
  const count = await tx.db.validCode.count({
    where: {
      organizationId: tx.organizationId,
      tableId: table.id,
      code,
      effectiveFrom: { lte: day },
      OR: [{ effectiveTo: null }, { effectiveTo: { gte: day } }],
    },
  });
  return count > 0;
}
