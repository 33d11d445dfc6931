import { centsText, type Element } from '../write.js';
import type {
  Claim837,
  ClaimAdjustment,
  ClaimAmount,
  ClaimAttachment,
  ClaimDate,
  ClaimNote,
  OtherPayer,
  UnmodelledSegment,
} from './claim-837.js';
import type { ClaimProvider } from './claim-parties.js';
import {
  addAmbulance,
  addConditions,
  addContract,
  addFileInformation,
  addRepricing,
  addSpinal,
} from './write-circumstances.js';
import { addHealthCareCodes } from './write-codes.js';
import { addAdmission, addInstitutionalDates } from '../837i/write-institutional.js';
import type { SegmentList } from './segment-list.js';
import { addPayerName, addPerson, addProvider, addReferences } from './write-parties.js';
import { d8 } from './x12-dates.js';

/** Order of loops 2310 by role; the roles differ between P and I but their order agrees where both have them. */
const PROVIDER_ORDER_P = ['DN', 'P3', '82', '77', 'DQ', 'PW', '45'];
const PROVIDER_ORDER_I = ['71', '72', 'ZZ', '82', '77', 'DN'];

/** Order of the segments without a field among those of their loop. */
const RAW_BEFORE: Readonly<Record<string, 'afterPwk' | 'afterRef' | 'afterNte' | 'afterHi'>> = {
  CN1: 'afterPwk',
  K3: 'afterRef',
  CR1: 'afterNte',
  CR2: 'afterNte',
  CR3: 'afterNte',
  CRC: 'afterNte',
};

export const text = (amount: number | undefined): string | undefined =>
  amount === undefined ? undefined : centsText(amount as Parameters<typeof centsText>[0]);

export function addDates(out: SegmentList, dates: readonly ClaimDate[]): void {
  for (const { qualifier, format, value } of dates) out.add('DTP', qualifier, format, value);
}

export function addAttachments(out: SegmentList, attachments: readonly ClaimAttachment[]): void {
  for (const { reportType, transmission, controlNumber } of attachments) {
    if (controlNumber) out.add('PWK', reportType, transmission, undefined, undefined, 'AC', controlNumber);
    else out.add('PWK', reportType, transmission);
  }
}

export function addAmounts(out: SegmentList, amounts: readonly ClaimAmount[]): void {
  for (const { qualifier, amountCents } of amounts) out.add('AMT', qualifier, centsText(amountCents));
}

export function addNotes(out: SegmentList, notes: readonly ClaimNote[]): void {
  for (const note of notes) out.add('NTE', note.qualifier, note.text);
}

/** CAS: one segment per run of the same group, six triplets each. */
export function addAdjustments(out: SegmentList, adjustments: readonly ClaimAdjustment[]): void {
  let open: Element[] | undefined;
  let group = '';
  for (const { group: own, carc, amountCents, quantity } of adjustments) {
    if (!open || own !== group || open.length >= 18) {
      if (open) out.add('CAS', group, ...open);
      open = [];
      group = own;
    }
    open.push(carc, centsText(amountCents), quantity);
  }
  if (open) out.add('CAS', group, ...open);
}

function addClm(out: SegmentList, claim: Claim837): void {
  const cause = claim.relatedCauses;
  const [first, second, third] = cause?.causes ?? [];
  out.add(
    'CLM',
    claim.claimNumber,
    centsText(claim.chargeCents),
    undefined,
    undefined,
    [claim.facilityCode, claim.facilityQualifier, claim.frequency],
    claim.providerSignature,
    claim.assignment,
    claim.benefitsAssigned,
    claim.release,
    claim.patientSignature,
    cause ? [first, second, third, cause.autoAccidentState, cause.autoAccidentCountry] : undefined,
    claim.specialProgram,
    ...(claim.delayReason ? [...Array<undefined>(7), claim.delayReason] : []),
  );
}

type RawPlace = 'afterPwk' | 'afterRef' | 'afterNte' | 'afterHi';

function addRaw(out: SegmentList, raws: readonly UnmodelledSegment[], loop: string, place: RawPlace): void {
  for (const raw of raws) if (raw.loop === loop && (RAW_BEFORE[raw.id] ?? 'afterHi') === place) out.addRaw(raw);
}

export function addProviders(out: SegmentList, claim: Claim837, providers: readonly ClaimProvider[]): void {
  if (providers.length === 0) return;
  const order = claim.kind === 'I' ? PROVIDER_ORDER_I : PROVIDER_ORDER_P;
  const rank = (p: ClaimProvider): number => (order.includes(p.role) ? order.indexOf(p.role) : order.length);
  const sorted = providers.length === 1 ? providers : providers.toSorted((a, b) => rank(a) - rank(b));
  for (const provider of sorted) addProvider(out, provider);
}

/** Loop 2300 and 2310. */
export function addClaim(out: SegmentList, claim: Claim837): void {
  const raws = claim.unmodelled;
  addClm(out, claim);
  if (claim.kind === 'I') addInstitutionalDates(out, claim);
  addDates(out, claim.dates);
  if (claim.kind === 'I') addAdmission(out, claim);
  addAttachments(out, claim.attachments);
  addContract(out, claim);
  if (raws.length > 0) addRaw(out, raws, '2300', 'afterPwk');
  addAmounts(out, claim.amounts);
  addReferences(out, claim.refs);
  addFileInformation(out, claim);
  if (raws.length > 0) addRaw(out, raws, '2300', 'afterRef');
  addNotes(out, claim.notes);
  addAmbulance(out, claim);
  addSpinal(out, claim);
  addConditions(out, claim);
  if (raws.length > 0) addRaw(out, raws, '2300', 'afterNte');
  addHealthCareCodes(out, claim);
  addRepricing(out, claim);
  if (raws.length > 0) addRaw(out, raws, '2300', 'afterHi');
  addProviders(out, claim, claim.providers);
  for (const raw of raws) if (raw.loop === '2310') out.addRaw(raw);
}

function addOutpatient(out: SegmentList, payer: OtherPayer): void {
  const decided = payer.outpatient;
  if (!decided) return;
  const remarks = Array.from({ length: 5 }, (_, at) => decided.remarks[at]);
  out.add(
    'MOA',
    decided.reimbursementRate,
    text(decided.hcpcsPayableCents),
    ...remarks,
    text(decided.esrdPaymentCents),
    text(decided.nonPayableProfessionalCents),
  );
}

function addOtherPayerAmounts(out: SegmentList, payer: OtherPayer): void {
  if (payer.paidCents !== undefined) out.add('AMT', 'D', centsText(payer.paidCents));
  if (payer.nonCoveredCents !== undefined) out.add('AMT', 'A8', centsText(payer.nonCoveredCents));
  if (payer.remainingCents !== undefined) out.add('AMT', 'EAF', centsText(payer.remainingCents));
  addAmounts(out, payer.amounts);
}

function addRawOf(out: SegmentList, payer: OtherPayer, loop: string): void {
  for (const raw of payer.unmodelled) if (raw.loop === loop) out.addRaw(raw);
}

function addOtherPayerName(out: SegmentList, payer: OtherPayer): void {
  if (!payer.payer) return;
  addPayerName(out, payer.payer);
  if (payer.adjudicationDate) out.add('DTP', '573', 'D8', d8(payer.adjudicationDate));
  addReferences(out, payer.payer.refs);
  if (payer.claimNumber) out.add('REF', 'F8', payer.claimNumber);
}

/** Loops 2320 and 2330 of one earlier or later payer. */
export function addOtherPayer(out: SegmentList, payer: OtherPayer): void {
  const { sequence, relationship, groupNumber, groupName, mspType, filingIndicator } = payer;
  out.add(
    'SBR',
    sequence,
    relationship,
    groupNumber,
    groupName,
    mspType,
    undefined,
    undefined,
    undefined,
    filingIndicator,
  );
  addAdjustments(out, payer.adjustments);
  addOtherPayerAmounts(out, payer);
  const { benefitsAssigned, patientSignature, release } = payer;
  if (benefitsAssigned || release)
    out.add('OI', undefined, undefined, benefitsAssigned, patientSignature, undefined, release);
  if (payer.inpatient) out.add('MIA', ...payer.inpatient);
  addOutpatient(out, payer);
  addRawOf(out, payer, '2320');
  if (payer.subscriber) addPerson(out, 'IL', payer.subscriber);
  addRawOf(out, payer, '2330A');
  addOtherPayerName(out, payer);
  addRawOf(out, payer, '2330B');
  for (const provider of payer.providers) addProvider(out, provider);
  addRawOf(out, payer, '2330');
}
