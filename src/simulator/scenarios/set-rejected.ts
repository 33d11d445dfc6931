import { spread, type Scenario } from './scenario.js';

/** No place of service has this code. */
const NO_PLACE = '00';

/** A place of service that does not exist: the clearinghouse's 999 rejects the payer's whole set; mended and sent again, the set is accepted. */
export const setRejected: Scenario = {
  name: 'setRejected',
  story: '999 rejects one set of a batch → mended → sent again → paid',
  percent: 3,
  from: 10,
  fits: (claim) => claim.subscriber.filingIndicator === 'MC',
  prepare: (claim) => ({ ...claim, facilityCode: NO_PLACE }),
  setFault: (claim) =>
    claim.facilityCode === NO_PLACE ? { segmentId: 'CLM', loop: '2300', element: 5, code: '7' } : undefined,
  mend: () => ({ placeOfService: '11' }),
  decide: (claim) => ({ payAfterDays: spread(claim, 9, 6) }),
};
