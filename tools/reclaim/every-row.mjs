// The address of a database role that sees every row: for backups and counts over all organizations, never for the product.
import { join } from 'node:path';
import { readJson } from '../services/private-files.mjs';
import { DATABASE } from '../services/postgres.mjs';
import { StartProblem } from '../settings.mjs';

/** DATABASE_ADMIN_URL or DATABASE_BACKUP_URL, else the superuser of the embedded server. */
export function everyRowUrl({ dataDir, ports }, env = process.env) {
  const named = env.DATABASE_ADMIN_URL || env.DATABASE_BACKUP_URL;
  if (named) return named;
  if (env.DATABASE_URL)
    throw new StartProblem(
      'Your own Postgres is used: set DATABASE_BACKUP_URL to a role with BYPASSRLS and pg_read_all_data (to restore: DATABASE_ADMIN_URL, a superuser).',
    );
  const secrets = readJson(join(dataDir, 'secrets.json'));
  if (!secrets) throw new StartProblem('No database is known: run "npm start" once, or set DATABASE_BACKUP_URL.');
  return `postgresql://postgres:${encodeURIComponent(secrets.superuser)}@127.0.0.1:${ports.postgres}/${DATABASE}`;
}
