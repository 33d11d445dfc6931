import { isCommercial, spread, type Scenario } from './scenario.js';

/** Nobody answers four notices; another person approves, the agency collects in two payments and keeps its fee. */
export const placedPaidByAgency: Scenario = {
  name: 'placedPaidByAgency',
  story: 'patient share → no answer → agency → paid → closed',
  percent: 3,
  fits: (claim) => isCommercial(claim) && claim.chargeCents >= 14_000,
  decide: (claim) => ({ payAfterDays: spread(claim, 9, 5), deductiblePercent: 90 }),
  patient: 'neverAnswers',
  agencyCollects: [
    { afterDays: 12, percent: 60 },
    { afterDays: 26, percent: 100 },
  ],
};
