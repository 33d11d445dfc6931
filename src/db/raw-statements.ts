import pg from 'pg';
import { Prisma } from './generated/client.js';
import { statementName } from './statement-names.js';

/** A raw statement as the client takes it: a tagged template, or one put together by `Prisma.sql`. */
export type RawStatement = readonly [TemplateStringsArray | Prisma.Sql, ...unknown[]];

/** Runs a raw statement on the driver itself; values go in and rows come back as Prisma's `$queryRaw` has them. */
export function runRaw(
  connection: pg.ClientBase,
  [first, ...values]: RawStatement,
): Promise<pg.QueryResult<pg.QueryResultRow>> {
  const isTemplate = !(first instanceof Prisma.Sql);
  const whole = isTemplate && !values.some((value) => value instanceof Prisma.Sql);
  if (whole) return connection.query({ ...preparedOf(first), values: values.map(toDriver), types });
  const { text, values: given } = isTemplate ? Prisma.sql(first, ...values) : first;
  const name = isTemplate || !kept.has(first) ? undefined : statementName(text);
  return connection.query({ ...(name !== undefined && { name }), text, values: given.map(toDriver), types });
}

const kept = new WeakSet<Prisma.Sql>();

/**
 * A statement put together from parts whose text is one of few: prepared as a template is. Not for one whose best plan depends
 * on its values, as where an organization of a million rows stands beside small ones.
 */
export function keepPlan(statement: Prisma.Sql): Prisma.Sql {
  kept.add(statement);
  return statement;
}

interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** One template in the source is one prepared statement of each connection, parsed and planned once. */
const prepared = new WeakMap<TemplateStringsArray, Prepared>();
let counted = 0;

function preparedOf(strings: TemplateStringsArray): Prepared {
  const known = prepared.get(strings);
  if (known) return known;
  const text = strings.reduce((before, part, at) => `${before}$${at}${part}`);
  const fresh = { name: `r${(counted += 1)}`, text };
  prepared.set(strings, fresh);
  return fresh;
}

/** Instants and dates travel as UTC, whatever the zone of this machine. */
function toDriver(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Prisma.Decimal.isDecimal(value)) return value.toString();
  return Array.isArray(value) ? value.map(toDriver) : value;
}

const TEXT_ARRAY = 1009;
const parserOf = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (value: string) => unknown;
const utcDate = (text: string): Date => new Date(`${text}T00:00:00.000Z`);
const utcInstant = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);
const bytes = (text: string): Uint8Array => new Uint8Array(parserOf(pg.types.builtins.BYTEA)(text) as Buffer);
const decimal = (text: string): Prisma.Decimal => new Prisma.Decimal(text);

/** The driver reads these types by its own habits; what is not named here both read alike. */
const ALIKE_PRISMA: readonly (readonly [type: number, array: number, parse: (text: string) => unknown])[] = [
  [pg.types.builtins.INT8, 1016, BigInt],
  [pg.types.builtins.NUMERIC, 1231, decimal],
  [pg.types.builtins.DATE, 1182, utcDate],
  [pg.types.builtins.TIMESTAMP, 1115, utcInstant],
  [pg.types.builtins.BYTEA, 1001, bytes],
];

const parsers = new Map<number, (text: string) => unknown>(
  ALIKE_PRISMA.flatMap(([type, array, parse]) => [
    [type, parse],
    [array, ofEach(parse)],
  ]),
);

function ofEach(parse: (text: string) => unknown): (text: string) => unknown {
  const items = parserOf(TEXT_ARRAY, 'text') as (text: string) => readonly (string | null)[];
  return (text) => items(text).map((item) => (item === null ? null : parse(item)));
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || parserOf(oid, format),
} as pg.CustomTypesConfig;
