import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../domain/dates/plain-date.js';
import type { BusinessTime } from '../domain/stories/turn.js';
import type { Database } from './database.js';
import type { Prisma } from './generated/client.js';

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
  readonly organizationId: string;
  readonly zone: string;
  readonly stepped: boolean;
  readonly at: BusinessTime;
  readonly actor: Actor;
}

export interface TransactionOptions {
  readonly actor: Actor;
  readonly timeoutMs?: number;
  /** All reads see the books as they were at the first one (REPEATABLE READ). */
  readonly snapshot?: boolean;
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

/**
 * The one door to tenant data. Row security sees the tenant only inside this transaction;
 * business time is the organization's (stepped) or the transaction's own timestamp (real), read once.
 */
export async function inTransaction<T>(
  db: Database,
  organizationId: string,
  options: TransactionOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.$transaction(
    async (client) => {
      const rows = await client.$queryRaw<ClockRow[]>`
        SELECT zone, clock_kind, business_at, system_at FROM open_tenant(${organizationId}::uuid)`;
      const row = rows[0];
      if (!row) throw new UnknownOrganization(organizationId);
      const stepped = row.clock_kind === 'stepped';
      const instant = (stepped ? row.business_at : row.system_at).toISOString();
      const at = { instant, date: civilDate(instant, row.zone) };
      return work({ db: client, organizationId, zone: row.zone, stepped, at, actor: options.actor });
    },
    {
      timeout: options.timeoutMs ?? 60_000,
      maxWait: 20_000,
      ...(options.snapshot && { isolationLevel: 'RepeatableRead' as const }),
    },
  );
}

export const civilDate = (instant: string, zone: string): PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as PlainDate;

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
