import { aClaim, aRemittance } from '../claims/a-claim.js';
import { nextClaim } from '../claims/next-claim.js';
import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
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

  describe('once the payer pays', () => {
    const paid = (library: readonly PayerRule[], on: string, claim = {}, remittance = {}) => {
      const facts = aClaim({
        ...{ state: 'ACCEPTED', submissions: 1, acceptedOn: plainDate('2026-01-05'), payerClaimNumber: 'ICN1' },
        balances: { payerCents: cents(0), patientCents: cents(0) },
        ...claim,
      });
      return nextClaim(
        facts,
        aRemittance({ date: plainDate(on), paidCents: cents(20_000), ...remittance }),
        { date: plainDate(on), instant: `${on}T15:00:00.000Z` },
        claimRulesFor(
          { payerClass: 'commercial' },
          { ...facts, on: facts.serviceFrom, payerCents: facts.balances.payerCents },
          library,
        ),
      );
    };
    const library = [...ruleLibrary, entered];
    const demands = (turn: ReturnType<typeof paid>) => turn.workItems.filter(({ kind }) => kind === 'demandInterest');

    it('late, what it owes for the days is demanded although the claim is closed by it, the clock and the rate named', () => {
      const turn = paid(library, '2026-03-06');
      expect(turn.state).toBe('CLOSED_PAID');
      expect(demands(turn)).toMatchObject([
        {
          dedupeKey: expect.stringContaining('r1') as string,
          facts: { interestCents: 197, paidCents: 20_000, dueOn: '2026-02-04', paidOn: '2026-03-06', lateDays: 30 },
        },
      ]);
      expect(turn.rules).toEqual(
        expect.arrayContaining([
          { ruleId: 'prompt-pay.default', version: 1 },
          { ruleId: 'own.interest', version: 1 },
        ]),
      );
    });

    it('late with interest of its own, only what is still missing is demanded, and nothing where it is enough', () => {
      const part = paid(library, '2026-03-06', {}, { interestCents: cents(150) });
      expect(demands(part)).toMatchObject([{ facts: { interestCents: 47, addedCents: 150 } }]);
      expect(demands(paid(library, '2026-03-06', {}, { interestCents: cents(197) }))).toEqual([]);
    });

    it('in time, without a rate, nothing, or again after a correction, none is', () => {
      for (const turn of [
        paid(library, '2026-02-04'),
        paid(ruleLibrary, '2026-03-06'),
        paid(library, '2026-03-06', {}, { paidCents: cents(0) }),
        paid(library, '2026-03-06', { everAdjudicated: true }),
        paid(library, '2026-03-06', { acceptedOn: null }),
        paid(library, '2026-03-06', {}, { reversal: true, status: '22' }),
      ])
        expect(demands(turn)).toEqual([]);
    });
  });
});
