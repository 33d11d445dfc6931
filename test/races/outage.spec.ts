import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { openOne, type OpenedClaim } from '../app/a-practice.js';
import { judgeRemains } from '../support/oracles.js';
import { isDeep, openTwoApis, until, type TwoApis } from './two-apis.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';

const DOWN_MS = isDeep ? 600_000 : 20_000;
const EVERY_MS = isDeep ? 5_000 : 1_000;
const CLAIMS = 5;

interface TemporalServer {
  readonly address: string;
  readonly namespace: string;
  readonly stop: () => Promise<void>;
}

let office: TwoApis;
let folder: string;
let server: TemporalServer;
let startServer: () => Promise<TemporalServer>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outage-'));
  const { startTemporal } = (await import('../../tools/services/temporal.mjs' as string)) as {
    startTemporal: (wish: object) => Promise<TemporalServer>;
  };
  const { freePorts, readSettings } = (await import('../../tools/settings.mjs' as string)) as {
    freePorts: (count: number) => Promise<number[]>;
    readSettings: () => { cacheDir: string };
  };
  const [temporal] = await freePorts(1);
  const { cacheDir } = readSettings();
  startServer = () => startTemporal({ dataDir: folder, cacheDir, ports: { temporal }, withUi: false });
  server = await startServer();
  office = await openTwoApis(server);
  await office.work();
  console.log(`Temporal away for ${DOWN_MS / 1_000} s, ${CLAIMS} claims with news every ${EVERY_MS / 1_000} s`);
}, 120_000);
afterAll(async () => {
  await office?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const count = async (sql: string): Promise<number> =>
  Number((await office.rows<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);
const nothingWaits = async (): Promise<boolean> =>
  (await count('outbox_messages WHERE delivered_at IS NULL')) === 0 &&
  (await count('story_events WHERE handled_at IS NULL')) === 0 &&
  (await count(`intents WHERE state = 'INTENDED' AND kind <> 'buildAndSendBatch'`)) === 0;

/** A person finishes work about a claim through the API; its story cannot be told yet. */
async function someoneWorks({ id: claimId }: OpenedClaim, done: string[]): Promise<void> {
  const dedupeKey = randomUUID();
  const itemId = await office.practice.within(async (tx) => {
    await openWorkItem(
      tx,
      { type: 'claim', id: claimId, claimId },
      { kind: 'fixEdits', dedupeKey, dueDate: plainDate('2026-01-12'), facts: {} },
    );
    return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: office.practice.org, dedupeKey } })).id;
  });
  const answer = await office.ask({
    path: `/work-items/${itemId}/complete`,
    role: 'specialist',
    body: { outcome: 'corrected', fields: { note: 'fixed' } },
  });
  expect(answer.status).toBe(200);
  done.push(itemId);
  const list = await office.ask({ method: 'GET', path: '/claims?limit=5', role: 'specialist' });
  expect(list.status).toBe(200);
}

describe('while Temporal is away', () => {
  it('the office works on, nothing is lost, and every story catches up in order', async () => {
    const claims: OpenedClaim[] = [];
    for (let at = 0; at < CLAIMS; at += 1) claims.push(await openOne(office.practice));
    await until(nothingWaits, 'every story started');
    await server.stop();
    const backAt = Date.now() + DOWN_MS;
    const done: string[] = [];
    // Temporal comes back only after every one of these answers: one that waited for it would wait for ever.
    while (Date.now() < backAt) {
      for (const claim of claims) await someoneWorks(claim, done);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    expect(done.length).toBeGreaterThanOrEqual(CLAIMS);
    expect(await count('outbox_messages WHERE delivered_at IS NULL')).toBeGreaterThanOrEqual(done.length);
    expect(await count(`story_events WHERE type = 'claimCorrected' AND handled_at IS NULL`)).toBe(done.length);
    server = await startServer();
    await until(nothingWaits, 'every story has caught up', 180_000);
    expect(await count(`outbox_messages WHERE parked_at IS NOT NULL`)).toBe(0);
    const told = await office.rows<{ items: string[] }>(
      `SELECT array_agg(facts->>'workItemId' ORDER BY sequence) AS items FROM story_events WHERE type = 'claimCorrected'`,
    );
    expect([...(told[0]?.items ?? [])].sort()).toEqual([...done].sort());
    const outOfOrder = await office.rows(
      `SELECT subject_id FROM (SELECT subject_id, handled_at, lag(handled_at) OVER (PARTITION BY subject_id ORDER BY sequence) AS before FROM story_events) e
        WHERE handled_at < before`,
    );
    expect(outOfOrder).toEqual([]);
    expect(await judgeRemains({ rows: office.rows }, ['O1', 'O5', 'O7'])).toEqual({});
  }, 1_200_000);
});
