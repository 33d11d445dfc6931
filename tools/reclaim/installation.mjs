// The installation a command speaks to: the same settings as `npm start`, the compiled product, the practice organization.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson } from '../services/private-files.mjs';
import { DATABASE } from '../services/postgres.mjs';
import { projectDir, readSettings, StartProblem } from '../settings.mjs';
import { childEnvironment, ownDatabase } from '../start/environment.mjs';

/** A compiled module of the product: 'config' is dist/src/config.js. */
export async function product(path) {
  const file = join(projectDir, 'dist/src', `${path}.js`);
  if (!existsSync(file))
    throw new StartProblem('Reclaim was never built here: run "npm start" once, or "npm run build".');
  return import(pathToFileURL(file).href);
}

/** Addresses of the embedded database, from the passwords `npm start` made; null before the first start. */
function embeddedDatabase({ dataDir, ports }) {
  const secrets = readJson(join(dataDir, 'secrets.json'));
  if (!secrets) return null;
  const url = (role) =>
    `postgresql://reclaim_${role}:${encodeURIComponent(secrets[role])}@127.0.0.1:${ports.postgres}/${DATABASE}`;
  return { app: url('app'), relay: url('relay'), reader: url('reader') };
}

/** Migrations alone need the owner: whoever looks at the books need not know its password. */
const ROLES_OF_COMMANDS = ['app', 'relay', 'reader'];

/** `{ settings, env, config }`; `env` is what `npm start` gives the product's processes. */
export async function installation() {
  const settings = readSettings();
  const database = ownDatabase(process.env, ROLES_OF_COMMANDS) ?? embeddedDatabase(settings) ?? {};
  const temporal = {
    address: process.env.TEMPORAL_ADDRESS || `127.0.0.1:${settings.ports.temporal}`,
    namespace: process.env.TEMPORAL_NAMESPACE || 'reclaim',
  };
  const env = childEnvironment({ settings, database, temporal });
  const { readConfig } = await product('config');
  return { settings, env, config: readConfig(env), hasDatabase: Boolean(database.app) };
}

/** The organization meant: the one named, else the practice of the main job. */
export function organizationOf(named, { dataDir }) {
  if (named) return named;
  const reported = readJson(join(dataDir, 'main-job-report.json'))?.organizationId;
  if (reported) return reported;
  const folder = join(dataDir, 'practice', 'worlds');
  const worlds = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (worlds.length === 1) return worlds[0].replace(/\.json$/, '');
  throw new StartProblem(
    'Which organization? Name it with --org <id>; there is no single practice organization in this data folder.',
  );
}

/** An access token as the local identity provider gives it; refused where people sign in elsewhere. */
export async function tokenFor(config, role, org) {
  const { roles } = await product('domain/roles');
  if (!roles.includes(role)) throw new StartProblem(`There is no role "${role}". Roles: ${roles.join(', ')}.`);
  const { mintDevelopmentToken } = await product('identity/development-token');
  return mintDevelopmentToken(config, { role, org });
}
