// The settings of the tools, each with its environment variable. Node built-ins only: this runs before `npm ci`.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this clone, without a slash at its end. */
export const projectDir = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** Each port the product listens on: who needs it, which setting moves it, and its default. */
const PORTS = {
  api: { setting: 'RECLAIM_API_PORT', default: 3000, what: 'the API' },
  ui: { setting: 'RECLAIM_UI_PORT', default: 8080, what: 'the decoding proxy in front of the Temporal UI' },
  temporal: { setting: 'RECLAIM_TEMPORAL_PORT', default: 7233, what: 'the Temporal server' },
  temporalUi: { setting: 'RECLAIM_TEMPORAL_UI_PORT', default: 8233, what: 'the Temporal UI (encrypted payloads)' },
  postgres: { setting: 'RECLAIM_POSTGRES_PORT', default: 54329, what: 'Postgres' },
  mail: { setting: 'RECLAIM_MAIL_PORT', default: 1025, what: 'the practice mail server' },
  mailPage: { setting: 'RECLAIM_MAIL_PAGE_PORT', default: 8025, what: 'the page that shows practice mail' },
};

/** An expected trouble of the person at the keyboard: printed as it is, without a stack. */
export class StartProblem extends Error {}

function port(env, name) {
  const { setting, default: fallback } = PORTS[name];
  const text = env[setting];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new StartProblem(`${setting} must be a port between 1 and 65535, not "${text}".`);
  }
  return value;
}

/** Reads every setting of the tools once. `dataDir` holds databases, keys, logs; `cacheDir` holds fetched programs. */
export function readSettings(env = process.env) {
  const dataDir = resolve(env.RECLAIM_DATA_DIR || join(projectDir, '.reclaim'));
  const ports = Object.fromEntries(Object.keys(PORTS).map((name) => [name, port(env, name)]));
  return { dataDir, cacheDir: resolve(env.RECLAIM_CACHE || join(projectDir, '.reclaim', 'tools')), ports };
}

/** A short name for a folder, for places outside the project that belong to it. */
export function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function isFree(portNumber) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port: portNumber, host: '127.0.0.1', exclusive: true }, () => probe.close(() => done(true)));
  });
}

/** Refuses to start on a taken port, naming every one with the setting that moves it. */
export async function requireFreePorts(ports, names) {
  const taken = [];
  for (const name of names) if (!(await isFree(ports[name]))) taken.push(name);
  if (taken.length === 0) return;
  const lines = taken.map(
    (name) => `  port ${ports[name]} for ${PORTS[name].what}: move it with ${PORTS[name].setting}=<free port>`,
  );
  throw new StartProblem(`Something else is listening where Reclaim wants to:\n${lines.join('\n')}`);
}

/** A port that is free now, for tests and other short runs. */
export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address();
      probe.close(() => done(found));
    });
  });
}

/** `count` different free ports: all are held open until the last one is found. */
export async function freePorts(count) {
  const probes = [];
  for (let i = 0; i < count; i += 1) {
    const probe = createServer();
    await new Promise((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
    probes.push(probe);
  }
  const found = probes.map((probe) => probe.address().port);
  await Promise.all(probes.map((probe) => new Promise((done) => probe.close(done))));
  return found;
}
