import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import { isCommercial, spread, type Scenario } from './scenario.js';

/** A year of birth typed a century wrong. */
const CENTURY_DAYS = 36_525;

/**
 * The payer does not know the patient by this date of birth (277CA A3, status 158): no denial, no appeal. The office mends
 * the date and sends the claim again as an original; the rejected sending stays on file.
 */
export const rejectedByPayer: Scenario = {
  name: 'rejectedByPayer',
  story: '277CA rejects (A3) → mended → sent again as frequency 1 → paid',
  percent: 5,
  from: 10,
  fits: (claim) => isCommercial(claim) && patientOf(claim).birthDate !== undefined,
  prepare: (claim) => bornOn(claim, -CENTURY_DAYS),
  receive: (claim) => (isTooOld(claim) ? { category: 'A3', status: '158' } : undefined),
  mend: (claim) => {
    const { birthDate } = patientOf(bornOn(claim, CENTURY_DAYS));
    return birthDate ? { patientBirthDate: birthDate } : {};
  },
  decide: (claim) => ({ payAfterDays: spread(claim, 8, 6) }),
};

/** The patient, who need not be the subscriber: corrections of a birth date are about the patient. */
const patientOf = (claim: Claim837): { readonly birthDate?: string } => claim.patient ?? claim.subscriber;

const isTooOld = (claim: Claim837): boolean => (patientOf(claim).birthDate ?? '9999') < '1900-01-01';

function bornOn(claim: Claim837, days: number): Claim837 {
  const { birthDate } = patientOf(claim);
  if (!birthDate) return claim;
  const moved = { birthDate: addDays(birthDate as PlainDate, days) };
  return claim.patient
    ? { ...claim, patient: { ...claim.patient, ...moved } }
    : { ...claim, subscriber: { ...claim.subscriber, ...moved } };
}
