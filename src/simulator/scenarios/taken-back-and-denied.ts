import { isCommercial, spread, type Scenario } from './scenario.js';

/** Below it the office proposes to drop such a denial (rulebook §5.4), and nothing would wait for anybody. */
const WORTH_AN_APPEAL_CENTS = 10_000;

/**
 * Paid; half a year later a review takes the payment back (CLP02 22) and denies CO-50. The office assembles the appeal;
 * that it leaves the house is left to the person watching, so this claim is still open when the main job ends.
 */
export const takenBackAndDenied: Scenario = {
  name: 'takenBackAndDenied',
  story: 'paid → taken back and denied 50 after a review → appeal assembled → waits for you',
  percent: 3,
  fits: (claim) => isCommercial(claim) && claim.chargeCents >= WORTH_AN_APPEAL_CENTS,
  leaves: ['packetReview', 'fileAppeal'],
  decide: (claim, { round }) =>
    round === 0
      ? { payAfterDays: spread(claim, 9, 5), decidesAgain: true }
      : { payAfterDays: 175, takesBack: true, denial: { group: 'CO', carc: '50', rarcs: ['N115'] } },
};
