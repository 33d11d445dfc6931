import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import { cents, ZERO_CENTS } from '../../../domain/money.js';
import type { Sink } from '../guide-reader.js';
import type { ProblemSubject } from '../problem.js';
import type { Segment, SegmentPlace } from '../segment.js';
import { repeated } from '../write.js';
import type { RawSegment } from './party.js';

/** What a document looks like while it is being read. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** Where the faults of a read go; any reader's sink will do. */
export type Problems = Pick<Sink<never>, 'problem'>;

/** The one empty list of documents without entries of a kind; a first entry makes a list of its own. */
export const NONE: readonly never[] = Object.freeze([]);

export function added<T>(list: readonly T[], entry: T): readonly T[] {
  if (list === NONE) return [entry];
  (list as T[]).push(entry);
  return list;
}

/** A sum of outside amounts as cents; beyond the safe integers it stops at their limit, and balances with nothing. */
export function cappedCents(sum: number): Cents {
  if (Number.isSafeInteger(sum)) return cents(sum);
  return cents(sum < 0 ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER);
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** D8 (CCYYMMDD) as a day of the calendar, else undefined. */
export function dayOf(text: string): PlainDate | undefined {
  if (text.length !== 8) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 4, 6);
  const day = digits(text, 6, 8);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return undefined;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return undefined;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` as PlainDate;
}

/** One day (D8, and the date part of DT) or a range (RD8: CCYYMMDD-CCYYMMDD). */
export function periodOf(text: string): { readonly date: PlainDate; readonly through?: PlainDate } | undefined {
  if (text.length === 17 && text.charCodeAt(8) === 45) {
    const date = dayOf(text.slice(0, 8));
    const through = dayOf(text.slice(9));
    return date === undefined || through === undefined ? undefined : { date, through };
  }
  const date = dayOf(text.length === 12 ? text.slice(0, 8) : text);
  return date === undefined ? undefined : { date };
}

export const d8 = (date: PlainDate): string => date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10);

export function reportMissing(s: Segment, element: number, out: Problems, subject?: ProblemSubject): void {
  out.problem({ code: 'ELEMENT_MISSING', place: s.place(), element, ...(subject === undefined ? {} : { subject }) });
}

/** A segment the guide requires; `at` is the segment that begins its loop. The document is read on without it. */
export function reportMissingSegment(
  at: SegmentPlace,
  expected: string,
  out: Problems,
  subject?: ProblemSubject,
): void {
  const about = subject === undefined ? {} : { subject };
  out.problem({ code: 'SEGMENT_MISSING', severity: 'warning', place: at, expected, ...about });
}

export function reportBad(
  code: 'AMOUNT_BAD' | 'DATE_BAD' | 'TIME_BAD' | 'NUMBER_BAD',
  s: Segment,
  element: number,
  out: Problems,
  subject?: ProblemSubject,
): void {
  const about = subject === undefined ? {} : { subject };
  out.problem({ code, place: s.place(), element, valueShown: s.el(element), ...about });
}

/** Exact cents, undefined when empty; what is no amount of at most two decimals is reported and counts as absent. */
export function amountAt(s: Segment, n: number, out: Problems, subject?: ProblemSubject): Cents | undefined {
  const amount = s.cents(n);
  if (amount === undefined && !s.isEmpty(n)) reportBad('AMOUNT_BAD', s, n, out, subject);
  return amount;
}

/** As `amountAt`, but an empty amount is reported too and counts as zero: the balance check shows what it hides. */
export function requiredAmountAt(s: Segment, n: number, out: Problems, subject?: ProblemSubject): Cents {
  const amount = s.cents(n);
  if (amount !== undefined) return amount;
  if (s.isEmpty(n)) reportMissing(s, n, out, subject);
  else reportBad('AMOUNT_BAD', s, n, out, subject);
  return ZERO_CENTS;
}

export function requiredTextAt(s: Segment, n: number, out: Problems, subject?: ProblemSubject): string {
  const text = s.el(n);
  if (text === '') reportMissing(s, n, out, subject);
  return text;
}

/** D8 date; undefined when empty or impossible, the latter reported. */
export function dayAt(s: Segment, n: number, out: Problems, subject?: ProblemSubject): PlainDate | undefined {
  const text = s.el(n);
  if (text === '') return undefined;
  const day = dayOf(text);
  if (day === undefined) reportBad('DATE_BAD', s, n, out, subject);
  return day;
}

/** The whole segment; composites and repetitions as lists. */
export function rawOf(s: Segment): RawSegment {
  const elements: (string | readonly string[])[] = [];
  for (let n = 1; n <= s.count; n += 1) {
    const repetitions = s.reps(n);
    const parts = s.comps(n);
    if (repetitions.length > 1) elements.push(repeated(repetitions));
    else elements.push(parts.length > 1 ? parts : s.el(n));
  }
  return { id: s.id, elements };
}

/** Elements 1 to the last, each as sent. */
export function elementsOf(s: Segment): string[] {
  const texts: string[] = [];
  for (let n = 1; n <= s.count; n += 1) texts.push(s.el(n));
  while (texts.length > 0 && texts[texts.length - 1] === '') texts.pop();
  return texts;
}
