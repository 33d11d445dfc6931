import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { newKeyFile } from '../../src/security/key-file.js';
import { startApi, type TestApi } from '../api/start-api.js';
import { openClaims } from '../app/a-practice.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { environmentOf } from '../support/services.js';

let api: TestApi;
let org = '';
let mail: SMTPServer;
let mailPort = 0;
let environment: Readonly<Record<string, string>>;
const scratch = mkdtempSync(join(tmpdir(), 'doctor-'));

beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  await openClaims(api, org, 1);
  for (const folder of ['in', 'out']) mkdirSync(join(api.config.dataDir, org, folder), { recursive: true });
  await storeInboundFile(api.deps, {
    organizationId: org,
    actor: { id: 'test', role: 'admin' },
    source: 'upload',
    name: 'a.837',
    bytes: (async function* () {
      yield Buffer.from('ISA');
    })(),
  });
  mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === 'right' ? done(null, { user: 'office' }) : done(new Error('Invalid username or password')),
  });
  await new Promise<void>((up) => mail.listen(0, '127.0.0.1', up));
  mailPort = (mail.server.address() as { port: number }).port;
  const { port: apiPort } = new URL(await api.app.getUrl());
  environment = {
    PATH: process.env['PATH'] ?? '',
    ...environmentOf(api.services),
    RECLAIM_MODE: 'development',
    DATABASE_OWNER_URL: api.services.database.ownerUrl,
    RECLAIM_DATA_DIR: api.config.dataDir,
    RECLAIM_API_PORT: apiPort,
    SMTP_URL: `smtp://office:right@127.0.0.1:${mailPort}`,
  };
}, 120_000);
afterAll(async () => {
  await new Promise<void>((closed) => mail.close(closed));
  await api?.stop();
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

interface Visit {
  readonly code: number;
  readonly text: string;
}

const visit = (change: Readonly<Record<string, string>> = {}): Promise<Visit> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      ['tools/reclaim.mjs', 'doctor'],
      { env: { ...environment, NO_COLOR: '1', ...change } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, text: stdout + stderr }),
    );
  });

/** The line of a check that failed, and the advice below it. */
function complaint({ text }: Visit, check: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`✗ ${check}:`));
  return at < 0 ? text : `${lines[at] ?? ''}\n${lines[at + 1] ?? ''}`;
}

const admin = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: api.services.adminUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
};

const otherKeys = (mode: number): string => {
  const path = join(scratch, `keys-${mode}-${randomUUID()}.json`);
  writeFileSync(path, JSON.stringify(newKeyFile()), { mode });
  chmodSync(path, mode);
  return path;
};

describe('the doctor', () => {
  it('finds nothing wrong with a healthy installation', async () => {
    const { code, text } = await visit();
    expect(text.split('\n').filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(code).toBe(0);
  }, 60_000);

  const broken: readonly (readonly [string, string, () => Readonly<Record<string, string>>, RegExp])[] = [
    ['a setting that cannot be used', 'settings', () => ({ RECLAIM_UI_PORT: '70000' }), /RECLAIM_UI_PORT/],
    [
      'a data folder that is not there',
      'data folder',
      () => ({ RECLAIM_DATA_DIR: join(scratch, 'nowhere'), RECLAIM_KEY_FILE: api.config.keyFile }),
      /not there[\s\S]*RECLAIM_DATA_DIR/,
    ],
    [
      'a data folder nothing can be written into',
      'data folder',
      () => ({ RECLAIM_DATA_DIR: '/proc', RECLAIM_KEY_FILE: api.config.keyFile }),
      /cannot be written[\s\S]*chown/,
    ],
    [
      'no key file',
      'key file',
      () => ({ RECLAIM_KEY_FILE: join(scratch, 'none.json') }),
      /not there[\s\S]*put its own key file back/,
    ],
    [
      'a key file others can read',
      'key file',
      () => ({ RECLAIM_KEY_FILE: otherKeys(0o644) }),
      /read by others[\s\S]*chmod 600/,
    ],
    [
      'the key file of another installation',
      'keys fit the data',
      () => ({ RECLAIM_KEY_FILE: otherKeys(0o600) }),
      /does not open[\s\S]*put the key file of this data back/,
    ],
    [
      'a superuser as the application',
      'database role',
      () => ({ DATABASE_URL: api.services.adminUrl }),
      /superuser[\s\S]*roles\.sql/,
    ],
    [
      'the owner as the application',
      'database role',
      () => ({ DATABASE_URL: api.services.database.ownerUrl }),
      /owns tables[\s\S]*application role/,
    ],
    [
      'a database that is down',
      'database role',
      () => ({ DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/x' }),
      /ECONNREFUSED[\s\S]*DATABASE_URL/,
    ],
    [
      'one role for two jobs',
      'other roles',
      () => ({ DATABASE_RELAY_URL: api.services.database.readerUrl }),
      /cannot read the outbox|not three roles/,
    ],
    [
      'a relay that cannot connect',
      'other roles',
      () => ({ DATABASE_RELAY_URL: 'postgresql://a:b@127.0.0.1:9/x' }),
      /relay[\s\S]*DATABASE_RELAY_URL/,
    ],
    [
      'a Temporal that is down',
      'Temporal',
      () => ({ TEMPORAL_ADDRESS: '127.0.0.1:9' }),
      /nothing answers[\s\S]*TEMPORAL_ADDRESS/,
    ],
    [
      'a namespace that is not there',
      'Temporal',
      () => ({ TEMPORAL_NAMESPACE: 'nowhere' }),
      /nowhere[\s\S]*TEMPORAL_NAMESPACE[\s\S]*namespace create/,
    ],
    ['a mail server that is down', 'mail', () => ({ SMTP_URL: 'smtp://127.0.0.1:9' }), /ECONNREFUSED[\s\S]*SMTP_URL/],
    [
      'a mail server that does not know the office',
      'mail',
      () => ({ SMTP_URL: `smtp://office:wrong@127.0.0.1:${mailPort}` }),
      /refuses user and password[\s\S]*right user and password/,
    ],
    [
      'a mail server spoken to with the wrong kind of line',
      'mail',
      () => ({ SMTP_URL: `smtps://127.0.0.1:${mailPort}` }),
      /127\.0\.0\.1[\s\S]*smtps:\/\/ for a port that speaks TLS/,
    ],
    ['an API that is down', 'API', () => ({ RECLAIM_API_PORT: '9' }), /nothing answers[\s\S]*npm start/],
  ];

  it.each(broken)(
    'tells %s and how to mend it',
    async (_what, check, change, advice) => {
      const found = await visit(change());
      expect(found.code).toBe(1);
      expect(complaint(found, check)).toMatch(advice);
    },
    60_000,
  );

  it('tells open row security, a missing migration and a partner’s folder that is gone', async () => {
    await admin('ALTER TABLE claims NO FORCE ROW LEVEL SECURITY');
    await admin(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '20260102000000_guards'`);
    rmSync(join(api.config.dataDir, org, 'out'), { recursive: true });
    const found = await visit();
    expect(complaint(found, 'row security')).toMatch(/open: claims[\s\S]*never switch row security off/);
    expect(complaint(found, 'migrations')).toMatch(/missing: 20260102000000_guards[\s\S]*npm run migrate/);
    expect(complaint(found, 'partner folders')).toMatch(/out is not there[\s\S]*mkdir/);
    await admin('ALTER TABLE claims FORCE ROW LEVEL SECURITY');
  }, 60_000);

  it('tells a search attribute that is missing, by name, and how to add it', async () => {
    const { address, namespace } = api.services.temporal;
    const connection = await Connection.connect({ address });
    await connection.operatorService.removeSearchAttributes({ namespace, searchAttributes: ['NextDeadlineAt'] });
    await connection.close();
    expect(complaint(await visit(), 'Temporal')).toMatch(/NextDeadlineAt[\s\S]*search-attribute create --namespace/);
  }, 60_000);

  it('tells a clock that is off', async () => {
    const { clock } = (await import('../../tools/reclaim/doctor-more.mjs' as string)) as {
      clock: (system: object) => Promise<{ ok: boolean; note: string; mend?: string }>;
    };
    const system = { hasDatabase: true, env: { DATABASE_URL: api.services.database.url } };
    expect(await clock(system)).toMatchObject({ ok: true });
    const now = Date.now;
    Date.now = () => now() - 3_600_000;
    const late = await clock(system);
    Date.now = now;
    expect(late).toMatchObject({ ok: false, note: '3600 s between this machine and the database' });
    expect(late.mend).toContain('NTP');
  });
});
