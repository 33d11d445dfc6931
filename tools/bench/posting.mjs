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

/** Resident memory of a process: first, highest, and highest since the last `lap()`; only Linux tells it without asking another program. */
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
  let sinceLap = first;
  const timer = setInterval(() => {
    const now = read();
    most = Math.max(most, now);
    sinceLap = Math.max(sinceLap, now);
  }, 50);
  const lap = () => {
    const highest = sinceLap;
    sinceLap = read();
    return highest;
  };
  const stop = () => {
    clearInterval(timer);
    return { first, most };
  };
  return { lap, stop };
}

/** Somebody who wants to change a claim of the remittance, again and again: how long the longest of them waited for its lock. */
function watchClaim(system, organizationId, claimId) {
  const client = new pg.Client({ connectionString: system.config.database.url });
  let longest = 0;
  let watching = true;
  const watch = async () => {
    await client.connect();
    for (; watching; await sleep(20)) {
      const startedAt = performance.now();
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.tenant', $1, true)", [organizationId]);
      await client.query('SELECT 1 FROM claims WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
        organizationId,
        claimId,
      ]);
      await client.query('COMMIT');
      longest = Math.max(longest, performance.now() - startedAt);
    }
    await client.end();
  };
  const watched = watch();
  return async () => {
    watching = false;
    await watched;
    return longest;
  };
}

/** Uploads the bytes and follows the remittance to its end: `{ id, storedMs, stagedMs, plannedMs, postedMs, lockedMs, memory }`. */
async function post(system, admin, { organizationId, claimId, bytes }) {
  const { uploadFile } = await product('api-client/client');
  const office = system.apiOf(organizationId).as('admin');
  const worker = JSON.parse(readFileSync(join(system.settings.dataDir, 'processes.json'), 'utf8')).worker;
  const memory = watchMemory(worker);
  const longestWait = watchClaim(system, organizationId, claimId);
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
  let planned = { stretches: 0, atMs: 0 };
  const lookAtPlans = async (remittanceId) => {
    const { rows } = await admin.query(
      'SELECT count(*)::int AS stretches FROM posting_plans WHERE remittance_id = $1',
      [remittanceId],
    );
    if (rows[0].stretches <= planned.stretches) return;
    planned = { stretches: rows[0].stretches, atMs: performance.now() - startedAt };
  };
  const reaches = async (states) => {
    for (const limit = Date.now() + WAITS_MS; Date.now() < limit; await sleep(20)) {
      const found = await stateOf();
      if (found && states.includes(found.state)) return found;
      if (found) await lookAtPlans(found.id);
      if (found && !['READING', 'READY', 'POSTED'].includes(found.state))
        throw new Error(`the remittance ended as ${found.state}: ${JSON.stringify(found.verdict)}`);
    }
    throw new Error(`the bench waited in vain for ${states.join(' or ')}`);
  };
  await reaches(['READY', 'POSTED']);
  const stagedMs = performance.now() - startedAt;
  const staging = memory.lap();
  const { id } = await reaches(['POSTED']);
  const postedMs = performance.now() - startedAt;
  const publishing = memory.lap();
  const plannedMs = Math.max(planned.atMs, stagedMs);
  const times = { storedMs, stagedMs, plannedMs, postedMs, lockedMs: await longestWait() };
  return { id, ...times, memory: { ...memory.stop(), staging, publishing } };
}

/** What a posting wakes is measured elsewhere (`product`): here it would only take the machine away. */
const parkStories = (admin) =>
  admin.query('UPDATE outbox_messages SET parked_at = now() WHERE delivered_at IS NULL AND parked_at IS NULL');

export async function postingBench({ postingClaims, openClaims, planAheadAbove, heap }) {
  const settings = {
    ...(planAheadAbove !== undefined && { RECLAIM_PLAN_AHEAD_ABOVE: String(planAheadAbove) }),
    ...(heap && { NODE_OPTIONS: `--max-old-space-size=${heap}` }),
  };
  const system = await startInstallation({ settings });
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
  const { memory } = await post(system, admin, { organizationId, claimId: claims[0].id, bytes });
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
  const posted = await post(system, admin, { organizationId, claimId: claims[0].id, bytes });
  const read = readers.sofar();
  await parkStories(admin);
  const plain = await plainInserts(system, admin, { organizationId, remittanceId: posted.id });
  await readers.stop();
  report({ count, bytes: bytes.length, posted, read, plain, warmMemory });
}

const memoryCells = ({ first, most, staging, publishing }) => [first, most, staging, publishing].map(megabytes);

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
        part('planned in stretches, nothing locked', posted.plannedMs - posted.stagedMs),
        part('published, one transaction', posted.postedMs - posted.plannedMs),
        [`posted, all in all`, seconds(posted.postedMs), perSecond(count, posted.postedMs), `≤ ${BAR_POSTED_S} s`],
        ['longest wait of who changes one of its claims', seconds(posted.lockedMs), '', ''],
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
      ['remittance of', 'before', 'most', 'while staging', 'while publishing'],
      [
        [WARM_CLAIMS, ...memoryCells(warmMemory)],
        [count, ...memoryCells(posted.memory)],
      ],
    ),
  );
}
