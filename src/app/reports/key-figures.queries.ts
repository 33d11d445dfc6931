import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import { chartOfAccounts } from '../../domain/ledger/chart-of-accounts.js';
import type { KpiBucket } from '../../domain/ledger/write-off-codes.js';
import { keyFigures, type Counted, type KeyFigure, type Spread } from '../../domain/reporting/key-figures.js';
import type { Deps } from '../deps.js';
import { monthsOfBooks, numbers, ofBucket, type MonthOfBooks } from './months.queries.js';

export interface KeyFiguresReport {
  /** Business day the books are read on. */
  readonly on: PlainDate;
  readonly figures: readonly KeyFigure[];
  readonly months: readonly MonthOfBooks[];
}

/** The figures of rulebook §8 over everything an organization has on its books, from SQL and the ledger alone. */
export async function keyFiguresReport(deps: Deps, actor: Actor, organizationId: string): Promise<KeyFiguresReport> {
  return inTransaction(deps.db, organizationId, { actor, snapshot: true }, async (tx) => ({
    on: tx.at.date,
    figures: keyFigures(await counted(tx)),
    months: await monthsOfBooks(tx),
  }));
}

const accountsOf = (bucket: KpiBucket): string[] =>
  Object.entries(chartOfAccounts).flatMap(([code, rule]) =>
    'kpiBucket' in rule && rule.kpiBucket === bucket ? [code] : [],
  );
async function counted(tx: Tx): Promise<Counted> {
  const [money, claims, rest, lags] = [
    await moneyCounted(tx),
    await claimsCounted(tx),
    await restCounted(tx),
    await lagsOf(tx),
  ];
  return { ...money, ...claims, ...rest, ...lags };
}

type MoneyCounted = Pick<
  Counted,
  | 'chargedCents'
  | 'charged90Cents'
  | 'paidCents'
  | 'contractualCents'
  | 'receivableCents'
  | 'payerReceivableCents'
  | 'payerReceivableOver90Cents'
  | 'cohortNetCents'
  | 'cohortPaidCents'
  | 'denialWriteOffCents'
  | 'badDebtCents'
>;

/** A visit's claims to several payers are one: what its first claim was charged, and what came in for all of them. */
async function moneyCounted(tx: Tx): Promise<MoneyCounted> {
  const today = toDateColumn(tx.at.date);
  const ninetyDaysAgo = toDateColumn(addDays(tx.at.date, -90));
  const fourMonthsAgo = toDateColumn(addDays(tx.at.date, -122));
  const [row] = await tx.db.$queryRaw<MoneyCounted[]>`
    WITH e AS (
      SELECT l.ledger_account AS account, l.amount_cents AS cents, p.posted_on, c.service_from
        FROM ledger_entries l
        JOIN postings p ON p.organization_id = l.organization_id AND p.id = l.posting_id
        LEFT JOIN claims c ON c.organization_id = l.organization_id AND c.id = l.claim_id
       WHERE l.organization_id = ${tx.organizationId}::uuid AND p.posted_on <= ${today}::date)
    SELECT -sum(cents) FILTER (WHERE account = ANY(${ofBucket('charged')})) AS "chargedCents",
           -sum(cents) FILTER (WHERE account = ANY(${ofBucket('charged')}) AND posted_on > ${ninetyDaysAgo}::date) AS "charged90Cents",
           sum(cents) FILTER (WHERE account = ANY(${ofBucket('paid')})) AS "paidCents",
           sum(cents) FILTER (WHERE account = ANY(${ofBucket('contractual')})) AS "contractualCents",
           sum(cents) FILTER (WHERE account = ANY(${ofBucket('open')})) AS "receivableCents",
           sum(cents) FILTER (WHERE account = 'receivable.payer') AS "payerReceivableCents",
           sum(cents) FILTER (WHERE account = 'receivable.payer' AND service_from < ${ninetyDaysAgo}::date) AS "payerReceivableOver90Cents",
           -sum(cents) FILTER (WHERE account = ANY(${[...ofBucket('charged'), ...ofBucket('contractual')]})
                                 AND service_from < ${fourMonthsAgo}::date) AS "cohortNetCents",
           sum(cents) FILTER (WHERE account = ANY(${ofBucket('paid')}) AND service_from < ${fourMonthsAgo}::date) AS "cohortPaidCents",
           sum(cents) FILTER (WHERE account = ANY(${accountsOf('denialAdmin')})) AS "denialWriteOffCents",
           sum(cents) FILTER (WHERE account = ANY(${accountsOf('badDebt')})) AS "badDebtCents"
      FROM e`;
  return numbers(row as MoneyCounted);
}

type ClaimsCounted = Pick<
  Counted,
  | 'claimsScrubbed'
  | 'claimsClean'
  | 'firstSendings'
  | 'firstSendingsAccepted'
  | 'claimsDecided'
  | 'claimsDenied'
  | 'claimsPaidAtOnce'
>;

/** Only claims that came in: what we opened for a second payer is the same visit. Reversals and later rounds are no first decision. */
async function claimsCounted(tx: Tx): Promise<ClaimsCounted> {
  const [row] = await tx.db.$queryRaw<ClaimsCounted[]>`
    WITH c AS (SELECT id FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND parent_claim_id IS NULL),
         s AS (SELECT s.claim_id, s.number, s.state, s.sent_on FROM submissions s JOIN c ON c.id = s.claim_id
                WHERE s.organization_id = ${tx.organizationId}::uuid AND s.sent_on IS NOT NULL),
         touched AS (SELECT DISTINCT subject_id FROM decisions
                      WHERE organization_id = ${tx.organizationId}::uuid AND subject_type = 'claim' AND to_state IN ('EDIT_FAILED', 'HOLD')),
         refused AS (SELECT DISTINCT subject_id FROM story_events WHERE organization_id = ${tx.organizationId}::uuid
                        AND story_kind = 'claim' AND type IN ('payerRejected', 'batchRejected')),
         f AS (SELECT DISTINCT ON (rc.claim_id) rc.id, rc.claim_id, rc.paid_cents
                 FROM remittance_claims rc
                 JOIN remittances m ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id AND m.state = 'POSTED'
                 JOIN c ON c.id = rc.claim_id
                WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.status <> '22'
                ORDER BY rc.claim_id, m.payment_date, m.posted_on, rc.ordinal),
         d AS (SELECT DISTINCT remittance_claim_id FROM claim_adjustments
                WHERE organization_id = ${tx.organizationId}::uuid AND kind = 'D')
    SELECT (SELECT count(DISTINCT claim_id) FROM s) AS "claimsScrubbed",
           (SELECT count(DISTINCT claim_id) FROM s WHERE claim_id NOT IN (SELECT subject_id FROM touched)) AS "claimsClean",
           (SELECT count(*) FROM s WHERE number = 1 AND state IN ('ACCEPTED', 'REJECTED')) AS "firstSendings",
           (SELECT count(*) FROM s WHERE number = 1 AND state = 'ACCEPTED') AS "firstSendingsAccepted",
           (SELECT count(*) FROM f) AS "claimsDecided",
           (SELECT count(*) FROM f WHERE id IN (SELECT remittance_claim_id FROM d)) AS "claimsDenied",
           (SELECT count(*) FROM f WHERE paid_cents > 0 AND id NOT IN (SELECT remittance_claim_id FROM d)
              AND claim_id NOT IN (SELECT subject_id FROM refused)
              AND NOT EXISTS (SELECT 1 FROM s WHERE s.claim_id = f.claim_id AND s.number > 1)) AS "claimsPaidAtOnce"`;
  return numbers(row as ClaimsCounted);
}

type RestCounted = Pick<
  Counted,
  'appealsDecided' | 'appealsWon' | 'plans' | 'plansDefaulted' | 'placedCents' | 'collectedCents'
>;

async function restCounted(tx: Tx): Promise<RestCounted> {
  const [row] = await tx.db.$queryRaw<RestCounted[]>`
    WITH a AS (SELECT decision FROM appeal_levels WHERE organization_id = ${tx.organizationId}::uuid AND decided_on IS NOT NULL),
         p AS (SELECT id FROM payment_plans WHERE organization_id = ${tx.organizationId}::uuid
                AND state IN ('ACTIVE', 'LATE', 'DEFAULTED', 'COMPLETED'))
    SELECT (SELECT count(*) FROM a) AS "appealsDecided",
           (SELECT count(*) FROM a WHERE decision IN ('favorable', 'partial')) AS "appealsWon",
           (SELECT count(*) FROM p) AS plans,
           (SELECT count(*) FROM p WHERE EXISTS (SELECT 1 FROM decisions d WHERE d.organization_id = ${tx.organizationId}::uuid
              AND d.subject_id = p.id AND d.to_state = 'DEFAULTED')) AS "plansDefaulted",
           (SELECT coalesce(sum(placed_cents), 0) FROM placements WHERE organization_id = ${tx.organizationId}::uuid AND placed_on IS NOT NULL) AS "placedCents",
           (SELECT coalesce(sum(collected_cents), 0) FROM placements WHERE organization_id = ${tx.organizationId}::uuid AND placed_on IS NOT NULL) AS "collectedCents"`;
  return numbers(row as RestCounted);
}

interface LagRow {
  readonly lag: string;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
}

async function lagsOf(tx: Tx): Promise<Pick<Counted, 'claimLagDays' | 'paymentLagDays'>> {
  const rows = await tx.db.$queryRaw<LagRow[]>`
    WITH c AS (SELECT c.created_on, (SELECT min(s.sent_on) FROM submissions s WHERE s.organization_id = c.organization_id AND s.claim_id = c.id) AS sent,
                      (SELECT min(m.payment_date) FROM remittance_claims rc JOIN remittances m
                          ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id AND m.state = 'POSTED'
                        WHERE rc.organization_id = c.organization_id AND rc.claim_id = c.id) AS paid
                 FROM claims c WHERE c.organization_id = ${tx.organizationId}::uuid AND c.parent_claim_id IS NULL),
         l AS (SELECT 'claim' AS lag, sent - created_on AS days FROM c WHERE sent IS NOT NULL
                UNION ALL SELECT 'payment', paid - sent FROM c WHERE paid IS NOT NULL AND sent IS NOT NULL)
    SELECT lag, avg(days)::float8 AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::float8 AS median,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY days)::float8 AS p90 FROM l GROUP BY lag`;
  const spread = (lag: string): Spread => {
    const row = rows.find((one) => one.lag === lag);
    if (!row) return {};
    return { mean: row.mean ?? 0, median: row.median ?? 0, p90: row.p90 ?? 0 };
  };
  return { claimLagDays: spread('claim'), paymentLagDays: spread('payment') };
}
