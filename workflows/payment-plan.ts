import type { PlanState } from '../src/domain/payment-plans/plan.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actThenWait, judges, type Phase } from './steps.js';

const awaitAcceptance: Phase<PlanState> = actThenWait;
const collectInstallments: Phase<PlanState> = actThenWait; // notifyPatient: reminders on due dates
const cure: Phase<PlanState> = actThenWait; // notifyPatient: late reminder, cure notice
const renegotiateOnce: Phase<PlanState> = actThenWait;

const life = {
  PROPOSED: awaitAcceptance,
  ACTIVE: collectInstallments,
  LATE: cure,
  DEFAULTED: renegotiateOnce,
} satisfies Record<Exclude<PlanState, 'COMPLETED' | 'CANCELLED'>, Phase<PlanState>>;

/** One payment plan, from acceptance to the last installment or its end; months to years. */
export async function paymentPlan(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const story = openStory<PlanState>(input, () => judges.advancePlan({ organizationId, subjectId, asked: true }));
  let plan = await story.judge();
  while (!plan.closed) {
    const phase = life[plan.state as keyof typeof life];
    await phase(story);
    plan = await story.judge();
    await story.continueAsNewWhenLong();
  }
}
