import { plainDate } from '../dates/plain-date.js';
import type { OutgoingEvent } from '../stories/turn.js';
import { nextPlan } from '../payment-plans/next-plan.js';
import type { PlanEvent, PlanFacts } from '../payment-plans/plan.js';
import { planTerms } from '../payment-plans/plan-terms.js';
import { nextPatientBalance } from './next-patient-balance.js';
import { newPatientBalance, type PatientBalanceEvent, type PatientBalanceFacts } from './patient-balance.js';

const at = (date: string) => ({ date: plainDate(date), instant: `${date}T15:00:00Z` });
const item = (claimId: string, amountCents: number) => ({
  claimId,
  amountCents,
  transferDate: plainDate('2026-03-02'),
  paidCents: 0,
  writtenOffCents: 0,
  noticesSent: 2,
  onPlan: true,
});
/** $300 of two claims, to be paid in six months by plan p1. */
const onPlan: PatientBalanceFacts = {
  ...newPatientBalance('acc', plainDate('2026-03-02')),
  state: 'ON_PLAN',
  planId: 'p1',
  responsibilities: [item('c1', 20_000), item('c2', 10_000)],
};
const plan: PlanFacts = {
  planId: 'p1',
  accountId: 'acc',
  state: 'ACTIVE',
  installments: planTerms(30_000, plainDate('2026-05-01')).installments,
  paidCents: 0,
  noticesSent: [],
  cureNotices: 0,
  renegotiated: false,
};
const hears = (event: PatientBalanceEvent, date = '2026-04-15') => nextPatientBalance(onPlan, event, at(date));
const planHears = (told: OutgoingEvent | undefined, date = '2026-04-15') =>
  nextPlan(plan, { ...told?.facts, type: told?.type } as unknown as PlanEvent, at(date));
const toPlan = (events: readonly OutgoingEvent[]) => events.filter(({ toStory }) => toStory === 'plan');

describe('what is owed on a payment plan', () => {
  it('falls when a payer takes one of its claims back, and the next installments with it', () => {
    const [told] = toPlan(hears({ type: 'responsibilityReversed', claimId: 'c2', amountCents: 10_000 }).events);
    expect(told).toEqual({ toStory: 'plan', subjectId: 'p1', type: 'planReduced', facts: { amountCents: 10_000 } });
    const lowered = planHears(told);
    expect(lowered).toMatchObject({ state: 'ACTIVE', steps: [] });
    const later = nextPlan(lowered.after, { type: 'timeReached' }, at('2026-06-01'));
    expect(later).toMatchObject({ state: 'ACTIVE', steps: [] }); // two of six installments are not asked for
  });

  it('is nothing when nothing is owed: the plan ends and sends no reminder', () => {
    const both = hears({ type: 'writeOffApproved', amountCents: 30_000 });
    expect(both.state).toBe('SETTLED');
    const ended = planHears(toPlan(both.events)[0]);
    expect([ended.state, ended.wakeOn, ended.steps]).toEqual(['COMPLETED', undefined, []]);
  });

  it('does not change with what is owed beside the plan', () => {
    const beside = { ...item('c3', 7_000), onPlan: false };
    const facts = { ...onPlan, responsibilities: [...onPlan.responsibilities, beside] };
    const turn = nextPatientBalance(
      facts,
      { type: 'responsibilityReversed', claimId: 'c3', amountCents: 7_000 },
      at('2026-04-15'),
    );
    expect(toPlan(turn.events)).toEqual([]);
  });

  it('is what is owed on the day it is accepted: what was paid since the offer is not asked for again', () => {
    const { answerBy: _, ...offer } = { ...plan, state: 'PROPOSED' as const, answerBy: plainDate('2026-05-01') };
    const accepted = nextPlan(offer, { type: 'planAccepted', totalCents: 22_000 }, at('2026-04-15'));
    expect(accepted).toMatchObject({ state: 'ACTIVE', after: { paidCents: 8_000 } });
    expect(nextPlan(offer, { type: 'planAccepted', totalCents: 30_000 }, at('2026-04-15')).after.paidCents).toBe(0);
  });

  it('is not asked for once the guarantor declined: the offered plan ends at once', () => {
    const offered: PatientBalanceFacts = { ...onPlan, state: 'PLAN_OFFERED', offerAnswerBy: plainDate('2026-05-01') };
    const turn = nextPatientBalance(
      offered,
      { type: 'planAnswered', answer: 'declined', planId: 'p2' },
      at('2026-04-15'),
    );
    expect(toPlan(turn.events)).toEqual([{ toStory: 'plan', subjectId: 'p2', type: 'planDeclined', facts: {} }]);
  });
});
