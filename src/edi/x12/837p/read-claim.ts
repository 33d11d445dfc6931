import type { Segment } from '../segment.js';
import { centsOfText, ZERO } from './amounts.js';
import type {
  Claim837,
  ClaimAdjustment,
  ClaimAmount,
  ClaimAttachment,
  ClaimDate,
  Diagnosis,
  HealthCareCode,
  RelatedCauses,
} from './claim-837.js';
import type { Draft } from './draft.js';
import { readClaimCircumstance } from './read-circumstances.js';
import { reference } from './read-parties.js';

const DIAGNOSIS = new Set(['ABK', 'ABF', 'ABJ', 'APR', 'ABN', 'BK', 'BF', 'BJ', 'PR', 'BN']);

export type ClaimDraft = Draft<Claim837>;

export const claimDate = (s: Segment): ClaimDate => ({ qualifier: s.el(1), format: s.el(2), value: s.el(3) });

export const claimAmount = (s: Segment): Draft<ClaimAmount> => ({
  qualifier: s.el(1),
  amountCents: s.cents(2) ?? ZERO,
});

export function attachment(s: Segment): Draft<ClaimAttachment> {
  const proof: Draft<ClaimAttachment> = { reportType: s.el(1), transmission: s.el(2) };
  const control = s.el(6);
  if (control) proof.controlNumber = control;
  return proof;
}

/** CAS: one reason, amount and quantity per triplet, up to six. */
export function pushAdjustments(into: Draft<ClaimAdjustment>[], s: Segment): void {
  const group = s.el(1);
  for (let n = 2; n <= 17 && n <= s.count; n += 3) {
    const carc = s.el(n);
    if (!carc && !s.el(n + 1)) continue;
    const adjustment: Draft<ClaimAdjustment> = { group, carc, amountCents: s.cents(n + 1) ?? ZERO };
    const quantity = s.el(n + 2);
    if (quantity) adjustment.quantity = quantity;
    into.push(adjustment);
  }
}

function relatedCauses(s: Segment): Draft<RelatedCauses> {
  const related: Draft<RelatedCauses> = { causes: [] };
  for (let k = 1; k <= 3; k++) if (s.comp(11, k)) related.causes.push(s.comp(11, k));
  const state = s.comp(11, 4);
  if (state) related.autoAccidentState = state;
  const country = s.comp(11, 5);
  if (country) related.autoAccidentCountry = country;
  return related;
}

/** CLM06–CLM20. */
export function fillClaim(claim: ClaimDraft, s: Segment): void {
  const signature = s.el(6);
  if (signature) claim.providerSignature = signature;
  const assignment = s.el(7);
  if (assignment) claim.assignment = assignment;
  const assigned = s.el(8);
  if (assigned) claim.benefitsAssigned = assigned;
  const release = s.el(9);
  if (release) claim.release = release;
  if (s.count < 10) return;
  const patientSignature = s.el(10);
  if (patientSignature) claim.patientSignature = patientSignature;
  if (s.el(11)) claim.relatedCauses = relatedCauses(s);
  const program = s.el(12);
  if (program) claim.specialProgram = program;
  const delay = s.el(20);
  if (delay) claim.delayReason = delay;
}

function healthCareCode(parts: readonly string[]): Draft<HealthCareCode> {
  const code: Draft<HealthCareCode> = { qualifier: parts[0] ?? '', code: parts[1] ?? '' };
  if (parts[2]) code.dateFormat = parts[2];
  if (parts[3]) code.date = parts[3];
  const amount = parts[4] ? centsOfText(parts[4]) : undefined;
  if (amount !== undefined) code.amountCents = amount;
  if (parts[5]) code.quantity = parts[5];
  return code;
}

function readCodes(claim: ClaimDraft, s: Segment): void {
  for (let n = 1; n <= s.count; n++) {
    const qualifier = s.comp(n, 1);
    if (!qualifier) continue;
    if (!DIAGNOSIS.has(qualifier)) {
      claim.codes.push(healthCareCode(s.comps(n)));
      continue;
    }
    const diagnosis: Draft<Diagnosis> = { qualifier, code: s.comp(n, 2) };
    const poa = s.comp(n, 9);
    if (poa) diagnosis.poa = poa;
    claim.diagnoses.push(diagnosis);
  }
}

/** Loop 2300 after CLM. False for a segment without a field. */
export function readClaimDetail(claim: ClaimDraft, s: Segment): boolean {
  switch (s.id) {
    case 'DTP':
      claim.dates.push(claimDate(s));
      return true;
    case 'HI':
      readCodes(claim, s);
      return true;
    case 'REF':
      claim.refs.push(reference(s));
      return true;
    case 'AMT':
      claim.amounts.push(claimAmount(s));
      return true;
    case 'NTE':
      claim.notes.push({ qualifier: s.el(1), text: s.el(2) });
      return true;
    case 'PWK':
      claim.attachments.push(attachment(s));
      return true;
    default:
      return readClaimCircumstance(claim, s);
  }
}
