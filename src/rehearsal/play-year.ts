import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bodyOf } from '../api-client/client.js';
import { keyFiguresReport } from '../app/reports/key-figures.queries.js';
import { readConfig } from '../config.js';
import { systemActor } from '../db/in-transaction.js';
import { phiFindings } from '../simulator/phi-findings.js';
import { booksDigest } from './books-digest.js';
import { keyFiguresPage } from '../app/reports/render-key-figures.js';
import { Rehearsal } from './rehearsal.js';
import type { World } from '../simulator/world.js';
import { simulateYear } from './simulated-year.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    days: { type: 'string', default: '365' },
    claims: { type: 'string', default: '1000' },
    /** JSON of everything measured, and an HTML page with charts. */
    report: { type: 'string' },
    charts: { type: 'string' },
    smtp: { type: 'string', default: '0' },
    page: { type: 'string', default: '0' },
  },
});
const PROGRESS_EVERY_MS = 200;
const NOTES =
  'Simulated: a practice organization in stepped business time, in one process without Temporal. Every file, posting, deadline and mail ' +
  'is real and goes through the public API and the use cases; payers, patients and staff act by the seed. The shares of the fates are ' +
  'chosen, not observed: the figures show that the books can be measured, not how an office performs. Cost to collect, charge lag and ' +
  'underpayment recovery are not in the books and are left out.';

/** Lets a practice live through its days and says what the books then hold. One JSON line a progress, one at the end. */
async function main(): Promise<number> {
  const config = readConfig();
  const began = Date.now();
  const choice = { seed: Number(values.seed), days: Number(values.days), claims: Number(values.claims) };
  const office = await Rehearsal.open({ config, ports: { smtp: Number(values.smtp), page: Number(values.page) } });
  try {
    let shown = 0;
    const world = await simulateYear(
      office,
      { ...choice, dataDir: config.dataDir },
      ({ businessDate, day, of, claims }) => {
        if (Date.now() - shown < PROGRESS_EVERY_MS) return;
        shown = Date.now();
        say({ progress: { businessDate, day, of, counts: { claims, turns: office.teller.told.turns } } });
      },
    );
    const year = await measured(office, world, { choice, began });
    if (values.report) await writeFile(values.report, `${JSON.stringify(year, null, 2)}\n`);
    if (values.charts) {
      const title = `${choice.days} days of a practice, ${choice.claims} claims, seed ${choice.seed}`;
      await writeFile(
        values.charts,
        keyFiguresPage({ title, figures: year.figures, months: year.months, notes: NOTES }),
      );
    }
    say({ year });
    const broken = Object.values(year.report.invariants).some((count) => count !== 0);
    return broken || year.books.broken.length > 0 ? 1 : 0;
  } finally {
    await office.close();
  }
}

const say = (line: object): void => console.log(JSON.stringify(line));

async function measured(office: Rehearsal, world: World, { choice, began }: { choice: object; began: number }) {
  const supervisor = office.api.as('supervisor');
  const found = bodyOf(await supervisor.GET('/reports/main-job'));
  const phi = await phiFindings(office.deps.config.dataDir, world);
  const report = { ...found, invariants: { ...found.invariants, phiFindings: phi } };
  const checks = bodyOf(await supervisor.GET('/books/checks'));
  const { figures, months } = await keyFiguresReport(office.deps, systemActor('simulation'), office.organizationId);
  return {
    ...choice,
    report,
    books: {
      checks: checks.checks.length,
      broken: checks.checks.filter(({ holds }) => !holds).map(({ sentence }) => sentence),
      digest: await booksDigest(office.deps, office.organizationId),
    },
    figures,
    months,
    told: office.teller.told,
    elapsedMs: Date.now() - began,
    cpuMs: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1_000),
  };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
