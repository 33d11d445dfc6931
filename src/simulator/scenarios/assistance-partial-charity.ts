import { isCommercial, spread, type Scenario } from './scenario.js';

/** The guarantor asks for help on the first statement: three quarters are charity, the rest is paid. */
export const assistancePartialCharity: Scenario = {
  name: 'assistancePartialCharity',
  story: 'patient share → help asked for → partial charity → rest paid',
  percent: 3,
  fits: (claim) => isCommercial(claim) && claim.chargeCents >= 14_000,
  decide: (claim) => ({ payAfterDays: spread(claim, 9, 5), deductiblePercent: 90 }),
  patient: 'asksForHelp',
};
