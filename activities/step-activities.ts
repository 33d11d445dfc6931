import { sendBatch } from '../src/app/batches/send-batch.js';
import { advanceClaim } from '../src/app/claims/advance-claim.js';
import { queueSubmission, type StepInput, type StepResult } from '../src/app/claims/queue-submission.js';
import { buildAppealPacket } from '../src/app/denials/build-appeal-packet.js';
import { sendAuthorizationRequest } from '../src/app/denials/send-authorization-request.js';
import type { Deps } from '../src/app/deps.js';
import { billNextPayer } from '../src/app/next-payer/bill-next-payer.js';
import { sendAttachment } from '../src/app/documents/send-attachment.js';
import { checkEligibility } from '../src/app/eligibility/check-eligibility.js';
import { notifyPatient } from '../src/app/patients/notify-patient.js';
import { placeWithAgency } from '../src/app/agencies/place-with-agency.js';
import { requestClaimStatus } from '../src/app/status/request-claim-status.js';
import { sendWorkList } from '../src/app/work-lists/send-work-list.js';
import { asLivingActivity } from './activity-failure.js';

/** The named steps of the stories: each performs one stored intent, once. */
export function createStepActivities(deps: Deps, heartbeat: () => void) {
  return {
    submitClaim: (input: StepInput) => asLivingActivity(heartbeat, () => queueSubmission(deps, input)),
    submitCorrectedClaim: (input: StepInput) => asLivingActivity(heartbeat, () => queueSubmission(deps, input)),
    checkEligibility: (input: StepInput) => asLivingActivity(heartbeat, () => checkEligibility(deps, input)),
    requestClaimStatus: (input: StepInput) => asLivingActivity(heartbeat, () => requestClaimStatus(deps, input)),
    billNextPayer: (input: StepInput) => asLivingActivity(heartbeat, () => billNextPayer(deps, input)),
    notifyPatient: (input: StepInput) => asLivingActivity(heartbeat, () => notifyPatient(deps, input)),
    placeWithAgency: (input: StepInput) => asLivingActivity(heartbeat, () => placeWithAgency(deps, input)),
    buildAppealPacket: (input: StepInput) => asLivingActivity(heartbeat, () => buildAppealPacket(deps, input)),
    sendAttachment: (input: StepInput) => asLivingActivity(heartbeat, () => sendAttachment(deps, input)),
    sendAuthorizationRequest: (input: StepInput) =>
      asLivingActivity(heartbeat, () => sendAuthorizationRequest(deps, input)),
    sendWorkList: (input: StepInput) => asLivingActivity(heartbeat, () => sendWorkList(deps, input)),
    buildAndSendBatch: (input: StepInput) => asLivingActivity(heartbeat, () => sendThenJudge(deps, input)),
  };
}

/** Once the file has left, its claims are judged quietly: being sent wakes no story (ruling 14). */
async function sendThenJudge(deps: Deps, input: StepInput): Promise<StepResult> {
  const sent = await sendBatch(deps, input);
  for (const subjectId of sent.claimIds)
    await advanceClaim(deps, { organizationId: input.organizationId, subjectId, asked: false });
  return { became: sent.became };
}
