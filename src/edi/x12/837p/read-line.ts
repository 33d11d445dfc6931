import type { Segment } from '../segment.js';
import { readSv3 } from '../837d/read-dental-line.js';
import { ZERO } from './amounts.js';
import type { ClaimLine, LineAdjudication, LineDrug } from './claim-837.js';
import type { Draft } from './draft.js';
import { attachment, claimAmount, claimDate, pushAdjustments } from './read-claim.js';
import { readEquipment } from './read-equipment.js';
import { readLineCircumstance } from './read-circumstances.js';
import { reference } from './read-parties.js';
import { procedure } from './read-procedure.js';
import { dateOfD8, rangeOfRd8 } from './x12-dates.js';

export type LineDraft = Draft<ClaimLine>;

export function emptyLine(number: number): LineDraft {
  return {
    number,
    chargeCents: ZERO,
    pointers: [],
    refs: [],
    dates: [],
    amounts: [],
    notes: [],
    attachments: [],
    providers: [],
    adjudications: [],
    unmodelled: [],
  };
}

function fillUnits(line: LineDraft, unit: string, units: string): void {
  if (unit) line.unit = unit;
  if (units) line.units = units;
}

function fillPointers(line: LineDraft, s: Segment): void {
  if (!s.el(7)) return;
  for (const pointer of s.comps(7)) if (pointer) line.pointers.push(/^\d{1,2}$/.test(pointer) ? Number(pointer) : 0);
}

function readSv1(line: LineDraft, s: Segment): void {
  const done = procedure(s, 1);
  if (done) line.procedure = done;
  line.chargeCents = s.cents(2) ?? ZERO;
  fillUnits(line, s.el(3), s.el(4));
  const place = s.el(5);
  if (place) line.placeOfService = place;
  fillPointers(line, s);
  if (s.count < 9) return;
  const emergency = s.el(9);
  if (emergency) line.emergency = emergency;
  const epsdt = s.el(11);
  if (epsdt) line.epsdt = epsdt;
  const planning = s.el(12);
  if (planning) line.familyPlanning = planning;
  const copay = s.el(15);
  if (copay) line.copayExempt = copay;
}

function readSv2(line: LineDraft, s: Segment): void {
  const revenue = s.el(1);
  if (revenue) line.revenueCode = revenue;
  const done = procedure(s, 2);
  if (done) line.procedure = done;
  line.chargeCents = s.cents(3) ?? ZERO;
  fillUnits(line, s.el(4), s.el(5));
  const rate = s.el(6);
  if (rate) line.unitRate = rate;
  const nonCovered = s.cents(7);
  if (nonCovered !== undefined) line.nonCoveredCents = nonCovered;
}

/** SV1, SV2 or SV3; tells the form of the claim by the kind of its lines. */
export function readService(line: LineDraft, s: Segment): 'P' | 'I' | 'D' {
  if (s.id === 'SV1') readSv1(line, s);
  else if (s.id === 'SV2') readSv2(line, s);
  else readSv3(line, s);
  return s.id === 'SV1' ? 'P' : s.id === 'SV2' ? 'I' : 'D';
}

function readDate(line: LineDraft, s: Segment): boolean {
  if (s.el(1) === '472' && !line.serviceFrom) {
    const value = s.el(3);
    const day = dateOfD8(value);
    const range = day ? { from: day, through: day } : rangeOfRd8(value);
    if (range) {
      line.serviceFrom = range.from;
      line.serviceThrough = range.through;
      return true;
    }
  }
  line.dates.push(claimDate(s));
  return true;
}

/** Loop 2400 after LX. False for a segment without a field. */
export function readLineDetail(line: LineDraft, s: Segment): boolean {
  switch (s.id) {
    case 'DTP':
      return readDate(line, s);
    case 'REF':
      if (s.el(1) === '6R' && !line.lineControl) line.lineControl = s.el(2);
      else line.refs.push(reference(s));
      return true;
    case 'AMT':
      line.amounts.push(claimAmount(s));
      return true;
    case 'NTE':
      line.notes.push({ qualifier: s.el(1), text: s.el(2) });
      return true;
    case 'PWK':
      line.attachments.push(attachment(s));
      return true;
    default:
      return readEquipment(line, s) || readLineCircumstance(line, s);
  }
}

export function drug(s: Segment): Draft<LineDrug> {
  return { qualifier: s.el(2), code: s.el(3), refs: [] };
}

/** Loop 2410 after LIN. */
export function readDrugDetail(taken: Draft<LineDrug>, s: Segment): boolean {
  if (s.id === 'REF') {
    taken.refs.push(reference(s));
    return true;
  }
  if (s.id !== 'CTP' || taken.quantity || taken.unit) return false;
  const quantity = s.el(4);
  if (quantity) taken.quantity = quantity;
  const unit = s.comp(5, 1);
  if (unit) taken.unit = unit;
  return true;
}

export function lineAdjudication(s: Segment): Draft<LineAdjudication> {
  const decided: Draft<LineAdjudication> = {
    payerId: s.el(1),
    paidCents: s.cents(2) ?? ZERO,
    paidUnits: s.el(5),
    adjustments: [],
  };
  const done = procedure(s, 3);
  if (done) decided.procedure = done;
  const revenue = s.el(4);
  if (revenue) decided.revenueCode = revenue;
  const bundled = s.el(6);
  if (bundled) decided.bundledLine = bundled;
  return decided;
}

/** Loop 2430 after SVD. */
export function readAdjudicationDetail(decided: Draft<LineAdjudication>, s: Segment): boolean {
  switch (s.id) {
    case 'CAS':
      pushAdjustments(decided.adjustments, s);
      return true;
    case 'DTP': {
      const date = s.el(1) === '573' && !decided.adjudicationDate ? dateOfD8(s.el(3)) : undefined;
      if (date) decided.adjudicationDate = date;
      return date !== undefined;
    }
    case 'AMT': {
      const remaining = s.el(1) === 'EAF' && decided.remainingCents === undefined ? s.cents(2) : undefined;
      if (remaining !== undefined) decided.remainingCents = remaining;
      return remaining !== undefined;
    }
    default:
      return false;
  }
}
