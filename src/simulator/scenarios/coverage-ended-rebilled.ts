import { isSecondPayer } from '../second-policy.js';
import { isCommercial, spread, type Scenario } from './scenario.js';

/** Denied CO-27; the 271 shows that the coverage ended before the visit and names the plan in force: that one is billed and pays. */
export const coverageEndedRebilled: Scenario = {
  name: 'coverageEndedRebilled',
  story: 'denied 27 → 271 shows the coverage ended → other coverage found → rebilled → paid',
  percent: 3,
  fits: isCommercial,
  secondPolicy: true,
  coverageEnded: true,
  decide: (claim) =>
    isSecondPayer(claim)
      ? { payAfterDays: spread(claim, 8, 6) }
      : { payAfterDays: spread(claim, 7, 4), denial: { group: 'CO', carc: '27', rarcs: [] } },
};
