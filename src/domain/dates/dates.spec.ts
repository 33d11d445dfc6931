import fc from 'fast-check';
import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  isFederalHoliday,
  previousBusinessDay,
  safeDate,
} from './business-days.js';
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  endOfMonth,
  plainDate,
  weekday,
  type PlainDate,
} from './plain-date.js';
import { dateIn, deadlinePassesAt, instantOf, startOfDay } from './zoned-time.js';

/** Random cases per property; the deep run raises it to 100,000 in total. */
const numRuns = Number(process.env['RECLAIM_CASES'] ?? 1_000);
const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'Pacific/Honolulu',
];
const dates = fc.integer({ min: 0, max: 3287 }).map((offset) => addDays(plainDate('2024-01-01'), offset));
const luxon = (date: PlainDate): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const observed = new Holidays('US', { types: ['public'] });

function luxonIsBusinessDay(day: DateTime): boolean {
  return day.weekday <= 5 && !isFederalHoliday(day.toISODate() as PlainDate);
}

describe('dates against a second implementation', () => {
  it('adds days, months and years as luxon does, clamping to the month end', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -800, max: 800 }), (date, count) => {
        expect(addDays(date, count)).toBe(luxon(date).plus({ days: count }).toISODate());
        expect(addMonths(date, count % 40)).toBe(
          luxon(date)
            .plus({ months: count % 40 })
            .toISODate(),
        );
        expect(daysBetween(date, addDays(date, count))).toBe(count);
        expect(endOfMonth(date)).toBe(luxon(date).endOf('month').toISODate());
        expect(weekday(date)).toBe(luxon(date).weekday);
      }),
      { numRuns },
    );
  });

  it('counts business days from the next business day on', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 30 }), (date, count) => {
        let day = luxon(date);
        for (let left = count; left > 0;) {
          day = day.plus({ days: 1 });
          if (luxonIsBusinessDay(day)) left -= 1;
        }
        expect(addBusinessDays(date, count)).toBe(day.toISODate());
        expect(businessDaysBetween(date, addBusinessDays(date, count))).toBe(count);
      }),
      { numRuns },
    );
  });

  it('never puts a safe date after the hard date or on a day off', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 30 }), (hard, safety) => {
        const safe = safeDate(hard, safety);
        expect(isBusinessDay(safe)).toBe(true);
        expect(daysBetween(safe, hard)).toBeGreaterThanOrEqual(safety);
        expect(daysBetween(safe, hard)).toBeLessThanOrEqual(safety + 4);
      }),
      { numRuns },
    );
  });

  it('finds the same instants and civil dates in six US zones, gap and fold included', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(dates, minutes, fc.constantFrom(...zones), (date, minute, zone) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        // luxon does not say which of the two instants of a repeated hour it takes; ours is the earlier one
        const other = DateTime.fromISO(`${date}T${time}`, { zone })
          .getPossibleOffsets()
          .sort((a, b) => a.toMillis() - b.toMillis())[0]!;
        expect(instantOf(date, time, zone)).toBe(other.toUTC().toISO());
        expect(dateIn(zone, instantOf(date, time, zone))).toBe(other.toISODate());
        expect(deadlinePassesAt(date, zone)).toBe(
          DateTime.fromISO(date, { zone }).plus({ days: 1 }).startOf('day').toUTC().toISO(),
        );
      }),
      { numRuns },
    );
  });
});

describe('dates a biller knows', () => {
  it('takes 28 February as one year after a leap day', () => {
    expect(addYears(plainDate('2024-02-29'), 1)).toBe('2025-02-28');
  });

  it('moves 02:30 in the spring gap to 03:30 and takes the first 01:30 in autumn', () => {
    expect(instantOf(plainDate('2026-03-08'), '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(instantOf(plainDate('2026-11-01'), '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(startOfDay(plainDate('2026-03-08'), 'America/New_York')).toBe('2026-03-08T05:00:00.000Z');
  });

  it('treats New Year 2028, a Saturday, as observed on Friday 31 December 2027', () => {
    expect(isFederalHoliday(plainDate('2027-12-31'))).toBe(true);
    expect(previousBusinessDay(plainDate('2028-01-01'))).toBe('2027-12-30');
  });

  it('knows every federal holiday of 2015 to 2040 that date-holidays knows', () => {
    const federal =
      /New Year|Martin Luther|Washington|Memorial|Juneteenth|Independence|Labor Day|Columbus|Veterans|Thanksgiving Day|Christmas Day/;
    for (let year = 2015; year <= 2040; year += 1) {
      for (const holiday of observed.getHolidays(year)) {
        const date = plainDate(holiday.date.slice(0, 10));
        const beforeJuneteenthLaw = /Juneteenth/.test(holiday.name) && year < 2021;
        if (!federal.test(holiday.name) || beforeJuneteenthLaw || weekday(date) > 5) continue;
        expect([holiday.name, date, isFederalHoliday(date)]).toEqual([holiday.name, date, true]);
      }
    }
  });

  it('observes 9 or 10 holidays between 2 January and 26 December, 11 with Juneteenth since 2021, none on a weekend', () => {
    for (let year = 2015; year <= 2040; year += 1) {
      let count = 0;
      for (let day = plainDate(`${year}-01-02`); day <= plainDate(`${year}-12-26`); day = addDays(day, 1)) {
        if (!isFederalHoliday(day)) continue;
        count += 1;
        expect(weekday(day)).toBeLessThanOrEqual(5);
      }
      expect(count).toBeGreaterThanOrEqual(9);
      expect(count).toBeLessThanOrEqual(year < 2021 ? 10 : 11);
    }
  });
});
