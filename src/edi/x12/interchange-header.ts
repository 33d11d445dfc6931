import { LF } from './delimiters.js';
import type { InterchangeItem, Separators } from './envelope-items.js';
import type { X12ProblemCode } from './problem-code.js';
import type { ProblemDraft } from './problem.js';
import type { SegmentView } from './segment-view.js';

/** Fixed widths of ISA01 to ISA16. */
export const ISA_WIDTHS: readonly number[] = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];

const ISA_VERSIONS: ReadonlySet<string> = new Set([
  '00400',
  '00401',
  '00402',
  '00403',
  '00500',
  '00501',
  '00602',
  '00800',
]);

export function separatorsOf(view: SegmentView): Separators {
  const { element = 42, component = 58, repetition = -1, terminator = 126, lineFeed = false } = view.delimiters ?? {};
  const ended = String.fromCharCode(terminator) + (lineFeed ? String.fromCharCode(LF) : '');
  const base = { element: String.fromCharCode(element), component: String.fromCharCode(component), terminator: ended };
  return repetition < 0 ? base : { ...base, repetition: String.fromCharCode(repetition) };
}

export function interchangeItem(view: SegmentView, ordinal: number): InterchangeItem {
  return {
    kind: 'interchange',
    ordinal,
    senderQualifier: view.el(5).trim(),
    senderId: view.el(6).trim(),
    receiverQualifier: view.el(7).trim(),
    receiverId: view.el(8).trim(),
    date: view.el(9),
    time: view.el(10),
    version: view.el(12),
    control: view.el(13),
    ackRequested: view.el(14) === '1',
    usage: view.el(15),
    separators: separatorsOf(view),
    place: view.place(),
  };
}

/** What stands outside every envelope, as an interchange with nothing in its header. */
export function missingInterchangeItem(view: SegmentView, ordinal: number): InterchangeItem {
  const nobody = { senderQualifier: '', senderId: '', receiverQualifier: '', receiverId: '' };
  const nothing = { date: '', time: '', version: '', control: '', ackRequested: false, usage: '' };
  return { kind: 'interchange', ordinal, ...nobody, ...nothing, separators: separatorsOf(view), place: view.place() };
}

/** Bytes of an element; 0 when the header ends before it. */
const widthOf = (view: SegmentView, n: number): number => (n > view.count ? 0 : view.to(n) - view.from(n));

type Report = (code: X12ProblemCode, more: Partial<ProblemDraft>) => void;

/** Widths, version, date, time and usage of an ISA. */
export function checkIsa(view: SegmentView, report: Report): void {
  const wrong = ISA_WIDTHS.findIndex((width, at) => widthOf(view, at + 1) !== width);
  if (wrong >= 0) report('ISA_WIDTH', { element: wrong + 1, expected: String(ISA_WIDTHS[wrong]) });
  if (!ISA_VERSIONS.has(view.el(12))) report('ISA_VERSION_UNKNOWN', { element: 12 });
  if (!isShortDate(view.el(9))) report('ISA_DATE_BAD', { element: 9 });
  if (!isTime(view.el(10))) report('ISA_TIME_BAD', { element: 10 });
  if (view.el(15) === 'T') report('TEST_USAGE', { element: 15 });
}

/** YYMMDD of a day that exists in some century. */
function isShortDate(text: string): boolean {
  if (!/^\d{6}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))];
  const leap = year % 4 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** HHMM. */
function isTime(text: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d$/.test(text);
}
