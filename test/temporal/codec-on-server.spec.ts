import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { newKeyFile } from '../../src/security/key-file.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import {
  assertSearchAttributes,
  ensureSearchAttributes,
  searchAttributeKeys,
} from '../../src/temporal/search-attributes.js';

export interface ProbeActivities {
  readSecret(input: { secret: string; fail: boolean }): Promise<string>;
}

const NAMESPACE = 'codec-spec';
const SECRET = 'CANARY7Q';
const org = randomUUID();
const workflowsPath = fileURLToPath(new URL('./probe-story.ts', import.meta.url));
const ring = new KeyRing(newKeyFile());
const activities: ProbeActivities = { readSecret: async ({ secret }) => `${secret}-read` };
let env: TestWorkflowEnvironment;
let client: Client;

beforeAll(async () => {
  const path = process.env['RECLAIM_TEMPORAL_CLI'];
  if (!path) throw new Error('RECLAIM_TEMPORAL_CLI must name the temporal binary; `npm test` fetches one and sets it.');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  env = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path } } });
  await ensureSearchAttributes(env.connection, NAMESPACE);
  client = new Client({ connection: env.connection, namespace: NAMESPACE, dataConverter: dataConverter(ring) });
}, 90_000);
afterAll(() => env?.teardown());

/** Runs one probe story to its end and gives its history as text, with base64 opened too. */
async function lifeOf(fail: boolean): Promise<{ result: unknown; history: string }> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: NAMESPACE,
    taskQueue: 'probe',
    workflowsPath,
    activities,
    dataConverter: dataConverter(ring),
  });
  const workflowId = `claim:${org}:${randomUUID()}`;
  const result = await worker.runUntil(async () => {
    const handle = await client.workflow.start('probeStory', {
      taskQueue: 'probe',
      workflowId,
      args: [{ secret: SECRET, fail }],
      memo: { start: `${SECRET}-start` },
      staticSummary: `${SECRET}-static`,
      typedSearchAttributes: [
        { key: searchAttributeKeys.orgId, value: org },
        { key: searchAttributeKeys.amountCents, value: 12_500 },
        { key: searchAttributeKeys.nextDeadlineAt, value: new Date('2026-05-01T00:00:00Z') },
      ],
    });
    await handle.signal('carryOn', { note: `${SECRET}-note` });
    return handle.result().catch((error: unknown) => error);
  });
  const events = historyToJSON(await client.workflow.getHandle(workflowId).fetchHistory());
  return { result, history: withOpenedBase64(events) };
}

const withOpenedBase64 = (json: string): string =>
  json +
  json.replace(/"([A-Za-z0-9+/=]{8,})"/g, (_all, text: string) => Buffer.from(text, 'base64').toString('latin1'));

describe('a story on a real Temporal server', () => {
  it('comes back decoded while its history shows nothing', async () => {
    const { result, history } = await lifeOf(false);
    expect(result).toEqual({ echo: `${SECRET}-read` });
    expect(history).toContain('probeStory');
    expect(history).not.toContain(SECRET);
  }, 60_000);

  it('hides message, stack and details of a failure, and gives them back', async () => {
    const { result, history } = await lifeOf(true);
    expect(result).toBeInstanceOf(WorkflowFailedError);
    expect((result as WorkflowFailedError).cause).toMatchObject({
      message: `${SECRET}-message`,
      type: 'ProbeFailed',
      details: [`${SECRET}-extra`],
    });
    expect(history).toContain('Encoded failure');
    expect(history).not.toContain(SECRET);
  }, 60_000);

  it('can be found by its search attributes', async () => {
    const query = `OrgId = '${org}' AND AmountCents = 12500`;
    for (let attempt = 0; attempt < 40 && (await client.workflow.count(query)).count < 2; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect((await client.workflow.count(query)).count).toBe(2);
  }, 20_000);
});

describe('search attributes', () => {
  it('can be ensured twice', async () => {
    await ensureSearchAttributes(env.connection, NAMESPACE);
    await expect(assertSearchAttributes(env.connection, NAMESPACE)).resolves.toBeUndefined();
  }, 60_000);

  it('are reported missing for a namespace that lacks them', async () => {
    await expect(assertSearchAttributes(env.connection, 'default')).rejects.toThrow(
      'Search attributes missing in namespace default: OrgId',
    );
  });
});
