// `reclaim edits load FILE…`: takes a published table in, NCCI pairs, unit limits or codes; it binds once it is in whole.
import { basename, resolve } from 'node:path';
import pc from 'picocolors';
import { StartProblem } from '../settings.mjs';
import { installation, organizationOf, product } from './installation.mjs';

/** Exit code 1 when the file is not what it was said to be. */
export async function loadEdits(paths, { org, kind, setting, name, from, to, payers, synthetic }) {
  const { isPlainDate } = await product('domain/dates/plain-date');
  const { editSettings, editTableKinds } = await product('domain/edit-tables/edit-table');
  const { payerClasses } = await product('domain/payer-rules/payer-class');
  const { loadEditTable } = await product('app/edit-tables/load-edit-table');
  oneOf('--kind', editTableKinds, kind);
  if (setting) oneOf('--setting', editSettings, setting);
  for (const payer of payers ?? []) oneOf('--payers', payerClasses, payer);
  for (const date of [from, to ?? from]) if (!isPlainDate(date)) throw new StartProblem(`"${date}" is no YYYY-MM-DD.`);
  return withDatabase(org, async (deps, organizationId) => {
    try {
      const loaded = await loadEditTable(deps, OPERATOR, organizationId, {
        paths: paths.map((path) => resolve(path)),
        kind,
        name: name ?? paths.map((path) => basename(path)).join(' '),
        effectiveFrom: from,
        synthetic: Boolean(synthetic),
        ...(setting && { setting }),
        ...(to && { effectiveTo: to }),
        ...(payers && { payerClasses: payers }),
      });
      const became = loaded.became === 'repeat' ? 'was loaded before' : 'is in force';
      console.log(`${pc.green('✓')} ${kind} ${became}: ${loaded.rows} rows from ${from}`);
      return 0;
    } catch (error) {
      if (error.name !== 'UnusableTable') throw error;
      console.error(`${pc.red('✗')} ${paths.join(' ')}: ${error.message}`);
      return 1;
    }
  });
}

/** `reclaim edits list`: what is in force, and what was, newest first within its kind. */
export async function listEdits({ org }) {
  const { listEditTables } = await product('app/edit-tables/edit-tables.queries');
  const { payerClasses: everybody } = await product('domain/payer-rules/payer-class');
  const tables = await withDatabase(org, (deps, organizationId) => listEditTables(deps, OPERATOR, organizationId));
  const loaded = tables.filter(({ state }) => state === 'ACTIVE' || state === 'REPLACED');
  if (loaded.length === 0) console.log('No table is loaded: edits that look things up stop nothing.');
  for (const table of loaded) console.log(inOneLine(table, everybody));
  return 0;
}

function inOneLine({ state, kind, setting, name, rowCount, payerClasses, synthetic, ...table }, everybody) {
  const isForAll = payerClasses.length === everybody.length;
  return [
    state === 'ACTIVE' ? pc.green('✓') : pc.dim('replaced'),
    [kind, setting].filter(Boolean).join(' '),
    `from ${table.effectiveFrom}${table.effectiveTo ? ` to ${table.effectiveTo}` : ''}:`,
    `${rowCount} rows of ${name},`,
    isForAll ? 'for every payer' : `for ${payerClasses.join(', ')}`,
    ...(synthetic ? ['(invented rows)'] : []),
  ].join(' ');
}

const OPERATOR = { id: 'operator:edits-load', role: 'admin' };

async function withDatabase(org, run) {
  const { settings, config, hasDatabase } = await installation();
  if (!hasDatabase) throw new StartProblem('No database is known: run "npm start" once, or set DATABASE_URL.');
  const { openDatabase } = await product('db/database');
  const { openKeyRing } = await product('security/key-ring');
  const db = openDatabase(config.database.url, 2);
  try {
    return await run({ db, keys: openKeyRing(config), config }, organizationOf(org, settings));
  } finally {
    await db.$disconnect();
  }
}

function oneOf(option, allowed, given) {
  if (!allowed.includes(given)) throw new StartProblem(`${option} takes ${allowed.join(', ')}.`);
}
