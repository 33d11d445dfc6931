import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** One connection with the tenant set for its transactions, as the product sets it. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs the statements in one transaction of one organization (none: no tenant at all); rolls back on a refusal. */
export async function asTenant<T>(
  client: pg.Client,
  organizationId: string | null,
  work: () => Promise<T>,
): Promise<T> {
  await client.query('BEGIN');
  try {
    if (organizationId) await client.query(`SELECT set_config('app.tenant', $1, true)`, [organizationId]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

export async function anOrganization(client: pg.Client): Promise<string> {
  const id = randomUUID();
  await asTenant(client, id, () =>
    client.query(
      `INSERT INTO organizations (id, name, clock_kind, business_at, npi, tax_id) VALUES ($1, 'Riverside', 'stepped', '2026-01-05T13:00:00Z', '1234567893', '123456789')`,
      [id],
    ),
  );
  return id;
}

export interface Entry {
  readonly account: string;
  readonly cents: number;
  readonly claimId?: string;
}

/** A posting and its entries, written by hand in the transaction at hand. */
export async function insertPosting(
  client: pg.Client,
  organizationId: string,
  posting: { id?: string; key?: string; reversesId?: string },
  entries: readonly Entry[],
): Promise<string> {
  const id = posting.id ?? randomUUID();
  await client.query(
    `INSERT INTO postings (id, organization_id, business_key, kind, effective_date, source_type, source_id, reverses_id)
     VALUES ($1, $2, $3, 'correction', '2026-01-05', 'test', 'test', $4)`,
    [id, organizationId, posting.key ?? id, posting.reversesId ?? null],
  );
  await insertEntries(client, organizationId, id, entries);
  return id;
}

export async function insertEntries(
  client: pg.Client,
  organizationId: string,
  postingId: string,
  entries: readonly Entry[],
): Promise<void> {
  for (const { account, cents, claimId } of entries) {
    await client.query(
      'INSERT INTO ledger_entries (organization_id, posting_id, ledger_account, amount_cents, claim_id) VALUES ($1, $2, $3, $4, $5)',
      [organizationId, postingId, account, cents, claimId ?? null],
    );
  }
}
