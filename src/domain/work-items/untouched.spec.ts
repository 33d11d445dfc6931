import { plainDate } from '../dates/plain-date.js';
import { isUntouched } from './untouched.js';

describe('work somebody holds', () => {
  it.each([
    ['2026-01-05', '2026-01-07', false],
    ['2026-01-05', '2026-01-08', true],
    ['2026-01-08', '2026-01-12', false],
    ['2026-01-08', '2026-01-13', true],
    ['2026-01-15', '2026-01-20', false], // Monday 19 January is a holiday
    ['2026-01-15', '2026-01-21', true],
  ])('last touched on %s is untouched on the morning of %s: %s', (touched, today, untouched) =>
    expect(isUntouched(plainDate(touched), plainDate(today), 2)).toBe(untouched),
  );

  it('is free again after as many business days as the organization’s rule says', () => {
    const [monday, friday] = [plainDate('2026-01-05'), plainDate('2026-01-09')];
    expect([3, 4].map((days) => isUntouched(monday, friday, days))).toEqual([true, false]);
  });
});
