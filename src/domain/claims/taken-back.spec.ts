import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import type { OpenDeadline } from '../stories/turn.js';
import { aClaim, aRemittance, rulesOf } from './a-claim.js';
import { nextClaim } from './next-claim.js';

const filing: OpenDeadline = {
  id: 'f',
  kind: 'timely-filing',
  ruleId: 'timely-filing.default',
  version: 1,
  source: 'rulebook §3',
  baseDate: plainDate('2026-01-05'),
  hardDate: plainDate('2026-04-05'),
  safeDate: plainDate('2026-03-27'),
};
const takenBack = aRemittance({ status: '22', paidCents: cents(0), reversal: true, date: plainDate('2026-03-12') });

describe('a decision taken back of a claim that was to be sent once more', () => {
  it('shows that the payer has it: filing is met, and nothing is to be mended before it can be filed', () => {
    const claim = aClaim({
      state: 'READY',
      openDeadlines: [filing],
      openWorkItemKinds: ['leadEscalation', 'fixRejection'],
    });
    const today = plainDate('2026-03-12');
    const turn = nextClaim(claim, takenBack, { date: today, instant: `${today}T15:00:00Z` }, rulesOf(claim));
    expect([turn.state, turn.wakeOn !== undefined]).toEqual(['REVERSED', true]);
    expect(turn.closeDeadlines).toContain('timely-filing');
    expect(turn.cancelWorkItems).toEqual(expect.arrayContaining(['leadEscalation', 'fixRejection']));
  });
});
