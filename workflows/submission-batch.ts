import type { BatchState } from '../src/domain/batches/next-batch.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actThenWait, judges, type Phase } from './steps.js';

const collectUntilClosing: Phase<BatchState> = actThenWait;
const send: Phase<BatchState> = actThenWait; // buildAndSendBatch
const await999: Phase<BatchState> = actThenWait; // T-999: one business day
const await277CA: Phase<BatchState> = actThenWait; // T-277CA: clearinghouse one business day, payer three

const life = {
  COLLECTING: collectUntilClosing,
  SENDING: send,
  SENT: await999,
  ACKNOWLEDGED: await277CA,
} satisfies Record<Exclude<BatchState, 'DONE' | 'REJECTED'>, Phase<BatchState>>;

/** One 837 file to one partner, until the payer has answered for every claim in it; days. */
export async function submissionBatch(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const story = openStory<BatchState>(input, () => judges.advanceBatch({ organizationId, subjectId, asked: true }));
  let batch = await story.judge();
  while (!batch.closed) {
    await life[batch.state as keyof typeof life](story);
    batch = await story.judge();
    await story.continueAsNewWhenLong();
  }
}
