import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { OutboxRelay } from '../../src/app/relay/relay-outbox.js';
import { TASK_QUEUE, workflowId } from '../../src/contracts/workflow-ids.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Benefit } from '../../src/edi/x12/270-271/eligibility-answer.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import { claimRow, foundPracticeIn, openOne, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { until } from '../races/two-apis.js';
import { answerLastInquiry } from '../scenarios/money/an-office.js';
import { bundleOf, workflowsPath } from '../workflows/played-stories.js';
import { ask, startApi, type TestApi } from './start-api.js';

const SUMMIT = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };

let api: TestApi;
let practice: Practice;
let relay: OutboxRelay;
let worker: Worker;
let native: NativeConnection;
let running: Promise<unknown>;

/** The product as it runs: API, relay and worker with its own stories and steps, on a real server. */
beforeAll(async () => {
  api = await startApi();
  const { address, namespace } = api.config.temporal;
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: api.services.adminUrl, stop: api.stop };
  native = await NativeConnection.connect({ address });
  worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleOf(workflowsPath),
    activities: createActivities(api.deps),
    dataConverter: dataConverter(api.deps.keys),
  });
  relay = new OutboxRelay({ url: api.config.database.relayUrl, temporal: api.deps.temporal, report: () => undefined });
  running = Promise.all([worker.run(), relay.run()]);
}, 200_000);
afterAll(async () => {
  relay?.stop();
  worker?.shutdown();
  await running;
  await native?.close();
  await api?.stop();
}, 60_000);

const nothing = { refs: [], dates: [], rejections: [], messages: [], conditions: [], entities: [], unmodelled: [] };
const benefit = (information: string, over: Partial<Benefit> = {}): Benefit => ({
  ...nothing,
  ordinal: 1,
  information,
  serviceTypes: ['30'],
  ...over,
});
const named = (role: 'PRP' | 'SEP'): Benefit =>
  benefit('R', {
    ordinal: 2,
    refs: [{ qualifier: '1W', value: 'OTHER8' }],
    entities: [{ role, entity: 'organization', name: SUMMIT.name, idQualifier: 'PI', id: SUMMIT.id, contacts: [] }],
  });

const ofUnion = (): Promise<OpenedClaim> =>
  openOne(practice, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));

const questions = (): number => {
  const out = join(api.config.dataDir, practice.org, 'out');
  const names = existsSync(out) ? readdirSync(out) : [];
  return names.filter((name) => name.startsWith('270')).length;
};

/** The claim's story has asked by itself; the payer's 271 comes in by upload, as a clearinghouse's does. */
async function hears(asked: number, ...benefits: Benefit[]): Promise<void> {
  await until(async () => questions() === asked, 'the story asks about coverage');
  const receive = async (text: string): Promise<string> => {
    const token = await api.token('integration', practice.org);
    const stored = await ask(api, 'POST', '/files', { token, body: Buffer.from(text) });
    if (stored.status !== 201) throw new Error(`${stored.status} ${stored.text}`);
    return String(stored.body['fileId']);
  };
  await answerLastInquiry(
    { deps: api.deps, org: practice.org, today: () => plainDate('2026-01-05'), receive },
    benefits,
  );
}

const over = async (
  method: 'GET' | 'POST',
  claim: OpenedClaim,
  body?: unknown,
  role: 'frontDesk' | 'auditor' = 'frontDesk',
) =>
  ask(api, method, `/claims/${claim.id}/payer-order`, {
    token: await api.token(role, practice.org),
    ...(body !== undefined && { body }),
  });
const orderOf = async (claim: OpenedClaim): Promise<{ coverageId: string; payerName: string; source: string }[]> =>
  (await over('GET', claim)).body['policies'] as never;

describe('a claim’s story that runs on the server', () => {
  it('hears that the coverage had ended before the visit, and the payer in force has the claim', async () => {
    const claim = await ofUnion();
    const ended = benefit('6', { dates: [{ qualifier: '357', date: plainDate('2025-11-30') }] });
    await hears(1, ended, named('PRP'));
    await until(
      async () => (await claimRow(practice, claim.id)).state === 'BILLED_NEXT',
      'the claim is billed instead',
    );
    const instead = await practice.within((tx) =>
      tx.db.claim.findFirst({ where: { organizationId: practice.org, id: { not: claim.id } } }),
    );
    const payer = await practice.within((tx) =>
      tx.db.payer.findUniqueOrThrow({
        where: { organizationId_id: { organizationId: practice.org, id: instead?.payerId ?? '' } },
      }),
    );
    expect(payer.payerCode).toBe(SUMMIT.id);
    const story = api.deps.temporal.workflow.getHandle(workflowId('claim', practice.org, instead?.id ?? ''));
    await until(async () => (await claimRow(practice, instead?.id ?? '')).state === 'READY', 'its own story goes on');
    expect((await story.describe()).status.name).toBe('RUNNING');
    const events = await practice.within((tx) =>
      tx.db.storyEvent.findMany({
        where: { organizationId: practice.org, subjectId: claim.id, type: 'coverageChanged' },
      }),
    );
    expect(events.map(({ facts }) => (facts as { follows?: string }).follows)).toEqual(['rebill']);
  }, 200_000);
});

describe('the order of a patient’s payers, over HTTP', () => {
  it('is seen, and set by the front desk with a reason; nobody else sets it', async () => {
    const claim = await ofUnion();
    const asked = questions() + 1;
    await hears(asked, benefit('1'), named('SEP'));
    await until(async () => (await orderOf(claim)).length === 2, 'the second policy is on file');
    const [union, summit] = await orderOf(claim);
    expect([union?.payerName, union?.source, summit?.payerName, summit?.source]).toEqual([
      UNION.name,
      'claim',
      SUMMIT.name,
      'payer',
    ]);
    const order = [summit?.coverageId, union?.coverageId];
    expect((await over('POST', claim, { order, why: 'x' }, 'auditor')).status).toBe(403);
    expect([
      (await over('POST', claim, { order })).status,
      (await orderOf(claim)).map((each) => each.payerName),
    ]).toEqual([400, [UNION.name, SUMMIT.name]]);
    const set = await over('POST', claim, { order, why: 'court decree on file' });
    expect([set.status, set.body]).toEqual([200, { order, rule: 'a person’s order', source: 'court decree on file' }]);
    expect((await orderOf(claim)).map(({ payerName, source }) => [payerName, source])).toEqual([
      [SUMMIT.name, 'hand'],
      [UNION.name, 'hand'],
    ]);
  }, 200_000);
});
