import type { FaultSink } from '../837p/claim-fault.js';
import type { Claim837, InstitutionalFacts } from '../837p/claim-837.js';

/** What a UB-04 claim must say besides what every claim says (domain rulebook §14). */
export function checkInstitutional(claim: Claim837, facts: InstitutionalFacts | undefined, add: FaultSink): void {
  if (!facts)
    return add('INSTITUTIONAL_FACTS_MISSING', '2300', 'Type of bill and statement dates are missing (items 4, 6).');
  if (facts.typeOfBill !== `0${claim.facilityCode}${claim.frequency}`) {
    add('TYPE_OF_BILL_WRONG', '2300', 'The type of bill does not agree with facility code and frequency (item 4).', {
      item: '4',
    });
  }
  if (!facts.statementFrom || !facts.statementThrough || facts.statementThrough < facts.statementFrom) {
    add('STATEMENT_DATES_WRONG', '2300', 'The statement period is missing or turned around (item 6).', { item: '6' });
  }
  if (!facts.patientStatus)
    add('PATIENT_STATUS_MISSING', '2300', "The patient's status is missing (item 17).", { item: '17' });
  if (!facts.admissionType)
    add('ADMISSION_TYPE_MISSING', '2300', 'The type of admission is missing (item 14).', { item: '14' });
}
