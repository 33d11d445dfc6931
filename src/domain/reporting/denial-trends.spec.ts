import { plainDate } from '../dates/plain-date.js';
import { denialTrends, monthsBetween, type DenialsCounted } from './denial-trends.js';

const months = ['2026-01', '2026-02', '2026-03'];
const counted = (over: Partial<DenialsCounted>): DenialsCounted => ({
  key: '16',
  label: '16',
  month: '2026-01',
  denials: 1,
  deniedCents: 10_000,
  resolved: 0,
  recovered: 0,
  writtenOff: 0,
  ...over,
});

describe('denials month by month', () => {
  it('name every month of the period once, whatever day it begins on', () => {
    expect(monthsBetween(plainDate('2025-12-31'), plainDate('2026-03-01'))).toEqual(['2025-12', ...months]);
    expect(monthsBetween(plainDate('2026-01-31'), plainDate('2026-03-01'))).toEqual(months);
    expect(monthsBetween(plainDate('2026-01-01'), plainDate('2026-01-31'))).toEqual(['2026-01']);
  });

  it('stand in the month they were posted in; a month without one is zero', () => {
    const { rows } = denialTrends([counted({}), counted({ month: '2026-03', denials: 2, deniedCents: 5_000 })], months);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ denialsByMonth: [1, 0, 2], centsByMonth: [10_000, 0, 5_000] });
  });

  it('put the group with the most denied money first', () => {
    const few = counted({ key: '50', label: '50', deniedCents: 90_000 });
    const many = counted({ denials: 40, deniedCents: 80_000 });
    expect(denialTrends([many, few], months).rows.map(({ key }) => key)).toEqual(['50', '16']);
  });

  it('measure recovery by what is resolved, not by what still runs', () => {
    const { rows, total } = denialTrends(
      [counted({ denials: 10, resolved: 4, recovered: 3, writtenOff: 1 }), counted({ key: '50', denials: 2 })],
      months,
    );
    expect(rows.map(({ open, recoveryBp }) => [open, recoveryBp])).toEqual(
      [
        [2, null],
        [6, 7_500],
      ].reverse(),
    );
    expect(total).toEqual({
      denials: 12,
      deniedCents: 20_000,
      open: 8,
      recovered: 3,
      writtenOff: 1,
      recoveryBp: 7_500,
    });
  });
});
