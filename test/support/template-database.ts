import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';

const MIGRATIONS = 'prisma/migrations';
const LOCK = 0x7ec1a1; // advisory lock of those who make the template

/** A database of its own: a copy of the migrated template, some 50 ms. The owner must be allowed to make databases. */
export async function createDatabase(ownerUrl: string, name: string): Promise<void> {
  await withAdmin(ownerUrl, async (client) => {
    const template = await ensureTemplate(client, ownerUrl);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
}

export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  await withAdmin(ownerUrl, async (client) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      } catch (error) {
        // A vacuum of the server itself looks into it just now: the owner may not end that, and need not.
        if ((error as { code?: string }).code !== '42501' || tries === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  });
}

/** The template is named after the migrations, so a changed migration makes a new one. */
async function ensureTemplate(client: pg.Client, ownerUrl: string): Promise<string> {
  const template = `template_${migrationsHash()}`;
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (known.rowCount === 0) await makeTemplate(client, ownerUrl, template);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
  return template;
}

async function makeTemplate(client: pg.Client, ownerUrl: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${draft}"`);
  const url = new URL(ownerUrl);
  url.pathname = `/${draft}`;
  const env = { ...process.env, DATABASE_OWNER_URL: url.href };
  await promisify(execFile)(process.execPath, ['tools/migrate.mjs', 'deploy'], { env });
  await client.query(`ALTER DATABASE "${draft}" RENAME TO "${template}"`);
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const folder of readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    hash.update(folder.name).update(readFileSync(`${MIGRATIONS}/${folder.name}/migration.sql`));
  }
  return hash.digest('hex').slice(0, 16);
}

async function withAdmin<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(ownerUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
