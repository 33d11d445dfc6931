import { isCommercial, type Scenario } from './scenario.js';

/**
 * Paid late with interest (PLB L6) and too much; the correction is worth less than the reversal takes back, so the payer
 * carries the difference forward (PLB FB) and keeps it from its next payment (PLB WO).
 */
export const takenBackByOffset: Scenario = {
  name: 'takenBackByOffset',
  story: 'overpaid with interest (L6) → corrected, balance forwarded (FB) → recovered by offset (WO)',
  percent: 3,
  fits: isCommercial,
  decide: (_claim, { round }) =>
    round === 0
      ? { payAfterDays: 3, ratePercent: 125, interestPercent: 2, decidesAgain: true }
      : { payAfterDays: 3, takesBack: true },
};
