// `npm run bench -- posting`: one large 835 uploaded, checked and posted while people read; then the same rows by plain INSERTs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { importClaims } from './import-and-wake.mjs';
import { largeBooks } from './large-books.mjs';
import { LINES_A_CLAIM, makeClaims, remittanceBytes, templateOf } from './many-claims.mjs';
import { plainInserts } from './plain-inserts.mjs';
import { startReaders } from './readers.mjs';
import { perSecond, table } from './report.mjs';
import { product, startInstallation } from './throwaway-installation.mjs';

const READERS = 20;
const BAR_POSTED_S = 120;
const BAR_RATIO = 0.5;
const BAR_P99_MS = 500;
const WARM_CLAIMS = 1_000;
const WAITS_MS = 900_000;
const PAYMENT_DATE = '2026-01-06';

const seconds = (ms) => (ms / 1000).toFixed(1);
const megabytes = (bytes) => Math.round(bytes / 2 ** 20);

/** Resident memory of a process, highest and first; only Linux tells it without asking another program. */
function watchMemory(pid) {
  const read = () => {
    try {
      return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  const first = read();
  let most = first;
  const timer = setInterval(() => (most = Math.max(most, read())), 100);
  return () => {
    clearInterval(timer);
    return { first, most };
  };
}

/** Uploads the bytes and follows the remittance to its end: `{ id, storedMs, stagedMs, postedMs, memory }`. */
async function post(system, admin, organizationId, bytes) {
  const { uploadFile } = await product('api-client/client');
  const office = system.apiOf(organizationId).as('admin');
  const worker = JSON.parse(readFileSync(join(system.settings.dataDir, 'processes.json'), 'utf8')).worker;
  const memoryOf = watchMemory(worker);
  const startedAt = performance.now();
  const fileId = await uploadFile(office, { bytes });
  const storedMs = performance.now() - startedAt;
  const stateOf = async () => {
    const { rows } = await admin.query(
      'SELECT id, state, verdict FROM remittances WHERE organization_id = $1 AND file_id = $2',
      [organizationId, fileId],
    );
    return rows[0];
  };
  const reaches = async (states) => {
    for (const limit = Date.now() + WAITS_MS; Date.now() < limit; await sleep(20)) {
      const found = await stateOf();
      if (found && states.includes(found.state)) return found;
      if (found && !['READING', 'READY', 'POSTED'].includes(found.state))
        throw new Error(`the remittance ended as ${found.state}: ${JSON.stringify(found.verdict)}`);
    }
    throw new Error(`the bench waited in vain for ${states.join(' or ')}`);
  };
  await reaches(['READY', 'POSTED']);
  const stagedMs = performance.now() - startedAt;
  const { id } = await reaches(['POSTED']);
  const postedMs = performance.now() - startedAt;
  return { id, storedMs, stagedMs, postedMs, memory: memoryOf() };
}

/** What a posting wakes is measured elsewhere (`product`): here it would only take the machine away. */
const parkStories = (admin) =>
  admin.query('UPDATE outbox_messages SET parked_at = now() WHERE delivered_at IS NULL AND parked_at IS NULL');

export async function postingBench({ postingClaims, openClaims }) {
  const system = await startInstallation();
  const admin = new pg.Client({ connectionString: system.database.admin });
  await admin.connect();
  try {
    const { organizationId } = await importClaims(system, admin, 20);
    const template = await templateOf(admin, organizationId);
    const warmMemory = await warm(system, admin, { organizationId, template });
    await measured(system, admin, { organizationId, template, count: postingClaims, warmMemory });
    if (openClaims > 0) await largeBooks(system, admin, { organizationId, template, count: openClaims });
  } finally {
    await admin.end();
    await system.deps.db.$disconnect();
    await system.stop();
  }
}

async function warm(system, admin, { organizationId, template }) {
  const claims = await makeClaims(system, admin, { organizationId, template, count: WARM_CLAIMS, prefix: 'WARM' });
  const bytes = await remittanceBytes(claims, template, { trace: 'WARM1', date: PAYMENT_DATE });
  const { memory } = await post(system, admin, organizationId, bytes);
  await parkStories(admin);
  await sleep(5_000);
  return memory;
}

async function measured(system, admin, { organizationId, template, count, warmMemory }) {
  const claims = await makeClaims(system, admin, { organizationId, template, count, prefix: 'BIG' });
  const bytes = await remittanceBytes(claims, template, { trace: 'BIG1', date: PAYMENT_DATE });
  const readers = startReaders({
    config: system.config,
    token: await system.tokenOf('supervisor', organizationId),
    count: READERS,
    paths: [
      '/claims?limit=25',
      '/remittances?limit=25',
      `/claims/${claims[0].id}`,
      '/work-items?limit=25',
      `/claims/${claims.at(-1).id}`,
    ],
  });
  await sleep(2_000);
  const posted = await post(system, admin, organizationId, bytes);
  const read = readers.sofar();
  await parkStories(admin);
  const plain = await plainInserts(system, admin, { organizationId, remittanceId: posted.id });
  await readers.stop();
  report({ count, bytes: bytes.length, posted, read, plain, warmMemory });
}

function report({ count, bytes, posted, read, plain, warmMemory }) {
  const publishMs = posted.postedMs - posted.stagedMs;
  const ratio = plain.ms / publishMs;
  const part = (name, ms) => [name, seconds(ms), perSecond(count, ms), ''];
  console.log(
    table(
      `835 of ${count} claims, ${count * LINES_A_CLAIM} lines (${megabytes(bytes)} MiB), ${READERS} readers`,
      ['', 'seconds', 'claims a second', 'bar'],
      [
        part('uploaded and stored', posted.storedMs),
        part('read, balanced, sealed and staged', posted.stagedMs - posted.storedMs),
        part('planned and published, one transaction', publishMs),
        [`posted, all in all`, seconds(posted.postedMs), perSecond(count, posted.postedMs), `≤ ${BAR_POSTED_S} s`],
      ],
    ),
  );
  console.log(
    table(
      `The ${plain.rows} rows of the posting`,
      ['', 'rows a second', 'ratio', 'bar'],
      [
        ['planned and published by the product', perSecond(plain.rows, publishMs), ratio.toFixed(2), `≥ ${BAR_RATIO}`],
        ['plain INSERTs of 1,000 rows, the same readers', perSecond(plain.rows, plain.ms), '', ''],
      ],
    ),
  );
  console.log(
    table(
      'Readers meanwhile',
      ['', 'requests', 'refused', 'p50 ms', 'p99 ms', 'worst ms', 'bar'],
      [
        ['all', read.requests, read.refused, read.p50, read.p99, read.worst, `p99 ≤ ${BAR_P99_MS} ms`],
        ...read.routes.map(({ name, requests, p50, p99, worst }) => [name, requests, '', p50, p99, worst, '']),
      ],
    ),
  );
  console.log(
    table(
      'Memory of the worker, MiB',
      ['remittance of', 'before', 'most'],
      [
        [WARM_CLAIMS, megabytes(warmMemory.first), megabytes(warmMemory.most)],
        [count, megabytes(posted.memory.first), megabytes(posted.memory.most)],
      ],
    ),
  );
}
