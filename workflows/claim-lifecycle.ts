import type { ClaimState, OpenClaimState } from '../src/domain/claims/claim-state.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actThenWait, judges, type Phase } from './steps.js';
import { hearSupervisor } from './supervisor-commands.js';

const scrub: Phase<ClaimState> = actThenWait; // checkEligibility
const waitForFix: Phase<ClaimState> = actThenWait; // a person corrects; timely filing runs
const waitForRelease: Phase<ClaimState> = actThenWait; // hold; the safe date releases or asks
const submit: Phase<ClaimState> = actThenWait; // submitClaim
const awaitAcknowledgement: Phase<ClaimState> = actThenWait; // the batch watches 999 and 277CA
const followUpUntilAdjudicated: Phase<ClaimState> = actThenWait; // requestClaimStatus, call work items
const sendDocuments: Phase<ClaimState> = actThenWait; // a person sends records before the window closes
const decideWhatIsLeft: Phase<ClaimState> = actThenWait; // next payer, patient, review, close
const awaitCorrection: Phase<ClaimState> = actThenWait; // reversal came, its correction is due
const workDenials: Phase<ClaimState> = actThenWait; // each denial has its own appeal story
const awaitNextPayer: Phase<ClaimState> = actThenWait; // crossover clock, secondary claim
const awaitResponsibilitySettled: Phase<ClaimState> = actThenWait; // the guarantor's balance has its own story

const life = {
  DRAFT: scrub,
  HOLD: waitForRelease,
  SCRUBBING: scrub,
  EDIT_FAILED: waitForFix,
  READY: submit,
  SUBMITTED: awaitAcknowledgement,
  REJECTED: waitForFix,
  ACCEPTED: followUpUntilAdjudicated,
  PENDED: followUpUntilAdjudicated,
  INFO_REQUESTED: sendDocuments,
  PAID: decideWhatIsLeft,
  PARTIAL: workDenials,
  DENIED: workDenials,
  REVERSED: awaitCorrection,
  CORRECTING: workDenials,
  APPEALING: workDenials,
  CROSSED_OVER: awaitNextPayer,
  BILLED_NEXT: awaitNextPayer,
  PATIENT_RESP: awaitResponsibilitySettled,
} satisfies Record<OpenClaimState, Phase<ClaimState>>;

/** The life of one claim with one payer, from charges to a closed balance; days to years. */
export async function claimLifecycle(input: StoryInput): Promise<void> {
  const story = openStory<ClaimState>(input, () => judges.advanceClaim({ ...idsOf(input), asked: true }));
  hearSupervisor('claim', story, ['placeHold', 'releaseHold', 'expediteFollowUp', 'replanDeadline']);
  let claim = await story.judge();
  while (!claim.closed) {
    await life[claim.state as OpenClaimState](story);
    claim = await story.judge();
    await story.continueAsNewWhenLong();
  }
}

const idsOf = ({ organizationId, subjectId }: StoryInput) => ({ organizationId, subjectId });
