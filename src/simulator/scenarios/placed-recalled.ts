import { isCommercial, livesIn, spread, type Scenario } from './scenario.js';

/** Placed after 120 days, where the guarantor's state allows it; then the payer takes its decision back and pays in full. */
export const placedRecalled: Scenario = {
  name: 'placedRecalled',
  story: 'patient share → agency → payer pays after all → recalled',
  percent: 3,
  fits: (claim) => isCommercial(claim) && claim.chargeCents >= 14_000,
  prepare: (claim) => livesIn(claim, { city: 'ROCHESTER', state: 'NY', zip: '146040001' }),
  decide: (claim, { round }) =>
    round === 0
      ? { payAfterDays: spread(claim, 9, 5), deductiblePercent: 90, decidesAgain: true }
      : { payAfterDays: 165, takesBack: true },
  patient: 'neverAnswers',
};
