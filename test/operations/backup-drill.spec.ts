import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection, Worker } from '@temporalio/worker';
import pg from 'pg';
import { createActivities } from '../../activities/index.js';
import { readSealedWhole } from '../../src/adapters/sealed-files.js';
import { restoreBackup } from '../../src/app/backup/restore-backup.js';
import { takeBackup } from '../../src/app/backup/take-backup.js';
import { verifyBooks } from '../../src/app/books/verify-books.js';
import { OutboxRelay } from '../../src/app/relay/relay-outbox.js';
import { TASK_QUEUE } from '../../src/contracts/workflow-ids.js';
import { openDatabase } from '../../src/db/database.js';
import { systemActor } from '../../src/db/in-transaction.js';
import { newKeyFile } from '../../src/security/key-file.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { temporalClient } from '../../src/temporal/connection.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import { openOffice, type Office } from '../intake/an-office.js';
import { claimFile, remittanceFile } from '../intake/x12-files.js';
import { createNamespace } from '../support/namespace.js';
import { withDatabase } from '../support/services.js';
import { createDatabase, dropDatabase } from '../support/template-database.js';
import { bundleOf, workflowsPath } from '../workflows/played-stories.js';

const backupKeys = new KeyRing(newKeyFile());
let office: Office;
let folder = '';
let before: Readonly<Record<string, string>>;
const scratch: string[] = [];
const newFolder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'drill-'));
  scratch.push(made);
  return made;
};

beforeAll(async () => {
  office = await openOffice(0);
  await office.settle(claimFile(3));
  await office.settle(
    remittanceFile({ trace: 'T1', claims: [{ number: 'NOBODYS', chargeCents: 900, paidCents: 900 }] }),
  );
  await pause(1_500); // the stories come to rest
  folder = await newFolder();
  await rm(folder, { recursive: true });
  const { services, config, deps } = office.api;
  before = await fingerprints(services.adminUrl);
  await takeBackup({
    databaseUrl: services.adminUrl,
    dataDir: config.dataDir,
    keys: deps.keys,
    backupKeys,
    folder,
    takenAt: '2026-01-05T12:00:00.000Z',
  });
}, 120_000);
afterAll(async () => {
  await office?.stop();
  for (const path of scratch) await rm(path, { recursive: true, force: true });
}, 60_000);

/** A hash of the rows of each table, as the superuser sees them. */
async function fingerprints(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const hash = await client.query<{ hash: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(row, E'\\n' ORDER BY row)), '') AS hash FROM (SELECT t::text AS row FROM "${name}" t) rows`,
      );
      found[name] = hash.rows[0]?.hash ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}

interface Target {
  readonly name: string;
  readonly adminUrl: string;
  readonly dataDir: string;
  readonly drop: () => Promise<void>;
}

/** A new machine: an empty, migrated database and an empty folder. */
async function newMachine(): Promise<Target> {
  const { services } = office.api;
  const name = `${services.database.name}_${Math.random().toString(36).slice(2, 8)}`;
  await createDatabase(services.database.ownerUrl, name);
  return {
    name,
    adminUrl: withDatabase(services.adminUrl, name),
    dataDir: await newFolder(),
    drop: () => dropDatabase(services.database.ownerUrl, name),
  };
}

const restoreInto = (target: Target, over: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({
    databaseUrl: target.adminUrl,
    dataDir: target.dataDir,
    keys: office.api.deps.keys,
    backupKeys,
    folder,
    ...over,
  });

/** A copy of the backup that a test may spoil. */
async function spoiled(spoil: (copy: string) => Promise<void>): Promise<string> {
  const copy = await newFolder();
  await copyAll(folder, copy);
  await spoil(copy);
  return copy;
}

async function copyAll(from: string, to: string): Promise<void> {
  const { cp } = await import('node:fs/promises');
  await cp(from, to, { recursive: true });
}

describe('a backup', () => {
  it('brings every row and file back on a new machine; the books hold, and sealed files open', async () => {
    const target = await newMachine();
    const { rows, manifest } = await restoreInto(target);
    expect(rows).toBeGreaterThan(100);
    const after = await fingerprints(target.adminUrl);
    const { outbox_messages: _queued, ...rest } = before;
    expect(after).toMatchObject(rest);
    const db = openDatabase(withDatabase(office.api.services.database.url, target.name), 2);
    const checks = await verifyBooks({ db }, systemActor('drill'), office.org);
    await db.$disconnect();
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(checks.length).toBeGreaterThan(5);
    const [file] = manifest.files;
    const fileId = file?.path.split('/')[1]?.replace('.sealed', '') ?? '';
    const store = { keys: office.api.deps.keys, dataDir: target.dataDir };
    expect((await readSealedWhole(store, office.org, fileId)).toString('latin1')).toMatch(/^ISA\*/);
    await target.drop();
  }, 60_000);

  it('starts every open story again on a Temporal server that knows none of them', async () => {
    const target = await newMachine();
    const { storiesToWake } = await restoreInto(target);
    expect(storiesToWake).toBeGreaterThan(3);
    const { config, deps } = office.api;
    const namespace = await createNamespace(config.temporal.address);
    const restored = { ...config, dataDir: target.dataDir, temporal: { ...config.temporal, namespace } };
    const db = openDatabase(withDatabase(office.api.services.database.url, target.name), 5);
    const connection = await NativeConnection.connect({ address: config.temporal.address });
    const temporal = temporalClient(restored, deps.keys);
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue: TASK_QUEUE,
      workflowBundle: await bundleOf(workflowsPath),
      activities: createActivities({ db, keys: deps.keys, config: restored }),
      dataConverter: dataConverter(deps.keys),
    });
    const relay = new OutboxRelay({
      url: withDatabase(config.database.relayUrl, target.name),
      temporal,
      report: () => undefined,
    });
    const running = Promise.all([worker.run(), relay.run()]);
    let open = 0;
    for (let tries = 0; tries < 100 && open < storiesToWake; tries += 1) {
      await pause(300);
      open = (await temporal.workflow.count(`ExecutionStatus = 'Running'`)).count;
    }
    expect(open).toBe(storiesToWake);
    const checks = await verifyBooks({ db }, systemActor('drill'), office.org);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    relay.stop();
    worker.shutdown();
    await running;
    await Promise.all([connection.close(), temporal.connection.close(), db.$disconnect()]);
    await target.drop();
  }, 120_000);

  it.each([
    [
      'under another backup key',
      {},
      { backupKeys: new KeyRing(newKeyFile()) },
      /does not open.*RECLAIM_BACKUP_KEY_FILE/,
    ],
    [
      'with another key file of the installation',
      {},
      { keys: new KeyRing(newKeyFile()) },
      /RECLAIM_KEY_FILE is not the key file/,
    ],
  ])('%s is refused before anything is written', async (_what, _none, over, message) => {
    const target = await newMachine();
    await expect(restoreInto(target, over)).rejects.toThrow(message);
    expect((await readdir(target.dataDir)).length).toBe(0);
    await target.drop();
  });

  it('with a changed table, a changed file or parts of two backups is refused, and no row of it stays', async () => {
    const target = await newMachine();
    const empty = await fingerprints(target.adminUrl);
    const flipped = await spoiled(async (copy) => {
      const path = join(copy, 'tables', 'ledger_entries.sealed');
      const bytes = await readFile(path);
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
      await writeFile(path, bytes);
    });
    await expect(restoreInto(target, { folder: flipped })).rejects.toThrow(/Table ledger_entries does not open/);
    const swapped = await spoiled((copy) =>
      copyFile(join(copy, 'tables', 'accounts.sealed'), join(copy, 'tables', 'patients.sealed')),
    );
    await expect(restoreInto(target, { folder: swapped })).rejects.toThrow(/Table patients does not open/);
    const without = await spoiled(async (copy) => rm(join(copy, 'files'), { recursive: true }));
    await expect(restoreInto(target, { folder: without })).rejects.toThrow(/is missing or was changed/);
    expect(await fingerprints(target.adminUrl)).toEqual(empty);
    await target.drop();
  }, 60_000);

  it('never goes over data that is there', async () => {
    const target = await newMachine();
    await restoreInto(target);
    const another = { ...target, dataDir: await newFolder() };
    await expect(restoreInto(another)).rejects.toThrow(/already holds organizations/);
    await expect(restoreInto(target)).rejects.toThrow(/is not empty/);
    await target.drop();
  });

  it('is not taken by a role that row security would show nothing, nor into a folder that holds something', async () => {
    const { services, config, deps } = office.api;
    const wish = { dataDir: config.dataDir, keys: deps.keys, backupKeys, takenAt: 'now' };
    await expect(
      takeBackup({ ...wish, databaseUrl: services.database.ownerUrl, folder: await newFolder() }),
    ).rejects.toThrow(/under row security/);
    await expect(takeBackup({ ...wish, databaseUrl: services.adminUrl, folder })).rejects.toThrow(/is not empty/);
  });

  it('shows nothing of what is in it', async () => {
    const names = await office.within((tx) =>
      tx.db.claim.findMany({ where: { organizationId: office.org }, select: { claimNumber: true } }),
    );
    const bytes = await readFile(join(folder, 'tables', 'claims.sealed'));
    expect(names.length).toBeGreaterThan(0);
    for (const { claimNumber } of names) expect(bytes.includes(claimNumber)).toBe(false);
  });
});
