import type { Sink } from '../guide-reader.js';
import type { ProblemSubject } from '../problem.js';
import type { X12ProblemCode } from '../problem-code.js';
import type { Segment, SegmentPlace } from '../segment.js';
import { npiIsValid } from './npi.js';
import { dateOfD8, rangeOfRd8 } from './x12-dates.js';

export type Problems = Pick<Sink<unknown>, 'problem'>;
type Where = { readonly loop?: string; readonly element?: number; readonly component?: number };
type Detail = Where & { readonly expected?: string; readonly valueShown?: string };

/** Bounds what a reader remembers. */
const MOST_NPIS_SAID = 100;

/** Reports a fault that does not stop a claim from being read. */
export function warn(
  out: Problems,
  code: X12ProblemCode,
  place: SegmentPlace,
  subject: ProblemSubject,
  detail: Detail,
): void {
  out.problem({ code, severity: 'warning', place, subject, ...detail });
}

/** A segment the guide requires is absent: refused when we write, a warning when we read (X12 engine design §8). */
export function missing(out: Problems, place: SegmentPlace, claim: string, loop: string, expected: string): void {
  warn(out, 'SEGMENT_MISSING', place, { claim }, { loop, expected });
}

function checkAmount(s: Segment, n: number, subject: ProblemSubject, out: Problems): void {
  if (s.isEmpty(n) || s.cents(n) !== undefined) return;
  out.problem({ code: 'AMOUNT_BAD', place: s.place(), element: n, subject, valueShown: s.el(n) });
}

function checkDate(s: Segment, format: string, n: number, subject: ProblemSubject, out: Problems): void {
  const value = s.el(n);
  const right =
    format === 'D8'
      ? dateOfD8(value) !== undefined
      : format !== 'RD8' || rangeOfRd8(value) !== undefined || dateOfD8(value) !== undefined;
  if (!right) warn(out, 'DATE_BAD', s.place(), subject, { element: n, valueShown: value });
}

/** Amounts that are no money, dates that are not in the calendar, NPIs with a wrong check digit. */
export function checkValues(s: Segment, subject: ProblemSubject, out: Problems, saidNpis: Set<string>): void {
  switch (s.id) {
    case 'CLM':
    case 'SV1':
    case 'SV3':
    case 'AMT':
    case 'SVD':
      return checkAmount(s, 2, subject, out);
    case 'SV2':
      checkAmount(s, 3, subject, out);
      return checkAmount(s, 7, subject, out);
    case 'CAS':
      for (let n = 3; n <= s.count; n += 3) checkAmount(s, n, subject, out);
      return;
    case 'DTP':
      return checkDate(s, s.el(2), 3, subject, out);
    case 'DMG':
      if (!s.isEmpty(2)) checkDate(s, s.el(1), 2, subject, out);
      return;
    case 'NM1':
      if (s.count >= 9 && s.el(8) === 'XX') checkNpi(s, subject, out, saidNpis);
      return;
    default:
  }
}

/** A wrong NPI is told once a set: a practice repeats its own on every claim. */
function checkNpi(s: Segment, subject: ProblemSubject, out: Problems, said: Set<string>): void {
  const npi = s.el(9);
  if (npiIsValid(npi) || said.has(npi) || said.size >= MOST_NPIS_SAID) return;
  said.add(npi);
  warn(out, 'NPI_CHECK_DIGIT_WRONG', s.place(), subject, { element: 9, valueShown: npi });
}

/** Every segment of the three 837 guides between BHT and SE. */
const KNOWN_SEGMENTS = new Set(
  (
    'BHT HL NM1 N3 N4 PER REF PRV CUR SBR PAT DMG CLM DTP CL1 PWK CN1 AMT K3 NTE CR1 CR2 CR3 CRC HI HCP CAS OI MIA MOA ' +
    'LX SV1 SV2 SV3 SV5 QTY MEA PS1 LIN CTP SVD LQ FRM DN1 DN2 TOO'
  ).split(' '),
);

/** A segment kept raw is told only when no 837 guide knows it. */
export function tellUnknown(s: Segment, subject: ProblemSubject, loop: string, out: Problems): void {
  if (!KNOWN_SEGMENTS.has(s.id)) out.problem({ code: 'SEGMENT_UNKNOWN', place: s.place(), subject, loop });
}
