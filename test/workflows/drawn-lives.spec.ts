import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { drawnLives } from './drawn-lives.js';
import { Stage, type PlayedStory, type Script } from './played-stories.js';

/** Set by tools/record-histories.mjs: the folder of this release's histories. */
const recordTo = process.env['RECLAIM_RECORD_HISTORIES'];
/** A release keeps thirty of each workflow (reliability goal V1); a test run plays one. */
const LIVES = recordTo ? 30 : 1;
/** One organization has one day book. */
const atOnce = (type: string): number => (type === 'dayBook' ? 1 : 5);
const SEED = 20_261_129;
let stage: Awaited<ReturnType<typeof Stage.open>>;

beforeAll(async () => {
  stage = await Stage.open();
}, 120_000);
afterAll(() => stage?.close());

const asRecorded = async ({ handle, workflowId }: PlayedStory): Promise<object> => ({
  namespace: stage.namespace,
  workflowId,
  history: JSON.parse(historyToJSON(await handle.fetchHistory())) as object,
});

/** A day book never ends: it is left once its script is through. */
async function playToTheEnd(script: Script): Promise<{ story: PlayedStory; kept: object }> {
  if (script.kind !== 'day-book') {
    const story = await stage.play(script);
    return { story, kept: await asRecorded(story) };
  }
  const story = await stage.start(script);
  while (story.judged < script.scenes.length) await new Promise((resolve) => setTimeout(resolve, 100));
  const kept = await asRecorded(story);
  await story.handle.terminate('the play is over');
  return { story, kept };
}

describe('a life nobody wrote down', () => {
  it.each(Object.entries(drawnLives(LIVES, SEED)))(
    '%s: comes to its end, and every step of it is done in order',
    async (type, scripts) => {
      const played: Awaited<ReturnType<typeof playToTheEnd>>[] = [];
      for (let from = 0; from < scripts.length; from += atOnce(type))
        played.push(...(await Promise.all(scripts.slice(from, from + atOnce(type)).map(playToTheEnd))));
      for (const { story } of played) {
        const wanted = story.script.scenes.flatMap(({ turn }) => (turn.steps ?? []).map(({ kind }) => kind));
        const done = story.calls.filter((call) => call.startsWith('perform ')).map((call) => call.slice(8));
        expect([type, done]).toEqual([type, wanted]);
        expect(story.calls.filter((call) => call.startsWith('not delivered'))).toEqual([]);
      }
      if (!recordTo) return;
      mkdirSync(`${recordTo}/${type}`, { recursive: true });
      writeFileSync(`${recordTo}/${type}/drawn.json.gz`, gzipSync(JSON.stringify(played.map(({ kept }) => kept))));
    },
    recordTo ? 600_000 : 60_000,
  );
});
