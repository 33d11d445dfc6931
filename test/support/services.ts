import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createNamespace } from './namespace.js';
import { judgeRemains, type Rows } from './oracles.js';
import { createDatabase, dropDatabase } from './template-database.js';

/** What one spec file works with; nobody else uses its database and namespace. */
export interface TestServices {
  /** Roles of the product on this file's database: `app` is what the product runs as. */
  readonly database: {
    readonly url: string;
    readonly relayUrl: string;
    readonly readerUrl: string;
    readonly ownerUrl: string;
    readonly name: string;
  };
  /** Superuser on this file's database; only to prove what must be refused or to look behind row security. */
  readonly adminUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  /** Program of the time-skipping server, for `createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`. */
  readonly timeSkippingServer: string;
  /**
   * Judges the books of every organization (O1 and O2), drops the database and, if this file started the servers, ends them.
   * Call it in `afterAll`: a suite that leaves books that do not hold fails, whatever it was about.
   */
  readonly stop: (left?: { readonly books: 'broken on purpose' }) => Promise<void>;
}

interface Servers {
  readonly addresses: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const STAYING = '.reclaim/test-services.json';

/** Starts or finds the servers and lays out a database and a namespace for the calling spec file. */
export async function startTestServices(): Promise<TestServices> {
  const servers = await findOrStartServers();
  const address = (name: string): string => required(servers.addresses, `RECLAIM_TEST_${name}`);
  const id = `spec_${randomBytes(6).toString('hex')}`;
  const owner = address('DATABASE_OWNER_URL');
  const [namespace] = await Promise.all([createNamespace(address('TEMPORAL_ADDRESS')), createDatabase(owner, id)]);
  const urlOf = (role: string): string => withDatabase(address(`DATABASE_${role}_URL`), id);
  return {
    database: {
      name: id,
      url: urlOf('APP'),
      relayUrl: urlOf('RELAY'),
      readerUrl: urlOf('READER'),
      ownerUrl: urlOf('OWNER'),
    },
    adminUrl: urlOf('ADMIN'),
    temporal: { address: address('TEMPORAL_ADDRESS'), namespace },
    timeSkippingServer: address('TIME_SKIPPING_SERVER'),
    stop: async (left) => {
      const faults = left?.books === 'broken on purpose' ? {} : await judgeBooks(urlOf('ADMIN'));
      await dropDatabase(owner, id);
      await servers.stop();
      if (Object.keys(faults).length > 0)
        throw new Error(`This suite leaves books that do not hold: ${JSON.stringify(faults, null, 2)}`);
    },
  };
}

/** The environment of a process of the product that runs on these services. */
export function environmentOf(services: TestServices): Record<string, string> {
  return {
    RECLAIM_MODE: 'test',
    DATABASE_URL: services.database.url,
    DATABASE_RELAY_URL: services.database.relayUrl,
    DATABASE_READER_URL: services.database.readerUrl,
    TEMPORAL_ADDRESS: services.temporal.address,
    TEMPORAL_NAMESPACE: services.temporal.namespace,
  };
}

async function judgeBooks(adminUrl: string): ReturnType<typeof judgeRemains> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 });
  try {
    const rows: Rows = async <T extends object>(sql: string, values?: unknown[]) =>
      (await pool.query(sql, values)).rows as T[];
    return await judgeRemains({ rows }, ['O1', 'O2']);
  } finally {
    await pool.end();
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function findOrStartServers(): Promise<Servers> {
  const fromRun = process.env['RECLAIM_TEST_DATABASE_OWNER_URL'];
  if (fromRun) return { addresses: presentOnly(process.env), stop: async () => {} };
  return stayingServers() ?? startServers();
}

function stayingServers(): Servers | null {
  if (!existsSync(STAYING)) return null;
  const { pid, env } = JSON.parse(readFileSync(STAYING, 'utf8')) as { pid: number; env: Record<string, string> };
  try {
    process.kill(pid, 0);
    return { addresses: env, stop: async () => {} };
  } catch {
    return null;
  }
}

async function startServers(): Promise<Servers> {
  const child = spawn(process.execPath, ['tools/testing/services.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  for await (const line of createInterface({ input: child.stdout })) {
    const stop = async (): Promise<void> => {
      child.stdin.end();
      await ended;
    };
    return { addresses: JSON.parse(line) as Record<string, string>, stop };
  }
  throw new Error('the servers for tests did not start (see above)');
}

function presentOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function required(addresses: Readonly<Record<string, string>>, name: string): string {
  const value = addresses[name];
  if (!value)
    throw new Error(`${name} is not set: run specs by "npm test", or start "node tools/testing/services.mjs --stay"`);
  return value;
}
