// Aging over a million open claims, and the fold of their entries against the kept balances: rows made by SQL, read by the product.
import { perSecond, table } from './report.mjs';
import { product } from './throwaway-installation.mjs';

const BAR_AGING_S = 2;
const BAR_FOLD_S = 10;
const ROWS_A_STATEMENT = 100_000;
/** Claims were charged over the 400 days before the books' day: most of them, half, a few. */
const PAST_DAYS = ['2026-01-02', '2025-07-01', '2025-01-15'];

/** Triggers rest while the superuser makes rows; the balances are then exactly the fold. */
async function makeOpenClaims(admin, { organizationId, template, count }) {
  await admin.query("SET session_replication_role = 'replica'");
  for (let made = 0; made < count; made += ROWS_A_STATEMENT) {
    const upTo = Math.min(count, made + ROWS_A_STATEMENT);
    await admin.query(
      `WITH made AS (
         INSERT INTO claims SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'claim_number', 'OPEN' || n, 'content', '\\x00',
             'source_number', null, 'source_index', null, 'source_file_id', null, 'service_through', DATE '2026-01-05' - (n % 400)))).*
           FROM claims c, generate_series($2::int, $3::int) n WHERE c.id = $1
         RETURNING organization_id, id, payer_id, charge_cents, service_through),
       posted AS (
         INSERT INTO postings (id, organization_id, business_key, kind, effective_date, posted_on, source_type, source_id)
         SELECT id, organization_id, id || ':charge:1', 'charge', service_through, service_through, 'claim', id::text FROM made)
       INSERT INTO ledger_entries (organization_id, posting_id, ledger_account, amount_cents, claim_id, payer_id, posted_on)
       SELECT organization_id, id, account, sign * charge_cents, id, payer_id, service_through
         FROM made, (VALUES ('receivable.payer', 1), ('revenue.charges', -1)) AS side (account, sign)`,
      [template.id, made + 1, upTo],
    );
  }
  await admin.query(
    `INSERT INTO ledger_balances (organization_id, ledger_account, claim_id, balance_cents)
     SELECT organization_id, ledger_account, claim_id, sum(amount_cents) FROM ledger_entries e
      WHERE organization_id = $1 AND claim_id IN (SELECT id FROM claims WHERE organization_id = $1 AND claim_number LIKE 'OPEN%')
      GROUP BY 1, 2, 3`,
    [organizationId],
  );
  await admin.query("SET session_replication_role = 'origin'");
  await admin.query('VACUUM ANALYZE claims, postings, ledger_entries, ledger_balances');
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedAt };
}

export async function largeBooks(system, admin, { organizationId, template, count }) {
  await makeOpenClaims(admin, { organizationId, template, count });
  const { readAging } = await product('app/aging/aging.queries');
  const { verifyBooks } = await product('app/books/verify-books');
  const actor = { id: 'bench', role: 'supervisor' };
  const rows = [];
  const measure = async (wish) => {
    const { ms, result } = await timed(() => readAging(system.deps, actor, organizationId, wish));
    const name = `aging by ${wish.by}, from ${wish.base}, as of ${wish.on ?? 'today'}`;
    rows.push([name, result.total.claims, (ms / 1000).toFixed(2), `≤ ${BAR_AGING_S} s`]);
  };
  for (const base of ['service', 'firstBill', 'responsibility'])
    for (const by of ['payer', 'facility', 'provider', 'party']) await measure({ by, base });
  for (const on of PAST_DAYS) await measure({ by: 'payer', base: 'responsibility', on });
  console.log(table('Aging of open claims', ['', 'balances', 'seconds', 'bar'], rows));
  const { rows: entries } = await admin.query('SELECT count(*) FROM ledger_entries WHERE organization_id = $1', [
    organizationId,
  ]);
  const { ms, result } = await timed(() => verifyBooks(system.deps, actor, organizationId));
  const broken = result.filter(({ holds }) => !holds).map(({ sentence }) => sentence);
  console.log(
    table(
      'Books verified',
      ['', 'entries', 'seconds', 'entries a second', 'bar'],
      [
        [
          `${result.length} invariants, every balance against its entries`,
          entries[0].count,
          (ms / 1000).toFixed(1),
          perSecond(Number(entries[0].count), ms),
          `1,000,000 entries ≤ ${BAR_FOLD_S} s`,
        ],
      ],
    ),
  );
  for (const sentence of broken) console.log(`  broken: ${sentence}`);
}
