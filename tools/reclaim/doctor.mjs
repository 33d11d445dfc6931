// `reclaim doctor`: looks at everything the product stands on; each fault comes with the way to mend it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import pg from 'pg';
import { projectDir } from '../settings.mjs';
import { auditChain, clock, keysFit, otherRoles, partnerFolders } from './doctor-more.mjs';
import { installation, product } from './installation.mjs';

const PATIENCE_MS = 4_000;
const good = (note) => ({ ok: true, note });
const bad = (note, mend) => ({ ok: false, note, mend });

function node() {
  const { engines } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'));
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
  return fits
    ? good(process.versions.node)
    : bad(process.versions.node, `install a Node.js that fits "${engines.node}"`);
}

function folders({ settings }) {
  const { dataDir } = settings;
  if (!existsSync(dataDir))
    return bad(`${dataDir} is not there`, 'run "npm start" once, or set RECLAIM_DATA_DIR to the folder you mean');
  try {
    rmdirSync(mkdtempSync(join(dataDir, '.doctor-'))); // permissions alone say nothing about a full or read-only disk
    return good(dataDir);
  } catch ({ code }) {
    return bad(
      `${dataDir} cannot be written (${code})`,
      `give this user the folder (chown -R $(id -un) ${dataDir}), on a disk that has room and is not read-only`,
    );
  }
}

async function keys({ config }) {
  const file = config.keyFile;
  if (!existsSync(file))
    return bad(
      `${file} is not there`,
      '"npm start" makes one; if this data folder has data, put its own key file back',
    );
  if ((statSync(file).mode & 0o077) !== 0) return bad(`${file} can be read by others`, `chmod 600 ${file}`);
  const { readKeyFile } = await product('security/key-file');
  try {
    return good(`version ${readKeyFile(file).current}`);
  } catch (error) {
    return bad(error.message, 'put the right key file back; sealed data opens with no other');
  }
}

async function withDatabase({ env, hasDatabase }, look) {
  if (!hasDatabase)
    return bad('no database is known', 'run "npm start" once, or set DATABASE_URL and the URLs of the other roles');
  const client = new pg.Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    return await look(client);
  } catch (error) {
    return bad(
      `${error.code ?? ''} ${error.message}`.trim(),
      'is "npm start" running? For your own Postgres check DATABASE_URL',
    );
  } finally {
    await client.end().catch(() => {});
  }
}

const databaseRole = (system) =>
  withDatabase(system, async (client) => {
    const { rows } = await client.query(
      `SELECT current_user AS name, rolsuper OR rolbypassrls AS unsafe, current_setting('server_version') AS version,
              EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r') AS owns
         FROM pg_roles r WHERE rolname = current_user`,
    );
    const [{ name, unsafe, owns, version }] = rows;
    if (unsafe)
      return bad(
        `${name} is a superuser or passes row security`,
        'use the application role: tools/compose/roles.sql makes it',
      );
    return owns
      ? bad(`${name} owns tables`, 'run migrations as the owner role, the product as the application role')
      : good(`${name} on Postgres ${version}`);
  });

const migrations = (system) =>
  withDatabase(system, async (client) => {
    const known = readdirSync(join(projectDir, 'prisma/migrations'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const { rows } = await client.query(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map(({ name }) => name));
    const missing = known.filter((name) => !applied.has(name));
    return missing.length === 0
      ? good(`${known.length} applied`)
      : bad(`missing: ${missing.join(', ')}`, 'run "npm run migrate" as the owner (DATABASE_OWNER_URL)');
  });

const rowSecurity = (system) =>
  withDatabase(system, async (client) => {
    const { rows } = await client.query(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS closed FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'`,
    );
    const open = rows.filter(({ closed }) => !closed).map(({ name }) => name);
    if (rows.length === 0) return bad('there are no tables', 'run "npm run migrate" as the owner (DATABASE_OWNER_URL)');
    return open.length === 0
      ? good(`enabled and forced on ${rows.length} tables`)
      : bad(`open: ${open.join(', ')}`, 'apply all migrations; never switch row security off');
  });

async function temporal({ config }) {
  const { Connection } = await import('@temporalio/client');
  const { connectionOptions } = await product('temporal/connection');
  const { assertSearchAttributes } = await product('temporal/search-attributes');
  const { address, namespace } = config.temporal;
  let connection;
  try {
    connection = await Connection.connect({ ...connectionOptions(config), connectTimeout: PATIENCE_MS });
  } catch {
    return bad(
      `nothing answers at ${address}`,
      'is "npm start" running? For your own cluster check TEMPORAL_ADDRESS and its TLS settings',
    );
  }
  try {
    await connection.withDeadline(Date.now() + PATIENCE_MS, () => assertSearchAttributes(connection, namespace));
    return good(`namespace ${namespace} at ${address}, every search attribute known`);
  } catch (error) {
    return bad(`${namespace}: ${error.details ?? error.message}`, temporalMend(error, namespace));
  } finally {
    await connection.close();
  }
}

const NOT_FOUND = 5;
const NOT_ALLOWED = [7, 16];

function temporalMend({ code }, namespace) {
  if (code === NOT_FOUND)
    return `check TEMPORAL_NAMESPACE; the worker makes it when it starts, by hand: temporal operator namespace create --namespace ${namespace} --retention 30d`;
  if (NOT_ALLOWED.includes(code))
    return 'check TEMPORAL_API_KEY or the client certificate, and what it may do in this namespace';
  return `the worker adds them when it starts, if it may; by hand, as tools/compose/scripts/temporal-namespace.sh does: temporal operator search-attribute create --namespace ${namespace} --name NAME --type TYPE`;
}

/** Goes as far as sending does, sign-in included, and sends nothing. */
async function smtp({ config }) {
  const { smtpUrl } = config.mail;
  if (!smtpUrl) return bad('SMTP_URL is not set', 'set SMTP_URL=smtp://user:password@host:587');
  const { host, username } = new URL(smtpUrl);
  const { greetMailServer } = await product('adapters/smtp');
  try {
    await greetMailServer(smtpUrl, PATIENCE_MS);
    return good(username ? `${host} lets ${decodeURIComponent(username)} in` : `${host} greets`);
  } catch (error) {
    return bad(`${host}: ${mailFault(error)}`, mailMend(error));
  }
}

const mailFault = ({ code, response, message }) =>
  code === 'EAUTH' ? `refuses user and password (${response ?? message})` : (response ?? message).trim();

function mailMend({ code, message }) {
  if (code === 'EAUTH') return 'put the right user and password into SMTP_URL, %-encoded where they hold @ : /';
  if (code === 'ETLS' || /certificate|SSL|TLS/i.test(message))
    return 'use smtps:// for a port that speaks TLS from the start and smtp:// for STARTTLS; the certificate must name the host';
  return 'is "npm start" running? For your own mail server check host and port of SMTP_URL';
}

async function api({ config }) {
  try {
    const answer = await fetch(`${config.api.publicUrl}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok
      ? good(`${config.api.publicUrl} is ready`)
      : bad(
          `${config.api.publicUrl} answers ${answer.status}: ${await answer.text()}`,
          'the parts named there are not up yet',
        );
  } catch (error) {
    return bad(
      `nothing answers at ${config.api.publicUrl}`,
      `start it with "npm start" (${error.cause?.code ?? error.name})`,
    );
  }
}

const CHECKS = {
  'Node.js': node,
  'data folder': folders,
  'key file': keys,
  'database role': databaseRole,
  migrations,
  'row security': rowSecurity,
  'other roles': otherRoles,
  clock,
  'keys fit the data': keysFit,
  'audit chain': auditChain,
  'partner folders': partnerFolders,
  Temporal: temporal,
  mail: smtp,
  API: api,
};

/** Exit code 0 when everything is well. */
export async function doctor() {
  let system;
  try {
    system = await installation();
  } catch (error) {
    console.log(`${pc.red('✗')} settings: ${error.message}`);
    return 1;
  }
  console.log(`${pc.green('✓')} settings: ${system.config.mode}`);
  let faults = 0;
  for (const [name, look] of Object.entries(CHECKS)) {
    const { ok, note, mend } = await look(system);
    console.log(`${ok ? pc.green('✓') : pc.red('✗')} ${name}: ${note}${ok ? '' : `\n    → ${mend}`}`);
    faults += ok ? 0 : 1;
  }
  return faults === 0 ? 0 : 1;
}
