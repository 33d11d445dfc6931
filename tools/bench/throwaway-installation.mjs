// A whole installation of its own for one bench: embedded servers as `npm start` runs them, other ports, a folder that is removed.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '../prepare.mjs';
import { DATABASE, removePostgres, startPostgres } from '../services/postgres.mjs';
import { startTemporal } from '../services/temporal.mjs';
import { freePorts, projectDir, readSettings } from '../settings.mjs';
import { childEnvironment, keyFile } from '../start/environment.mjs';
import { Supervisor } from '../start/supervisor.mjs';

export const product = (path) => import(pathToFileURL(join(projectDir, 'dist/src', `${path}.js`)).href);

const PORTS = ['api', 'ui', 'temporal', 'temporalUi', 'postgres', 'mail', 'mailPage'];

/** `{ settings, database, temporal, environment, config, keys, deps, stop }`. */
export async function startInstallation({ settings: more = {} } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'reclaim-bench-'));
  chmodSync(dataDir, 0o711);
  const found = await freePorts(PORTS.length);
  const ports = Object.fromEntries(PORTS.map((name, i) => [name, found[i]]));
  const settings = { ...readSettings({}), dataDir, ports };
  const say = () => {};
  const started = await startPostgres({ ...settings, say });
  // The superuser looks behind row security; its own address names the server's first database, not ours.
  const database = { ...started, admin: started.admin.replace(/\/[^/]*$/, `/${DATABASE}`) };
  const temporal = await startTemporal(settings);
  await migrate(database.owner);
  const { ensureKeyFile } = await product('security/key-file');
  ensureKeyFile(keyFile(settings, {}));
  const environment = childEnvironment({ settings, database, temporal, env: { ...cleanEnvironment(), ...more } });
  const supervisor = new Supervisor({
    dataDir,
    environment,
    apiPort: ports.api,
    say,
    onFatal: (problem) => console.error(problem.message),
  });
  await supervisor.startAll(() => {});
  const stop = async () => {
    await supervisor.stopAll();
    await temporal.stop();
    await database.stop();
    await removePostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { settings, database, temporal, environment, stop, ...(await insides(environment)) };
}

/** A person's own database or cluster must not be measured by accident. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_|TEMPORAL_|RECLAIM_|OIDC_|SMTP_)/.test(name)),
  );
}

/** The product's own code on this installation, for measurements below the API. */
async function insides(environment) {
  const { readConfig } = await product('config');
  const { openKeyRing } = await product('security/key-ring');
  const { openDatabase } = await product('db/database');
  const { PracticeApi } = await product('simulator/practice-api');
  const { mintDevelopmentToken } = await product('identity/development-token');
  const config = readConfig(environment);
  const keys = openKeyRing(config);
  const apiOf = (org) => new PracticeApi(config.api.publicUrl, (role) => mintDevelopmentToken(config, { role, org }));
  return {
    config,
    keys,
    deps: { config, keys, db: openDatabase(config.database.url) },
    apiOf,
    tokenOf: (role, org) => mintDevelopmentToken(config, { role, org }),
  };
}
