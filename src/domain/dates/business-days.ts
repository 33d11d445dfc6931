import { addDays, daysBetween, weekday, type PlainDate } from './plain-date.js';
import { federalHolidays } from './federal-holidays.js';

const holidays = new Set(
  Object.entries(federalHolidays).flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`)),
);

export const isFederalHoliday = (date: PlainDate): boolean => holidays.has(date);

/** Monday to Friday and no observed federal holiday (rulebook G3). Outside 2015–2040 only weekends count. */
export const isBusinessDay = (date: PlainDate): boolean => weekday(date) <= 5 && !isFederalHoliday(date);

/** The next business day strictly after `date`. */
export function nextBusinessDay(date: PlainDate): PlainDate {
  let day = addDays(date, 1);
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** `date` itself when it is a business day, else the last one before it (rulebook G4). */
export function previousBusinessDay(date: PlainDate): PlainDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}

/** Counting starts on the next business day; 0 leaves the date as it is (rulebook G3). */
export function addBusinessDays(date: PlainDate, count: number): PlainDate {
  let day = date;
  for (let counted = 0; counted < count; counted += 1) day = nextBusinessDay(day);
  return day;
}

/** Business days after `from` up to and including `to`; 0 when `to` is not later. */
export function businessDaysBetween(from: PlainDate, to: PlainDate): number {
  const span = daysBetween(from, to);
  let counted = 0;
  for (let offset = 1; offset <= span; offset += 1) if (isBusinessDay(addDays(from, offset))) counted += 1;
  return counted;
}

/** Internal target of a hard deadline: some days earlier, moved back to a business day (rulebook G5). */
export const safeDate = (hardDate: PlainDate, safetyDays: number): PlainDate =>
  previousBusinessDay(addDays(hardDate, -safetyDays));
