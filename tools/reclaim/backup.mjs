// `reclaim backup` and `reclaim restore`: the whole installation into a folder, and back into an empty one.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { migrate } from '../prepare.mjs';
import { startPostgres } from '../services/postgres.mjs';
import { StartProblem } from '../settings.mjs';
import { everyRowUrl } from './every-row.mjs';
import { installation, product } from './installation.mjs';

const backupKeyFile = (dataDir) => process.env.RECLAIM_BACKUP_KEY_FILE || join(dataDir, 'backup-keys.json');

/** New keys would be made in their place, and open nothing. */
function mustHaveKeys(files) {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new StartProblem(
      `Put the keys of the backup back first; missing: ${missing.join(', ')}. Nothing was touched.`,
    );
}

async function backupKeys(dataDir) {
  const path = backupKeyFile(dataDir);
  const { ensureKeyFile, readKeyFile } = await product('security/key-file');
  const { KeyRing } = await product('security/key-ring');
  ensureKeyFile(path);
  return { path, ring: new KeyRing(readKeyFile(path)) };
}

async function inWords(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name === 'BackupProblem') throw new StartProblem(error.message);
    throw error;
  }
}

/** Works while the product runs: one snapshot of the database, then the sealed files. */
export async function backup({ to }) {
  const { config, settings } = await installation();
  const { takeBackup } = await product('app/backup/take-backup');
  const { openKeyRing } = await product('security/key-ring');
  const { path, ring } = await backupKeys(settings.dataDir);
  const takenAt = new Date().toISOString();
  const folder = resolve(to ?? join(settings.dataDir, 'backups', takenAt.replaceAll(/[:.]/g, '-')));
  const manifest = await inWords(() =>
    takeBackup({
      databaseUrl: everyRowUrl(settings),
      dataDir: config.dataDir,
      keys: openKeyRing(config),
      backupKeys: ring,
      folder,
      takenAt,
    }),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `${pc.green('✓')} ${rows} rows of ${manifest.tables.length} tables and ${manifest.files.length} files in ${folder}`,
  );
  console.log(
    `  It opens only with ${path}, and its data only with ${config.keyFile}: keep both elsewhere, apart from it.`,
  );
  return 0;
}

async function mustBeStopped(config) {
  const answers = await fetch(`${config.api.publicUrl}/health/live`, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
  if (answers)
    throw new StartProblem(
      `${config.api.publicUrl} answers: stop the product first, nothing may write while data comes back.`,
    );
}

/** Restores into an empty database and data folder, then proves the books. */
export async function restore(folder) {
  const { config, settings } = await installation();
  const { manifestPath } = await product('app/backup/backup-form');
  if (!existsSync(manifestPath(resolve(folder))))
    throw new StartProblem(`${folder} holds no backup: it has no manifest.sealed. Nothing was touched.`);
  mustHaveKeys([backupKeyFile(settings.dataDir), config.keyFile]);
  await mustBeStopped(config);
  const embedded = process.env.DATABASE_URL ? null : await startPostgres({ ...settings, say: console.log });
  try {
    const admin = embedded ? everyRowUrl(settings) : process.env.DATABASE_ADMIN_URL;
    if (!admin) throw new StartProblem('Set DATABASE_ADMIN_URL to a superuser of the database that takes the data.');
    await migrate(embedded?.owner ?? process.env.DATABASE_OWNER_URL);
    const { restoreBackup } = await product('app/backup/restore-backup');
    const { openKeyRing } = await product('security/key-ring');
    const { ring } = await backupKeys(settings.dataDir);
    const restored = await inWords(() =>
      restoreBackup({
        databaseUrl: admin,
        dataDir: config.dataDir,
        keys: openKeyRing(config),
        backupKeys: ring,
        folder: resolve(folder),
      }),
    );
    console.log(
      `${pc.green('✓')} ${restored.rows} rows and ${restored.manifest.files.length} files of ${restored.manifest.takenAt} are back.`,
    );
    console.log(`  ${restored.storiesToWake} open stories are woken, or started anew, as soon as a worker runs.`);
    console.log(
      '  Before it does, compare what left the house after that moment (837 files, mails) with your partners.',
    );
    const { verifyBooks } = await import('./books.mjs');
    return await verifyBooks({});
  } finally {
    await embedded?.stop();
  }
}
