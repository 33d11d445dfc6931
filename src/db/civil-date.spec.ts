import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { civilDate } from './in-transaction.js';

const ZONES = ['America/New_York', 'America/Sao_Paulo', 'Pacific/Honolulu', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC'];
const HOUR_MS = 3_600_000;

describe('the civil date of an instant', () => {
  it('is that of its zone, whatever was asked before', () => {
    const around = fc.record({
      zone: fc.constantFrom(...ZONES),
      day: fc.constantFrom('2026-03-08', '2026-11-01', '2017-10-15', '2011-12-30', '2026-01-01', '2028-02-29'),
      offsetMs: fc.integer({ min: -40 * HOUR_MS, max: 40 * HOUR_MS }),
    });
    fc.assert(
      fc.property(fc.array(around, { minLength: 5, maxLength: 30 }), (asked) => {
        for (const { zone, day, offsetMs } of asked) {
          const instant = new Date(Date.parse(`${day}T00:00:00Z`) + offsetMs).toISOString();
          const wanted = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
          expect([instant, zone, civilDate(instant, zone)]).toEqual([instant, zone, wanted]);
        }
      }),
    );
  });
});
