// The environment of the product's processes, and the addresses a person's own servers are given by.
import { join } from 'node:path';
import { StartProblem } from '../settings.mjs';

const DATABASE_URLS = {
  owner: 'DATABASE_OWNER_URL',
  app: 'DATABASE_URL',
  relay: 'DATABASE_RELAY_URL',
  reader: 'DATABASE_READER_URL',
};

/** The person's own Postgres, if DATABASE_URL is set; `npm start` needs all four roles then, a command never the owner. */
export function ownDatabase(env = process.env, roles = Object.keys(DATABASE_URLS)) {
  if (!env.DATABASE_URL) return null;
  const missing = roles.map((role) => DATABASE_URLS[role]).filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new StartProblem(
      `DATABASE_URL is set, so your own Postgres is used; set ${missing.join(', ')} too. tools/compose/roles.sql makes the roles.`,
    );
  }
  const urls = Object.fromEntries(Object.entries(DATABASE_URLS).map(([role, name]) => [role, env[name]]));
  return { ...urls, how: `your own at ${new URL(env.DATABASE_URL).host}`, stop: async () => {} };
}

/** The owner of the tables is left out on purpose: no process of the product may have it. */
export function childEnvironment({ settings, database, temporal, env = process.env }) {
  const { NODE_ENV: _node, DATABASE_OWNER_URL: _owner, ...rest } = env;
  const { dataDir, ports } = settings;
  return {
    ...rest,
    RECLAIM_MODE: env.RECLAIM_MODE || 'development',
    RECLAIM_DATA_DIR: dataDir,
    RECLAIM_KEY_FILE: keyFile(settings, env),
    DATABASE_URL: database.app,
    DATABASE_RELAY_URL: database.relay,
    DATABASE_READER_URL: database.reader,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    ...(temporal.uiPort && { RECLAIM_TEMPORAL_UI_URL: `http://127.0.0.1:${temporal.uiPort}` }),
    RECLAIM_API_PORT: String(ports.api),
    RECLAIM_UI_PORT: String(ports.ui),
    RECLAIM_MAIL_PORT: String(ports.mail),
    RECLAIM_MAIL_PAGE_PORT: String(ports.mailPage),
    SMTP_URL: env.SMTP_URL || `smtp://127.0.0.1:${ports.mail}`,
  };
}

export function keyFile({ dataDir }, env = process.env) {
  return env.RECLAIM_KEY_FILE || join(dataDir, 'keys.json');
}
