import { lives } from './lives.js';
import { Stage, type Script } from './played-stories.js';

/** More than a worker takes at once. */
const SICK = 120;
let stage: Awaited<ReturnType<typeof Stage.open>>;

beforeAll(async () => {
  stage = await Stage.open();
}, 120_000);
afterAll(() => stage?.close());

describe('stories whose judge fails again and again', () => {
  it('hold no place that the others need: a sound claim lives its life beside them', async () => {
    const script = lives['claimLifecycle']?.['clean-and-paid'] as Script;
    const unreadable = (): Promise<never> => Promise.reject(new Error('its row cannot be read'));
    const sick = await Promise.all(Array.from({ length: SICK }, () => stage.start(script, unreadable)));
    const triedAgain = (): boolean => sick.every(({ judged }) => judged > 1);
    while (!triedAgain()) await new Promise((resolve) => setTimeout(resolve, 100));
    const sound = await stage.play(script); // all the others are waiting for their next try
    expect(sound.judged).toBe(script.scenes.length);
    await Promise.all(sick.map(({ handle }) => handle.terminate('the play is over')));
  }, 300_000);
});
