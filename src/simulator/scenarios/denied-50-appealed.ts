import { isCommercial, spread, type Scenario } from './scenario.js';

/** Denied CO-50 as not medically necessary; the appeal with its packet is won, the corrected 835 pays. */
export const denied50Appealed: Scenario = {
  name: 'denied50Appealed',
  story: 'denied 50 → appeal level 1 won → paid',
  percent: 5,
  from: 1,
  fits: (claim) => isCommercial(claim) || claim.subscriber.filingIndicator === 'MB',
  decide: (claim, { appealWon }) =>
    appealWon
      ? { payAfterDays: 12 }
      : { payAfterDays: spread(claim, 12, 6), denial: { group: 'CO', carc: '50', rarcs: ['N386'] } },
  appeals: [{ decideAfterDays: 35, decision: 'favorable', payAfterDays: 12 }],
};
