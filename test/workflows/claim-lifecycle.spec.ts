import { randomUUID } from 'node:crypto';
import type { StoryTurn } from '../../src/contracts/stories.js';
import { Stage, type PlayedStory, type Script } from './played-stories.js';

const ALL_DAY_MS = 86_400_000;
const asleep = (ms = 250): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const accepted = { state: 'ACCEPTED', waitFor: 'the remittance', wakeInMs: ALL_DAY_MS, wakeReason: 'follow-up' };
const waiting: Script = { kind: 'claim', scenes: [{ turn: accepted }] };
const turn = (parts: Partial<StoryTurn>): StoryTurn => ({
  closed: false,
  steps: [],
  search: {},
  details: '',
  ...accepted,
  ...parts,
});

let stage: Awaited<ReturnType<typeof Stage.open>>;
beforeAll(async () => {
  stage = await Stage.open();
}, 120_000);
afterAll(() => stage?.close());

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (isSo()) return;
    await asleep(50);
  }
  throw new Error(`it never came to this: ${what}`);
}

async function startedAsleep(script = waiting): Promise<PlayedStory> {
  const story = await stage.start(script);
  await until(() => story.judged === 1, 'first turn judged');
  await asleep();
  return story;
}

describe('a sleeping claim', () => {
  it('is woken by a signal and asks once', async () => {
    const story = await startedAsleep();
    await story.signal('claimStatusAnswered');
    await until(() => story.judged === 2, 'woken');
    await asleep();
    expect(story.judged).toBe(2);
  }, 30_000);

  it('sleeps on when it hears the same event again', async () => {
    const story = await startedAsleep();
    const eventId = randomUUID();
    await story.signal('remittancePosted', eventId);
    await until(() => story.judged === 2, 'woken');
    await story.signal('remittancePosted', eventId);
    await story.signal('turnTaken', eventId);
    await asleep(500);
    expect(story.judged).toBe(2);
  }, 30_000);

  it('asks when its timer fires, and sleeps on when nothing is due yet', async () => {
    const story = await stage.start({
      kind: 'claim',
      scenes: [{ turn: { ...accepted, wakeInMs: 1_000 } }, { turn: accepted }],
    });
    await until(() => story.judged === 2, 'timer fired');
    await asleep(500);
    expect(story.judged).toBe(2);
    expect((await story.handle.describe()).status.name).toBe('RUNNING');
  }, 30_000);

  it('asks again about what came in while it was being judged', async () => {
    const story = await stage.start(waiting);
    let answer: (value: StoryTurn) => void = () => undefined;
    story.judge = () => new Promise((resolve) => (answer = resolve));
    await until(() => story.judged === 1, 'first turn asked');
    await story.signal('remittancePosted');
    answer(turn({}));
    await until(() => story.judged === 2, 'asked again');
    answer(turn({ state: 'CLOSED_PAID', closed: true }));
    await story.handle.result();
    expect(story.judged).toBe(2);
  }, 30_000);

  it('tells which deadline it waits for, and nobody who reads the history what it is about', async () => {
    const story = await startedAsleep();
    expect(await story.handle.query('currentTurn')).toMatchObject({ state: 'ACCEPTED', wakeReason: 'follow-up' });
    expect(JSON.stringify(await story.handle.fetchHistory())).not.toContain('follow-up');
  }, 30_000);
});

describe('a claim under a stream of events', () => {
  const EVENTS_A_RUN = 800;
  const BURST = 4;

  it('continues as new and loses nothing', async () => {
    const unhandled = new Set<string>();
    const recorded: string[] = [];
    const handled: string[] = [];
    let isOver = false;
    const story = await stage.start(waiting);
    story.judge = async () => {
      handled.push(...unhandled);
      unhandled.clear();
      return turn(isOver ? { state: 'CLOSED_PAID', closed: true } : {});
    };
    const first = (await story.handle.describe()).runId;
    const firstRun = () => stage.client.workflow.getHandle(story.workflowId, first).describe();
    // A slow machine reads many signals in one task and so writes fewer events: the stream lasts until the run is full.
    for (let sent = 0; sent < 400 || (sent < 4_000 && (await firstRun()).status.name === 'RUNNING'); sent += BURST) {
      await Promise.all(
        Array.from({ length: BURST }, async () => {
          const eventId = randomUUID();
          recorded.push(eventId);
          unhandled.add(eventId); // the row first, then the signal: as the outbox does
          await story.signal('claimStatusAnswered', eventId);
        }),
      );
      await asleep(20);
    }
    await until(() => handled.length === recorded.length, 'every event judged');
    await asleep();
    const judged = story.judged;
    for (const eventId of recorded.slice(-100).reverse()) await story.signal('remittancePosted', eventId);
    await asleep(500);
    expect(story.judged).toBe(judged); // told again, backwards, by another name, in a later run: nothing new
    isOver = true;
    await story.signal('turnTaken');
    await story.handle.result();
    expect([...handled].sort()).toEqual([...recorded].sort());
    const full = await firstRun();
    expect(full.status.name).toBe('CONTINUED_AS_NEW');
    expect(full.historyLength).toBeLessThan(2 * EVENTS_A_RUN);
  }, 120_000);

  it('continues as new even when the next event is always there already, and replays', async () => {
    const BUSY_TURNS = 450;
    const story = await stage.start(waiting);
    const first = (await story.handle.describe()).runId;
    story.judge = async () => {
      const isBusy = story.judged <= BUSY_TURNS;
      if (isBusy) await story.signal('claimStatusAnswered'); // before the answer: news waits at the end of every turn
      return turn(isBusy ? {} : { state: 'CLOSED_PAID', closed: true });
    };
    await story.handle.result();
    const runs = await stage.runsOf(story);
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.map(({ runId }) => runId)).toContain(first);
    expect(Math.max(...runs.map(({ events }) => events))).toBeLessThan(EVENTS_A_RUN + 100);
    expect(await stage.broken(runs)).toEqual([]);
  }, 120_000);
});

describe('a file of very many remittances', () => {
  it('goes on in a new run, posts each one and replays', async () => {
    const REMITTANCES = 300;
    const story = await stage.start({ kind: 'file', scenes: [], fileKind: 'remittances', remittances: REMITTANCES });
    await story.handle.result();
    expect(new Set(story.posted).size).toBe(REMITTANCES);
    expect(story.posted).toHaveLength(REMITTANCES);
    const runs = await stage.runsOf(story);
    expect(runs.length).toBeGreaterThan(1);
    expect(Math.max(...runs.map(({ events }) => events))).toBeLessThan(1_000);
    expect(await stage.broken(runs)).toEqual([]);
  }, 120_000);
});
