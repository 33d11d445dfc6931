import { sleep } from '@temporalio/workflow';
import type { StoryInput } from '../../src/contracts/stories.js';
import { claimLifecycle as unchanged } from '../../workflows/claim-lifecycle.js';

/** What nobody may do without a patch: one more timer at the beginning of every claim's life. */
export async function claimLifecycle(input: StoryInput): Promise<void> {
  await sleep('1 hour');
  return unchanged(input);
}
