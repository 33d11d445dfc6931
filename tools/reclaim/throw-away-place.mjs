// A database and folders for one run that leaves nothing behind: rehearsals of the command line stand on it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { removePostgres, startPostgres } from '../services/postgres.mjs';
import { run } from '../services/child-process.mjs';
import { freePorts, projectDir, StartProblem } from '../settings.mjs';

/** Short-lived rows of many small transactions: a larger young generation spares the collector most of its work. */
const YOUNG_GENERATION_MB = 64;

/** `{ env, mail, stop }`: what a process of the product needs; `stop` ends the database and removes everything. */
async function openPlace() {
  const parent = join(projectDir, '.reclaim');
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const dataDir = mkdtempSync(join(parent, 'rehearsal-'));
  const [postgres, api, ui, smtp, page] = await freePorts(5);
  const stop = async (database) => {
    await database?.stop();
    await removePostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  let database;
  try {
    database = await startPostgres({ dataDir, ports: { postgres }, throwAway: true });
    await migrate(database.owner);
  } catch (error) {
    await stop(database);
    throw error;
  }
  const { NODE_ENV: _node, DATABASE_OWNER_URL: _owner, ...rest } = process.env;
  const env = {
    ...rest,
    RECLAIM_MODE: 'development',
    RECLAIM_DATA_DIR: dataDir,
    RECLAIM_KEY_FILE: join(dataDir, 'keys.json'),
    RECLAIM_API_PORT: String(api),
    RECLAIM_UI_PORT: String(ui),
    RECLAIM_MAIL_PAGE_PORT: String(page),
    RECLAIM_LOG_LEVEL: 'error',
    DATABASE_URL: database.app,
    DATABASE_RELAY_URL: database.relay,
    DATABASE_READER_URL: database.reader,
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
  };
  return { env, mail: { smtp, page }, stop: () => stop(database) };
}

async function migrate(ownerUrl) {
  const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
  const done = await run(process.execPath, [join(projectDir, 'tools/migrate.mjs'), 'deploy'], { env, cwd: projectDir });
  if (done.code !== 0) throw new StartProblem(`The database could not be laid out:\n${done.stderr}`);
}

/** Runs a program of the build on a place of its own and answers with its exit code; Ctrl-C ends both. `onLine` gets what it prints. */
export async function runRehearsal(script, args, onLine) {
  const program = join(projectDir, 'dist/src', script);
  if (!existsSync(program)) throw new StartProblem('Reclaim is not wholly built here: run "npm run build".');
  const place = await openPlace();
  const { smtp, page } = place.mail;
  const argv = [
    '--enable-source-maps',
    `--max-semi-space-size=${YOUNG_GENERATION_MB}`,
    program,
    ...args,
    `--smtp=${smtp}`,
    `--page=${page}`,
  ];
  try {
    const child = spawn(process.execPath, argv, {
      env: place.env,
      stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'],
    });
    if (onLine) createInterface({ input: child.stdout }).on('line', onLine);
    const end = () => child.kill('SIGTERM');
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    return await new Promise((done) => child.once('close', (code) => done(code ?? 130)));
  } finally {
    await place.stop();
  }
}
