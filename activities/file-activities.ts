import { importAgencyAnswers } from '../src/app/agencies/import-agency-answers.js';
import { importAcknowledgements } from '../src/app/batches/import-acknowledgements.js';
import { advanceClaim } from '../src/app/claims/advance-claim.js';
import { importAuthorizations } from '../src/app/denials/import-authorizations.js';
import type { Deps } from '../src/app/deps.js';
import { importEligibility } from '../src/app/eligibility/import-eligibility.js';
import { importClaims } from '../src/app/files/import-claims.js';
import { importAttachments } from '../src/app/documents/import-attachments.js';
import type { FileRef } from '../src/app/files/read-inbound.js';
import { recognizeFile } from '../src/app/files/recognize-file.js';
import { importRemittances } from '../src/app/remittances/import-remittances.js';
import { postRemittance, type PostInput } from '../src/app/remittances/post-remittance.js';
import { importClaimStatus } from '../src/app/status/import-claim-status.js';
import { asLivingActivity } from './activity-failure.js';

/** What a file that came in goes through. `heartbeat` is called while a long step is alive. */
export function createFileActivities(deps: Deps, heartbeat: () => void) {
  return {
    recognizeFile: (file: FileRef) => asLivingActivity(heartbeat, () => recognizeFile(deps, file, heartbeat)),
    importClaims: (file: FileRef) => asLivingActivity(heartbeat, () => importClaims(deps, file, heartbeat)),
    importRemittances: (file: FileRef) => asLivingActivity(heartbeat, () => importRemittances(deps, file, heartbeat)),
    postRemittance: (input: PostInput) => asLivingActivity(heartbeat, () => postRemittance(deps, input)),
    importAcknowledgements: (file: FileRef) =>
      asLivingActivity(heartbeat, () => acknowledgeThenJudge(deps, file, heartbeat)),
    importClaimStatus: (file: FileRef) => asLivingActivity(heartbeat, () => importClaimStatus(deps, file, heartbeat)),
    importAgencyAnswers: (file: FileRef) => asLivingActivity(heartbeat, () => importAgencyAnswers(deps, file)),
    importAttachments: (file: FileRef) => asLivingActivity(heartbeat, () => importAttachments(deps, file, heartbeat)),
    importAuthorizations: (file: FileRef) =>
      asLivingActivity(heartbeat, () => importAuthorizations(deps, file, heartbeat)),
    importEligibility: (file: FileRef) => asLivingActivity(heartbeat, () => coverThenJudge(deps, file, heartbeat)),
  };
}

/** An answer about coverage is noted by its claim; only one that changes the claim's wait wakes the story. */
async function coverThenJudge(deps: Deps, file: FileRef, heartbeat: () => void): Promise<{ answers: number }> {
  const { answers, claimIds } = await importEligibility(deps, file, heartbeat);
  for (const subjectId of claimIds)
    await advanceClaim(deps, { organizationId: file.organizationId, subjectId, asked: false });
  return { answers };
}

/** Accepted claims are judged quietly: acceptance wakes no story (ruling 14). */
async function acknowledgeThenJudge(deps: Deps, file: FileRef, heartbeat: () => void): Promise<{ accepted: number }> {
  const { acceptedClaimIds } = await importAcknowledgements(deps, file, heartbeat);
  for (const subjectId of acceptedClaimIds) {
    heartbeat();
    await advanceClaim(deps, { organizationId: file.organizationId, subjectId, asked: false });
  }
  return { accepted: acceptedClaimIds.length };
}
