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

const since: Readonly<Record<AgeBase, Prisma.Sql>> = {
  service: sql`c.service_through`,
  firstBill: sql`coalesce(c.first_billed_on, c.created_on)`,
  responsibility: sql`CASE WHEN o.ledger_account = 'receivable.patient' THEN coalesce(r.day_zero, c.adjudicated_on, c.created_on)
                           ELSE coalesce(c.first_billed_on, c.created_on) END`,
};

/** Names of facilities and providers may be missing in set-up; then the NPI itself is the name. Two rows of one NPI count once. */
const groups: Readonly<Record<AgingGroup, { key: Prisma.Sql; label: Prisma.Sql; join: Prisma.Sql }>> = {
  payer: {
    key: sql`c.payer_id::text`,
    label: sql`y.name`,
    join: sql`JOIN payers y ON y.organization_id = c.organization_id AND y.id = c.payer_id`,
  },
  facility: {
    key: sql`c.facility_npi`,
    label: sql`coalesce(f.name, nullif(c.facility_npi, ''), 'not stated')`,
    join: sql`LEFT JOIN (SELECT npi, min(name) AS name FROM facilities GROUP BY npi) f ON f.npi = c.facility_npi`,
  },
  provider: {
    key: sql`c.provider_npi`,
    label: sql`coalesce(v.name, nullif(c.provider_npi, ''), 'not stated')`,
    join: sql`LEFT JOIN (SELECT npi, min(name) AS name FROM providers GROUP BY npi) v ON v.npi = c.provider_npi`,
  },
  party: {
    key: sql`CASE o.ledger_account WHEN 'receivable.patient' THEN 'patient' ELSE 'payer' END`,
    label: sql`CASE o.ledger_account WHEN 'receivable.patient' THEN 'Guarantors' ELSE 'Payers' END`,
    join: sql``,
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

/**
 * Open balances as of a day: one row per claim and party with key, label, since, age, bucket. Today's come from the balance
 * table; a past day's are folded from the entries.
 */
export function openBalances(tx: Tx, wish: AgingWish): Prisma.Sql {
  const on = wish.on ?? tx.at.date;
  const day = sql`${toDateColumn(on)}::date`;
  const group = groups[wish.by];
  const org = sql`${tx.organizationId}::uuid`;
  const balances =
    on >= tx.at.date
      ? sql`SELECT claim_id, ledger_account, balance_cents AS cents FROM ledger_balances
             WHERE organization_id = ${org} AND ledger_account IN ('receivable.payer', 'receivable.patient') AND balance_cents <> 0`
      : sql`SELECT e.claim_id, e.ledger_account, sum(e.amount_cents) AS cents
              FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
             WHERE e.organization_id = ${org} AND e.ledger_account IN ('receivable.payer', 'receivable.patient') AND p.posted_on <= ${day}
             GROUP BY 1, 2 HAVING sum(e.amount_cents) <> 0`;
  return sql`
    SELECT c.id AS claim_id, c.claim_number, CASE o.ledger_account WHEN 'receivable.patient' THEN 'patient' ELSE 'payer' END AS party,
           ${group.key} AS key, ${group.label} AS label, o.cents::bigint AS cents, ${since[wish.base]} AS since,
           ${day} - ${since[wish.base]} AS age,
           width_bucket((${day} - ${since[wish.base]})::int, ${UPPER_DAYS}::int[]) AS bucket
      FROM (${balances}) o
      JOIN claims c ON c.organization_id = ${org} AND c.id = o.claim_id
      LEFT JOIN responsibilitys r ON ${wish.base === 'responsibility'} AND r.organization_id = ${org} AND r.claim_id = c.id
      ${group.join}`;
}
