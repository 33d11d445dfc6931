import pg from 'pg';
import { Connection } from '@temporalio/client';
import { assertSearchAttributes, searchAttributeKeys } from '../../src/temporal/search-attributes.js';
import { startTestServices, type TestServices } from './services.js';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
}, 120_000);
afterAll(() => services?.stop());

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe('a suite that leaves books that do not hold', () => {
  const leaveHalfAPosting = (services: TestServices) =>
    rows(
      services.adminUrl,
      `SET session_replication_role = replica;
       INSERT INTO postings (id, organization_id, business_key, kind, effective_date, posted_on, source_type, source_id)
         SELECT id, id, 'half', 'correction', '2026-01-05', '2026-01-05', 'test', 'test' FROM (SELECT gen_random_uuid() AS id) own;
       INSERT INTO ledger_entries (organization_id, posting_id, ledger_account, amount_cents, posted_on)
         SELECT organization_id, id, 'cash.clearing', 1, posted_on FROM postings`,
    );

  it('fails at its end, whatever it was about', async () => {
    const own = await startTestServices();
    await leaveHalfAPosting(own);
    await expect(own.stop()).rejects.toThrow('a posting is off');
  }, 120_000);

  it('does not when it broke them on purpose', async () => {
    const own = await startTestServices();
    await leaveHalfAPosting(own);
    await expect(own.stop({ books: 'broken on purpose' })).resolves.toBeUndefined();
  }, 120_000);
});

describe('the services a spec file stands on', () => {
  it('give it a database of its own with every migration applied', async () => {
    const applied = await rows(
      services.database.ownerUrl,
      'SELECT migration_name, finished_at FROM _prisma_migrations',
    );
    expect(applied.length).toBeGreaterThan(0);
    expect(applied.every((row) => row['finished_at'] !== null)).toBe(true);
  });

  it('let it work as a role that owns nothing and cannot pass row security', async () => {
    const role = 'SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user';
    const expected = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(await rows(services.database.url, role)).toEqual([{ rolname: 'reclaim_app', ...expected }]);
    expect(await rows(services.database.relayUrl, role)).toEqual([{ rolname: 'reclaim_relay', ...expected }]);
    expect(await rows(services.database.readerUrl, role)).toEqual([{ rolname: 'reclaim_reader', ...expected }]);
    await expect(rows(services.database.url, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
  });

  it('give it a Temporal namespace that knows every search attribute', async () => {
    const connection = await Connection.connect({ address: services.temporal.address });
    try {
      await assertSearchAttributes(connection, services.temporal.namespace);
    } finally {
      await connection.close();
    }
  });

  it('register at start-up what the product files its stories under', async () => {
    const { SEARCH_ATTRIBUTES } = (await import('../../tools/services/temporal.mjs' as string)) as {
      SEARCH_ATTRIBUTES: object;
    };
    expect(Object.keys(SEARCH_ATTRIBUTES).sort()).toEqual(
      Object.values(searchAttributeKeys)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
