import { Temporal } from 'temporal-polyfill';

/** Wall-clock time 'HHMM' of an instant in a zone, as envelopes carry it. */
export function civilTime(instant: string, zone: string): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return `${hour.toString().padStart(2, '0')}${minute.toString().padStart(2, '0')}`;
}
