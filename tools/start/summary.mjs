// The table at the end of the main job.
import Table from 'cli-table3';
import pc from 'picocolors';
import { spaced } from './main-job.mjs';
import { faultsOf } from './verdict.mjs';

const dollars = (cents) => new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
const right = (content) => ({ content: String(content), hAlign: 'right' });
const LOOK = { style: { head: [], border: [], compact: true } };

function countTable(title, counts) {
  const table = new Table({ head: [title, ''], ...LOOK });
  for (const [name, count] of Object.entries(counts)) table.push([spaced(name), right(count)]);
  return table.toString();
}

function moneyTable(money) {
  const table = new Table({ head: ['money', ''], ...LOOK });
  for (const [name, cents] of Object.entries(money))
    table.push([spaced(name.replace(/Cents$/, '')), right(dollars(cents))]);
  return table.toString();
}

function sideBySide(...blocks) {
  const columns = blocks.map((block) => block.split('\n'));
  const widths = columns.map((lines) => Math.max(...lines.map((line) => line.length)));
  const height = Math.max(...columns.map((lines) => lines.length));
  const row = (i) => columns.map((lines, c) => (lines[i] ?? '').padEnd(widths[c])).join('  ');
  return Array.from({ length: height }, (_, i) => row(i).trimEnd()).join('\n');
}

/** The whole report for people: claims, money, work, invariants, and one line that says whether all held. */
export function summary(report) {
  const faults = faultsOf(report);
  if (!report?.claims) return pc.red(`✗ ${faults.join('; ')}`);
  const work = { ...prefixed('work items', report.workItems), ...prefixed('stories', report.stories) };
  const tables = sideBySide(
    countTable('claims', report.claims),
    moneyTable(report.money ?? {}),
    countTable('must be 0', report.invariants ?? {}),
  );
  const pace = `${report.businessDays} business days in ${(report.elapsedMs / 1000).toFixed(1)} s`;
  const verdict = faults.length === 0 ? pc.green('✓ every invariant held') : pc.red(`✗ ${faults.join('; ')}`);
  return [
    tables,
    ...booksLine(report.books),
    Object.entries(work)
      .filter(([, count]) => count !== null) // a rehearsal has no histories whose length could be told
      .map(([name, count]) => `${name} ${count}`)
      .join(' · '),
    `${pace} · ${verdict}`,
  ].join('\n');
}

/** What `reclaim books verify` would say, in one line; every broken check with its sentence. */
function booksLine(books) {
  if (!books) return [];
  if (books.broken.length === 0) return [pc.green(`✓ the books hold: ${books.checks} of ${books.checks} checks`)];
  return books.broken.map((sentence) => pc.red(`✗ books: ${sentence}`));
}

function prefixed(prefix, counts = {}) {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${prefix} ${spaced(name)}`, count]));
}
