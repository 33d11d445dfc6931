import { PROBLEM_CATALOG } from './problem-catalog.js';
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

/**
 * The fault in words: what, where, what to do. Values as sent appear only with `showValues`, for people who may see
 * health data.
 */
export function problemText(problem: X12Problem, options: { readonly showValues?: boolean } = {}): string {
  const row = PROBLEM_CATALOG[problem.code];
  const value = options.showValues === true ? (problem.valueShown ?? 'nothing') : 'another value';
  const sentence = row.sentence
    .replaceAll('{element}', elementName(problem))
    .replaceAll('{segment}', problem.at.segmentId)
    .replaceAll('{loop}', problem.at.loop ?? '')
    .replaceAll('{expected}', problem.expected ?? 'something else')
    .replaceAll('{value}', value);
  const verdict = problem.severity === 'refused' ? '' : ' Used nevertheless.';
  return `${subjectText(problem)}${sentence}${problem.severity === 'note' ? '' : verdict} ${problemPlaceText(problem)} ${row.repair}`;
}
