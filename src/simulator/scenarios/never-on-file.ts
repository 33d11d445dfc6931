import { isCommercial, spread, type Scenario } from './scenario.js';

/** The payer loses the first sending and stays silent; two inquiries two business days apart find nothing, the second sending is paid. */
export const neverOnFile: Scenario = {
  name: 'neverOnFile',
  story: 'silent → not on file, confirmed twice → sent again with proof → paid',
  percent: 3,
  fits: (claim) => isCommercial(claim) || claim.subscriber.filingIndicator === 'MB',
  receive: (_claim, sends) => (sends === 1 ? 'lost' : undefined),
  decide: (claim) => ({ payAfterDays: spread(claim, 8, 5) }),
};
