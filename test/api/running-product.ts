import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { OutboxRelay } from '../../src/app/relay/relay-outbox.js';
import { TASK_QUEUE } from '../../src/contracts/workflow-ids.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import { foundPracticeIn, type Practice } from '../app/a-practice.js';
import { bundleOf, workflowsPath } from '../workflows/played-stories.js';
import { startApi, type TestApi } from './start-api.js';

export interface RunningProduct {
  readonly api: TestApi;
  readonly practice: Practice;
  stop(): Promise<void>;
}

/** The product as it runs: API, relay and worker with its own stories and steps, on a real server. */
export async function startProduct(): Promise<RunningProduct> {
  const api = await startApi();
  const { address, namespace } = api.config.temporal;
  const practice = { ...(await foundPracticeIn(api.deps)), adminUrl: api.services.adminUrl, stop: api.stop };
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleOf(workflowsPath),
    activities: createActivities(api.deps),
    dataConverter: dataConverter(api.deps.keys),
  });
  const relay = new OutboxRelay({
    url: api.config.database.relayUrl,
    temporal: api.deps.temporal,
    report: () => undefined,
  });
  const running = Promise.all([worker.run(), relay.run()]);
  const stop = async (): Promise<void> => {
    relay.stop();
    worker.shutdown();
    await running;
    await native.close();
    await api.stop();
  };
  return { api, practice, stop };
}
