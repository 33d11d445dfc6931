import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { IMPORT_STEP } from './activity-options.js';
import { openStory, type Story } from './story.js';
import { judges } from './steps.js';
import { fileContinues } from './versions.js';

const steps = proxyActivities<Activities>(IMPORT_STEP);

/** One file that came in: recognised, read by its kind, posted where it is money, finished; minutes. */
export async function inboundFile(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const file = { organizationId, fileId: subjectId };
  const story = openStory<string>(input, () => judges.finishFile(file));
  const { kind } = await steps.recognizeFile(file);
  switch (kind) {
    case 'claims':
      await steps.importClaims(file);
      break;
    case 'remittances':
      await postRemittances(file, story);
      break;
    case 'acknowledgements':
      await steps.importAcknowledgements(file);
      break;
    case 'claimStatus':
      await steps.importClaimStatus(file);
      break;
    case 'eligibility':
      await steps.importEligibility(file);
      break;
    case 'agencyAnswers':
      await steps.importAgencyAnswers(file);
      break;
    case 'unusable':
      break;
  }
  await judges.finishFile(file);
}

/**
 * Each balanced remittance posts in one transaction of its own; one that cannot post leaves the others untouched.
 * A long run goes on in a new one, which reads again what is not yet posted.
 */
async function postRemittances(file: { organizationId: string; fileId: string }, story: Story<string>): Promise<void> {
  const { remittanceIds } = await steps.importRemittances(file);
  for (const remittanceId of remittanceIds) {
    if (story.isLong() && fileContinues()) await story.continueAsNewWhenLong();
    await steps.postRemittance.executeWithOptions({ summary: 'one remittance, one transaction' }, [
      { ...file, remittanceId },
    ]);
  }
}
