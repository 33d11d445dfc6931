import { isCommercial, type Scenario } from './scenario.js';

/** In process, and again in process: nothing moves until somebody calls and writes down who promised what. */
export const pendedUntilCalled: Scenario = {
  name: 'pendedUntilCalled',
  story: 'silent → pended twice → call with a contact note → paid with interest',
  percent: 3,
  fits: isCommercial,
  status: () => ({ category: 'P1', status: '20' }),
  decide: () => ({ payAfterDays: 6, onlyWhenCalled: true, interestPercent: 1 }),
};
