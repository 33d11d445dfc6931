import { Prisma } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { agingBuckets } from '../../domain/reporting/aging.js';

/** Date a balance is aged from: through date of service, first bill to this payer, or the day the party became responsible. */
export const ageBases = ['service', 'firstBill', 'responsibility'] as const;
export type AgeBase = (typeof ageBases)[number];

export const agingGroups = ['payer', 'facility', 'provider', 'party'] as const;
export type AgingGroup = (typeof agingGroups)[number];

const sql = Prisma.sql;
const PATIENT = sql`o.ledger_account = 'receivable.patient'`;

interface SinceSource {
  readonly date: Prisma.Sql;
  readonly join: Prisma.Sql;
}

const firstBilled = sql`coalesce(c.first_billed_on, c.created_on)`;
const since = (org: Prisma.Sql): Readonly<Record<AgeBase, SinceSource>> => ({
  service: { date: sql`c.service_through`, join: Prisma.empty },
  firstBill: { date: firstBilled, join: Prisma.empty },
  responsibility: {
    date: sql`CASE WHEN ${PATIENT} THEN coalesce(r.day_zero, c.adjudicated_on, c.created_on) ELSE ${firstBilled} END`,
    join: sql`LEFT JOIN responsibilitys r ON ${PATIENT} AND r.organization_id = ${org} AND r.claim_id = c.id`,
  },
});

/** Names of facilities and providers may be missing in set-up; then the NPI itself is the name. Two rows of one NPI count once. */
const groups: Readonly<Record<AgingGroup, { key: Prisma.Sql; label: Prisma.Sql; names: Prisma.Sql }>> = {
  payer: { key: sql`c.payer_id`, label: sql`n.name`, names: sql`JOIN payers n ON n.id = aged.key` },
  facility: {
    key: sql`c.facility_npi`,
    label: sql`coalesce(n.name, nullif(aged.key, ''), 'not stated')`,
    names: sql`LEFT JOIN (SELECT npi, min(name) AS name FROM facilities GROUP BY npi) n ON n.npi = aged.key`,
  },
  provider: {
    key: sql`c.provider_npi`,
    label: sql`coalesce(n.name, nullif(aged.key, ''), 'not stated')`,
    names: sql`LEFT JOIN (SELECT npi, min(name) AS name FROM providers GROUP BY npi) n ON n.npi = aged.key`,
  },
  party: {
    key: sql`CASE WHEN ${PATIENT} THEN 'patient' ELSE 'payer' END`,
    label: sql`CASE aged.key WHEN 'patient' THEN 'Guarantors' ELSE 'Payers' END`,
    names: Prisma.empty,
  },
};

export interface AgingWish {
  readonly by: AgingGroup;
  readonly base: AgeBase;
  /** Business day; balances count by the day of posting, so that a past day never changes. */
  readonly on?: PlainDate;
}

/** Place of an age in `agingBuckets`: 0 for the first. */
const UPPER_DAYS = agingBuckets.slice(0, -1).map(({ upToDays }) => upToDays + 1);

const dayOf = (tx: Tx, { on }: AgingWish): Prisma.Sql => sql`${toDateColumn(on ?? tx.at.date)}::date`;

/**
 * Open balances as of a day: one row per claim and party with key, cents and since. What a reader does not select costs nothing:
 * without the claim's number Postgres reads the index `aged_claims` instead of the wide rows of claims.
 */
export function openBalances(tx: Tx, wish: AgingWish, place: PlaceInBooks): Prisma.Sql {
  const org = sql`${tx.organizationId}::uuid`;
  const { date, join } = since(org)[wish.base];
  return sql`
    SELECT c.id AS claim_id, c.claim_number, CASE WHEN ${PATIENT} THEN 'patient' ELSE 'payer' END AS party,
           ${groups[wish.by].key} AS key, o.cents, ${date} AS since
      FROM (${receivables(tx, wish, place)}) o
      JOIN claims c ON c.organization_id = ${org} AND c.id = o.claim_id
      ${join}`;
}

/** Names, ages and buckets of rows that have a key and a since (`openBalances`, or sums of it): `label`, `age`, `bucket`. */
export function named(tx: Tx, wish: AgingWish, rows: Prisma.Sql): Prisma.Sql {
  const { label, names } = groups[wish.by];
  const age = sql`${dayOf(tx, wish)} - aged.since`;
  return sql`
    SELECT aged.*, ${label} AS label, ${age} AS age, width_bucket(${age}, ${UPPER_DAYS}::int[]) AS bucket
      FROM (${rows}) aged ${names}`;
}

/** Cents by claim and account. Today's are kept; a past day's are folded from the end of the books it is near to, else claim by claim. */
function receivables(tx: Tx, wish: AgingWish, place: PlaceInBooks): Prisma.Sql {
  const org = sql`${tx.organizationId}::uuid`;
  const ours = receivablesOf(org);
  if (place === 'today')
    return sql`SELECT claim_id, ledger_account, balance_cents AS cents FROM ledger_balances r WHERE ${ours} AND balance_cents <> 0`;
  const day = dayOf(tx, wish);
  const folded = (which: Prisma.Sql): Prisma.Sql => sql`
    SELECT r.claim_id, r.ledger_account, sum(r.amount_cents)::bigint AS cents
      FROM ledger_entries r WHERE ${ours} AND r.posted_on ${which} ${day} GROUP BY 1, 2`;
  if (place === 'early') return sql`SELECT * FROM (${folded(sql`<=`)}) as_of WHERE cents <> 0`;
  if (place === 'middle')
    return sql`
      SELECT * FROM (
        SELECT r.claim_id, r.ledger_account, sum(r.amount_cents) FILTER (WHERE r.posted_on <= ${day})::bigint AS cents
          FROM ledger_entries r WHERE ${ours} GROUP BY 1, 2) as_of
       WHERE cents <> 0`;
  return sql`
    SELECT * FROM (
      SELECT r.claim_id, r.ledger_account, r.balance_cents - coalesce(later.cents, 0) AS cents
        FROM ledger_balances r
        LEFT JOIN (${folded(sql`>`)}) later ON later.claim_id = r.claim_id AND later.ledger_account = r.ledger_account
       WHERE ${ours}) as_of
     WHERE cents <> 0`;
}

const receivablesOf = (org: Prisma.Sql): Prisma.Sql =>
  sql`r.organization_id = ${org} AND r.ledger_account IN ('receivable.payer', 'receivable.patient')`;

/** What a day near an end of the books leaves to fold, at most: beyond that, all entries in order are less work. */
const NEAR_AN_END = 0.125;

/** Where the day of a wish lies: today (or later), or near the first posting, near today, or between. */
export type PlaceInBooks = 'today' | 'early' | 'middle' | 'late';

export async function placeInBooks(tx: Tx, wish: AgingWish): Promise<PlaceInBooks> {
  if ((wish.on ?? tx.at.date) >= tx.at.date) return 'today';
  const day = dayOf(tx, wish);
  const [row] = await tx.db.$queryRaw<{ before: number; since: number }[]>`
    SELECT ${day} - min(posted_on) AS before, ${toDateColumn(tx.at.date)}::date - ${day} AS since
      FROM postings WHERE organization_id = ${tx.organizationId}::uuid`;
  const { before, since } = { before: row?.before ?? 0, since: row?.since ?? 0 };
  if (since <= (before + since) * NEAR_AN_END) return 'late';
  return before <= (before + since) * NEAR_AN_END ? 'early' : 'middle';
}
