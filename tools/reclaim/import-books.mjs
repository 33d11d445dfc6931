// `reclaim books import DIR`: takes over the books of a Synthea CSV export; prints what was booked and what the export contradicts.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import { StartProblem } from '../settings.mjs';
import { installation, organizationOf, product } from './installation.mjs';

const SHOWN = 15;
const dollars = (cents) => new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
const LOOK = { style: { head: [], border: [], compact: true } };

function progress(done, of) {
  if (!process.stderr.isTTY && done < of) return;
  const cells = Math.round((done / Math.max(1, of)) * 30);
  const line = `${'█'.repeat(cells)}${'░'.repeat(30 - cells)} ${done} of ${of} claims`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}${done < of ? '' : '\n'}` : `${line}\n`);
}

function moneyTable({ chargedCents, paidCents, adjustedCents, owedCents, creditCents }) {
  const table = new Table({
    head: ['money', 'primary', 'secondary', 'patient', 'all'],
    colAligns: ['left', ...Array(4).fill('right')],
    ...LOOK,
  });
  const row = (name, { primary, secondary, patient }) =>
    table.push([name, ...[primary, secondary, patient, primary + secondary + patient].map(dollars)]);
  table.push(['charged', '', '', '', dollars(chargedCents)]);
  row('paid', paidCents);
  table.push(['adjusted', '', '', '', dollars(adjustedCents)]);
  row('owed', owedCents);
  table.push(['credits', '', '', '', dollars(creditCents)]);
  return table.toString();
}

function findings(title, found, say) {
  if (found.length === 0) return console.log(`${pc.green('✓')} no ${title}`);
  console.log(`${pc.yellow('!')} ${pc.bold(`${found.length} ${title}`)}`);
  for (const each of found.slice(0, SHOWN)) console.log(`    ${each.file}.csv line ${each.line}: ${say(each)}`);
  if (found.length > SHOWN) console.log(pc.dim(`    … and ${found.length - SHOWN} more; --report FILE has them all`));
}

function print(report) {
  const { claims } = report;
  console.log(
    `\n${claims.read} claims read: ${claims.loaded} booked, ${claims.repeated} booked before, ${claims.leftOut} without anything to book; ${claims.open} with a balance`,
  );
  console.log(moneyTable(report.totals));
  findings(
    'disagreements between claims and transactions',
    report.disagreements,
    ({ claimId, sentence }) => `claim ${claimId}: ${sentence}`,
  );
  findings('broken references', report.brokenReferences, ({ column, id, to }) => `${column} ${id} is not in ${to}.csv`);
  findings('odd dates', report.oddDates, ({ claimId, sentence }) =>
    claimId ? `claim ${claimId}: ${sentence}` : sentence,
  );
  console.log(`${report.credits.length} overpaid claims become credits`);
  for (const trait of report.traits) console.log(pc.dim(`  format: ${trait}`));
}

/** Exit code 0 when the export could be read; its contradictions are findings, not failures. */
export async function importBooks(folder, { org, report: reportFile }) {
  const { settings, config, hasDatabase } = await installation();
  if (!hasDatabase) throw new StartProblem('No database is known: run "npm start" once, or set DATABASE_URL.');
  const { openDatabase } = await product('db/database');
  const { openKeyRing } = await product('security/key-ring');
  const { importBooks: take } = await product('app/imported-books/import-books');
  const db = openDatabase(config.database.url, 3);
  try {
    const deps = { db, keys: openKeyRing(config), config };
    const actor = { id: 'operator:books-import', role: 'admin' };
    const wish = { folder: resolve(folder), onProgress: progress };
    const report = await take(deps, actor, organizationOf(org, settings), wish);
    if (reportFile) writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`);
    print(report);
    return 0;
  } catch (error) {
    if (error.name !== 'UnusableExport') throw error;
    for (const fault of error.faults) console.error(`${pc.red('✗')} ${fault}`);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
