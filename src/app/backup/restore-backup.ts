import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { KeyRing } from '../../security/key-ring.js';
import { openFile, openStream } from '../../security/sealed-file.js';
import { SealBroken } from '../../security/sealed-bytes.js';
import {
  BackupProblem,
  filesFolder,
  keyCheckPlace,
  MANIFEST_PART,
  manifestPath,
  partOf,
  tablePath,
  type Manifest,
  type TableCopy,
} from './backup-form.js';
import { appliedMigrations, fingerprint, tableNames, withClient } from './take-backup.js';

export interface RestoreBackup {
  /** A superuser of the database that takes the copy: triggers must rest while rows go in. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly keys: KeyRing;
  readonly backupKeys: KeyRing;
  readonly folder: string;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: number;
  /** Stories that were open; each has a wake waiting for the relay. */
  readonly storiesToWake: number;
}

/** Opens and proves the manifest; a wrong key or a changed file is told from each other as little as the seal can. */
export async function readManifest(folder: string, backupKeys: KeyRing): Promise<Manifest> {
  const bytes = await openFile(backupKeys, MANIFEST_PART, manifestPath(folder)).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT')
      throw new BackupProblem(`${folder} holds no backup: it has no manifest.sealed.`);
    throw sealProblem(error, 'The manifest');
  });
  return JSON.parse(bytes.toString('utf8')) as Manifest;
}

const sealProblem = (error: unknown, what: string): Error =>
  error instanceof SealBroken
    ? new BackupProblem(
        `${what} does not open: it was changed, or this is not the key file of that backup (RECLAIM_BACKUP_KEY_FILE).`,
      )
    : (error as Error);

/** Puts a backup into an empty, migrated database and an empty data folder; all rows or none. */
export async function restoreBackup(input: RestoreBackup): Promise<Restored> {
  const manifest = await readManifest(input.folder, input.backupKeys);
  mustBeSameKeys(input.keys, manifest);
  await mustHaveFiles(input.folder, manifest);
  await mustBeEmpty(join(input.dataDir, 'files'));
  const restored = await withClient(input.databaseUrl, async (client) => {
    await mustFit(client, manifest);
    await client.query('BEGIN');
    await client.query(`SET LOCAL session_replication_role = 'replica'`);
    const tables = await tableNames(client);
    await client.query(`TRUNCATE ${tables.map((name) => `"${name}"`).join(', ')}`);
    let rows = 0;
    for (const table of manifest.tables) rows += await copyIn(client, input, manifest.backupId, table);
    for (const { name, value } of manifest.sequences)
      await client.query('SELECT setval($1::regclass, $2::bigint)', [`"${name}"`, value]);
    const storiesToWake = await queueWakes(client);
    await putFiles(input, manifest);
    await client.query('COMMIT');
    return { rows, storiesToWake };
  });
  return { manifest, ...restored };
}

function mustBeSameKeys(keys: KeyRing, { backupId, keyCheck }: Manifest): void {
  try {
    keys.openText(keyCheckPlace(backupId), Buffer.from(keyCheck, 'base64'));
  } catch {
    throw new BackupProblem(
      'RECLAIM_KEY_FILE is not the key file this data was sealed with: put the right one in place first, else nothing that is restored can be read.',
    );
  }
}

async function mustHaveFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const { path, sha256 } of files) {
    const found = await fingerprint(join(filesFolder(folder), path)).catch(() => undefined);
    if (found?.sha256 !== sha256) throw new BackupProblem(`The file ${path} of the backup is missing or was changed.`);
  }
}

async function mustBeEmpty(files: string): Promise<void> {
  const there = await readdir(files).catch(() => []);
  if (there.length > 0)
    throw new BackupProblem(
      `${files} is not empty: restore into a data folder of its own, or move the old files away.`,
    );
}

async function mustFit(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ super: boolean }>(
    'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.super !== true) throw new BackupProblem('Restoring needs a superuser: set DATABASE_ADMIN_URL.');
  const applied = await appliedMigrations(client).catch((): string[] => []);
  const missing = manifest.migrations.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !manifest.migrations.includes(name));
  if (missing.length > 0)
    throw new BackupProblem(
      `The database lacks migrations of the backup (${missing.join(', ')}): run "npm run migrate" of that release first.`,
    );
  if (newer.length > 0)
    throw new BackupProblem(
      `The backup is of an older release (before ${newer.join(', ')}): restore it with that release, then migrate.`,
    );
  const { rows: organizations } = await client.query('SELECT 1 FROM organizations LIMIT 1');
  if (organizations.length > 0)
    throw new BackupProblem('The database already holds organizations: restore into an empty one.');
}

async function copyIn(client: pg.Client, input: RestoreBackup, backupId: string, table: TableCopy): Promise<number> {
  const hash = createHash('sha256');
  const rows = client.query(copyFrom(`COPY "${table.name}" FROM STDIN`));
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const plain = openStream(input.backupKeys, partOf(backupId, table.name), tablePath(input.folder, table.name));
  await pipeline(Readable.from(plain), hashed, rows).catch((error: unknown) => {
    throw sealProblem(error, `Table ${table.name}`);
  });
  if (hash.digest('hex') !== table.sha256)
    throw new BackupProblem(`Table ${table.name} is not the one of the manifest.`);
  return rows.rowCount ?? 0;
}

/** Temporal may know less than the restored books, or nothing: every open story is signalled, and started if it does not run. */
async function queueWakes(client: pg.Client): Promise<number> {
  await client.query(
    'UPDATE outbox_messages SET leased_until = NULL, parked_at = NULL, attempts = 0 WHERE delivered_at IS NULL',
  );
  const { rowCount } = await client.query(
    `INSERT INTO outbox_messages (id, organization_id, action, story_kind, workflow_id, signal_name, event_id, reference)
     SELECT gen_random_uuid(), organization_id, 'signal', kind, workflow_id, 'turnTaken', gen_random_uuid(), 'restored'
       FROM stories WHERE closed_at IS NULL`,
  );
  return rowCount ?? 0;
}

async function putFiles(input: RestoreBackup, { files }: Manifest): Promise<void> {
  for (const { path } of files) {
    const target = join(input.dataDir, 'files', path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(filesFolder(input.folder), path), target);
    await chmod(target, 0o600);
  }
}
