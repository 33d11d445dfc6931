import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { KeyRing } from '../../security/key-ring.js';
import { sealStream } from '../../security/sealed-file.js';
import {
  BackupProblem,
  filesFolder,
  keyCheckPlace,
  MANIFEST_PART,
  manifestPath,
  MIGRATIONS_TABLE,
  partOf,
  tablePath,
  type FileCopy,
  type Manifest,
  type TableCopy,
} from './backup-form.js';

export interface TakeBackup {
  /** A role that sees every row: superuser, or BYPASSRLS with pg_read_all_data. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Keys of the installation; only proven, never copied. */
  readonly keys: KeyRing;
  /** Keys of the backup itself; without them it is useless. */
  readonly backupKeys: KeyRing;
  /** An empty or absent folder. */
  readonly folder: string;
  readonly takenAt: string;
}

/** Copies every table in one snapshot, then the sealed files: a file's bytes are written before its row, so none is missing. */
export async function takeBackup(input: TakeBackup): Promise<Manifest> {
  const backupId = randomUUID();
  await mkdir(join(input.folder, 'tables'), { recursive: true, mode: 0o700 });
  if ((await readdir(input.folder)).some((name) => name !== 'tables'))
    throw new BackupProblem(`${input.folder} is not empty: name a folder of its own for each backup.`);
  const copied = await withClient(input.databaseUrl, (client) => copyDatabase(client, input, backupId));
  const files = await copyFiles(join(input.dataDir, 'files'), filesFolder(input.folder));
  const manifest: Manifest = {
    form: 1,
    backupId,
    takenAt: input.takenAt,
    ...copied,
    files,
    keyCheck: input.keys.sealText(keyCheckPlace(backupId), backupId).toString('base64'),
  };
  await sealStream(input.backupKeys, MANIFEST_PART, once(JSON.stringify(manifest)), manifestPath(input.folder));
  return manifest;
}

export async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function copyDatabase(
  client: pg.Client,
  input: TakeBackup,
  backupId: string,
): Promise<Pick<Manifest, 'migrations' | 'tables' | 'sequences'>> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await mustSeeEverything(client);
  const tables: TableCopy[] = [];
  for (const name of await tableNames(client)) {
    const rows = client.query(copyTo(`COPY "${name}" TO STDOUT`));
    const path = tablePath(input.folder, name);
    const { sha256 } = await sealStream(
      input.backupKeys,
      partOf(backupId, name),
      rows as AsyncIterable<Uint8Array>,
      path,
    );
    tables.push({ name, rows: rows.rowCount ?? 0, sha256 });
  }
  const { rows: sequences } = await client.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  );
  const migrations = await appliedMigrations(client);
  await client.query('COMMIT');
  return { tables, sequences, migrations };
}

/** Row security would leave rows out without a word; such a backup would be worse than none. */
async function mustSeeEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; sees: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.sees !== true)
    throw new BackupProblem(
      `The database role ${rows[0]?.name ?? ''} is under row security and would see no rows. Give DATABASE_BACKUP_URL a role with BYPASSRLS and pg_read_all_data.`,
    );
}

/** Every table of ours but the list of migrations, which the release itself makes. */
export async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND relname <> $1 ORDER BY 1`,
    [MIGRATIONS_TABLE],
  );
  return rows.map(({ name }) => name);
}

export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM ${MIGRATIONS_TABLE} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function copyFiles(from: string, to: string): Promise<FileCopy[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []);
  const copies: FileCopy[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith('.part')) continue;
    const source = join(entry.parentPath, entry.name);
    const path = relative(from, source).split(sep).join('/');
    const target = join(to, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(source, target);
    await chmod(target, 0o600);
    copies.push({ path, ...(await fingerprint(target)) });
  }
  return copies.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export async function fingerprint(path: string): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    hash.update(chunk);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}
