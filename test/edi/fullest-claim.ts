import { STRUCTURE_837I } from '../../src/edi/x12/structure/837-institutional.table.js';
import { STRUCTURE_837P } from '../../src/edi/x12/structure/837-professional.table.js';
import { type ElementRule, type SegmentRule, segmentRules } from '../../src/edi/x12/structure/structure-table.js';

/** The guides we write, each with everything its table knows. */
const GUIDES = {
  P: { guide: '005010X222A1', rules: segmentRules(STRUCTURE_837P) },
  I: { guide: '005010X223A2', rules: segmentRules(STRUCTURE_837I) },
} as const;

const LEVELS: Readonly<Record<string, readonly [number: string, parent: string, code: string, children: string]>> = {
  '2000A': ['1', '', '20', '1'],
  '2000B': ['2', '1', '22', '1'],
  '2000C': ['3', '2', '23', '0'],
};

/** A value of the type and length the row asks for. */
function valueOf({ codes, list, dataType, min, max }: ElementRule, choice: number): string {
  if (codes.length > 0) return codes[choice % codes.length] ?? '';
  if (list === 'carc') return '45';
  if (list === 'rarc') return 'MA01';
  if (list === 'pos') return '11';
  if (dataType === 'DT') return '20260105';
  if (dataType === 'TM') return '0930';
  if (dataType === 'R') return '10';
  if (dataType === 'N0') return '1';
  return 'V'.padEnd(Math.max(min, max === 1 ? 1 : 2), 'X');
}

/** Last element a segment can have (X12 005010), where our own table names only the first ones and leaves it open. */
const LAST_ELEMENT: Readonly<Record<string, number>> = {
  ...{ AAA: 4, CL1: 4, CR1: 10, CR2: 12, CR5: 18, CR6: 21, CRC: 7, DMG: 11, EB: 14, EQ: 5, HCR: 4, HI: 12, HSD: 8 },
  ...{ III: 9, INS: 17, MPI: 7, MSG: 3, N4: 7, NM1: 12, PER: 9, PRV: 6, PWK: 9, REF: 4, SV1: 21, SV2: 10, SV3: 11 },
  ...{ TOO: 3, UM: 10 },
};

/** What DTP02 names must stand in DTP03, and the same in DMG, PAT and HI. */
const DATES: Readonly<Record<string, string>> = {
  D8: '20260105',
  RD8: '20260105-20260107',
  DT: '202601050930',
  TM: '0930',
};

function elementsOf(rule: SegmentRule, choice: number): string[] {
  const elements: string[] = [];
  for (const one of rule.elements) {
    const at = one.element - 1;
    while (elements.length <= at) elements.push('');
    if (one.component === undefined) elements[at] = one.dataType === '-' ? '' : valueOf(one, choice);
    else {
      const parts = (elements[at] ?? '') === '' ? [] : (elements[at] ?? '').split(':');
      while (parts.length < one.component) parts.push('');
      parts[one.component - 1] = valueOf(one, choice);
      elements[at] = parts
        .map((part, n) => (n > 0 && DATES[parts[n - 1] ?? ''] !== undefined ? (DATES[parts[n - 1] ?? ''] ?? '') : part))
        .join(':');
    }
  }
  const last = rule.isOpen ? (LAST_ELEMENT[rule.id] ?? 0) : 0;
  for (let at = 0; at < last; at += 1) elements[at] ||= 'VX';
  return elements.map((element, at) => {
    const before = elements[at - 1] ?? '';
    return DATES[before] !== undefined && element !== '' ? (DATES[before] ?? '') : element;
  });
}

/** Identifiers that must agree or pass a check elsewhere. */
function fitted(rule: SegmentRule, elements: string[]): string[] {
  if (rule.id === 'NM1' && elements[7] === 'XX') elements[8] = '1234567893';
  if (rule.id === 'LS' || rule.id === 'LE') elements[0] = '2120';
  if (rule.id === 'SVD') elements[0] = 'VX';
  if (rule.id === 'CAS') elements.splice(0, elements.length, 'CO', '45', '10', '1', '1', '20', '2');
  return elements;
}

function segmentOf(rule: SegmentRule, choice: number): string {
  const level = LEVELS[rule.loop];
  const elements = rule.id === 'HL' && level !== undefined ? [...level] : fitted(rule, elementsOf(rule, choice));
  return `${[rule.id, ...elements].join('*').replace(/\*+$/, '')}~`;
}

/**
 * Segments between ST and SE: every row of the table once, then a second patient with a claim of the smallest size.
 * `choice` picks which of an element's codes stands there.
 */
export function fullestClaim(kind: 'P' | 'I', choice = 0): { readonly guide: string; readonly segments: string } {
  const { guide, rules } = GUIDES[kind];
  const rows = rules.filter(({ id }) => id !== 'ST' && id !== 'SE');
  const smallest = rows.filter(
    ({ loop, id, required }) => required && (loop === '2300' || (loop === '2400' && id !== 'DTP')),
  );
  return { guide, segments: [...rows, ...smallest].map((rule) => segmentOf(rule, choice)).join('') };
}

/** Segments between ST and SE: every row of a table once, its HL one below the other. */
export function fullestSet(table: string, choice = 0): string {
  const rows = segmentRules(table).filter(({ id }) => id !== 'ST' && id !== 'SE');
  const levels = rows.filter(({ id }) => id === 'HL');
  const text = rows.map((rule) => {
    const at = levels.indexOf(rule);
    if (at < 0) return segmentOf(rule, choice);
    const code = rule.elements.find(({ element }) => element === 3)?.codes[0] ?? '';
    const children = rule.elements.some(({ element }) => element === 4) ? `*${at === levels.length - 1 ? 0 : 1}` : '';
    return `HL*${at + 1}*${at === 0 ? '' : at}*${code}${children}~`;
  });
  return text.join('');
}
