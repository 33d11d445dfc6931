import { decidedBefore } from '../coordinate-benefits.js';
import { withSecondPolicy } from '../second-policy.js';
import { spread, type Scenario } from './scenario.js';

/** Medicare pays first and forwards the claim itself (CLP02 19, NM1*TT): the second plan is waited for, never billed by us. */
export const crossedOverByMedicare: Scenario = {
  name: 'crossedOverByMedicare',
  story: 'Medicare paid and crossed over (CLP02 19) → waited for → secondary paid → closed',
  percent: 3,
  fits: (claim) => claim.subscriber.filingIndicator === 'MB',
  secondPolicy: true,
  prepare: withSecondPolicy,
  decide: (claim) =>
    decidedBefore(claim)
      ? { payAfterDays: spread(claim, 10, 5) }
      : { payAfterDays: spread(claim, 14, 4), deductiblePercent: 20, forwards: true },
};
