import { isCommercial, spread, type Scenario } from './scenario.js';

/** Paid; then the payer, which entered the claim twice, denies its second entry as a duplicate (OA-18). Nothing follows. */
export const deniedAsDuplicate: Scenario = {
  name: 'deniedAsDuplicate',
  story: 'paid → second entry denied 18 → traced to the paid original → no appeal, no money moves',
  percent: 3,
  from: 10,
  fits: (claim) => isCommercial(claim) || claim.subscriber.filingIndicator === 'MB',
  decide: (claim, { round }) =>
    round === 0
      ? { payAfterDays: spread(claim, 7, 4), decidesAgain: true }
      : { payAfterDays: 9, secondEntry: true, denial: { group: 'OA', carc: '18', rarcs: ['N522'] } },
};
