import type { Segment } from '../segment.js';
import type { OtherPayer, OutpatientAdjudication } from './claim-837.js';
import type { Draft } from './draft.js';
import { claimAmount, pushAdjustments } from './read-claim.js';
import { readPayerDetail } from './read-parties.js';
import { dateOfD8 } from './x12-dates.js';

type Coverage = Draft<Pick<OtherPayer, 'relationship' | 'groupNumber' | 'groupName' | 'mspType' | 'filingIndicator'>>;

/** SBR02–SBR09, the same in 2000B and 2320. */
export function fillCoverage(coverage: Coverage, s: Segment): void {
  const relationship = s.el(2);
  if (relationship) coverage.relationship = relationship;
  const group = s.el(3);
  if (group) coverage.groupNumber = group;
  const plan = s.el(4);
  if (plan) coverage.groupName = plan;
  const msp = s.el(5);
  if (msp) coverage.mspType = msp;
  const filing = s.el(9);
  if (filing) coverage.filingIndicator = filing;
}

export function otherPayer(s: Segment): Draft<OtherPayer> {
  const payer: Draft<OtherPayer> = { sequence: s.el(1), adjustments: [], amounts: [], providers: [], unmodelled: [] };
  fillCoverage(payer, s);
  return payer;
}

function outpatient(s: Segment): Draft<OutpatientAdjudication> {
  const decided: Draft<OutpatientAdjudication> = { remarks: [] };
  const rate = s.el(1);
  if (rate) decided.reimbursementRate = rate;
  const payable = s.cents(2);
  if (payable !== undefined) decided.hcpcsPayableCents = payable;
  for (let n = 3; n <= 7; n++) if (s.el(n)) decided.remarks.push(s.el(n));
  const esrd = s.cents(8);
  if (esrd !== undefined) decided.esrdPaymentCents = esrd;
  const professional = s.cents(9);
  if (professional !== undefined) decided.nonPayableProfessionalCents = professional;
  return decided;
}

function inpatient(s: Segment): string[] {
  const elements: string[] = [];
  for (let n = 1; n <= s.count; n++) elements.push(s.el(n));
  while (elements.at(-1) === '') elements.pop();
  return elements;
}

function readAmount(payer: Draft<OtherPayer>, s: Segment): boolean {
  const amount = claimAmount(s);
  if (amount.qualifier === 'D' && payer.paidCents === undefined) payer.paidCents = amount.amountCents;
  else if (amount.qualifier === 'EAF' && payer.remainingCents === undefined) payer.remainingCents = amount.amountCents;
  else if (amount.qualifier === 'A8' && payer.nonCoveredCents === undefined) payer.nonCoveredCents = amount.amountCents;
  else payer.amounts.push(amount);
  return true;
}

function fillReleases(payer: Draft<OtherPayer>, s: Segment): void {
  const assigned = s.el(3);
  if (assigned) payer.benefitsAssigned = assigned;
  const signature = s.el(4);
  if (signature) payer.patientSignature = signature;
  const release = s.el(6);
  if (release) payer.release = release;
}

/** Loop 2320 after SBR. False for a segment without a field. */
export function readOtherPayerDetail(payer: Draft<OtherPayer>, s: Segment): boolean {
  switch (s.id) {
    case 'CAS':
      pushAdjustments(payer.adjustments, s);
      return true;
    case 'AMT':
      return readAmount(payer, s);
    case 'OI':
      fillReleases(payer, s);
      return true;
    case 'MIA':
      payer.inpatient = inpatient(s);
      return true;
    case 'MOA':
      payer.outpatient = outpatient(s);
      return true;
    default:
      return false;
  }
}

/** Loop 2330B after NM1: that payer's claim number and decision date stand beside its name. */
export function readOtherPayerName(payer: Draft<OtherPayer>, s: Segment): boolean {
  if (s.id === 'DTP' && s.el(1) === '573' && !payer.adjudicationDate) {
    const decided = dateOfD8(s.el(3));
    if (decided) payer.adjudicationDate = decided;
    return decided !== undefined;
  }
  if (s.id === 'REF' && s.el(1) === 'F8' && !payer.claimNumber) {
    payer.claimNumber = s.el(2);
    return true;
  }
  return payer.payer !== undefined && readPayerDetail(payer.payer, s);
}
