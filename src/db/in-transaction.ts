import type pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../domain/dates/plain-date.js';
import type { BusinessTime } from '../domain/stories/turn.js';
import { poolOf, type Database } from './database.js';
import { cutOff } from './gathered-writes.js';
import type { Prisma } from './generated/client.js';
import type { RowsForLater } from './rows-for-later.js';
import { tenantClient } from './tenant-client.js';
import { UnawaitedWrites, type Write } from './unawaited-writes.js';

/** Who acts: a person or integration by its principal, or the system by the name of the story or process. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  readonly requestId?: string;
  /** The request's own key (`Idempotency-Key`); its effect is noted on it in the effect's transaction. */
  readonly intention?: { readonly operation: string; readonly key: string };
}

export const systemActor = (name: string): Actor => ({ id: `system:${name}`, role: 'system' });

/** One open transaction of one organization: the tenant is set, the business time is read. */
export interface Tx {
  readonly db: Prisma.TransactionClient;
  /** For a statement whose answer is not needed: not waited for, so it costs no round trip. */
  readonly write: Write;
  readonly organizationId: string;
  readonly zone: string;
  readonly stepped: boolean;
  readonly at: BusinessTime;
  readonly actor: Actor;
  /** What is to be inserted is gathered here instead of written: this transaction plans, another one publishes. */
  readonly later?: RowsForLater;
}

export interface TransactionOptions {
  readonly actor: Actor;
  readonly timeoutMs?: number;
  /** All reads see the books as they were at the first one (REPEATABLE READ). */
  readonly snapshot?: boolean;
  /** The same, and the database itself refuses to write or lock anything. */
  readonly readOnly?: boolean;
}

interface ClockRow {
  readonly zone: string;
  readonly clock_kind: string;
  readonly business_at: Date;
  readonly system_at: Date;
}

export class UnknownOrganization extends Error {
  override name = 'UnknownOrganization';
}

const TIMEOUT_MS = 60_000;

/**
 * The one door to tenant data. Row security sees the tenant only inside this transaction;
 * business time is the organization's (stepped) or the transaction's own timestamp (real), read once.
 * Whatever `work` throws, and a time limit that passes, undoes all of it.
 */
export async function inTransaction<T>(
  db: Database,
  organizationId: string,
  options: TransactionOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  return withConnection(db, timeoutMs, async (connection, writes) => {
    const row = await openTenant(connection, organizationId, options);
    const stepped = row.clock_kind === 'stepped';
    const instant = (stepped ? row.business_at : row.system_at).toISOString();
    const at = { instant, date: civilDate(instant, row.zone) };
    const client = tenantClient(db, connection, timeoutMs);
    const { write } = writes;
    try {
      return await work({ db: client.db, write, organizationId, zone: row.zone, stepped, at, actor: options.actor });
    } finally {
      writes.end();
      await client.close();
    }
  });
}

const OPEN_TENANT = {
  name: 'open_tenant',
  text: 'SELECT zone, clock_kind, business_at, system_at FROM open_tenant($1::uuid)',
};

/** Begins, names the tenant and reads its clock in one round trip. */
async function openTenant(
  connection: pg.PoolClient,
  organizationId: string,
  { snapshot, readOnly }: TransactionOptions,
): Promise<ClockRow> {
  const begin = `BEGIN${snapshot || readOnly ? ' ISOLATION LEVEL REPEATABLE READ' : ''}${readOnly ? ' READ ONLY' : ''}`;
  const [, { rows }] = await Promise.all([
    connection.query(begin),
    connection.query<ClockRow>({ ...OPEN_TENANT, values: [organizationId] }),
  ]);
  const [row] = rows;
  if (!row) throw new UnknownOrganization(organizationId);
  return row;
}

/** Commits what `work` did on one connection, or undoes it; a connection that is not in order afterwards is closed. */
async function withConnection<T>(
  db: Database,
  timeoutMs: number,
  work: (connection: pg.PoolClient, writes: UnawaitedWrites) => Promise<T>,
): Promise<T> {
  const connection = await poolOf(db).connect();
  let broken: Error | undefined;
  const breaks = (error: Error): void => {
    broken ??= error;
  };
  connection.on('error', breaks);
  const limit = setTimeout(() => {
    breaks(new Error(`a transaction took longer than ${timeoutMs} ms`));
    cutOff(connection);
  }, timeoutMs);
  const writes = new UnawaitedWrites(connection);
  try {
    const result = await work(connection, writes);
    const { command } = await connection.query('COMMIT');
    await writes.settle();
    if (command !== 'COMMIT') throw new Error('a statement failed, so nothing was saved');
    return result;
  } catch (error) {
    await connection.query('ROLLBACK').catch(breaks);
    await writes.settle(); // a statement that failed earlier is why the others did
    throw error;
  } finally {
    clearTimeout(limit);
    connection.removeListener('error', breaks);
    connection.release(broken);
  }
}

interface Day {
  readonly date: PlainDate;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The last day asked about in each zone: every transaction asks, and nearly always about the same one. */
const days = new Map<string, Day>();

export function civilDate(instant: string, zone: string): PlainDate {
  const atMs = Date.parse(instant);
  const known = days.get(zone);
  if (known && known.fromMs <= atMs && atMs < known.untilMs) return known.date;
  const day = dayOf(instant, zone);
  days.set(zone, day);
  return day.date;
}

function dayOf(instant: string, zone: string): Day {
  const date = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  const start = (day: Temporal.PlainDate): number => day.toZonedDateTime(zone).epochMilliseconds;
  return { date: date.toString() as PlainDate, fromMs: start(date), untilMs: start(date.add({ days: 1 })) };
}

/** The instant of a wall-clock time on a civil date in a zone ('HH:MM'; a gap moves forward), always with milliseconds, so that texts compare. */
export const instantAt = (date: PlainDate, time: string, zone: string): string =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: time })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** Prisma reads and writes a civil date column as UTC midnight. */
export const toDateColumn = (date: PlainDate): Date => new Date(`${date}T00:00:00.000Z`);
export const fromDateColumn = (value: Date): PlainDate => value.toISOString().slice(0, 10) as PlainDate;
export const fromNullableDate = (value: Date | null): PlainDate | undefined =>
  value ? fromDateColumn(value) : undefined;
