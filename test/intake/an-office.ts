import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { OutboxRelay } from '../../src/app/relay/relay-outbox.js';
import { TASK_QUEUE } from '../../src/contracts/workflow-ids.js';
import type { FileDetail } from '../../src/app/files/files.queries.js';
import { inTransaction, systemActor, type Tx } from '../../src/db/in-transaction.js';
import { versionOptions } from '../../src/temporal/worker-version.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type Answer, type TestApi } from '../api/start-api.js';
import { bundleOf, workflowsPath } from '../workflows/played-stories.js';

/** What came of a file once its story has ended. */
export interface Settled extends FileDetail {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly items: readonly WorkItemSeen[];
}

export interface WorkItemSeen {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly subjectId: string;
  readonly version: number;
}

type Body = Readonly<Record<string, unknown>>;

/** An organization whose files are really read: API, worker and relay run. */
export interface Office {
  readonly api: TestApi;
  readonly org: string;
  readonly claims: readonly TestClaim[];
  readonly within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly send: (bytes: Uint8Array | string, headers?: Readonly<Record<string, string>>) => Promise<Answer<Body>>;
  /** Uploads and waits until the file's story has ended. */
  readonly settle: (bytes: Uint8Array | string) => Promise<Settled>;
  readonly settled: (fileId: string, patienceMs?: number) => Promise<Settled>;
  readonly complete: (
    item: WorkItemSeen,
    outcome: string,
    fields: Readonly<Record<string, unknown>>,
  ) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 60_000;

export interface RunningWorker {
  readonly stop: () => Promise<void>;
}

/** A worker in this process; with a build id it is one version of the deployment. */
export async function startWorker(api: TestApi, build: { id?: string; stories?: string } = {}): Promise<RunningWorker> {
  const { address, namespace } = api.config.temporal;
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleOf(build.stories ?? workflowsPath),
    activities: createActivities(api.deps),
    dataConverter: dataConverter(api.deps.keys),
    ...versionOptions(build.id),
  });
  const running = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

export async function openOffice(claims: number, buildId?: string): Promise<Office> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const api = await startApi();
  const worker = await startWorker(api, buildId === undefined ? {} : { id: buildId });
  const relay = new OutboxRelay({
    url: api.config.database.relayUrl,
    temporal: api.deps.temporal,
    report: () => undefined,
  });
  const relaying = relay.run();
  const org = await api.organization();
  const opened = await openClaims(api, org, claims);
  const stop = async (): Promise<void> => {
    relay.stop();
    await Promise.all([worker.stop(), relaying]);
    await api.stop();
  };
  return { ...doorsOf(api, org), api, org, claims: opened, stop };
}

function doorsOf(api: TestApi, org: string) {
  const within: Office['within'] = (work) => inTransaction(api.deps.db, org, { actor: systemActor('test') }, work);
  const send: Office['send'] = async (bytes, headers = {}) =>
    ask(api, 'POST', '/files', { token: await api.token('integration', org), body: Buffer.from(bytes), headers });
  const settled: Office['settled'] = async (fileId, patienceMs = PATIENCE_MS) => {
    const token = await api.token('lead', org);
    for (const until = Date.now() + patienceMs; Date.now() < until; await pause(60)) {
      const { body } = await ask<FileDetail>(api, 'GET', `/files/${fileId}`, { token });
      if (['RECEIVED', 'READING'].includes(body.state)) continue;
      return { ...body, summary: body.summary as Settled['summary'], items: await within((tx) => itemsOf(tx, fileId)) };
    }
    throw new Error(`file ${fileId} was not read in time`);
  };
  const settle: Office['settle'] = async (bytes) => {
    const answer = await send(bytes);
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return settled(String(answer.body['fileId']));
  };
  const complete: Office['complete'] = async (item, outcome, fields) =>
    ask(api, 'POST', `/work-items/${item.id}/complete`, {
      token: await api.token('supervisor', org, `person-${randomUUID().slice(0, 8)}`),
      body: { outcome, fields },
      headers: { 'if-match': `"${item.version}"` },
    });
  return { within, send, settle, settled, complete };
}

/** Open and closed work items about a file or a remittance of it. */
export async function itemsOf(tx: Tx, fileId: string): Promise<WorkItemSeen[]> {
  const { organizationId } = tx;
  const remittances = await tx.db.remittance.findMany({ where: { organizationId, fileId }, select: { id: true } });
  const rows = await tx.db.workItem.findMany({
    where: { organizationId, subjectId: { in: [fileId, ...remittances.map(({ id }) => id)] } },
    orderBy: { kind: 'asc' },
  });
  return rows.map(({ id, kind, state, facts, subjectId, version }) => ({
    id,
    kind,
    state,
    subjectId,
    version,
    facts: facts as Record<string, unknown>,
  }));
}
