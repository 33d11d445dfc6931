// `npm run bench -- product`: imports, postings, wakes, histories and the claim list, on an installation of its own.
import pg from 'pg';
import { echoBench } from './echo.mjs';
import { historyLengths, runJob } from './history-lengths.mjs';
import { importClaims, wakeClaims } from './import-and-wake.mjs';
import { ledgerBench } from './ledger.mjs';
import { listBench } from './list-route.mjs';
import { perSecond, table } from './report.mjs';
import { startInstallation } from './throwaway-installation.mjs';

const BAR_INSERTING = 0.5;
const BAR_BARE = 0.3;
const BAR_CLEAN_EVENTS = 60;
const BAR_APPEALED_EVENTS = 250;

const ratio = (a, b) => (a / b).toFixed(2);

async function claimsAndStories(system, admin, count) {
  const practice = await importClaims(system, admin, count);
  console.log(
    table(
      'Claims',
      ['', 'a second', ''],
      [
        [
          'claims imported (837P upload to stored and posted)',
          perSecond(practice.claims.length, practice.importMs),
          `${practice.claims.length} claims`,
        ],
      ],
    ),
  );
  const ledger = await ledgerBench(system, practice);
  console.log(
    table(
      'Ledger',
      ['postings of two entries', 'a second', 'ratio'],
      [
        ['through the product', ledger.product, ratio(ledger.product, ledger.plain)],
        ['plain INSERTs of the same rows', ledger.plain, ''],
      ],
    ),
  );
  const noted = await wakeClaims(system, admin, practice, 'holdKept');
  const turned = await wakeClaims(system, admin, practice, 'holdPlaced');
  const echo = await echoBench(system, practice.claims.length);
  const woken = (title, rate, bar) => [title, rate, ratio(rate, echo.inserting), ratio(rate, echo.bare), bar];
  console.log(
    table(
      'Stories woken',
      ['', 'a second', 'to inserting echo', 'to bare echo', 'bars'],
      [
        woken('claim story: event judged, nothing changes', noted, `${BAR_INSERTING} and ${BAR_BARE}`),
        woken('claim story: event judged, a turn (hold placed)', turned, ''),
        woken('echo story, one INSERT activity, sealed payloads', echo.inserting, ''),
        woken('bare echo story', echo.bare, ''),
      ],
    ),
  );
  return practice;
}

async function claimList(system, practice) {
  const { bytes, product, bare } = await listBench(system, practice);
  const row = (title, one) => [title, one.perSecond, one.p50, one.p99, one.refused];
  console.log(
    table(
      `GET /claims?limit=25 (${bytes} bytes)`,
      ['', 'a second', 'p50 ms', 'p99 ms', 'refused'],
      [row('Reclaim', product), row('bare Nest route, same size', bare)],
    ),
  );
}

async function histories(system, admin, claims) {
  await runJob(system, claims);
  const { clean, appealed } = await historyLengths(system, admin);
  const row = (title, found, bar) => [title, found?.claims ?? 0, found?.median ?? '–', found?.most ?? '–', bar];
  console.log(
    table(
      'History events of a closed claim',
      ['', 'claims', 'median', 'most', 'bar'],
      [
        row('clean', clean, BAR_CLEAN_EVENTS),
        row('denied and appealed (all its stories)', appealed, BAR_APPEALED_EVENTS),
      ],
    ),
  );
}

export async function productBench({ claims, jobClaims }) {
  const system = await startInstallation();
  const admin = new pg.Client({ connectionString: system.database.admin });
  await admin.connect();
  try {
    const practice = await claimsAndStories(system, admin, claims);
    await claimList(system, practice);
    if (jobClaims > 0) await histories(system, admin, jobClaims);
  } finally {
    await admin.end();
    await system.deps.db.$disconnect();
    await system.stop();
  }
}
