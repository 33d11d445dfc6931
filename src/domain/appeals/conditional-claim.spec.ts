import { plainDate } from '../dates/plain-date.js';
import { aDenial, denialRulesOf } from './a-denial.js';
import type { DenialFacts } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

describe('a Medicare denial for an accident’s insurer (CARC 20, 21)', () => {
  const told = (fields: Partial<DenialFacts>) => {
    const denial = aDenial({ payerClass: 'medicare', ...fields });
    const now = { date: plainDate('2026-01-21'), instant: '2026-01-21T15:00:00.000Z' };
    return nextDenial(denial, { type: 'denialBorn' }, now, denialRulesOf(denial));
  };
  const from = (fields: Partial<DenialFacts>) => {
    const [item] = told(fields).workItems;
    return [item?.kind, item?.facts['conditionalFrom']];
  };

  it('names the day from which Medicare takes a conditional claim: the insurer had 120 days', () => {
    expect(from({ carc: '20' })).toEqual(['billOtherPayer', '2026-05-22']);
    expect(from({ carc: '21' })).toEqual(['billOtherPayer', '2026-05-22']);
    expect(told({ carc: '20' }).rules).toContainEqual({ ruleId: 'conditional-payment-days.medicare', version: 1 });
  });

  it('has none where another health plan is to pay, nor at a payer that is not Medicare', () => {
    expect(from({ carc: '22' })[1]).toBeUndefined();
    expect(from({ carc: '20', payerClass: 'commercial' })).toEqual(['billOtherPayer', undefined]);
  });
});
