import { isCommercial, type Scenario } from './scenario.js';

/** Paid below the contract; the payer takes its decision back (CLP02 22) and pays rightly in a later remittance. */
export const reversedAndCorrected: Scenario = {
  name: 'reversedAndCorrected',
  story: 'paid too little → reversed (CLP02 22) → corrected in a later 835',
  percent: 3,
  from: 10,
  fits: isCommercial,
  decide: (_claim, { round }) => {
    if (round === 0) return { payAfterDays: 6, ratePercent: 80, decidesAgain: true };
    return round === 1 ? { payAfterDays: 14, onlyTakesBack: true, decidesAgain: true } : { payAfterDays: 8 };
  },
};
