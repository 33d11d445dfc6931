import { plainDate, type PlainDate } from '../dates/plain-date.js';
import { nextPatientBalance } from './next-patient-balance.js';
import {
  newPatientBalance,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
  type PatientBalanceTurn,
} from './patient-balance.js';

const START = plainDate('2026-03-02');
const turn = (facts: PatientBalanceFacts, event: PatientBalanceEvent, date: PlainDate): PatientBalanceTurn =>
  nextPatientBalance(facts, event, { date, instant: `${date}T12:00:00Z` });
const owing = (amountCents: number): PatientBalanceFacts =>
  turn(newPatientBalance('acc', START), { type: 'responsibilityAdded', claimId: 'c1', amountCents }, START).after;
const offers = ({ steps }: PatientBalanceTurn) =>
  steps
    .filter(({ key }) => key.includes('planOffer'))
    .map(({ key, details }) => [key, details['amountCents'], details['months']]);

describe('a plan a guarantor asks for', () => {
  it('is offered by mail before statement 2 would, and again after a refusal', () => {
    const asked = turn(owing(20_000), { type: 'planRequested', months: 4 }, plainDate('2026-03-04'));
    expect([asked.state, offers(asked)]).toEqual(['PLAN_OFFERED', [['acc:planOffer:1', 20_000, 4]]]);
    const declined = turn(asked.after, { type: 'planAnswered', answer: 'declined' }, plainDate('2026-03-06'));
    const again = turn(declined.after, { type: 'planRequested' }, plainDate('2026-03-07'));
    expect(offers(again)).toEqual([['acc:planOffer:2', 20_000, undefined]]);
  });

  it('is not offered below $50, in more months than the balance allows, or past a guard', () => {
    const because = (facts: PatientBalanceFacts, months?: number) => {
      const judged = turn(facts, { type: 'planRequested', ...(months && { months }) }, START);
      expect(offers(judged)).toEqual([]);
      return judged.because;
    };
    expect(because(owing(4_999))).toContain('at least 5000 cents');
    expect(because(owing(20_000), 9)).toContain('at most 6 months');
    expect(because({ ...owing(20_000), guards: ['bankruptcy'] })).toContain('bankruptcy');
  });
});
