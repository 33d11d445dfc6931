import { aClaim } from '../claims/a-claim.js';
import { nextClaim } from '../claims/next-claim.js';
import { plainDate } from '../dates/plain-date.js';
import type { PayerRule } from './payer-rule.js';
import { ruleLibrary } from './rule-library.js';
import { claimRulesFor } from './rules-for.js';
import { promptPayInterest } from './prompt-pay-interest.js';

describe('interest on a clean claim paid late', () => {
  const late = { cents: 100_000, dueOn: plainDate('2026-02-04'), rateBps: 1_200 };

  it('grows by the day after the last day to pay, and not before', () => {
    expect(promptPayInterest({ ...late, on: plainDate('2026-02-04') })).toBe(0);
    expect(promptPayInterest({ ...late, on: plainDate('2026-02-05') })).toBe(33);
    expect(promptPayInterest({ ...late, on: plainDate('2027-02-04') })).toBe(12_000);
    expect(promptPayInterest({ ...late, cents: -5, on: plainDate('2027-02-04') })).toBe(0);
  });

  const overdue = (library: readonly PayerRule[]) => {
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
      claimRulesFor(
        { payerClass: 'commercial' },
        { ...claim, on: claim.serviceFrom, payerCents: claim.balances.payerCents },
        library,
      ),
    );
    return turn;
  };
  const entered: PayerRule = {
    ruleId: 'own.interest',
    version: 1,
    key: 'promptPayInterestBps',
    value: 1_200,
    authority: 'law',
    source: 'Insurance code of the state',
    effectiveFrom: plainDate('2026-01-01'),
  };

  it('is demanded by a call with the amount computed by the rate the office entered, the rule named', () => {
    const turn = overdue([...ruleLibrary, entered]);
    expect(turn.workItems.find((item) => item.kind === 'callPayer')?.facts).toMatchObject({
      interestCents: 247,
      lateDays: 30,
    });
    expect(turn.rules.map((rule) => rule.ruleId)).toContain('own.interest');
  });

  it('is no invented amount where nobody entered a rate: the call says what is missing', () => {
    const facts = overdue(ruleLibrary).workItems.find((item) => item.kind === 'callPayer')?.facts;
    expect(facts).toMatchObject({
      lateDays: 30,
      rateMissing: expect.stringContaining('promptPayInterestBps') as string,
    });
    expect(facts).not.toHaveProperty('interestCents');
  });
});
