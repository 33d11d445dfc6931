import { Temporal } from 'temporal-polyfill';
import { addDays, type PlainDate } from './plain-date.js';

/** Instant (ISO UTC, milliseconds) of a wall-clock time 'HH:MM' or 'HH:MM:SS' in an IANA zone. A time inside the
 * spring gap moves forward by the gap, a doubled autumn time means its first occurrence (RFC 5545). */
export function instantOf(date: PlainDate, time: string, zone: string): string {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return isoOf(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant());
}

/** Civil date on the wall calendar of `zone` at an instant (rulebook G2). */
export const dateIn = (zone: string, instantIso: string): PlainDate =>
  Temporal.Instant.from(instantIso).toZonedDateTimeISO(zone).toPlainDate().toString() as PlainDate;

/** First instant of a civil date in a zone; not always midnight (some zones skip it). */
export const startOfDay = (date: PlainDate, zone: string): string =>
  isoOf(Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant());

/** A deadline is inclusive: it has passed from the first instant of the next day on (rulebook G2). */
export const deadlinePassesAt = (hardDate: PlainDate, zone: string): string => startOfDay(addDays(hardDate, 1), zone);

const isoOf = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });
