import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { chartOfAccounts } from '../../domain/ledger/chart-of-accounts.js';

/** What happened in one calendar month, and the books at its end or on the last day (rulebook §8: by posting date). */
export interface MonthOfBooks {
  /** `2026-01`. */
  readonly month: string;
  readonly chargedCents: number;
  /** Money of payers and guarantors that came in that month. */
  readonly paidCents: number;
  readonly contractualCents: number;
  readonly writtenOffCents: number;
  /** Owed at the end of the month. */
  readonly receivableCents: number;
  /** Charges of the 90 days before the end of the month, and how many of these days the books know. */
  readonly charged90Cents: number;
  readonly charged90Days: number;
  /** Claims first sent that month; of them those that passed untouched, were answered, were accepted. */
  readonly claimsSent: number;
  readonly claimsClean: number;
  readonly claimsAnswered: number;
  readonly claimsAccepted: number;
  /** First decisions of that month; how many of them denied a line, how many paid at once; days from the first sending to them. */
  readonly claimsDecided: number;
  readonly claimsDenied: number;
  readonly claimsPaidAtOnce: number;
  readonly paymentLagDays: number;
}

export const ofBucket = (bucket: string): string[] =>
  Object.entries(chartOfAccounts).flatMap(([code, rule]) => (rule.bucket === bucket ? [code] : []));

export const numbers = <T extends object>(row: T | undefined): { [Name in keyof T]: number } =>
  Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value ?? 0)])) as {
    [Name in keyof T]: number;
  };

type RowOf<Name extends keyof MonthOfBooks> = { readonly [Each in Name]: bigint | number | null } & {
  readonly month: string;
};
type OfClaims = 'claimsSent' | 'claimsClean' | 'claimsAnswered' | 'claimsAccepted';
type OfDecisions = 'claimsDecided' | 'claimsDenied' | 'claimsPaidAtOnce' | 'paymentLagDays';

/** Every month from the first posting on. */
export async function monthsOfBooks(tx: Tx): Promise<MonthOfBooks[]> {
  const money = await moneyByMonth(tx);
  const sent = countsByMonth(await sentByMonth(tx));
  const decided = countsByMonth(await decidedByMonth(tx));
  return money.map(({ month, ...counts }) => ({
    month,
    ...numbers(counts),
    ...(sent.get(month) ?? NOTHING_SENT),
    ...(decided.get(month) ?? NOTHING_DECIDED),
  }));
}

const countsByMonth = <Row extends { readonly month: string }>(rows: readonly Row[]) =>
  new Map(rows.map(({ month, ...counts }) => [month, numbers(counts)]));

const NOTHING_SENT: Record<OfClaims, number> = { claimsSent: 0, claimsClean: 0, claimsAnswered: 0, claimsAccepted: 0 };
const NOTHING_DECIDED: Record<OfDecisions, number> = {
  claimsDecided: 0,
  claimsDenied: 0,
  claimsPaidAtOnce: 0,
  paymentLagDays: 0,
};

type OfMoney = Exclude<keyof MonthOfBooks, 'month' | OfClaims | OfDecisions>;

async function moneyByMonth(tx: Tx): Promise<RowOf<OfMoney>[]> {
  const today = toDateColumn(tx.at.date);
  return tx.db.$queryRaw<RowOf<OfMoney>[]>`
    WITH e AS (SELECT p.posted_on AS day, to_char(p.posted_on, 'YYYY-MM') AS month,
                      -sum(l.amount_cents) FILTER (WHERE l.ledger_account = ANY(${ofBucket('charged')})) AS charged,
                      sum(l.amount_cents) FILTER (WHERE l.ledger_account = ANY(${ofBucket('paid')})) AS paid,
                      sum(l.amount_cents) FILTER (WHERE l.ledger_account = ANY(${ofBucket('contractual')})) AS contractual,
                      sum(l.amount_cents) FILTER (WHERE l.ledger_account = ANY(${ofBucket('writtenOff')})) AS written_off,
                      sum(l.amount_cents) FILTER (WHERE l.ledger_account = ANY(${ofBucket('open')})) AS moved
                 FROM ledger_entries l JOIN postings p ON p.organization_id = l.organization_id AND p.id = l.posting_id
                WHERE l.organization_id = ${tx.organizationId}::uuid AND p.posted_on <= ${today}::date GROUP BY 1),
         m AS (SELECT month, sum(charged) AS charged, sum(paid) AS paid, sum(contractual) AS contractual, sum(written_off) AS written_off,
                      sum(moved) AS moved, least(${today}::date, (date_trunc('month', min(day)) + interval '1 month - 1 day')::date) AS ends
                 FROM e GROUP BY 1)
    SELECT month, charged AS "chargedCents", paid AS "paidCents", contractual AS "contractualCents", written_off AS "writtenOffCents",
           sum(moved) OVER (ORDER BY month) AS "receivableCents",
           (SELECT sum(e.charged) FROM e WHERE e.day > ends - 90 AND e.day <= ends) AS "charged90Cents",
           least(90, 1 + ends - (SELECT min(day) FROM e)) AS "charged90Days"
      FROM m ORDER BY month`;
}

/** By the day of the first sending. Only claims that came in: what we opened for a second payer is the same visit. */
const sentByMonth = (tx: Tx): Promise<RowOf<OfClaims>[]> => tx.db.$queryRaw<RowOf<OfClaims>[]>`
  WITH touched AS (SELECT DISTINCT subject_id FROM decisions
                    WHERE organization_id = ${tx.organizationId}::uuid AND subject_type = 'claim' AND to_state IN ('EDIT_FAILED', 'HOLD'))
  SELECT to_char(s.sent_on, 'YYYY-MM') AS month, count(*) AS "claimsSent",
         count(*) FILTER (WHERE s.claim_id NOT IN (SELECT subject_id FROM touched)) AS "claimsClean",
         count(*) FILTER (WHERE s.state IN ('ACCEPTED', 'REJECTED')) AS "claimsAnswered",
         count(*) FILTER (WHERE s.state = 'ACCEPTED') AS "claimsAccepted"
    FROM submissions s JOIN claims c ON c.organization_id = s.organization_id AND c.id = s.claim_id AND c.parent_claim_id IS NULL
   WHERE s.organization_id = ${tx.organizationId}::uuid AND s.number = 1 AND s.sent_on IS NOT NULL
   GROUP BY 1`;

/** By the day of the first payment or denial; reversals and later rounds are no first decision. */
const decidedByMonth = (tx: Tx): Promise<RowOf<OfDecisions>[]> => tx.db.$queryRaw<RowOf<OfDecisions>[]>`
  WITH f AS (SELECT DISTINCT ON (rc.claim_id) rc.id, rc.claim_id, rc.paid_cents, m.payment_date
               FROM remittance_claims rc
               JOIN remittances m ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id AND m.state = 'POSTED'
               JOIN claims c ON c.organization_id = rc.organization_id AND c.id = rc.claim_id AND c.parent_claim_id IS NULL
              WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.status <> '22'
              ORDER BY rc.claim_id, m.payment_date, m.posted_on, rc.ordinal),
       d AS (SELECT DISTINCT remittance_claim_id FROM claim_adjustments WHERE organization_id = ${tx.organizationId}::uuid AND kind = 'D'),
       refused AS (SELECT DISTINCT subject_id FROM story_events WHERE organization_id = ${tx.organizationId}::uuid
                      AND story_kind = 'claim' AND type IN ('payerRejected', 'batchRejected')),
       s AS (SELECT claim_id, min(sent_on) AS sent, max(number) AS last FROM submissions
              WHERE organization_id = ${tx.organizationId}::uuid AND sent_on IS NOT NULL GROUP BY 1)
  SELECT to_char(f.payment_date, 'YYYY-MM') AS month, count(*) AS "claimsDecided",
         count(*) FILTER (WHERE f.id IN (SELECT remittance_claim_id FROM d)) AS "claimsDenied",
         count(*) FILTER (WHERE f.paid_cents > 0 AND f.id NOT IN (SELECT remittance_claim_id FROM d)
                            AND f.claim_id NOT IN (SELECT subject_id FROM refused) AND coalesce(s.last, 1) = 1) AS "claimsPaidAtOnce",
         round(avg(f.payment_date - s.sent), 1)::float8 AS "paymentLagDays"
    FROM f LEFT JOIN s ON s.claim_id = f.claim_id
   GROUP BY 1`;
