import { PROBLEM_CATALOG } from './problem-catalog.js';
import { ENVELOPE_PROBLEMS } from './problem-catalog-envelope.js';
import type { X12Problem } from './problem.js';

const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/** `CLP04`, `SVC01-2`; the bare segment when the fault is the segment's. */
export function elementName(problem: X12Problem): string {
  const { segmentId, element, component } = problem.at;
  if (element === undefined) return segmentId;
  const name = `${segmentId}${String(element).padStart(2, '0')}`;
  return component === undefined ? name : `${name}-${component}`;
}

/** Where it stands, smallest first: "Segment 148, CLP04, byte 10,412." */
export function problemPlaceText(problem: X12Problem): string {
  const { segment, byte, repetition } = problem.at;
  const nth = repetition === undefined ? '' : `, repetition ${repetition}`;
  return `Segment ${segment}, ${elementName(problem)}${nth}, byte ${String(byte).replace(THOUSANDS, ',')}.`;
}

/** Whom it concerns: "Claim 881, line 2: ". */
function subjectText(problem: X12Problem): string {
  const { claim, line } = problem.subject ?? {};
  if (claim === undefined) return line === undefined ? '' : `Line ${line}: `;
  return line === undefined ? `Claim ${claim}: ` : `Claim ${claim}, line ${line}: `;
}

/** Envelope values (counts, numbers, guides) are no health data. */
function valueText(problem: X12Problem, showValues: boolean): string {
  if (!showValues && !(problem.code in ENVELOPE_PROBLEMS)) return 'another value';
  return problem.valueShown === undefined || problem.valueShown === '' ? 'none' : problem.valueShown;
}

/** What became of it; a fault an option let through needs no repair. */
function endText(problem: X12Problem, repair: string, isSoftened: boolean): string {
  if (isSoftened) return problem.severity === 'note' ? '' : ' Accepted by a reading option.';
  return problem.severity === 'note' ? '' : ` ${repair}`;
}

/**
 * The fault in words: what, where, what to do. Values as sent appear only with `showValues`, for people who may see
 * health data.
 */
export function problemText(problem: X12Problem, options: { readonly showValues?: boolean } = {}): string {
  const row = PROBLEM_CATALOG[problem.code];
  const sentence = row.sentence
    .replaceAll('{element}', () => elementName(problem))
    .replaceAll('{segment}', () => problem.at.segmentId)
    .replaceAll('{loop}', () => problem.at.loop ?? '')
    .replaceAll('{expected}', () => problem.expected ?? 'something else')
    .replaceAll('{value}', () => valueText(problem, options.showValues === true));
  const isSoftened = problem.severity !== row.severity;
  const place = problem.at.segment === 0 ? '' : ` ${problemPlaceText(problem)}`;
  return `${subjectText(problem)}${sentence}${place}${endText(problem, row.repair, isSoftened)}`;
}
