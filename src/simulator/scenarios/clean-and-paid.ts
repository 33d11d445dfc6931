import { spread, type Scenario } from './scenario.js';

/** Accepted, paid at the contract rate, closed. */
export const cleanAndPaid: Scenario = {
  name: 'cleanAndPaid',
  story: 'clean and paid',
  percent: 0,
  fits: () => true,
  decide: (claim) => ({ payAfterDays: spread(claim, 10, 10) }),
};
