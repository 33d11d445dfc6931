import type { DenialState } from '../src/domain/appeals/denial-state.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actThenWait, judges, type Phase } from './steps.js';
import { hearSupervisor } from './supervisor-commands.js';

const triage: Phase<DenialState> = actThenWait; // triage clock: 2 business days
const chooseFirstAction: Phase<DenialState> = actThenWait; // first-action clock: 5 business days
const correctAndResend: Phase<DenialState> = actThenWait; // submitCorrectedClaim; corrected-claim window
const sendDocuments: Phase<DenialState> = actThenWait; // document window
const appealUntilDecided: Phase<DenialState> = actThenWait; // buildAppealPacket; filing deadline, decision clock, effectuation
const awaitOtherPayer: Phase<DenialState> = actThenWait;
const awaitPatientReview: Phase<DenialState> = actThenWait;
const awaitWriteOffDecision: Phase<DenialState> = actThenWait; // another person approves

const life = {
  NEW: triage,
  TRIAGED: chooseFirstAction,
  CORRECTING: correctAndResend,
  AWAITING_DOCS: sendDocuments,
  APPEALING: appealUntilDecided,
  REBILL_OTHER: awaitOtherPayer,
  PATIENT_REVIEW: awaitPatientReview,
  WRITEOFF_PENDING: awaitWriteOffDecision,
} satisfies Record<Exclude<DenialState, 'RESOLVED'>, Phase<DenialState>>;

/** The life of one denial, from its birth on a remittance to its outcome; months to years. */
export async function appealLifecycle(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const story = openStory<DenialState>(input, () => judges.advanceDenial({ organizationId, subjectId, asked: true }));
  hearSupervisor('appeal', story, ['replanDeadline', 'cancelAppeal']);
  let denial = await story.judge();
  while (!denial.closed) {
    await life[denial.state as keyof typeof life](story);
    denial = await story.judge();
    await story.continueAsNewWhenLong();
  }
}
