// Postgres 18 without an installation: the server programs come with an npm package, the data lies in the data folder.
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { requireFreePorts, StartProblem } from '../settings.mjs';
import { isAlive, run, startLogged, stopPid, tail } from './child-process.mjs';
import { dataPlace, nativeFolder, reachableNative, serverUser } from './postgres-place.mjs';
import { newPassword, readJson, writePrivateJson } from './private-files.mjs';

export const DATABASE = 'reclaim';
/** Login roles: the owner runs migrations only; app, relay and reader own nothing and cannot pass row security. */
const ROLES = { owner: 'reclaim_owner', app: 'reclaim_app', relay: 'reclaim_relay', reader: 'reclaim_reader' };
const SUPERUSER = 'postgres';
// The same sort order on every machine, whatever its locales.
const INITDB = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  `--username=${SUPERUSER}`,
];
// Only for throw-away test data: a crash of the machine may lose it, a kill of the process may not.
const FAST_AND_UNSAFE = [
  '-c',
  'fsync=off',
  '-c',
  'full_page_writes=off',
  '-c',
  'synchronous_commit=off',
  '-c',
  'max_wal_size=2GB',
];
const READY_WITHIN_MS = 30_000;

function secretsFor(dataDir, hasData) {
  const file = join(dataDir, 'secrets.json');
  const known = readJson(file);
  if (known) return known;
  if (hasData) {
    throw new StartProblem(
      `${file} with the database passwords is gone, but the database is there. Put it back, or start anew with --fresh.`,
    );
  }
  const names = ['superuser', ...Object.keys(ROLES)];
  const secrets = Object.fromEntries(names.map((name) => [name, newPassword()]));
  writePrivateJson(file, secrets);
  return secrets;
}

async function initialise(bin, place, secrets, user) {
  const passwordFile = join(place, 'initial-password');
  writeFileSync(passwordFile, `${secrets.superuser}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const args = [`--pgdata=${join(place, 'data')}`, `--pwfile=${passwordFile}`, ...INITDB];
  const result = await run(join(bin, 'initdb'), args, { ...user, cwd: place, env: serverEnvironment() });
  rmSync(passwordFile, { force: true });
  if (result.code !== 0)
    throw new StartProblem(`Postgres could not lay out its data in ${place}:\n${result.stderr.trim()}`);
}

function serverEnvironment() {
  return { PATH: process.env.PATH, LC_MESSAGES: 'C', LC_ALL: 'C', TZ: 'UTC' };
}

/** What a live server of this data folder says about itself in its pid file; null when none lives. */
function runningServer(dataFolder) {
  try {
    const lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
    const server = { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
    return isAlive(server.pid) ? server : null;
  } catch {
    return null;
  }
}

/** A server that says it is ready can be slow to answer on a busy machine: its roles are worth a longer wait than a question whether it lives. */
const CONNECTS_WITHIN_MS = 30_000;
const ANSWERS_WITHIN_MS = 3_000;

function client(port, password, { database = 'postgres', withinMs = CONNECTS_WITHIN_MS } = {}) {
  const made = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database,
    connectionTimeoutMillis: withinMs,
  });
  made.on('error', () => {}); // a lost server must not end this process
  return made;
}

async function answers(server, password) {
  const probe = client(server.port, password, { withinMs: ANSWERS_WITHIN_MS });
  try {
    await probe.connect();
    await probe.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await probe.end().catch(() => {});
  }
}

async function waitUntilReady(dataFolder, child, logFile) {
  let exited = null;
  child.gone.then((how) => (exited = how));
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until && !exited) {
    if (runningServer(dataFolder)?.ready) return;
    await sleep(20);
  }
  throw new StartProblem(
    `Postgres did not start${exited ? '' : ` within ${READY_WITHIN_MS / 1000} s`}. Its log (${logFile}) ends:\n${tail(logFile)}`,
  );
}

async function prepareRoles(port, secrets) {
  const admin = client(port, secrets.superuser);
  await admin.connect();
  try {
    for (const [name, role] of Object.entries(ROLES)) {
      const known = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const rights = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION ${name === 'owner' ? 'CREATEDB' : 'NOCREATEDB'}`;
      await admin.query(`${known.rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} ${rights} PASSWORD '${secrets[name]}'`);
    }
    const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!known.rowCount) await admin.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLES.owner}`);
    await admin.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${Object.values(ROLES).join(', ')}`);
  } finally {
    await admin.end();
  }
}

function urls(port, secrets) {
  const url = (role, password, database = DATABASE) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const ofRoles = Object.entries(ROLES).map(([name, role]) => [name, url(role, secrets[name])]);
  return { ...Object.fromEntries(ofRoles), admin: url(SUPERUSER, secrets.superuser, 'postgres') };
}

/**
 * Starts Postgres on loopback, or takes over the one that a killed launcher left running.
 * `say` gets the one line a person must know when the data cannot lie in the data folder.
 */
export async function startPostgres({ dataDir, ports, throwAway = false, say = () => {} }) {
  const user = serverUser();
  const { folder, place, moved } = dataPlace(dataDir, user);
  if (moved) say(`the database lies in ${place}: the user "postgres" cannot reach ${dataDir}`);
  const dataFolder = join(place, 'data');
  const hasData = existsSync(join(dataFolder, 'PG_VERSION'));
  const secrets = secretsFor(dataDir, hasData);
  const bin = join(reachableNative(nativeFolder(), folder, user), 'bin');

  let server = runningServer(dataFolder);
  const reused = server !== null && (await answers(server, secrets.superuser));
  if (!reused) {
    await requireFreePorts(ports, ['postgres']);
    if (!hasData) await initialise(bin, place, secrets, user);
    const logFile = join(dataDir, 'logs', 'postgres.log');
    const settings = [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=300',
      '-c',
      'timezone=UTC',
    ];
    const args = ['-D', dataFolder, '-p', String(ports.postgres), ...settings, ...(throwAway ? FAST_AND_UNSAFE : [])];
    const child = startLogged(join(bin, 'postgres'), args, { logFile, ...user, cwd: place, env: serverEnvironment() });
    await waitUntilReady(dataFolder, child, logFile);
    server = runningServer(dataFolder);
  }
  await prepareRoles(server.port, secrets);
  // SIGINT is Postgres' fast shutdown: it ends its connections and writes a checkpoint.
  const stop = () => stopPid(server.pid, { signal: 'SIGINT', graceMs: 20_000 });
  return { ...urls(server.port, secrets), port: server.port, pid: server.pid, place, reused, stop };
}

/** Stops a server that still runs on this data folder and removes its data. */
export async function removePostgres(dataDir) {
  const { folder, place, moved } = dataPlace(dataDir, serverUser());
  const server = runningServer(join(place, 'data'));
  if (server) await stopPid(server.pid, { signal: 'SIGINT' });
  rmSync(moved ? folder : place, { recursive: true, force: true });
  rmSync(join(dataDir, 'secrets.json'), { force: true });
}
