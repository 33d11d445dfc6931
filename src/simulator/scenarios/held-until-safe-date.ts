import { isCommercial, spread, type Scenario } from './scenario.js';

/** Held for the minimum billing days and forgotten: the filing clock ends such a hold at the safe date, in time. */
export const heldUntilSafeDate: Scenario = {
  name: 'heldUntilSafeDate',
  story: 'minimum-days hold → released by the filing clock at the safe date → paid',
  percent: 3,
  fits: isCommercial,
  hold: 'minimumBillDays',
  decide: (claim) => ({ payAfterDays: spread(claim, 7, 6) }),
};
