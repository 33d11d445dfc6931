import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { dropDatabase } from '../support/template-database.js';
import { startTestServices, withDatabase, type TestServices } from '../support/services.js';

let services: TestServices;
const databases: string[] = [];
beforeAll(async () => {
  services = await startTestServices();
}, 120_000);
afterAll(async () => {
  for (const name of databases) await dropDatabase(services.database.ownerUrl, name);
  await services?.stop();
}, 60_000);

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

async function anEmptyDatabase(): Promise<string> {
  const name = `spec_migration_${randomBytes(5).toString('hex')}`;
  databases.push(name);
  await query(withDatabase(services.database.ownerUrl, 'postgres'), `CREATE DATABASE "${name}"`);
  return withDatabase(services.database.ownerUrl, name);
}

interface Ended {
  readonly signal: string | null;
  readonly code: number | null;
  readonly text: string;
}

const migrate = (url: string, command: string, extra: Record<string, string> = {}): Promise<Ended> =>
  new Promise((done) => {
    const { NODE_OPTIONS: _jest, ...own } = process.env;
    const env = { ...own, DATABASE_OWNER_URL: url, ...extra };
    const child = execFile(process.execPath, ['tools/migrate.mjs', command], { env }, (_error, stdout, stderr) =>
      done({ signal: child.signalCode, code: child.exitCode, text: stdout + stderr }),
    );
  });

describe('a deployment that is killed inside a migration', () => {
  it.each([
    ['migrationBegun', 'before its text has run'],
    ['migrationRun', 'after its text has run, before the engine knows'],
  ])(
    '%s: %s, is simply started again',
    async (point) => {
      const url = await anEmptyDatabase();
      // The first deployment dies at once, the second a migration later, or at the same one again; the third has no crash point.
      const crash = { RECLAIM_CRASH_AT: point };
      expect((await migrate(url, 'deploy', crash)).signal).toBe('SIGKILL');
      expect((await migrate(url, 'deploy', crash)).signal).toBe('SIGKILL');
      expect(await migrate(url, 'deploy')).toMatchObject({ code: 0, signal: null });
      const [left] = await query<{ open: string; twice: string }>(
        url,
        `SELECT count(*) FILTER (WHERE finished_at IS NULL AND rolled_back_at IS NULL) AS open,
              count(*) - count(DISTINCT migration_name) FILTER (WHERE rolled_back_at IS NULL) - count(*) FILTER (WHERE rolled_back_at IS NOT NULL) AS twice
         FROM _prisma_migrations`,
      );
      expect(left).toEqual({ open: '0', twice: '0' });
      expect((await migrate(url, 'deploy')).text).toContain('0 applied');
      expect((await migrate(url, 'check')).text).toContain('The migrations make exactly the schema.');
    },
    120_000,
  );

  it('has no crash points in production', async () => {
    const url = await anEmptyDatabase();
    const ended = await migrate(url, 'deploy', { RECLAIM_CRASH_AT: 'migrationRun', RECLAIM_MODE: 'production' });
    expect([ended.signal, ended.code]).toEqual([null, 1]);
  }, 60_000);
});
