import { Temporal } from 'temporal-polyfill';

/** Civil date 'YYYY-MM-DD' without time or zone: dates of service, deadlines, postings (rulebook G2). */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

export function isPlainDate(text: string): text is PlainDate {
  if (!SHAPE.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Marks a valid 'YYYY-MM-DD'; throws otherwise, because callers check outside input with `isPlainDate` first. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new Error(`Not a date: ${text}`);
  return text;
}

export const addDays = (date: PlainDate, days: number): PlainDate =>
  Temporal.PlainDate.from(date).add({ days }).toString() as PlainDate;

/** Clamps to the month's end: 2024-02-29 + 12 months = 2025-02-28 (rulebook G3). */
export const addMonths = (date: PlainDate, months: number): PlainDate =>
  Temporal.PlainDate.from(date).add({ months }).toString() as PlainDate;

export const addYears = (date: PlainDate, years: number): PlainDate => addMonths(date, years * 12);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** Monday = 1 … Sunday = 7. */
export const weekday = (date: PlainDate): number => Temporal.PlainDate.from(date).dayOfWeek;

export const earliest = (dates: readonly PlainDate[]): PlainDate | undefined => [...dates].sort()[0];

/** Last day of the month `months` after the month of `date`; 0 = its own month. */
export function endOfMonth(date: PlainDate, months = 0): PlainDate {
  const day = Temporal.PlainDate.from(date).add({ months });
  return day.with({ day: day.daysInMonth }).toString() as PlainDate;
}

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

export const latest = (dates: readonly PlainDate[]): PlainDate | undefined => [...dates].sort().at(-1);
