import { plainDate } from '../dates/plain-date.js';
import { workListText } from './work-list.js';

const waiting = (title: string, due: string, overdue = 0, reminded = 0) => ({
  title,
  own: 2,
  free: 3,
  overdue,
  reminded,
  earliestDue: plainDate(due),
});

describe('the list by mail', () => {
  it('says how much waits, what is due first, and where to look', () => {
    const { subject, text } = workListText({
      organization: 'Riverside Family Practice',
      date: plainDate('2026-01-06'),
      url: 'https://practice.example/work-queues',
      waiting: [waiting('Call the payer', '2026-01-09'), waiting('Fix claim', '2026-01-05', 1, 2)],
    });
    expect(subject).toBe('Your work list');
    expect(text.split('\n')).toEqual([
      '2026-01-06: 4 assigned to you, 6 free for your role.',
      '',
      '- Fix claim: 2 yours, 3 free, first due 2026-01-05, 1 overdue, 2 to be reminded of',
      '- Call the payer: 2 yours, 3 free, first due 2026-01-09',
      '',
      'See them here: https://practice.example/work-queues',
      '',
      'Riverside Family Practice',
    ]);
  });
});
