// `reclaim edits load FILE…`: takes a published table in, NCCI pairs, unit limits or codes; it binds once it is in whole.
import { basename, resolve } from 'node:path';
import pc from 'picocolors';
import { StartProblem } from '../settings.mjs';
import { installation, organizationOf, product } from './installation.mjs';

/** Exit code 1 when the file is not what it was said to be. */
export async function loadEdits(paths, { org, kind, setting, name, from, to, payers, synthetic }) {
  const { settings, config, hasDatabase } = await installation();
  if (!hasDatabase) throw new StartProblem('No database is known: run "npm start" once, or set DATABASE_URL.');
  const { openDatabase } = await product('db/database');
  const { openKeyRing } = await product('security/key-ring');
  const { isPlainDate } = await product('domain/dates/plain-date');
  const { editSettings, editTableKinds } = await product('domain/edit-tables/edit-table');
  const { payerClasses } = await product('domain/payer-rules/payer-class');
  const { loadEditTable } = await product('app/edit-tables/load-edit-table');
  oneOf('--kind', editTableKinds, kind);
  if (setting) oneOf('--setting', editSettings, setting);
  for (const payer of payers ?? []) oneOf('--payers', payerClasses, payer);
  for (const date of [from, to ?? from]) if (!isPlainDate(date)) throw new StartProblem(`"${date}" is no YYYY-MM-DD.`);
  const db = openDatabase(config.database.url, 2);
  try {
    const deps = { db, keys: openKeyRing(config), config };
    const loaded = await loadEditTable(
      deps,
      { id: 'operator:edits-load', role: 'admin' },
      organizationOf(org, settings),
      {
        paths: paths.map((path) => resolve(path)),
        kind,
        name: name ?? paths.map((path) => basename(path)).join(' '),
        effectiveFrom: from,
        synthetic: Boolean(synthetic),
        ...(setting && { setting }),
        ...(to && { effectiveTo: to }),
        ...(payers && { payerClasses: payers }),
      },
    );
    const became = loaded.became === 'repeat' ? 'was loaded before' : 'is in force';
    console.log(`${pc.green('✓')} ${kind} ${became}: ${loaded.rows} rows from ${from}`);
    return 0;
  } catch (error) {
    if (error.name !== 'UnusableTable') throw error;
    console.error(`${pc.red('✗')} ${paths.join(' ')}: ${error.message}`);
    return 1;
  } finally {
    await db.$disconnect();
  }
}

function oneOf(option, allowed, given) {
  if (!allowed.includes(given)) throw new StartProblem(`${option} takes ${allowed.join(', ')}.`);
}
