import type { PatientBalanceState } from '../src/domain/patients/patient-balance.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actThenWait, judges, type Phase } from './steps.js';

const awaitFirstStatement: Phase<PatientBalanceState> = actThenWait; // notifyPatient
const sendStatements: Phase<PatientBalanceState> = actThenWait; // notifyPatient: statements 1 to 3, final notice
const awaitPlanAnswer: Phase<PatientBalanceState> = actThenWait; // one-time link, answer date
const letThePlanRun: Phase<PatientBalanceState> = actThenWait; // the plan has its own story
const rest: Phase<PatientBalanceState> = actThenWait; // inquiry, dispute or bad address: nothing is dunned
const screenForAssistance: Phase<PatientBalanceState> = actThenWait;
const decidePlacement: Phase<PatientBalanceState> = actThenWait;
const letTheAgencyWork: Phase<PatientBalanceState> = actThenWait; // placeWithAgency

const sendTheLastLetter: Phase<PatientBalanceState> = actThenWait; // notifyPatient: the decision that settled it

const life = {
  IDLE: awaitFirstStatement,
  DUNNING: sendStatements,
  PLAN_OFFERED: awaitPlanAnswer,
  ON_PLAN: letThePlanRun,
  FROZEN: rest,
  ASSISTANCE: screenForAssistance,
  PLACEMENT_REVIEW: decidePlacement,
  PLACED: letTheAgencyWork,
} satisfies Record<Exclude<PatientBalanceState, 'SETTLED'>, Phase<PatientBalanceState>>;

/** What one guarantor owes, from the first transferred dollar until all of it is settled; months. */
export async function patientBalance(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const story = openStory<PatientBalanceState>(input, () =>
    judges.advancePatientBalance({ organizationId, subjectId, asked: true }),
  );
  let balance = await story.judge();
  while (!balance.closed || balance.steps.length > 0) {
    await (balance.closed ? sendTheLastLetter : life[balance.state as keyof typeof life])(story);
    balance = await story.judge();
    await story.continueAsNewWhenLong();
  }
}
