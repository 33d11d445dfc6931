import fc from 'fast-check';
import { isPlainDate } from '../../../domain/dates/plain-date.js';
import { cappedCents, d8, dayOf, periodOf } from './segment-values.js';

describe('values of X12 elements', () => {
  it('takes the days of the calendar and no others', () => {
    expect(dayOf('20240229')).toBe('2024-02-29');
    expect(dayOf('20000229')).toBe('2000-02-29');
    for (const text of [
      '20230229',
      '19000229',
      '20260431',
      '20261301',
      '20260100',
      '2026011',
      '202601011',
      '2026O101',
      '',
    ]) {
      expect(dayOf(text)).toBeUndefined();
    }
  });

  it('agrees with the calendar of the domain on any eight digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (y, m, d) => {
          const [year, month, day] = [`${y}`.padStart(4, '0'), `${m}`.padStart(2, '0'), `${d}`.padStart(2, '0')];
          fc.pre(y > 0);
          expect(dayOf(year + month + day) !== undefined).toBe(isPlainDate(`${year}-${month}-${day}`));
        },
      ),
    );
  });

  it('writes a day as it was read', () => {
    expect(d8(dayOf('20260302')!)).toBe('20260302');
  });

  it('reads a range, and the date of a date with time', () => {
    expect(periodOf('20260101-20261231')).toEqual({ date: '2026-01-01', through: '2026-12-31' });
    expect(periodOf('202601010930')).toEqual({ date: '2026-01-01' });
    expect(periodOf('20260101-20261331')).toBeUndefined();
  });

  it('stops a sum at the safe integers', () => {
    expect(cappedCents(12)).toBe(12);
    expect(cappedCents(1e17)).toBe(Number.MAX_SAFE_INTEGER);
    expect(cappedCents(-1e17)).toBe(Number.MIN_SAFE_INTEGER);
  });
});
