import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { assertSafeRole, openDatabase, type Database } from '../../src/db/database.js';
import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import { startTestServices, type TestServices } from '../support/services.js';
import { anOrganization, asTenant, connect } from './a-database.js';

const REQUESTS = process.env['RECLAIM_TEST_DEEP'] ? 10_000 : 1_000;
const TENANTS = 20;

let services: TestServices;
let app: pg.Client;
let admin: pg.Client;
beforeAll(async () => {
  services = await startTestServices();
  app = await connect(services.database.url);
  admin = await connect(services.adminUrl);
}, 120_000);
afterAll(async () => {
  await app?.end();
  await admin?.end();
  await services?.stop({ books: 'broken on purpose' });
});

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

const rowsOf = async <T extends pg.QueryResultRow>(
  client: pg.Client,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> => (await client.query<T>(sql, values)).rows;

async function tenantTables(): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    admin,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Columns that take only certain words. */
const CHECKED: Readonly<Record<string, string>> = {
  'coverage_snapshots.status': 'active',
  'own_accounts.relation': 'own',
};

/** A row of every table that has no default to give, written by the superuser for one organization. */
async function aRowInEveryTable(organizationId: string): Promise<void> {
  const columns = await rowsOf<Column>(
    admin,
    `SELECT table_name AS table, column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL AND table_name NOT IN ('_prisma_migrations', 'organizations')`,
  );
  const tables = new Map<string, Column[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  await admin.query('BEGIN');
  await admin.query(`SET LOCAL session_replication_role = 'replica'`); // no triggers, no references: any row will do
  for (const [table, needed] of tables) {
    const values = needed.map(({ name, type }) =>
      name === 'organization_id' ? organizationId : (CHECKED[`${table}.${name}`] ?? anyValue(type)),
    );
    await admin.query(
      `INSERT INTO ${table} (${needed.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${needed.map((_, at) => `$${at + 1}`).join(', ')})`,
      values,
    );
  }
  await admin.query('COMMIT');
}

function anyValue(type: string): unknown {
  if (type === 'uuid') return randomUUID();
  if (type === 'boolean') return false;
  if (/integer|bigint|double/.test(type)) return Math.floor(Math.random() * 1_000_000) + 1;
  if (/date|timestamp/.test(type)) return '2026-01-05';
  if (type === 'bytea') return Buffer.from(randomUUID());
  if (type === 'jsonb') return '{}';
  if (type === 'ARRAY') return '{}';
  return randomUUID();
}

describe('the catalog', () => {
  it('has no table of the product without forced row security and a policy', async () => {
    const open = await rowsOf(
      admin,
      `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`,
    );
    expect(open).toEqual([]);
    expect((await tenantTables()).length).toBeGreaterThan(40);
  });

  it('bounds every policy of app and reader to the tenant, for reading and for writing', async () => {
    const policies = await rowsOf<{ table: string; reads: string; writes: string | null }>(
      admin,
      `SELECT c.relname AS table, pg_get_expr(p.polqual, p.polrelid) AS reads, pg_get_expr(p.polwithcheck, p.polrelid) AS writes
         FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE p.polroles && ARRAY['reclaim_app'::regrole::oid, 'reclaim_reader'::regrole::oid, 0::oid]`,
    );
    expect(policies.map(({ table }) => table).sort()).toEqual(await tenantTables());
    for (const { table, reads, writes } of policies) {
      const column = table === 'organizations' ? 'id' : 'organization_id';
      const bound = new RegExp(`^\\(${column} = \\( SELECT current_tenant\\(\\) AS current_tenant\\)\\)$`);
      expect([table, bound.test(reads), bound.test(writes ?? '')]).toEqual([table, true, true]);
    }
  });

  it('has no view or function that would run with the rights of the owner', async () => {
    expect(
      await rowsOf(
        admin,
        `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND (p.prosecdef OR p.proconfig IS NULL)`,
      ),
    ).toEqual([]);
    expect(await rowsOf(admin, `SELECT viewname FROM pg_views WHERE schemaname = 'public'`)).toEqual([]);
  });

  it('gives the product only roles that are bound by it and own nothing', async () => {
    expect(
      await rowsOf(
        admin,
        `SELECT rolname FROM pg_roles r WHERE rolname IN ('reclaim_app', 'reclaim_relay', 'reclaim_reader')
          AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
               OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid))`,
      ),
    ).toEqual([]);
    const writable = await rowsOf(
      admin,
      `SELECT DISTINCT table_name FROM information_schema.role_table_grants
        WHERE grantee = 'reclaim_reader' AND privilege_type <> 'SELECT' AND table_schema = 'public'`,
    );
    expect(writable).toEqual([]);
  });

  it('lets the relay write nothing but how a message was delivered, and seals', async () => {
    const writes = await rowsOf<{ what: string }>(
      admin,
      `SELECT table_name || ' ' || privilege_type AS what FROM information_schema.role_table_grants WHERE grantee = 'reclaim_relay' AND privilege_type <> 'SELECT'
       UNION SELECT table_name || '.' || column_name || ' ' || privilege_type FROM information_schema.column_privileges
              WHERE grantee = 'reclaim_relay' AND privilege_type = 'UPDATE' ORDER BY 1`,
    );
    expect(writes.map(({ what }) => what).sort()).toEqual([
      'audit_seals INSERT',
      ...['attempts', 'delivered_at', 'last_problem', 'leased_until', 'parked_at'].map(
        (name) => `outbox_messages.${name} UPDATE`,
      ),
    ]);
  });
});

describe('the start', () => {
  const start = async (url: string): Promise<void> => {
    const db = openDatabase(url, 1);
    await assertSafeRole(db).finally(() => db.$disconnect());
  };

  it('is refused to a superuser and to the owner of the tables, and given to the application role', async () => {
    await expect(start(services.adminUrl)).rejects.toThrow('superuser, bypasses row security or owns tables');
    await expect(start(services.database.ownerUrl)).rejects.toThrow('superuser, bypasses row security or owns tables');
    await expect(start(services.database.url)).resolves.toBeUndefined();
  });
});

describe('rows of another organization', () => {
  let mine: string;
  let theirs: string;
  beforeAll(async () => {
    [mine, theirs] = [await anOrganization(app), await anOrganization(app)];
    await aRowInEveryTable(theirs);
  });

  const granted = async (table: string, verb: string): Promise<boolean> =>
    (await rowsOf<{ may: boolean }>(app, 'SELECT has_table_privilege(current_user, $1, $2) AS may', [table, verb]))[0]
      ?.may ?? false;

  it('are there, so that the next facts mean something', async () => {
    for (const table of await tenantTables()) {
      const column = table === 'organizations' ? 'id' : 'organization_id';
      expect([table, (await rowsOf(admin, `SELECT 1 FROM ${table} WHERE ${column} = $1`, [theirs])).length]).toEqual([
        table,
        1,
      ]);
    }
  });

  it('are not seen without a tenant, with another tenant, nor after a transaction of theirs on the same connection', async () => {
    for (const table of await tenantTables()) {
      const column = table === 'organizations' ? 'id' : 'organization_id';
      const seen = (): Promise<unknown[]> => rowsOf(app, `SELECT 1 FROM ${table} WHERE ${column} = $1`, [theirs]);
      expect([table, (await seen()).length]).toEqual([table, 0]);
      expect([table, (await asTenant(app, mine, seen)).length]).toEqual([table, 0]);
      expect([table, (await asTenant(app, theirs, seen)).length]).toEqual([table, 1]);
      expect([table, (await seen()).length]).toEqual([table, 0]);
    }
  });

  it('are not changed or removed, and none can be planted among them or moved to them', async () => {
    for (const table of await tenantTables()) {
      if (table === 'organizations') continue;
      if (await granted(table, 'UPDATE')) {
        const moved = asTenant(
          app,
          mine,
          async () =>
            (await app.query(`UPDATE ${table} SET organization_id = $1 WHERE organization_id = $2`, [mine, theirs]))
              .rowCount,
        );
        expect([table, await moved]).toEqual([table, 0]);
      }
      if (await granted(table, 'DELETE')) {
        expect([
          table,
          await asTenant(app, mine, async () => (await app.query(`DELETE FROM ${table}`)).rowCount),
        ]).toEqual([table, 0]);
      }
      if (!(await granted(table, 'INSERT'))) continue;
      const copy = `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(null::${table}, $1)`;
      const [{ row } = { row: {} }] = await rowsOf<{ row: object }>(
        admin,
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE organization_id = $1`,
        [theirs],
      );
      await expect(asTenant(app, mine, () => app.query(copy, [JSON.stringify(row)]))).rejects.toThrow(
        'row-level security',
      );
      await expect(asTenant(app, null, () => app.query(copy, [JSON.stringify(row)]))).rejects.toThrow(
        'row-level security',
      );
    }
  });

  it('never show in requests of twenty organizations that share four connections, whatever fails in between', async () => {
    const pool: Database = openDatabase(services.database.url, 4);
    const organizations = await Promise.all(Array.from({ length: TENANTS }, () => anOrganizationOf(pool)));
    const foreign: string[] = [];
    let served = 0;
    const request = async (n: number): Promise<void> => {
      const org = organizations[n % TENANTS] ?? '';
      await inTransaction(pool, org, { actor: systemActor('test') }, async (tx) => {
        const rows = await tx.db.organization.findMany();
        const payers = await tx.db.facility.findMany();
        for (const id of [...rows.map((row) => row.id), ...payers.map((row) => row.organizationId)])
          if (id !== org) foreign.push(id);
        served += rows.length === 1 && payers.length === 1 ? 1 : 0;
        if (n % 7 === 0) throw new Error('planted');
      }).catch((error: Error) => expect(error.message).toBe('planted'));
      if (n % 5 === 0) expect(await pool.facility.count()).toBe(0);
    };
    const lanes = Array.from({ length: 16 }, async (_, lane) => {
      for (let n = lane; n < REQUESTS; n += 16) await request(n);
    });
    await Promise.all(lanes);
    await pool.$disconnect();
    expect({ foreign, served }).toEqual({ foreign: [], served: REQUESTS });
  }, 240_000);

  async function anOrganizationOf(pool: Database): Promise<string> {
    const id = await anOrganizationQueued();
    await inTransaction(pool, id, { actor: systemActor('test') }, (tx) =>
      tx.db.facility.create({ data: { id: randomUUID(), organizationId: id, name: 'Office', npi: '1234567893' } }),
    );
    return id;
  }

  let queue: Promise<unknown> = Promise.resolve();
  /** One connection, one transaction at a time. */
  const anOrganizationQueued = (): Promise<string> => {
    const made = queue.then(() => anOrganization(app));
    queue = made;
    return made;
  };
});
