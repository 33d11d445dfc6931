import { Temporal } from 'temporal-polyfill';
import { addBusinessDays } from '../domain/dates/business-days.js';
import { addDays, type PlainDate } from '../domain/dates/plain-date.js';

/** The practice world's now: instant, civil date and zone, as the clock of the API shows them. */
export interface Moment {
  readonly instant: string;
  readonly date: PlainDate;
  readonly zone: string;
}

export const momentAt = (date: PlainDate, time: string, zone: string): string =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: time })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

export const minutesLater = (now: Moment, minutes: number): string =>
  Temporal.Instant.from(now.instant).add({ minutes }).toString({ fractionalSecondDigits: 3 });

/** A time of day a number of business days from now. */
export const onBusinessDay = (now: Moment, days: number, time: string): string =>
  momentAt(addBusinessDays(now.date, days), time, now.zone);

/** A time of day on the business day that is `days` calendar days away, or the next one. */
export const afterDays = (now: Moment, days: number, time: string): string =>
  momentAt(addBusinessDays(addDays(now.date, days - 1), 1), time, now.zone);

export const clockTime = (now: Moment): string => {
  const { hour, minute } = Temporal.Instant.from(now.instant).toZonedDateTimeISO(now.zone);
  return `${String(hour).padStart(2, '0')}${String(minute).padStart(2, '0')}`;
};
