import { isCommercial, spread, type Scenario } from './scenario.js';

/** Held for a coding query: no clock may end that, a lead decides in time. */
export const heldForCoding: Scenario = {
  name: 'heldForCoding',
  story: 'coding hold → goes to a person before filing ends → released → paid',
  percent: 3,
  fits: isCommercial,
  hold: 'codingQuery',
  decide: (claim) => ({ payAfterDays: spread(claim, 7, 6) }),
};
