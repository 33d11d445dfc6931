// One Postgres and one Temporal dev server for tests, on free ports, with data that is thrown away.
//   node tools/testing/services.mjs            prints their addresses as one JSON line, ends when its stdin does
//   node tools/testing/services.mjs --stay     stays until Ctrl-C; every jest run of this clone uses them meanwhile
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removePostgres, startPostgres } from '../services/postgres.mjs';
import { readJson, writePrivateJson } from '../services/private-files.mjs';
import { isAlive } from '../services/child-process.mjs';
import { startTemporal } from '../services/temporal.mjs';
import { findTestServerProgram } from '../services/temporal-program.mjs';
import { freePorts, projectDir, readSettings } from '../settings.mjs';

export const STAYING_FILE = join(projectDir, '.reclaim', 'test-services.json');
/** Lets a workflow test move one story's clock; production leaves it off. */
const VIRTUAL_TIME = { 'frontend.WorkflowTimeSkippingEnabled': 'true' };

/** Starts both. `env` has what the specs read; `stop` ends both and removes their data. */
export async function startServicesForTests() {
  const { cacheDir } = readSettings();
  const parent = join(projectDir, '.reclaim');
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const dataDir = mkdtempSync(join(parent, 'test-'));
  const [postgres, temporal] = await freePorts(2);
  const ports = { postgres, temporal };
  const [db, server, testServer] = await Promise.all([
    startPostgres({ dataDir, ports, throwAway: true }),
    // A file, not memory: a killed server must not forget its stories.
    startTemporal({ dataDir, cacheDir, ports, dynamicConfig: VIRTUAL_TIME, withUi: false }),
    findTestServerProgram({ cacheDir }),
  ]);
  const env = {
    RECLAIM_TEST_DATABASE_ADMIN_URL: db.admin,
    RECLAIM_TEST_DATABASE_OWNER_URL: db.owner,
    RECLAIM_TEST_DATABASE_APP_URL: db.app,
    RECLAIM_TEST_DATABASE_RELAY_URL: db.relay,
    RECLAIM_TEST_DATABASE_READER_URL: db.reader,
    RECLAIM_TEST_TEMPORAL_ADDRESS: server.address,
    ...(server.program && { RECLAIM_TEMPORAL_CLI: server.program }),
    RECLAIM_TEST_TIME_SKIPPING_SERVER: testServer,
  };
  const stop = async () => {
    await Promise.all([db.stop(), server.stop()]);
    await removePostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { env, how: server.how, dataDir, stop };
}

/** The addresses of services that stay, if somebody started them; null else. */
export function stayingServices() {
  const known = readJson(STAYING_FILE);
  return known && isAlive(known.pid) ? known.env : null;
}

async function main() {
  const stay = process.argv.includes('--stay');
  const services = await startServicesForTests();
  if (stay) writePrivateJson(STAYING_FILE, { pid: process.pid, env: services.env });
  console.log(stay ? `Services for tests are up (${STAYING_FILE}); Ctrl-C ends them.` : JSON.stringify(services.env));
  const over = new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done);
    if (!stay) process.stdin.resume().once('end', done).once('close', done);
    else setInterval(() => {}, 60_000);
  });
  await over;
  if (stay) rmSync(STAYING_FILE, { force: true });
  await services.stop();
  process.exit(0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
