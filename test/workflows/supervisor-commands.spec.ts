import { WorkflowUpdateFailedError } from '@temporalio/client';
import { Stage, type PlayedStory, type Script } from './played-stories.js';

const asleep = (ms = 250): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const waiting = (kind: Script['kind'], state: string): Script => ({
  kind,
  scenes: [{ turn: { state, waitFor: 'payer’s decision', wakeInMs: 86_400_000, wakeReason: 'follow-up' } }],
});

let stage: Awaited<ReturnType<typeof Stage.open>>;
beforeAll(async () => {
  stage = await Stage.open();
}, 120_000);
afterAll(() => stage?.close());

async function sleeping(script: Script): Promise<PlayedStory> {
  const story = await stage.start(script);
  while (story.judged === 0) await asleep(50);
  await asleep();
  return story;
}

async function refusal(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw new Error('the command was not refused');
  return String(error.cause?.message);
}

describe('a supervisor', () => {
  it('may hold a claim: one transaction judges, then the story looks again', async () => {
    const story = await sleeping(waiting('claim', 'READY'));
    await expect(story.command('placeHold')).resolves.toEqual({ accepted: true, because: 'the supervisor said so' });
    await asleep();
    expect(story.calls).toEqual(['judge', 'command placeHold', 'judge']);
  }, 30_000);

  it('must give a reason; without one the history does not even show the question', async () => {
    const story = await sleeping(waiting('claim', 'READY'));
    const before = (await story.eventTypes()).length;
    expect(await refusal(story.command('placeHold', '  '))).toBe('a command needs a reason');
    expect((await story.eventTypes()).length).toBe(before);
    expect(story.calls).toEqual(['judge']);
  }, 30_000);

  it('is told why the transaction refuses', async () => {
    const story = await sleeping(waiting('claim', 'ACCEPTED'));
    expect(await refusal(story.command('releaseHold', 'refuse: it is not held'))).toBe('the supervisor said so');
  }, 30_000);

  it('can cancel an appeal, but cannot hold one', async () => {
    const story = await sleeping(waiting('appeal', 'APPEALING'));
    await story.command('cancelAppeal');
    expect(story.calls).toContain('command cancelAppeal');
    await expect(story.command('placeHold')).rejects.toThrow();
  }, 30_000);

  it('gets the first answer again when the same command arrives twice', async () => {
    const story = await sleeping(waiting('claim', 'READY'));
    const command = { commandId: 'c-1', actor: 'local:lead', role: 'lead', reason: 'wait for records' };
    for (let time = 0; time < 2; time += 1)
      await story.handle.executeUpdate('placeHold', { args: [command], updateId: 'c-1' });
    expect(story.calls.filter((call) => call === 'command placeHold')).toHaveLength(1);
  }, 30_000);
});
