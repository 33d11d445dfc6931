import type { PlainDate } from '../../../domain/dates/plain-date.js';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const two = (value: number): string => String(value).padStart(2, '0');

/** '-MM-DD' at month × 32 + day: one piece of text instead of five for every date of a file. */
const MONTH_DAY: readonly string[] = Array.from({ length: 13 * 32 }, (_, at) => `-${two(at >> 5)}-${two(at & 31)}`);

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** CCYYMMDD (format D8) as a civil date; undefined when it is no date of the calendar. */
export function dateOfD8(text: string, from = 0): PlainDate | undefined {
  if (text.length < from + 8 || (from === 0 && text.length !== 8)) return undefined;
  const year = digits(text, from, from + 4);
  const month = digits(text, from + 4, from + 6);
  const day = digits(text, from + 6, from + 8);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined;
  return (text.slice(from, from + 4) + (MONTH_DAY[month * 32 + day] ?? '')) as PlainDate;
}

/** CCYYMMDD-CCYYMMDD (format RD8). */
export function rangeOfRd8(text: string): { from: PlainDate; through: PlainDate } | undefined {
  if (text.length !== 17 || text[8] !== '-') return undefined;
  const from = dateOfD8(text.slice(0, 8));
  const through = dateOfD8(text.slice(9));
  return from && through ? { from, through } : undefined;
}

export const d8 = (date: PlainDate): string => date.slice(0, 4) + date.slice(5, 7) + date.slice(8);

export const rd8 = (from: PlainDate, through: PlainDate): string => `${d8(from)}-${d8(through)}`;
