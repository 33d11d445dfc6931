import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withDatabase, type TestServices } from '../support/services.js';

interface Server {
  readonly pid: number;
  readonly stop: () => Promise<void>;
}
interface PostgresServer extends Server {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
  readonly relay: string;
  readonly reader: string;
}
interface TemporalServer extends Server {
  readonly address: string;
  readonly namespace: string;
}

export type ServerName = 'postgres' | 'temporal';

/** A Postgres and a Temporal server that may be killed: nobody else uses them, and both keep what they have promised on disk. */
export interface OwnServers {
  readonly services: TestServices;
  readonly temporal: TemporalServer;
  /** kill -9, and up again on the same data after the pause. */
  readonly kill: (name: ServerName, downMs: number) => Promise<void>;
}

const tool = async <T>(path: string): Promise<T> => (await import(`../../tools/${path}` as string)) as T;
const DATABASE = 'reclaim';

export async function startOwnServers(): Promise<OwnServers> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaos-'));
  chmodSync(dataDir, 0o711);
  const { startPostgres, removePostgres } = await tool<{
    startPostgres: (wish: object) => Promise<PostgresServer>;
    removePostgres: (dataDir: string) => Promise<void>;
  }>('services/postgres.mjs');
  const { startTemporal } = await tool<{ startTemporal: (wish: object) => Promise<TemporalServer> }>(
    'services/temporal.mjs',
  );
  const { freePorts, readSettings } = await tool<{
    freePorts: (count: number) => Promise<number[]>;
    readSettings: () => { cacheDir: string };
  }>('settings.mjs');
  const [postgres, temporal] = await freePorts(2);
  const wish = { dataDir, cacheDir: readSettings().cacheDir, ports: { postgres, temporal }, withUi: false };
  const start = { postgres: () => startPostgres(wish), temporal: () => startTemporal(wish) };
  const running = { postgres: await start.postgres(), temporal: await start.temporal() };
  const { owner, app, relay, reader, admin } = running.postgres;
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_OWNER_URL: owner };
  await promisify(execFile)(process.execPath, ['tools/migrate.mjs', 'deploy'], { env });
  const { address, namespace } = running.temporal;
  const stop = async (): Promise<void> => {
    await running.postgres.stop();
    await removePostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    services: {
      database: { name: DATABASE, url: app, relayUrl: relay, readerUrl: reader, ownerUrl: owner },
      adminUrl: withDatabase(admin, DATABASE),
      temporal: { address, namespace },
      timeSkippingServer: '',
      stop,
    },
    temporal: { address, namespace, pid: running.temporal.pid, stop: () => running.temporal.stop() },
    kill: async (name, downMs) => {
      process.kill(running[name].pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, downMs));
      await restart(name, start, running);
    },
  };
}

/** A killed server's children and ports may take a moment to go away. */
async function restart(
  name: ServerName,
  start: { postgres: () => Promise<PostgresServer>; temporal: () => Promise<TemporalServer> },
  running: { postgres: PostgresServer; temporal: TemporalServer },
): Promise<void> {
  const limit = Date.now() + 30_000;
  for (;;) {
    try {
      if (name === 'postgres') running.postgres = await start.postgres();
      else running.temporal = await start.temporal();
      return;
    } catch (error) {
      if (Date.now() > limit) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
