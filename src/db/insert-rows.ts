import { Prisma } from './generated/client.js';
import type { Tx } from './in-transaction.js';
import { keepPlan } from './raw-statements.js';
import { slicesOf } from './slices.js';

/** A row by the names of its columns; dates as 'YYYY-MM-DD', bytes as hex after `\x`. */
export type RowToInsert = Readonly<Record<string, unknown>> & { readonly organization_id: string };

/** Bytes as such a row carries them. */
export const inHex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

const ROWS_A_STATEMENT = 1_000;
/** So many need not be waited for before more is made; the program does not run ahead of the database with megabytes. */
const FEW_ROWS = 100;
const NAME = /^[a-z_]+$/;

/** Rows as one JSON value, amounts as digits. */
export const jsonOf = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** Names of a table and columns as text of a statement: they come from our own code. */
export function sqlNames(...names: readonly string[]): Prisma.Sql {
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined) throw new Error(`${wrong} is no name of a table or column`);
  return Prisma.raw(names.join(', '));
}

/**
 * Writes many rows of one table in their order: a statement carries a thousand of them as one JSON value, which Postgres
 * reads by the table's own column types. The client's `createMany` binds each value by itself and takes ten times as long.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly RowToInsert[]): Promise<void> {
  if (tx.later) return tx.later.add(table, rows);
  for (const some of slicesOf(rows, ROWS_A_STATEMENT)) {
    const statement = keepPlan(insertOf(table, some));
    if (some.length <= FEW_ROWS) tx.write(statement);
    else await tx.db.$executeRaw(statement);
  }
}

/** The same; a row whose key is there already is left out. Answers the ids of the rows that were new. */
export async function insertNewRows(tx: Tx, table: string, rows: readonly RowToInsert[]): Promise<Set<string>> {
  if (tx.later) {
    tx.later.add(table, rows);
    return new Set(rows.map(({ id }) => String(id)));
  }
  const inserted = new Set<string>();
  for (const some of slicesOf(rows, ROWS_A_STATEMENT)) {
    const fresh = await tx.db.$queryRaw<{ id: string }[]>(
      keepPlan(Prisma.sql`${insertOf(table, some)} ON CONFLICT DO NOTHING RETURNING id`),
    );
    for (const { id } of fresh) inserted.add(id);
  }
  return inserted;
}

/** Values never become part of the text. */
function insertOf(table: string, rows: readonly RowToInsert[]): Prisma.Sql {
  const names = sqlNames(...Object.keys(rows[0] ?? {}));
  const into = sqlNames(table);
  return Prisma.sql`INSERT INTO ${into} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${into}, ${jsonOf(rows)}::jsonb)`;
}
