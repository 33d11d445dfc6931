import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { remainingCents } from './installments.js';
import { nextPlan } from './next-plan.js';
import type { PlanEvent, PlanFacts, PlanState, PlanTurn } from './plan.js';
import { isFinalPlan, planRule, planStates } from './plan-life.js';
import { planMonths, planTerms } from './plan-terms.js';

/** Orders of events: some here, 5,000 in the deep run. */
const numRuns = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 500));

const FIRST = plainDate('2026-05-01');
const turn = (facts: PlanFacts, event: PlanEvent, date: PlainDate): PlanTurn =>
  nextPlan(facts, event, { date, instant: `${date}T12:00:00Z` });
const proposed = (totalCents = 30_000): PlanFacts => ({
  planId: 'p',
  accountId: 'acc',
  state: 'PROPOSED',
  installments: planTerms(totalCents, FIRST).installments,
  paidCents: 0,
  noticesSent: [],
  cureNotices: 0,
  answerBy: plainDate('2026-04-20'),
  renegotiated: false,
});
const active = turn(proposed(), { type: 'planAccepted' }, plainDate('2026-04-10'));

function sleep(from: PlanTurn, until: string): { date: PlainDate; turn: PlanTurn }[] {
  const turns: { date: PlainDate; turn: PlanTurn }[] = [];
  let last = from;
  while (last.wakeOn !== undefined && last.wakeOn <= until) {
    const date = last.wakeOn;
    last = turn(last.after, { type: 'timeReached' }, date);
    turns.push({ date, turn: last });
  }
  return turns;
}

describe('plan terms', () => {
  it('allow 6 months to $500, 12 to $2,000, 24 to $5,000, 36 above, and never less than $25 a month', () => {
    expect([6_000, 50_000, 50_001, 200_000, 500_000, 500_001].map(planMonths)).toEqual([2, 6, 12, 12, 24, 36]);
  });

  it('put the rounding remainder on the last installment', () => {
    const { installments, truthInLending, needsSupervisor } = planTerms(50_003, plainDate('2026-01-31'));
    expect(installments.at(0)?.amountCents).toBe(4_166);
    expect(installments.at(-1)?.amountCents).toBe(4_177);
    expect(installments.at(1)?.dueDate).toBe('2026-02-28');
    expect({ truthInLending, needsSupervisor }).toEqual({ truthInLending: true, needsSupervisor: false });
  });

  it('always add up to the balance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5_000, max: 5_000_000 }), (total) => {
        const { installments } = planTerms(total, FIRST);
        return (
          installments.reduce((sum, { amountCents }) => sum + amountCents, 0) === total &&
          installments.every(({ amountCents }) => amountCents >= 2_500)
        );
      }),
    );
  });
});

describe('a running plan', () => {
  const ignored = sleep(active, '2026-08-01');
  const steps = ignored.flatMap(({ date, turn: { steps: all } }) => all.map(({ key }) => `${date} ${key}`));

  it('reminds on the due date, again five days after a missed one, then sends the cure notice and defaults', () => {
    expect(steps).toEqual([
      '2026-05-01 p:installmentReminder:1',
      '2026-05-06 p:lateReminder:1',
      '2026-05-31 p:cureNotice:1',
      '2026-06-01 p:installmentReminder:2',
      '2026-06-06 p:lateReminder:2',
    ]);
    const defaulted = ignored.find(({ turn: { state } }) => state === 'DEFAULTED');
    expect(defaulted).toMatchObject({ date: '2026-06-11', turn: { workItems: [{ kind: 'planDefault' }] } });
  });

  it('says why on every day on which a letter goes out', () => {
    const letters = ignored.filter(({ turn: { steps: all } }) => all.length > 0);
    expect(letters.map(({ date, turn: { because } }) => `${date} ${because}`)).toEqual([
      '2026-05-01 An installment is due; the guarantor is reminded.',
      '2026-05-06 An installment is late; the guarantor is reminded.',
      '2026-05-31 The cure notice is due: ten days to pay what was missed.',
      '2026-06-01 An installment is due; the guarantor is reminded.',
      '2026-06-06 An installment is late; the guarantor is reminded.',
    ]);
  });

  it('returns to dunning when nobody renegotiates in time', () => {
    expect(ignored.at(-1)?.turn).toMatchObject({
      state: 'CANCELLED',
      events: [{ toStory: 'patient-balance', subjectId: 'acc', type: 'planDefaulted' }],
    });
  });

  it('is renegotiated once, with smaller installments', () => {
    const defaulted = ignored.find(({ turn: { state } }) => state === 'DEFAULTED')?.turn.after as PlanFacts;
    const again = turn(defaulted, { type: 'planRenegotiated' }, plainDate('2026-06-12'));
    expect(again).toMatchObject({ state: 'ACTIVE', after: { renegotiated: true } });
    expect(again.after.installments[0]?.dueDate).toBe('2026-07-12');
    const second = turn({ ...again.after, state: 'DEFAULTED' }, { type: 'planRenegotiated' }, plainDate('2026-10-01'));
    expect(second.state).toBe('DEFAULTED');
  });

  it('sends no reminder for what is paid ahead, and completes with the last cent', () => {
    const ahead = turn(active.after, { type: 'paymentReceived', amountCents: 15_000 }, plainDate('2026-04-20'));
    expect(sleep(ahead, '2026-07-31').flatMap(({ turn: { steps: all } }) => all)).toEqual([]);
    const done = turn(ahead.after, { type: 'paymentReceived', amountCents: 15_000 }, plainDate('2026-04-25'));
    expect(done).toMatchObject({ state: 'COMPLETED', events: [{ toStory: 'patient-balance', type: 'planCompleted' }] });
    expect(done.wakeOn).toBeUndefined();
  });

  it('opens an installment again whose payment came back, and asks for it when it is missed', () => {
    const paid = turn(active.after, { type: 'paymentReceived', amountCents: 5_000 }, plainDate('2026-04-20'));
    expect(paid.after.paidCents).toBe(5_000);
    const back = turn(paid.after, { type: 'paymentReturned', amountCents: 5_000 }, plainDate('2026-05-03'));
    expect(back).toMatchObject({ state: 'LATE', after: { paidCents: 0 } });
  });

  it('opens again when the payment that completed it comes back, and asks for the installment like any missed one', () => {
    const done = turn(active.after, { type: 'paymentReceived', amountCents: 30_000 }, plainDate('2026-04-25'));
    expect(done.state).toBe('COMPLETED');
    const early = turn(done.after, { type: 'paymentReturned', amountCents: 30_000 }, plainDate('2026-04-28'));
    expect(early).toMatchObject({ state: 'ACTIVE', after: { paidCents: 0 }, wakeOn: '2026-05-01' });
    const late = turn(done.after, { type: 'paymentReturned', amountCents: 30_000 }, plainDate('2026-05-03'));
    expect(late).toMatchObject({ state: 'LATE', after: { paidCents: 0 } });
    expect(sleep(late, '2026-08-01').some(({ turn: { state } }) => state === 'DEFAULTED')).toBe(true);
  });

  it('that was ended stays ended when a payment to it comes back: the balance returns to statements', () => {
    const paid = turn(active.after, { type: 'paymentReceived', amountCents: 100 }, plainDate('2026-04-20'));
    const ended = turn(paid.after, { type: 'planCancelled' }, plainDate('2026-04-25'));
    const back = turn(ended.after, { type: 'paymentReturned', amountCents: 100 }, plainDate('2026-04-28'));
    expect(back).toMatchObject({ state: 'CANCELLED', events: [{ type: 'planDefaulted' }] });
  });

  it('goes on when the missed installment is paid within the cure period', () => {
    const cure = ignored.find(({ date }) => date === '2026-05-31')?.turn.after as PlanFacts;
    const paid = turn(cure, { type: 'paymentReceived', amountCents: 5_000 }, plainDate('2026-05-31'));
    expect(paid).toMatchObject({ state: 'ACTIVE', closeDeadlines: ['cure'] });
  });
});

describe('the life of a plan, whatever happens', () => {
  const events: fc.Arbitrary<PlanEvent> = fc.oneof(
    { weight: 30, arbitrary: fc.constant<PlanEvent>({ type: 'timeReached' }) },
    {
      weight: 9,
      arbitrary: fc.record({
        type: fc.constant('paymentReceived' as const),
        amountCents: fc.integer({ min: 1, max: 8_000 }),
      }),
    },
    fc.record({ type: fc.constant('paymentReturned' as const), amountCents: fc.integer({ min: 1, max: 8_000 }) }),
    { weight: 5, arbitrary: fc.constantFrom<PlanEvent>({ type: 'planAccepted' }, { type: 'planRenegotiated' }) },
    fc.constantFrom<PlanEvent>({ type: 'planDeclined' }, { type: 'planCancelled' }),
  );

  it('follows its table, keeps a later wake while open, and tells the balance once each time it ended', () => {
    const seen = new Set<PlanState>(['PROPOSED']);
    fc.assert(
      fc.property(
        fc.constantFrom(proposed(), active.after),
        fc.array(fc.tuple(events, fc.integer({ min: 0, max: 40 })), { minLength: 15, maxLength: 40 }),
        (start, story) => {
          let facts = start;
          let date = plainDate('2026-04-10');
          let ends = 0;
          for (const [event, days] of story) {
            date = addDays(date, days);
            const judged = turn(facts, event, date);
            const allowed = planRule(facts.state).exits[event.type] ?? [facts.state];
            if (!allowed.includes(judged.state)) throw new Error(`${facts.state} + ${event.type} → ${judged.state}`);
            const open = !isFinalPlan(judged.state);
            if (open !== (judged.wakeOn !== undefined && judged.wakeOn > date))
              throw new Error(`${judged.state} has no later wake`);
            if (judged.state === 'COMPLETED' && remainingCents(judged.after) !== 0)
              throw new Error('completed with a rest');
            // A payment that comes back begins anew: a completed plan runs again, an ended one says once more that it ended.
            if (isFinalPlan(facts.state) && event.type === 'paymentReturned') ends = 0;
            ends += judged.events.length;
            if (
              ends > 1 ||
              (isFinalPlan(judged.state) &&
                facts.state !== 'PROPOSED' &&
                ends !== 1 &&
                !isFinalPlan(start.state) &&
                !isFinalPlan(facts.state))
            ) {
              throw new Error('the balance must hear once');
            }
            seen.add(judged.state);
            facts = judged.after;
          }
        },
      ),
      { numRuns, seed: 4 },
    );
    expect([...seen].sort()).toEqual([...planStates].sort());
  }, 300_000);

  it('has an owner and an exit by time for every open state', () => {
    for (const state of planStates.filter((each) => !isFinalPlan(each)))
      expect(planRule(state).exits.timeReached).toBeDefined();
  });
});
