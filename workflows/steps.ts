import { ActivityFailure, log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { StoryStep } from '../src/contracts/stories.js';
import { AGENCY_STEP, FILE_STEP, JUDGE, LIST_STEP, MAIL_STEP } from './activity-options.js';
import type { Story } from './story.js';

const files = proxyActivities<Activities>(FILE_STEP);
const agency = proxyActivities<Activities>(AGENCY_STEP);
const mail = proxyActivities<Activities>(MAIL_STEP);
const lists = proxyActivities<Activities>(LIST_STEP);
export const judges = proxyLocalActivities<Activities>(JUDGE);

/** What a story does and waits for while it is in one state. */
export type Phase<State extends string> = (story: Story<State>) => Promise<void>;

/** Every step has a name of its own in the history, a retry policy and a summary for supervisors. */
function perform(organizationId: string, step: StoryStep): Promise<unknown> {
  const input = { organizationId, intentId: step.intentId };
  const { summary } = step;
  switch (step.kind) {
    case 'submitClaim':
      return files.submitClaim.executeWithOptions({ summary }, [input]);
    case 'submitCorrectedClaim':
      return files.submitCorrectedClaim.executeWithOptions({ summary }, [input]);
    case 'checkEligibility':
      return files.checkEligibility.executeWithOptions({ summary }, [input]);
    case 'requestClaimStatus':
      return files.requestClaimStatus.executeWithOptions({ summary }, [input]);
    case 'billNextPayer':
      return files.billNextPayer.executeWithOptions({ summary }, [input]);
    case 'notifyPatient':
      return mail.notifyPatient.executeWithOptions({ summary }, [input]);
    case 'placeWithAgency':
      return agency.placeWithAgency.executeWithOptions({ summary }, [input]);
    case 'buildAppealPacket':
      return files.buildAppealPacket.executeWithOptions({ summary }, [input]);
    case 'sendAttachment':
      return files.sendAttachment.executeWithOptions({ summary }, [input]);
    case 'sendAuthorizationRequest':
      return files.sendAuthorizationRequest.executeWithOptions({ summary }, [input]);
    case 'buildAndSendBatch':
      return files.buildAndSendBatch.executeWithOptions({ summary }, [input]);
    case 'sendWorkList':
      return lists.sendWorkList.executeWithOptions({ summary }, [input]);
  }
}

/**
 * Performs the stored steps of the turn, each as an activity of its own. With nothing to do the phase waits for news or its deadline.
 * A step that fails for good is recorded by `recordFailedStep`; the story goes on and a person decides.
 */
export async function actThenWait<State extends string>(story: Story<State>): Promise<void> {
  const steps = story.turn()?.steps ?? [];
  if (steps.length === 0) return story.waitForNews();
  for (const step of steps) await act(story.input.organizationId, step);
}

/** The same with all steps at once: none of them waits for another that does not get through. */
export async function actAtOnceThenWait<State extends string>(story: Story<State>): Promise<void> {
  const steps = story.turn()?.steps ?? [];
  if (steps.length === 0) return story.waitForNews();
  await Promise.all(steps.map((step) => act(story.input.organizationId, step)));
}

async function act(organizationId: string, step: StoryStep): Promise<void> {
  try {
    await perform(organizationId, step);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    log.warn('step failed for good', { kind: step.kind, intentId: step.intentId });
    await judges.recordFailedStep({ organizationId, intentId: step.intentId });
  }
}
