import type { Claim837 } from '../837p/claim-837.js';
import type { SegmentList } from '../837p/segment-list.js';
import { d8, rd8 } from '../837p/x12-dates.js';

/** Discharge hour, statement period and admission (DTP 096, 434, 435). */
export function addInstitutionalDates(out: SegmentList, claim: Claim837): void {
  const facts = claim.institutional;
  if (!facts) return;
  const { dischargeHour, statementFrom, statementThrough, admissionDate, admissionHour } = facts;
  if (dischargeHour) out.add('DTP', '096', 'TM', dischargeHour);
  if (statementFrom) out.add('DTP', '434', 'RD8', rd8(statementFrom, statementThrough ?? statementFrom));
  if (!admissionDate) return;
  if (admissionHour) out.add('DTP', '435', 'DT', d8(admissionDate) + admissionHour);
  else out.add('DTP', '435', 'D8', d8(admissionDate));
}

/** CL1: type and source of admission, status of the patient. */
export function addAdmission(out: SegmentList, claim: Claim837): void {
  const facts = claim.institutional;
  if (facts && (facts.admissionType || facts.admissionSource || facts.patientStatus)) {
    out.add('CL1', facts.admissionType, facts.admissionSource, facts.patientStatus);
  }
}
