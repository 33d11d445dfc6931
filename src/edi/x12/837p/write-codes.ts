import { centsText, type Element } from '../write.js';
import type { Claim837, Diagnosis, HealthCareCode } from './claim-837.js';
import type { SegmentList } from './segment-list.js';

const diagnosisParts = (d: Diagnosis): Element =>
  d.poa ? [d.qualifier, d.code, ...Array<undefined>(6), d.poa] : [d.qualifier, d.code];

const codeParts = (c: HealthCareCode): Element => [
  c.qualifier,
  c.code,
  c.dateFormat,
  c.date,
  c.amountCents === undefined ? undefined : centsText(c.amountCents),
  c.quantity,
];

function addHi(out: SegmentList, composites: readonly Element[]): void {
  for (let at = 0; at < composites.length; at += 12) out.add('HI', ...composites.slice(at, at + 12));
}

/** Institutional HI segments in guide order; a group of qualifiers never shares a segment with another. */
const I_DIAGNOSES = [
  ['ABK', 'BK'],
  ['ABJ', 'BJ'],
  ['APR', 'PR'],
  ['ABN', 'BN'],
];
const CODE_GROUPS = [['BBR', 'BR', 'CAH'], ['BBQ', 'BQ'], ['BI'], ['BH'], ['BE'], ['BP', 'BO'], ['BG'], ['TC']];

/** All HI segments of a claim. */
export function addHealthCareCodes(out: SegmentList, claim: Claim837): void {
  const { diagnoses, codes } = claim;
  if (claim.kind !== 'I') {
    addHi(out, diagnoses.map(diagnosisParts));
  } else {
    for (const group of I_DIAGNOSES)
      addHi(out, diagnoses.filter((d) => group.includes(d.qualifier)).map(diagnosisParts));
    if (claim.institutional?.drg) out.add('HI', ['DR', claim.institutional.drg]);
    addHi(out, diagnoses.filter((d) => d.qualifier === 'ABF' || d.qualifier === 'BF').map(diagnosisParts));
  }
  if (codes.length === 0) return;
  for (const group of CODE_GROUPS) addHi(out, codes.filter((c) => group.includes(c.qualifier)).map(codeParts));
  addHi(out, codes.filter((c) => !CODE_GROUPS.some((group) => group.includes(c.qualifier))).map(codeParts));
}
