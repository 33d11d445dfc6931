import { decidedBefore } from '../coordinate-benefits.js';
import { withSecondPolicy } from '../second-policy.js';
import { isCommercial, spread, type Scenario } from './scenario.js';

/** Two plans: the first leaves a deductible, the second is billed with that decision (2320, 2330, 2430) and pays the rest. */
export const secondaryPaid: Scenario = {
  name: 'secondaryPaid',
  story: 'primary paid → secondary billed with 2320/2330/2430 → paid → closed',
  percent: 3,
  fits: isCommercial,
  secondPolicy: true,
  prepare: withSecondPolicy,
  decide: (claim) =>
    decidedBefore(claim)
      ? { payAfterDays: spread(claim, 8, 5) }
      : { payAfterDays: spread(claim, 9, 5), deductiblePercent: 40 },
};
