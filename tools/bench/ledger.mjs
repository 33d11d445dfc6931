// Ledger postings a second through the product, beside plain INSERTs of the same rows into the same tables.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { perSecond } from './report.mjs';
import { product } from './throwaway-installation.mjs';

const POSTINGS = 2_000;
/** As in a remittance of this many claims: one transaction. */
const A_TRANSACTION = 50;

async function draftsOf(claims, round) {
  const { chargePosting } = await product('domain/ledger/claim-postings');
  return Array.from({ length: POSTINGS }, (_, index) => {
    const draft = chargePosting({
      claimId: claims[index % claims.length],
      payerId: randomUUID(),
      chargeCents: 12_500 + index,
      effectiveDate: '2026-01-05',
    });
    return { ...draft, businessKey: `bench:${round}:${index}` };
  });
}

const slices = (items) =>
  Array.from({ length: Math.ceil(items.length / A_TRANSACTION) }, (_, i) =>
    items.slice(i * A_TRANSACTION, (i + 1) * A_TRANSACTION),
  );

async function throughProduct({ deps }, organizationId, drafts) {
  const { inTransaction, systemActor } = await product('db/in-transaction');
  const { savePostings } = await product('app/ledger/save-postings');
  const startedAt = performance.now();
  for (const some of slices(drafts))
    await inTransaction(deps.db, organizationId, { actor: systemActor('bench') }, (tx) => savePostings(tx, some));
  return perSecond(drafts.length, performance.now() - startedAt);
}

const POSTING = `INSERT INTO postings (id, organization_id, business_key, kind, effective_date, source_type, source_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING`;
const ENTRIES = `INSERT INTO ledger_entries (organization_id, posting_id, ledger_account, amount_cents, claim_id, payer_id)
  VALUES ($1, $2, $3, $4, $5, $6), ($1, $2, $7, $8, $5, $6)`;

async function plainSql({ config }, organizationId, drafts) {
  const client = new pg.Client({ connectionString: config.database.url });
  await client.connect();
  const startedAt = performance.now();
  for (const some of slices(drafts)) {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.tenant', $1, true)", [organizationId]);
    for (const { businessKey, kind, effectiveDate, source, entries } of some) {
      const id = randomUUID();
      const [debit, credit] = entries;
      await client.query(POSTING, [id, organizationId, businessKey, kind, effectiveDate, source.type, source.id]);
      await client.query(ENTRIES, [
        organizationId,
        id,
        debit.account,
        debit.amountCents,
        debit.claimId,
        debit.payerId,
        credit.account,
        credit.amountCents,
      ]);
    }
    await client.query('COMMIT');
  }
  const rate = perSecond(drafts.length, performance.now() - startedAt);
  await client.end();
  return rate;
}

/** `{ product, plain }` in postings a second; order alternates so that neither meets the warmer cache. */
export async function ledgerBench(system, { organizationId, claims }) {
  await throughProduct(system, organizationId, (await draftsOf(claims, 'warm')).slice(0, 200));
  const plain = await plainSql(system, organizationId, await draftsOf(claims, 'plain'));
  const through = await throughProduct(system, organizationId, await draftsOf(claims, 'product'));
  const plainAgain = await plainSql(system, organizationId, await draftsOf(claims, 'plain-again'));
  return { product: through, plain: Math.round((plain + plainAgain) / 2) };
}
