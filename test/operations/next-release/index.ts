import { patched, sleep } from '@temporalio/workflow';
import type { StoryInput } from '../../../src/contracts/stories.js';
import { claimLifecycle as claimOfToday } from '../../../workflows/claim-lifecycle.js';
import { inboundFile as fileOfToday } from '../../../workflows/inbound-file.js';

export * from '../../../workflows/index.js';

/** The next release as a real one would be: stories with one more command, behind a named patch. */
export async function claimLifecycle(input: StoryInput): Promise<void> {
  if (patched('next-release')) await sleep('10ms');
  return claimOfToday(input);
}

export async function inboundFile(input: StoryInput): Promise<void> {
  if (patched('next-release')) await sleep('10ms');
  return fileOfToday(input);
}
