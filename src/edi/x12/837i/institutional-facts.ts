import type { Claim837, ClaimDate, InstitutionalFacts, UnmodelledSegment } from '../837p/claim-837.js';
import type { Draft } from '../837p/draft.js';
import { dateOfD8, rangeOfRd8 } from '../837p/x12-dates.js';

function statement(facts: Draft<InstitutionalFacts>, date: ClaimDate): boolean {
  if (facts.statementFrom) return false;
  const single = date.format === 'RD8' && date.value.length === 8 ? dateOfD8(date.value) : undefined;
  const range = single ? { from: single, through: single } : rangeOfRd8(date.value);
  if (!range) return false;
  facts.statementFrom = range.from;
  facts.statementThrough = range.through;
  return true;
}

function admission(facts: Draft<InstitutionalFacts>, date: ClaimDate): boolean {
  if (facts.admissionDate) return false;
  const day = dateOfD8(date.value.slice(0, 8));
  if (!day || (date.format === 'DT' ? date.value.length !== 12 : date.value.length !== 8)) return false;
  facts.admissionDate = day;
  if (date.format === 'DT') facts.admissionHour = date.value.slice(8);
  return true;
}

function institutionalDate(facts: Draft<InstitutionalFacts>, date: ClaimDate): boolean {
  if (date.qualifier === '434') return statement(facts, date);
  if (date.qualifier === '435') return admission(facts, date);
  if (date.qualifier !== '096' || date.format !== 'TM' || facts.dischargeHour) return false;
  facts.dischargeHour = date.value;
  return true;
}

/** Moves what only an institutional claim has (DTP 434, 435, 096, CL1, HI*DR) into its own fields. */
export function takeInstitutionalFacts(claim: Draft<Claim837>, cl1: UnmodelledSegment | undefined): void {
  const facts: Draft<InstitutionalFacts> = { typeOfBill: `0${claim.facilityCode}${claim.frequency}` };
  claim.dates = claim.dates.filter((date) => !institutionalDate(facts, date));
  const [type, source, status] = (cl1?.elements ?? []).map(String);
  if (type) facts.admissionType = type;
  if (source) facts.admissionSource = source;
  if (status) facts.patientStatus = status;
  const drg = claim.codes.find((code) => code.qualifier === 'DR');
  if (drg) {
    facts.drg = drg.code;
    claim.codes = claim.codes.filter((code) => code !== drg);
  }
  claim.institutional = facts;
}
