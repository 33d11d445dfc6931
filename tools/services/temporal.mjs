// Temporal: a cluster named by TEMPORAL_ADDRESS, or the dev server with its state in the data folder.
import { connect } from 'node:net';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectDir, requireFreePorts, StartProblem } from '../settings.mjs';
import { commandLine, isAlive, run, startLogged, stopPid, tail } from './child-process.mjs';
import { readJson, writePrivateJson } from './private-files.mjs';
import { findTemporalProgram } from './temporal-program.mjs';

export const NAMESPACE = 'reclaim';
/** What a supervisor filters stories by in the Temporal UI. An attribute the namespace does not know stalls stories silently. */
export const SEARCH_ATTRIBUTES = {
  OrgId: 'Keyword',
  StoryKind: 'Keyword',
  StoryState: 'Keyword',
  WaitingFor: 'Keyword',
  PayerId: 'Keyword',
  NextDeadlineAt: 'Datetime',
  HardDeadlineAt: 'Datetime',
  AmountCents: 'Int',
};
const READY_WITHIN_MS = 30_000;

function canConnect(port) {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}

/** The search attributes the namespace lacks; null while the server or the namespace does not answer. */
async function missingAttributes(program, address) {
  const args = [
    'operator',
    'search-attribute',
    'list',
    '--namespace',
    NAMESPACE,
    '--address',
    address,
    '--output',
    'json',
    '--client-connect-timeout',
    '3s',
  ];
  const { code, stdout } = await run(program, args);
  if (code !== 0) return null;
  return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !stdout.includes(`"${name}"`));
}

async function addAttributes(program, address, names) {
  const wanted = names.flatMap((name) => ['--name', name, '--type', SEARCH_ATTRIBUTES[name]]);
  await run(program, [
    'operator',
    'search-attribute',
    'create',
    '--namespace',
    NAMESPACE,
    '--address',
    address,
    ...wanted,
  ]);
}

async function waitUntilReady({ program, port, isGone, logFile }) {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until && !isGone()) {
    const missing = (await canConnect(port)) ? await missingAttributes(program, `127.0.0.1:${port}`) : null;
    if (missing?.length === 0) return;
    if (missing) await addAttributes(program, `127.0.0.1:${port}`, missing);
    await sleep(50);
  }
  throw new StartProblem(
    `Temporal did not get ready${isGone() ? '' : ` within ${READY_WITHIN_MS / 1000} s`}. Its log (${logFile}) ends:\n${tail(logFile)}`,
  );
}

function serverArguments({ folder, port, uiPort, dynamicConfig, inMemory }) {
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  // The default journal of SQLite more than halves the throughput; these two restore it (measured).
  const store = inMemory
    ? []
    : [
        '--db-filename',
        join(folder, 'temporal.sqlite'),
        '--sqlite-pragma',
        'journal_mode=WAL',
        '--sqlite-pragma',
        'synchronous=NORMAL',
      ];
  const ui = uiPort ? ['--ui-port', String(uiPort)] : ['--headless'];
  const config = Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]);
  return [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    ...ui,
    '--namespace',
    NAMESPACE,
    '--log-level',
    'warn',
    ...store,
    ...attributes,
    ...config,
  ];
}

/** The server that a killed launcher left running on this data folder; null when there is none. */
function leftRunning(file) {
  const known = readJson(file);
  if (!known || !isAlive(known.pid)) return null;
  const line = commandLine(known.pid);
  return line === '' || line.includes('start-dev') ? known : null;
}

/**
 * Starts the dev server on loopback, or answers with the cluster that TEMPORAL_ADDRESS names.
 * `dynamicConfig` is for tests only (virtual time); the product runs with the server's defaults.
 */
export async function startTemporal({ dataDir, cacheDir, ports, dynamicConfig = {}, inMemory = false, withUi = true }) {
  const address = process.env.TEMPORAL_ADDRESS;
  if (address) {
    const namespace = process.env.TEMPORAL_NAMESPACE || NAMESPACE;
    return { address, namespace, how: `the cluster at ${address} (TEMPORAL_ADDRESS)`, stop: async () => {} };
  }
  const { program, how } = await findTemporalProgram({ cacheDir, projectDir });
  const folder = join(dataDir, 'temporal');
  const file = join(folder, 'server.json');
  const logFile = join(dataDir, 'logs', 'temporal.log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let server = leftRunning(file);
  const reused = server !== null;
  let exited = false;
  if (!server) {
    await requireFreePorts(ports, withUi ? ['temporal', 'temporalUi'] : ['temporal']);
    server = { port: ports.temporal, uiPort: withUi ? ports.temporalUi : null };
    const child = startLogged(program, serverArguments({ folder, dynamicConfig, inMemory, ...server }), { logFile });
    child.gone.then(() => (exited = true));
    server.pid = child.pid;
    writePrivateJson(file, server);
  }
  const isGone = () => exited || !isAlive(server.pid);
  await waitUntilReady({ program, port: server.port, isGone, logFile });
  const stop = async () => {
    await stopPid(server.pid, { signal: 'SIGTERM', graceMs: 10_000 });
    rmSync(file, { force: true });
  };
  return {
    address: `127.0.0.1:${server.port}`,
    namespace: NAMESPACE,
    uiPort: server.uiPort,
    pid: server.pid,
    program,
    how,
    reused,
    stop,
  };
}

/** Stops a server left running on this data folder and removes its data. */
export async function removeTemporal(dataDir) {
  const folder = join(dataDir, 'temporal');
  const server = leftRunning(join(folder, 'server.json'));
  if (server) await stopPid(server.pid);
  rmSync(folder, { recursive: true, force: true });
}
