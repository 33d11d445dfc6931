import { isCommercial, spread, type Scenario } from './scenario.js';

/** Denied CO-50, lost at both levels: a specialist proposes the write-off, another person approves it. */
export const denied50WrittenOff: Scenario = {
  name: 'denied50WrittenOff',
  story: 'denied 50 → appeal levels 1 and 2 lost → write-off proposed and approved → closed',
  percent: 3,
  fits: isCommercial,
  decide: (claim) => ({ payAfterDays: spread(claim, 9, 5), denial: { group: 'CO', carc: '50', rarcs: ['N115'] } }),
  appeals: [
    { decideAfterDays: 33, decision: 'unfavorable' },
    { decideAfterDays: 36, decision: 'unfavorable' },
  ],
};
