// More of what `reclaim doctor` looks at: the other database roles, the clocks, the folders of partners, whether the keys fit the data.
import { accessSync, constants, existsSync } from 'node:fs';
import pg from 'pg';
import { product } from './installation.mjs';

const PATIENCE_MS = 4_000;
/** Tokens and webhooks are judged with a minute of leeway. */
const MOST_SKEW_MS = 30_000;
const good = (note) => ({ ok: true, note });
const bad = (note, mend) => ({ ok: false, note, mend });

async function ask(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const inWords = ({ code = '', message }) => (message.includes(code) ? message : `${code} ${message}`).trim();
const noKeys = ({ keyFile }) => bad(`${keyFile} is not there`, 'put the key file of this data back (RECLAIM_KEY_FILE)');
const noDatabase = () => bad('no database is known', 'run "npm start" once, or set DATABASE_URL');

/** Relay and reader connect, are roles of their own, and see neither too little nor too much. */
export async function otherRoles({ config, hasDatabase }) {
  if (!hasDatabase) return bad('no database is known', 'run "npm start" once, or set the URLs of all roles');
  const { url, relayUrl, readerUrl } = config.database;
  const names = [];
  for (const [job, address, setting] of [
    ['relay', relayUrl, 'DATABASE_RELAY_URL'],
    ['reader', readerUrl, 'DATABASE_READER_URL'],
  ]) {
    try {
      const [row] = await ask(address, async (client) => (await client.query(ROLE)).rows);
      if (row.powerful)
        return bad(
          `${job}: ${row.name} is a superuser or passes row security`,
          'use the roles of tools/compose/roles.sql',
        );
      if (job === 'relay' && !row.outbox)
        return bad(
          `relay: ${row.name} cannot read the outbox`,
          'run "npm run migrate" as the owner: it grants what each role may',
        );
      names.push(row.name);
    } catch (error) {
      return bad(`${job}: ${inWords(error)}`, `check ${setting}`);
    }
  }
  const app = decodeURIComponent(new URL(url).username);
  if (new Set([app, ...names]).size < 3)
    return bad(
      `${[app, ...names].join(', ')} are not three roles`,
      'give app, relay and reader a role each (tools/compose/roles.sql)',
    );
  return good(names.join(', '));
}

const ROLE = `SELECT current_user AS name, rolsuper OR rolbypassrls AS powerful,
  coalesce(has_table_privilege('outbox_messages', 'SELECT'), false) AS outbox FROM pg_roles WHERE rolname = current_user`;

export async function clock({ env, hasDatabase }) {
  if (!hasDatabase) return noDatabase();
  try {
    const before = Date.now();
    const [{ now }] = await ask(
      env.DATABASE_URL,
      async (client) => (await client.query('SELECT clock_timestamp() AS now')).rows,
    );
    const skewMs = Math.round(now.getTime() - (before + Date.now()) / 2);
    return Math.abs(skewMs) <= MOST_SKEW_MS
      ? good(`${Math.abs(skewMs)} ms between this machine and the database`)
      : bad(
          `${Math.round(skewMs / 1_000)} s between this machine and the database`,
          'set both clocks by NTP (timedatectl set-ntp true): tokens, webhooks and leases compare times',
        );
  } catch (error) {
    return bad(inWords(error), 'check DATABASE_URL');
  }
}

async function organizations(config) {
  return ask(
    config.database.relayUrl,
    async (client) => (await client.query('SELECT id, name FROM organizations ORDER BY created_at')).rows,
  );
}

async function withDatabase(config, work) {
  const { openDatabase } = await product('db/database');
  const db = openDatabase(config.database.url, 1);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

function cannotUse(folder) {
  if (!existsSync(folder)) return 'is not there';
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return 'cannot be read and written';
  }
}

export async function partnerFolders({ config, hasDatabase }) {
  if (!hasDatabase) return noDatabase();
  const { inTransaction, systemActor } = await product('db/in-transaction');
  try {
    const faults = [];
    let looked = 0;
    await withDatabase(config, async (db) => {
      for (const { id } of await organizations(config)) {
        const partners = await inTransaction(db, id, { actor: systemActor('doctor') }, (tx) =>
          tx.db.tradingPartner.findMany({}),
        );
        for (const { inboundFolder, outboundFolder } of partners) {
          looked += 1;
          for (const folder of [inboundFolder, outboundFolder]) {
            const fault = cannotUse(folder);
            if (fault) faults.push(`${folder} ${fault}`);
          }
        }
      }
    });
    return faults.length === 0
      ? good(`${looked} partner${looked === 1 ? '' : 's'}`)
      : bad(
          faults.slice(0, 3).join('; '),
          'mount or make the folder and give it to the user of the worker: mkdir -p … && chown …',
        );
  } catch (error) {
    return bad(inWords(error), 'mend the database first');
  }
}

/** A key file of another installation looks perfectly well; only sealed data tells. */
export async function keysFit({ config, hasDatabase }) {
  if (!hasDatabase) return noDatabase();
  if (!existsSync(config.keyFile)) return noKeys(config);
  const { inTransaction, systemActor } = await product('db/in-transaction');
  const { KeyRing } = await product('security/key-ring');
  const { readKeyFile } = await product('security/key-file');
  try {
    const ring = new KeyRing(readKeyFile(config.keyFile));
    return await withDatabase(config, async (db) => {
      for (const { id } of await organizations(config)) {
        const file = await inTransaction(db, id, { actor: systemActor('doctor') }, (tx) =>
          tx.db.inboundFile.findFirst({ orderBy: { receivedAt: 'asc' }, select: { id: true, name: true } }),
        );
        if (!file) continue;
        try {
          ring.openText({ org: id, table: 'inbound_files', column: 'name', rowId: file.id }, file.name);
        } catch {
          return bad(
            `${config.keyFile} does not open the data of organization ${id}`,
            'put the key file of this data back (RECLAIM_KEY_FILE); nothing that is sealed opens with another',
          );
        }
      }
      return good('they open what is stored');
    });
  } catch (error) {
    return bad(inWords(error), 'mend the key file and the database first');
  }
}

/** A row that somebody changed or took out behind the product's back. */
export async function auditChain({ config, hasDatabase }) {
  if (!hasDatabase) return noDatabase();
  if (!existsSync(config.keyFile)) return noKeys(config);
  const { verifyAudit } = await product('app/audit/verify-audit');
  const { KeyRing } = await product('security/key-ring');
  const { readKeyFile } = await product('security/key-file');
  try {
    const keys = new KeyRing(readKeyFile(config.keyFile));
    let rows = 0;
    return await withDatabase(config, async (db) => {
      for (const { id } of await organizations(config)) {
        const { holds, counted, faults } = await verifyAudit({ db, keys }, { id: 'system:doctor', role: 'system' }, id);
        rows += counted;
        if (!holds)
          return bad(
            `organization ${id}: ${faults.map(({ subject, found }) => `${subject} ${found}`)[0]}`,
            'tell compliance, keep the database as it is, and compare with the last backup ("reclaim books verify" lists the rows)',
          );
      }
      return good(`${rows} rows`);
    });
  } catch (error) {
    return bad(inWords(error), 'mend the key file and the database first');
  }
}
