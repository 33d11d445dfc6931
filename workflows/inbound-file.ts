import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { IMPORT_STEP } from './activity-options.js';
import { openStory, type Story } from './story.js';
import { judges } from './steps.js';
import { fileContinues } from './versions.js';

const steps = proxyActivities<Activities>(IMPORT_STEP);

interface File {
  readonly organizationId: string;
  readonly fileId: string;
}

/** One file that came in: recognised, read by every kind it holds, posted where it is money, finished; minutes. */
export async function inboundFile(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const file = { organizationId, fileId: subjectId };
  const story = openStory<string>(input, () => judges.finishFile(file));
  for (;;) {
    // Before files of several kinds were read whole, the answer named the first kind only.
    const { kind, kinds = [kind] } = (await steps.recognizeFile(file)) as { kind: Kind; kinds?: readonly Kind[] };
    for (const one of kinds) await readAs(one, file, story);
    const finished = (await judges.finishFile(file)) as { closed: boolean } | undefined;
    if (finished?.closed !== false) return; // else a person mended something meanwhile and wants it read again
  }
}

type Kind = Awaited<ReturnType<Activities['recognizeFile']>>['kind'];

async function readAs(kind: Kind, file: File, story: Story<string>): Promise<void> {
  switch (kind) {
    case 'claims':
      await steps.importClaims(file);
      return;
    case 'remittances':
      return postRemittances(file, story);
    case 'acknowledgements':
      await steps.importAcknowledgements(file);
      return;
    case 'claimStatus':
      await steps.importClaimStatus(file);
      return;
    case 'eligibility':
      await steps.importEligibility(file);
      return;
    case 'attachments':
      await steps.importAttachments(file);
      return;
    case 'authorizations':
      await steps.importAuthorizations(file);
      return;
    case 'agencyAnswers':
      await steps.importAgencyAnswers(file);
      return;
    case 'unusable':
      return;
  }
}

/**
 * Each balanced remittance posts in one transaction of its own; one that cannot post leaves the others untouched.
 * A long run goes on in a new one, which reads again what is not yet posted.
 */
async function postRemittances(file: File, story: Story<string>): Promise<void> {
  const { remittanceIds } = await steps.importRemittances(file);
  for (const remittanceId of remittanceIds) {
    if (story.isLong() && fileContinues()) await story.continueAsNewWhenLong();
    await steps.postRemittance.executeWithOptions({ summary: 'one remittance, one transaction' }, [
      { ...file, remittanceId },
    ]);
  }
}
