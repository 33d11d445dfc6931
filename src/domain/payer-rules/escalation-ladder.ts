import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';
import type { DayRule } from './claim-rules.js';

/** To whom a claim that does not move is brought (rulebook §2.2, TF6). */
export type EscalationTo = 'lead' | 'supervisor' | 'manager';

/** One step of a ladder: from which day on the claim is whose question, and by which rule. */
export interface LadderStep {
  readonly to: EscalationTo;
  readonly rule: DayRule;
  readonly why: string;
}

/** Both ladders of one claim: by days since it was sent, and by days left to the last day of filing. */
export interface EscalationLadders {
  readonly byAge: readonly LadderStep[];
  readonly byFiling: readonly LadderStep[];
}

/** The highest step of the age ladder a claim sent that long ago stands on. */
export const ageStep = (steps: readonly LadderStep[], sentOn: PlainDate, today: PlainDate): LadderStep | undefined =>
  steps.filter((step) => daysBetween(sentOn, today) >= step.rule.days).at(-1);

/** The highest step of the filing ladder with so few days left; the day after the last one is an incident, no step. */
export const filingStep = (
  steps: readonly LadderStep[],
  hardDate: PlainDate,
  today: PlainDate,
): LadderStep | undefined => {
  const left = daysBetween(today, hardDate);
  return left < 0 ? undefined : steps.filter((step) => left <= step.rule.days).at(-1);
};

/** Days on which the ladder by age has a step. */
export const ageStepDates = (steps: readonly LadderStep[], sentOn: PlainDate): readonly PlainDate[] =>
  steps.map((step) => addDays(sentOn, step.rule.days));

/** Days on which the ladder by filing has a step. */
export const filingStepDates = (steps: readonly LadderStep[], hardDate: PlainDate): readonly PlainDate[] =>
  steps.map((step) => addDays(hardDate, -step.rule.days));
