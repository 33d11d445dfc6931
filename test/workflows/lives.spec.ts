import { mkdirSync, writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { lives } from './lives.js';
import { Stage, type PlayedStory, type Script } from './played-stories.js';

/** Set by tools/record-histories.mjs: the folder of this release's histories. */
const recordTo = process.env['RECLAIM_RECORD_HISTORIES'];
let stage: Awaited<ReturnType<typeof Stage.open>>;

// Without a cache every task replays its history: what is not deterministic fails here already.
beforeAll(async () => {
  stage = await Stage.open({ cached: 0 });
}, 120_000);
afterAll(() => stage?.close());

async function record(type: string, path: string, story: PlayedStory): Promise<void> {
  if (!recordTo) return;
  const history = JSON.parse(historyToJSON(await story.handle.fetchHistory())) as object;
  mkdirSync(`${recordTo}/${type}`, { recursive: true });
  writeFileSync(
    `${recordTo}/${type}/${path}.json`,
    `${JSON.stringify({ namespace: stage.namespace, workflowId: story.workflowId, history })}\n`,
  );
}

const stepsOf = ({ scenes }: Script): string[] =>
  scenes.flatMap(({ turn }) => (turn.steps ?? []).map(({ kind }) => `perform ${kind}`));

describe('every story lives its life', () => {
  const closing = Object.entries(lives).filter(([type]) => type !== 'dayBook' && type !== 'inboundFile');
  const paths = closing.flatMap(([type, byPath]) =>
    Object.entries(byPath).map(([path, script]) => ({ type, path, script })),
  );

  // `npm test` replays the recorded histories of all paths and lives every second one; the deep run lives them all.
  const lived = process.env['RECLAIM_STORIES'] === 'daily' ? paths.filter((_path, at) => at % 2 === 0) : paths;

  it.each(lived)(
    '$type: $path',
    async ({ type, path, script }) => {
      const story = await stage.play(script);
      expect(story.judged).toBe(script.scenes.length);
      expect(story.calls.filter((call) => call.startsWith('perform'))).toEqual(stepsOf(script));
      expect(story.calls.filter((call) => call.startsWith('not delivered'))).toEqual([]);
      await record(type, path, story);
    },
    60_000,
  );

  it('a claim that is paid without trouble needs at most 60 events', async () => {
    const story = await stage.play(lives['claimLifecycle']?.['clean-and-paid'] as Script);
    expect((await story.eventTypes()).length).toBeLessThanOrEqual(60);
  }, 60_000);

  it('a step that fails for good is recorded, and the story goes on', async () => {
    const story = await stage.play(lives['claimLifecycle']?.['step-failed'] as Script);
    expect(story.calls.slice(0, 4)).toEqual(['judge', 'perform checkEligibility', 'failed checkEligibility', 'judge']);
  }, 60_000);

  it('what a supervisor sees of a closed claim is its last state', async () => {
    const story = await stage.play(lives['claimLifecycle']?.['clean-and-paid'] as Script);
    const { typedSearchAttributes } = await story.handle.describe();
    const shown = Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
    expect(shown).toMatchObject({
      OrgId: story.organizationId,
      StoryKind: 'claim',
      StoryState: 'CLOSED_PAID',
      AmountCents: 12_500,
    });
  }, 60_000);
});

describe('a file that came in', () => {
  const FIRST: Readonly<Record<string, string[]>> = {
    remittances: ['post', 'post', 'post'],
    unusable: [],
    mixed: ['read', 'post', 'post', 'read'],
    'read-again': ['read', 'finish', 'read'],
  };

  it.each(Object.entries(lives['inboundFile'] ?? {}))(
    'is read by its kind and finished: %s',
    async (path, script) => {
      const story = await stage.play(script);
      expect(story.calls).toEqual([...(FIRST[path] ?? ['read']), 'finish']);
      await record('inboundFile', path, story);
    },
    60_000,
  );
});

describe('the day book', () => {
  /** Plays every scene of a day book; it runs on. */
  async function playDays(path: string): Promise<PlayedStory> {
    const script = lives['dayBook']?.[path] as Script;
    const story = await stage.start(script);
    while (story.judged < script.scenes.length) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await story.handle.describe()).status.name).toBe('RUNNING');
    await record('dayBook', path, story);
    await story.handle.terminate('the play is over');
    return story;
  }

  it('begins one day after the other and never ends', async () => {
    await playDays('three-days');
  }, 60_000);

  it('sends every list of the morning, then waits for the next day', async () => {
    const story = await playDays('lists-by-mail');
    expect(story.calls).toEqual(['judge', 'perform sendWorkList', 'perform sendWorkList', 'judge']);
  }, 60_000);
});
