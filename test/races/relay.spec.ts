import { randomUUID } from 'node:crypto';
import type { Client, Connection } from '@temporalio/client';
import { OutboxRelay } from '../../src/app/relay/relay-outbox.js';
import { queueSignal } from '../../src/app/stories/record-event.js';
import { workflowId } from '../../src/contracts/workflow-ids.js';
import { temporalClient } from '../../src/temporal/connection.js';
import { foundPractice, type Practice } from '../app/a-practice.js';
import { isDeep, until } from './two-apis.js';

const STARTS = 100;
const STORIES = isDeep ? 100 : 20;
const SIGNALS = 12;

let practice: Practice;
let relays: { relay: OutboxRelay; running: Promise<void> }[];
let temporal: Client;
beforeAll(async () => {
  practice = await foundPractice();
  const { config, keys } = practice.deps;
  temporal = temporalClient(config, keys);
  relays = [1, 2, 3].map(() => {
    const relay = new OutboxRelay({ url: config.database.relayUrl, temporal, report: () => undefined });
    return { relay, running: relay.run() };
  });
  console.log(`${STARTS} starts of one claim, ${STORIES} stories × ${SIGNALS} signals, three relays`);
}, 120_000);
afterAll(async () => {
  relays?.forEach(({ relay }) => relay.stop());
  await Promise.all(relays?.map(({ running }) => running) ?? []);
  await (temporal?.connection as Connection | undefined)?.close();
  await practice?.stop();
}, 60_000);

const undelivered = () =>
  practice.within((tx) =>
    tx.db.outboxMessage.count({ where: { organizationId: practice.org, deliveredAt: null, storyKind: 'claim' } }),
  );

async function runsOf(id: string): Promise<number> {
  let runs = 0;
  for await (const run of temporal.workflow.list({ query: `WorkflowId = '${id}'` })) runs += run.runId ? 1 : 0;
  return runs;
}

/** The events whose signals a story has got, in the order in which it got them. */
async function heard(id: string): Promise<string[]> {
  const { events } = await temporal.workflow.getHandle(id).fetchHistory();
  const signals = (events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []);
  const codecs = temporal.options.loadedDataConverter.payloadCodecs;
  return Promise.all(
    signals.map(async ({ input }) => {
      const [payload] = await codecs.reduceRight(
        async (payloads, codec) => codec.decode(await payloads),
        Promise.resolve(input?.payloads ?? []),
      );
      return (JSON.parse(Buffer.from(payload?.data ?? []).toString('utf8')) as { eventId: string }).eventId;
    }),
  );
}

describe('the relay', () => {
  it('starts one story, however often and by however many relays it is asked to', async () => {
    const subjectId = randomUUID();
    const id = workflowId('claim', practice.org, subjectId);
    await practice.within((tx) =>
      tx.db.outboxMessage.createMany({
        data: Array.from({ length: STARTS }, () => ({
          id: randomUUID(),
          organizationId: practice.org,
          action: 'start',
          storyKind: 'claim',
          workflowId: id,
          signalName: 'turnTaken',
          eventId: randomUUID(),
          reference: 'claimImported',
        })),
      }),
    );
    await until(async () => (await undelivered()) === 0, 'every start delivered');
    await until(async () => (await runsOf(id)) > 0, 'the story to be visible');
    expect(await runsOf(id)).toBe(1);
  }, 120_000);

  it('tells each story its news once and in order, also when several relays share the work', async () => {
    const stories = Array.from({ length: STORIES }, () => ({ subjectId: randomUUID(), told: [] as string[] }));
    for (let round = 0; round < SIGNALS; round += 1) {
      await practice.within(async (tx) => {
        for (const story of stories) {
          const eventId = randomUUID();
          story.told.push(eventId);
          const { subjectId } = story;
          await queueSignal(tx, { story: 'claim', subjectId, signal: 'turnTaken', eventId, type: 'turnTaken' });
        }
      });
    }
    await until(async () => (await undelivered()) === 0, 'every signal delivered');
    for (const { subjectId, told } of stories)
      expect(await heard(workflowId('claim', practice.org, subjectId))).toEqual(told);
  }, 300_000);
});
