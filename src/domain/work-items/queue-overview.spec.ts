import { plainDate } from '../dates/plain-date.js';
import { deadlineBand, queueOverviews, type CountedItems } from './queue-overview.js';

const counted = (over: Partial<CountedItems>): CountedItems => ({
  queue: 'denials',
  role: 'specialist',
  owner: null,
  ageDays: 10,
  daysLeft: null,
  isOverdue: false,
  openedOn: plainDate('2026-01-05'),
  open: 1,
  amountCents: 10_000,
  ...over,
});

describe('queues as whoever leads them looks at them', () => {
  it('say how much waits, with whom, how old it is and how near its last day', () => {
    const [appeals, denials] = queueOverviews([
      counted({ ageDays: 31, daysLeft: 2, open: 2, amountCents: 50_000 }),
      counted({ owner: 'olga', daysLeft: -1, isOverdue: true, openedOn: plainDate('2025-12-30') }),
      counted({ owner: 'olga', ageDays: 400 }),
      counted({ queue: 'appeals', role: 'lead' }),
    ]);
    expect(appeals?.owners).toEqual([{ role: 'lead', owner: null, open: 1, overdue: 0, amountCents: 10_000 }]);
    expect(denials).toMatchObject({
      queue: 'denials',
      open: 4,
      overdue: 1,
      amountCents: 70_000,
      oldestOpenedOn: '2025-12-30',
    });
    expect(denials?.owners).toEqual([
      { role: 'specialist', owner: null, open: 2, overdue: 0, amountCents: 50_000 },
      { role: 'specialist', owner: 'olga', open: 2, overdue: 1, amountCents: 20_000 },
    ]);
    expect(denials?.ages.filter(({ open }) => open > 0)).toEqual([
      { days: '0–30', open: 1, amountCents: 10_000 },
      { days: '31–60', open: 2, amountCents: 50_000 },
      { days: '>365', open: 1, amountCents: 10_000 },
    ]);
    expect(denials?.deadlines.filter(({ open }) => open > 0)).toEqual([
      { daysLeft: 'passed', open: 1, amountCents: 10_000 },
      { daysLeft: '0–2', open: 2, amountCents: 50_000 },
      { daysLeft: 'none', open: 1, amountCents: 10_000 },
    ]);
  });

  it('count every item once, in each of the three ways', () => {
    const days = [-400, -1, 0, 2, 3, 7, 8, 14, 15, 30, 31, 900];
    const [queue] = queueOverviews(days.map((day) => counted({ daysLeft: day, ageDays: day })));
    for (const parts of [queue?.owners, queue?.ages, queue?.deadlines])
      expect(parts?.reduce((sum, { open }) => sum + open, 0)).toBe(days.length);
    expect(days.map(deadlineBand).join(' ')).toBe('passed passed 0–2 0–2 3–7 3–7 8–14 8–14 15–30 15–30 >30 >30');
  });
});
