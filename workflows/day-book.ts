import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actAtOnceThenWait, judges } from './steps.js';

/** The organization's daily work (scores, sweeps, snoozes, expired approvals, lists by mail), by its own clock; for ever. */
export async function dayBook(input: StoryInput): Promise<void> {
  const story = openStory<string>(input, () => judges.advanceDayBook({ ...input, asked: true }));
  for (;;) {
    await story.judge();
    await story.continueAsNewWhenLong();
    await actAtOnceThenWait(story); // sendWorkList
  }
}
