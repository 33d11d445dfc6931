import { randomUUID } from 'node:crypto';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { OutboxRelay } from '../../src/app/relay/relay-outbox.js';
import { TASK_QUEUE } from '../../src/contracts/workflow-ids.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import {
  cas,
  dear,
  decision,
  denialsOf,
  foundPracticeIn,
  openOne,
  post,
  tellClaim,
  type Practice,
} from '../app/a-practice.js';
import { until } from '../races/two-apis.js';
import { bundleOf, workflowsPath } from '../workflows/played-stories.js';
import { ask, startApi, type TestApi } from './start-api.js';

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
}, 120_000);
afterAll(async () => {
  relay?.stop();
  worker?.shutdown();
  await running;
  await native?.close();
  await api?.stop();
}, 60_000);

const levelsOf = (denialId: string) =>
  practice.within((tx) => tx.db.appealLevel.findMany({ where: { organizationId: practice.org, denialId } }));

describe('a supervisor, over HTTP, on a story that runs', () => {
  it('withdraws an appeal once; the story goes on with a person, and a stranger or a specialist cannot', async () => {
    const claim = await openOne(practice, dear);
    await tellClaim(practice, claim);
    await post(practice, {
      payerId: claim.payerId,
      claims: [decision(claim, { adjustments: [cas('CO', '50', 40_000)] })],
    });
    const [denial] = await denialsOf(practice, claim.id);
    if (!denial) throw new Error('no denial was born');
    await until(async () => (await levelsOf(denial.id))[0]?.state === 'DRAFTING', 'an appeal is being drafted');
    const cancel = async (role: 'supervisor' | 'specialist', org = practice.org) =>
      ask(api, 'POST', `/denials/${denial.id}/cancel-appeal`, {
        token: await api.token(role, org),
        body: { reason: 'the contract manager settles it' },
        key: randomUUID(),
      });

    expect((await cancel('specialist')).status).toBe(403);
    expect((await cancel('supervisor', await api.organization())).status).toBe(404);
    const cancelled = await cancel('supervisor');
    expect([cancelled.status, cancelled.body]).toMatchObject([200, { command: 'cancelAppeal' }]);
    await until(async () => (await levelsOf(denial.id))[0]?.state === 'WITHDRAWN', 'the story withdrew it');
    const again = await cancel('supervisor');
    expect([again.status, again.body['code']]).toEqual([409, 'commandRefused']);
    const audit = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, subjectId: denial.id, role: 'supervisor' } }),
    );
    expect(audit.length).toBeGreaterThan(0);
  }, 60_000);
});
