import { Prisma } from '../../db/generated/client.js';
import { chartOfAccounts } from '../../domain/ledger/chart-of-accounts.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

/** One thing that must hold: `counted` says how much was looked at, `broken` returns one row (subject, found) for each fault. */
export interface BookCheck {
  readonly name: string;
  /** In words, as if it held; what a person reads. */
  readonly statement: string;
  /** Unit of `counted`, for the sentence. */
  readonly unit: string;
  readonly counted: (org: string) => Prisma.Sql;
  readonly broken: (org: string) => Prisma.Sql;
}

const sql = Prisma.sql;
const NO_CLAIM = '00000000-0000-0000-0000-000000000000';
const countOf = (table: string) => (org: string) =>
  sql`SELECT count(*) AS counted FROM ${Prisma.raw(table)} WHERE organization_id = ${org}::uuid`;

const postingsBalance: BookCheck = {
  name: 'postings balance',
  statement: 'every posting sums to zero, as a whole and within each claim',
  unit: 'postings',
  counted: countOf('postings'),
  broken: (org) => sql`
    SELECT 'posting ' || p.business_key AS subject, 'off by ' || off.cents || ' cents'
           || CASE WHEN off.claim_id IS NULL THEN '' ELSE ' on claim ' || coalesce(c.claim_number, off.claim_id::text) END AS found
      FROM (SELECT posting_id, claim_id, sum(amount_cents) AS cents FROM ledger_entries
             WHERE organization_id = ${org}::uuid GROUP BY 1, 2 HAVING sum(amount_cents) <> 0) off
      JOIN postings p ON p.organization_id = ${org}::uuid AND p.id = off.posting_id
      LEFT JOIN claims c ON c.organization_id = p.organization_id AND c.id = off.claim_id
    UNION ALL
    SELECT 'posting ' || p.business_key, 'has no entries' FROM postings p
     WHERE p.organization_id = ${org}::uuid
       AND NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.organization_id = ${org}::uuid AND e.posting_id = p.id)`,
};

const ledgerSum: BookCheck = {
  name: 'the ledger sums to zero',
  statement: 'all entries together sum to zero',
  unit: 'entries',
  counted: countOf('ledger_entries'),
  broken: (org) => sql`
    SELECT 'ledger' AS subject, 'off by ' || sum(amount_cents) || ' cents' AS found
      FROM ledger_entries WHERE organization_id = ${org}::uuid HAVING sum(amount_cents) <> 0`,
};

const balancesFold: BookCheck = {
  name: 'balances equal the entries',
  statement: 'every kept balance equals the sum of its entries',
  unit: 'balances',
  counted: countOf('ledger_balances'),
  broken: (org) => sql`
    SELECT account || CASE WHEN claim = ${NO_CLAIM}::uuid THEN ' without a claim' ELSE ' of claim ' || coalesce(c.claim_number, claim::text) END AS subject,
           'kept balance is off by ' || coalesce(kept.balance_cents, 0) - coalesce(folded.cents, 0) || ' cents' AS found
      FROM (SELECT ledger_account AS account, coalesce(claim_id, ${NO_CLAIM}::uuid) AS claim, sum(amount_cents)::bigint AS cents
              FROM ledger_entries WHERE organization_id = ${org}::uuid GROUP BY 1, 2) folded
      FULL JOIN (SELECT ledger_account AS account, claim_id AS claim, balance_cents FROM ledger_balances
                  WHERE organization_id = ${org}::uuid) kept USING (account, claim)
      LEFT JOIN claims c ON c.organization_id = ${org}::uuid AND c.id = claim
     WHERE coalesce(kept.balance_cents, 0) <> coalesce(folded.cents, 0)`,
};

const knownAccounts: BookCheck = {
  name: 'accounts are known',
  statement: 'every entry stands on an account of the chart',
  unit: 'entries',
  counted: countOf('ledger_entries'),
  broken: (org) => sql`
    SELECT ledger_account AS subject, count(*) || ' entries on an account the chart does not have' AS found
      FROM ledger_entries WHERE organization_id = ${org}::uuid AND ledger_account <> ALL (${Object.keys(chartOfAccounts)})
     GROUP BY 1`,
};

const reversalsExact: BookCheck = {
  name: 'reversals are exact',
  statement: 'every reversal undoes its posting to the cent, and no posting is reversed twice',
  unit: 'reversals',
  counted: (org) =>
    sql`SELECT count(*) AS counted FROM postings WHERE organization_id = ${org}::uuid AND reverses_id IS NOT NULL`,
  broken: (org) => sql`
    SELECT 'posting ' || r.business_key AS subject, e.ledger_account || ' is left with ' || sum(e.amount_cents) || ' cents' AS found
      FROM postings r JOIN ledger_entries e ON e.organization_id = r.organization_id AND e.posting_id IN (r.id, r.reverses_id)
     WHERE r.organization_id = ${org}::uuid AND r.reverses_id IS NOT NULL
     GROUP BY r.organization_id, r.id, r.business_key, e.ledger_account, e.claim_id HAVING sum(e.amount_cents) <> 0
    UNION ALL
    SELECT 'posting ' || p.business_key, 'is reversed ' || count(*) || ' times'
      FROM postings r JOIN postings p ON p.organization_id = r.organization_id AND p.id = r.reverses_id
     WHERE r.organization_id = ${org}::uuid GROUP BY p.organization_id, p.id, p.business_key HAVING count(*) > 1`,
};

const remittancesBalance: BookCheck = {
  name: 'remittances balance',
  statement:
    'every posted remittance balances: payment = paid on claims less provider adjustments (BPR02 = ΣCLP04 − ΣPLB)',
  unit: 'posted remittances',
  counted: (org) =>
    sql`SELECT count(*) AS counted FROM remittances WHERE organization_id = ${org}::uuid AND state = 'POSTED'`,
  broken: (org) => sql`
    SELECT 'payment ' || coalesce(r.trace, r.id::text) || ' of ' || r.payment_date AS subject, 'pays ' || r.payment_cents || ' cents, its parts make ' || (claims.paid - plb.sum) AS found
      FROM remittances r
     CROSS JOIN LATERAL (SELECT coalesce(sum(paid_cents), 0) AS paid FROM remittance_claims c WHERE c.organization_id = r.organization_id AND c.remittance_id = r.id) claims
     CROSS JOIN LATERAL (SELECT coalesce(sum(amount_cents), 0) AS sum FROM provider_adjustments a WHERE a.organization_id = r.organization_id AND a.remittance_id = r.id) plb
     WHERE r.organization_id = ${org}::uuid AND r.state = 'POSTED' AND r.payment_cents <> claims.paid - plb.sum`,
};

const remittanceCash: BookCheck = {
  name: 'remittance money is on the books',
  statement: 'the cash booked from every posted remittance is the payment the payer sent',
  unit: 'posted remittances',
  counted: remittancesBalance.counted,
  broken: (org) => sql`
    SELECT 'payment ' || coalesce(r.trace, r.id::text) || ' of ' || r.payment_date AS subject, 'pays ' || r.payment_cents || ' cents, booked ' || booked.cents AS found
      FROM remittances r
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(e.amount_cents), 0) AS cents FROM postings p
         JOIN ledger_entries e ON e.organization_id = p.organization_id AND e.posting_id = p.id
        WHERE p.organization_id = r.organization_id AND p.source_type = 'remittance' AND p.source_id = r.id::text AND e.ledger_account = 'cash.clearing') booked
     WHERE r.organization_id = ${org}::uuid AND r.state = 'POSTED' AND booked.cents <> r.payment_cents`,
};

const postedOnce: BookCheck = {
  name: 'nothing is posted twice',
  statement: 'one payment of a payer (payer, trace, date) is posted once',
  unit: 'posted remittances',
  counted: remittancesBalance.counted,
  broken: (org) => sql`
    SELECT identity_key AS subject, 'posted ' || count(*) || ' times' AS found FROM remittances
     WHERE organization_id = ${org}::uuid AND state = 'POSTED' GROUP BY identity_key HAVING count(*) > 1`,
};

const chargesBooked: BookCheck = {
  name: 'charges are on the books',
  statement:
    'every claim is charged with exactly its charge, or not at all when it is the next payer’s claim or was voided',
  unit: 'claims',
  counted: countOf('claims'),
  broken: (org) => sql`
    SELECT 'claim ' || c.claim_number AS subject, 'claims ' || c.charge_cents || ' cents, booked ' || coalesce(booked.cents, 0) AS found
      FROM claims c
      LEFT JOIN (SELECT claim_id, -sum(amount_cents)::bigint AS cents FROM ledger_entries
                  WHERE organization_id = ${org}::uuid AND ledger_account = 'revenue.charges' GROUP BY 1) booked ON booked.claim_id = c.id
     WHERE c.organization_id = ${org}::uuid AND c.parent_claim_id IS NULL AND coalesce(booked.cents, 0) <> c.charge_cents
       AND NOT (c.state = 'CLOSED_VOIDED' AND coalesce(booked.cents, 0) = 0)`,
};

const closedClaimsEmpty: BookCheck = {
  name: 'closed claims owe nothing',
  statement: 'no payer balance is left on a claim that is closed',
  unit: 'closed claims',
  counted: (org) =>
    sql`SELECT count(*) AS counted FROM claims WHERE organization_id = ${org}::uuid AND state LIKE 'CLOSED%'`,
  broken: (org) => sql`
    SELECT 'claim ' || c.claim_number AS subject, 'is ' || c.state || ' with ' || b.balance_cents || ' cents open' AS found
      FROM claims c JOIN ledger_balances b ON b.organization_id = c.organization_id AND b.claim_id = c.id AND b.ledger_account = 'receivable.payer'
     WHERE c.organization_id = ${org}::uuid AND c.state LIKE 'CLOSED%' AND b.balance_cents <> 0
       AND NOT EXISTS (SELECT 1 FROM story_events e WHERE e.organization_id = c.organization_id AND e.subject_id = c.id AND e.handled_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM work_items w WHERE w.organization_id = c.organization_id AND w.claim_id = c.id AND w.state = ANY(${openItemStates}::text[]))`,
};

const patientPaymentsBooked: BookCheck = {
  name: 'patient payments are on the books',
  statement: 'every payment of a patient is booked as cash, once and in full',
  unit: 'payments',
  counted: countOf('patient_payments'),
  broken: (org) => sql`
    SELECT coalesce('payment with receipt ' || pp.receipt_number, 'payment ' || pp.id) AS subject, 'paid ' || pp.amount_cents || ' cents, booked ' || booked.cents AS found
      FROM patient_payments pp
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(e.amount_cents), 0) AS cents FROM postings p
         JOIN ledger_entries e ON e.organization_id = p.organization_id AND e.posting_id = p.id
        WHERE p.organization_id = pp.organization_id AND p.source_type = 'patientPayment' AND p.source_id = pp.id::text
          AND p.kind = 'patientPayment' AND e.ledger_account = 'cash.clearing') booked
     WHERE pp.organization_id = ${org}::uuid AND booked.cents <> pp.amount_cents
       AND NOT EXISTS (SELECT 1 FROM story_events e WHERE e.organization_id = pp.organization_id AND e.subject_id = pp.account_id AND e.handled_at IS NULL)`,
};

const protectedPatients: BookCheck = {
  name: 'protected patients owe nothing',
  statement: 'nothing is asked of a patient whose payer must not bill patients (workers’ compensation, Medicaid, QMB)',
  unit: 'claims of such payers',
  counted: (org) => sql`
    SELECT count(*) AS counted FROM claims c JOIN payers y ON y.organization_id = c.organization_id AND y.id = c.payer_id
     WHERE c.organization_id = ${org}::uuid AND NOT y.bills_patients`,
  broken: (org) => sql`
    SELECT 'claim ' || c.claim_number AS subject, b.balance_cents || ' cents stand against the guarantor' AS found
      FROM claims c JOIN payers y ON y.organization_id = c.organization_id AND y.id = c.payer_id
      JOIN ledger_balances b ON b.organization_id = c.organization_id AND b.claim_id = c.id AND b.ledger_account = 'receivable.patient'
     WHERE c.organization_id = ${org}::uuid AND b.balance_cents > 0
       AND (NOT y.bills_patients OR EXISTS (
         SELECT 1 FROM coverages v WHERE v.organization_id = c.organization_id AND v.patient_id = c.patient_id AND v.qmb_source IS NOT NULL
            AND c.service_from BETWEEN coalesce(v.qmb_from, '-infinity') AND coalesce(v.qmb_to, 'infinity')))`,
};

const guards: BookCheck = {
  name: 'the guards stand',
  statement: 'the database refuses to change or remove postings and entries, and row security is forced',
  unit: 'guards',
  counted: () => sql`
    SELECT count(*) AS counted FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relname IN ('postings', 'ledger_entries') AND NOT t.tgisinternal`,
  broken: () => sql`
    SELECT wanted.tab || '.' || wanted.trigger AS subject, 'is missing or switched off' AS found
      FROM (VALUES ('postings', 'no_change'), ('postings', 'no_truncate'), ('postings', 'posting_balances'), ('postings', 'reversal_is_exact'),
                   ('ledger_entries', 'no_change'), ('ledger_entries', 'no_truncate'), ('ledger_entries', 'entries_join_fresh_posting')) AS wanted(tab, trigger)
     WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                        WHERE c.relname = wanted.tab AND t.tgname = wanted.trigger AND t.tgenabled <> 'D')
    UNION ALL
    SELECT c.relname, 'row security is not forced' FROM pg_class c
     WHERE c.relname IN ('postings', 'ledger_entries', 'ledger_balances') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
};

/** What must hold of the books of any organization at any time, in the order a person would ask. */
export const bookChecks: readonly BookCheck[] = [
  ledgerSum,
  postingsBalance,
  balancesFold,
  knownAccounts,
  reversalsExact,
  remittancesBalance,
  remittanceCash,
  postedOnce,
  chargesBooked,
  closedClaimsEmpty,
  patientPaymentsBooked,
  protectedPatients,
  guards,
];
