import { isCommercial, spread, type Scenario } from './scenario.js';

/** The first statement stays unanswered; the plan offered with the second is accepted, missed into default, and cured. */
export const noAnswerThenPlan: Scenario = {
  name: 'noAnswerThenPlan',
  story: 'patient share → no answer → plan → default → cured → closed',
  percent: 3,
  fits: (claim) => isCommercial(claim) && claim.chargeCents >= 20_000,
  decide: (claim) => ({ payAfterDays: spread(claim, 9, 5), deductiblePercent: 90 }),
  patient: 'missesThenCures',
};
