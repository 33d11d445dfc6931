import { aClaim, rulesOf } from '../claims/a-claim.js';
import { nextClaim } from '../claims/next-claim.js';
import { plainDate } from '../dates/plain-date.js';
import { promptPayInterest } from './prompt-pay-interest.js';

describe('interest on a clean claim paid late', () => {
  const late = { cents: 100_000, dueOn: plainDate('2026-02-04'), rateBps: 1_200 };

  it('grows by the day after the last day to pay, and not before', () => {
    expect(promptPayInterest({ ...late, on: plainDate('2026-02-04') })).toBe(0);
    expect(promptPayInterest({ ...late, on: plainDate('2026-02-05') })).toBe(33);
    expect(promptPayInterest({ ...late, on: plainDate('2027-02-04') })).toBe(12_000);
    expect(promptPayInterest({ ...late, cents: -5, on: plainDate('2027-02-04') })).toBe(0);
  });

  it('is demanded by a call with the amount computed, the rule named', () => {
    const claim = aClaim({
      state: 'ACCEPTED',
      submissions: 1,
      acceptedOn: plainDate('2026-01-05'),
      payerClaimNumber: 'ICN1',
      openDeadlines: [
        {
          id: 'p',
          kind: 'prompt-pay',
          ruleId: 'prompt-pay.default',
          version: 1,
          source: 's',
          baseDate: plainDate('2026-01-05'),
          hardDate: plainDate('2026-02-04'),
          safeDate: plainDate('2026-02-04'),
        },
      ],
    });
    const turn = nextClaim(
      claim,
      { type: 'timeReached' },
      { date: plainDate('2026-03-06'), instant: '2026-03-06T15:00:00.000Z' },
      rulesOf(claim),
    );
    expect(turn.workItems.find((item) => item.kind === 'callPayer')?.facts).toMatchObject({
      interestCents: 247,
      lateDays: 30,
    });
    expect(turn.rules.map((rule) => rule.ruleId)).toContain('prompt-pay-interest-bps.default');
  });
});
