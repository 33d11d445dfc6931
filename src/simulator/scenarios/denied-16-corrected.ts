import { isCommercial, spread, type Scenario } from './scenario.js';

/** Denied CO-16 for missing information (RARC N382: patient identifier), corrected with frequency 7, paid. */
export const denied16Corrected: Scenario = {
  name: 'denied16Corrected',
  story: 'denied CARC 16 → corrected claim → paid',
  percent: 8,
  from: 1,
  fits: isCommercial,
  decide: (claim, { frequency }) =>
    frequency === '7'
      ? { payAfterDays: spread(claim, 9, 5) }
      : { payAfterDays: spread(claim, 8, 6), denial: { group: 'CO', carc: '16', rarcs: ['N382'] } },
};
