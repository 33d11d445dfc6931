import fc from 'fast-check';
import { addDays, daysBetween, plainDate, type PlainDate } from '../dates/plain-date.js';
import { nextPatientBalance } from './next-patient-balance.js';
import {
  newPatientBalance,
  totalOwedCents,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
  type PatientBalanceState,
  type PatientBalanceTurn,
} from './patient-balance.js';
import { isFinalPatientBalance, patientBalanceRule, patientBalanceStates } from './patient-balance-life.js';

const day = (text: string): PlainDate => plainDate(text);
const START = day('2026-03-02');
const turn = (facts: PatientBalanceFacts, event: PatientBalanceEvent, date: PlainDate): PatientBalanceTurn =>
  nextPatientBalance(facts, event, { date, instant: `${date}T12:00:00Z` });

const owing = (amountCents: number): PatientBalanceFacts =>
  turn(
    { ...newPatientBalance('acc', START), stateOfResidence: 'TX' },
    { type: 'responsibilityAdded', claimId: 'c1', amountCents },
    START,
  ).after;

/** Sleeps from wake to wake until a day; returns every turn with its date. */
function sleepUntil(
  from: PatientBalanceFacts,
  start: PlainDate,
  end: PlainDate,
): { date: PlainDate; turn: PatientBalanceTurn }[] {
  const turns: { date: PlainDate; turn: PatientBalanceTurn }[] = [];
  let last = turn(from, { type: 'timeReached' }, start);
  turns.push({ date: start, turn: last });
  while (last.wakeOn !== undefined && last.wakeOn <= end) {
    const date = last.wakeOn;
    last = turn(last.after, { type: 'timeReached' }, date);
    turns.push({ date, turn: last });
  }
  return turns;
}

const at = (turns: ReturnType<typeof sleepUntil>, end: PlainDate): PatientBalanceFacts =>
  turns.filter(({ date }) => date <= end).at(-1)?.turn.after as PatientBalanceFacts;

describe('statements', () => {
  const turns = sleepUntil(owing(4_000), START, addDays(START, 400));
  const notices = turns.flatMap(({ date, turn: { steps } }) => steps.map((step) => ({ date, ...step })));

  it('send statement 1 five business days after the transfer, then on day 30, 60 and the final notice on day 90', () => {
    expect(notices[0]?.date).toBe('2026-03-09');
    expect(notices.map(({ date }) => daysBetween(day('2026-03-09'), date))).toEqual([0, 30, 60, 90]);
    expect(notices.map(({ details }) => details['notice'])).toEqual([
      'statement',
      'statement',
      'statement',
      'finalNotice',
    ]);
    expect(notices.map(({ key }) => key)).toEqual([1, 2, 3, 4].map((n) => `acc:statement:${n}`));
  });

  it('never ask about placement below $50', () => {
    expect(turns.some(({ turn: { state } }) => state === 'PLACEMENT_REVIEW')).toBe(false);
  });

  it('give each responsibility its own day 0', () => {
    const later = turn(
      at(turns, day('2026-04-01')),
      { type: 'responsibilityAdded', claimId: 'c2', amountCents: 3_000 },
      day('2026-04-01'),
    );
    const sent = sleepUntil(later.after, day('2026-04-02'), day('2026-12-31'));
    const items = sent.at(-1)?.turn.after.responsibilities;
    expect(items?.map(({ dayZero }) => dayZero)).toEqual(['2026-03-09', '2026-04-08']);
    expect(items?.map(({ finalNoticeOn }) => finalNoticeOn)).toEqual(['2026-06-07', '2026-07-07']);
  });

  it('are not sent below $5, and the rule writes such a balance off after 60 quiet days', () => {
    const small = sleepUntil(owing(450), START, addDays(START, 90));
    expect(small.flatMap(({ turn: { steps } }) => steps)).toEqual([]);
    expect(small.at(-1)?.turn).toMatchObject({
      state: 'SETTLED',
      smallBalances: [{ claimId: 'c1', amountCents: 450 }],
      events: [{ toStory: 'claim', subjectId: 'c1', type: 'responsibilitySettled', facts: { how: 'writtenOff' } }],
    });
  });

  it('wait while a guard of the law holds', () => {
    const guarded = sleepUntil({ ...owing(9_000), guards: ['bankruptcy'] }, START, addDays(START, 365));
    expect(guarded.flatMap(({ turn: { steps } }) => steps)).toEqual([]);
    expect(guarded.every(({ turn: { wakeOn } }) => wakeOn !== undefined)).toBe(true);
  });
});

describe('a payment plan', () => {
  const until = sleepUntil(owing(20_000), START, day('2026-04-08'));
  const offered = until.at(-1)?.turn;

  it('is offered by mail with statement 2', () => {
    expect(offered?.state).toBe('PLAN_OFFERED');
    expect(offered?.steps.map(({ key }) => key)).toEqual(['acc:statement:2', 'acc:planOffer:1']);
    expect(offered?.deadlines.map(({ kind }) => kind)).toContain('plan-answer');
  });

  it('starts its own story when accepted, and dunning stops', () => {
    const accepted = turn(
      offered?.after as PatientBalanceFacts,
      { type: 'planAnswered', answer: 'accepted', planId: 'p1' },
      day('2026-04-10'),
    );
    expect(accepted.events).toEqual([
      { toStory: 'plan', subjectId: 'p1', type: 'planAccepted', facts: { accountId: 'acc', totalCents: 20_000 } },
    ]);
    const quiet = sleepUntil(accepted.after, day('2026-04-11'), day('2026-12-31'));
    expect(quiet.flatMap(({ turn: { steps } }) => steps)).toEqual([]);
    const paid = turn(
      accepted.after,
      { type: 'paymentReceived', paymentId: 'x', amountCents: 4_000 },
      day('2026-05-01'),
    );
    expect(paid.events).toEqual([
      { toStory: 'plan', subjectId: 'p1', type: 'paymentReceived', facts: { amountCents: 4_000 } },
    ]);
    const defaulted = turn(paid.after, { type: 'planDefaulted' }, day('2026-08-01'));
    expect(defaulted).toMatchObject({ state: 'DUNNING', steps: [{ details: { step: 3, amountCents: 16_000 } }] });
  });

  it('that nobody answers leaves dunning as it was', () => {
    const rest = sleepUntil(offered?.after as PatientBalanceFacts, day('2026-04-09'), day('2026-07-20'));
    expect(at(rest, day('2026-05-08')).state).toBe('PLAN_OFFERED');
    expect(at(rest, day('2026-05-09')).state).toBe('DUNNING');
    expect(at(rest, day('2026-07-06')).state).toBe('DUNNING');
    expect(at(rest, day('2026-07-07')).state).toBe('PLACEMENT_REVIEW');
  });
});

describe('money', () => {
  it('pays the oldest responsibility first and tells each claim that is settled', () => {
    const two = turn(
      owing(3_000),
      { type: 'responsibilityAdded', claimId: 'c2', amountCents: 5_000 },
      day('2026-03-10'),
    ).after;
    const paid = turn(two, { type: 'paymentReceived', paymentId: 'x', amountCents: 4_000 }, day('2026-03-11'));
    expect(paid.allocations).toEqual([
      { claimId: 'c1', amountCents: 3_000 },
      { claimId: 'c2', amountCents: 1_000 },
    ]);
    expect(paid.events).toEqual([
      { toStory: 'claim', subjectId: 'c1', type: 'responsibilitySettled', facts: { how: 'paid' } },
    ]);
    const rest = turn(paid.after, { type: 'paymentReceived', paymentId: 'y', amountCents: 4_500 }, day('2026-03-12'));
    expect(rest).toMatchObject({ state: 'SETTLED', unallocatedCents: 500, waitFor: 'nothing' });
    expect(rest.wakeOn).toBeUndefined();
  });
});

describe('placement with an agency', () => {
  const review = sleepUntil(owing(20_000), START, day('2026-07-07')).at(-1)?.turn.after as PatientBalanceFacts;
  const proposed = turn(review, { type: 'placementProposed', approvalId: 'pl1' }, day('2026-07-08'));
  const placed = turn(proposed.after, { type: 'placementApproved', placementId: 'pl1' }, day('2026-07-09'));

  it('lists only what went through every notice', () => {
    const two = turn(review, { type: 'responsibilityAdded', claimId: 'c2', amountCents: 7_000 }, day('2026-07-07'));
    const selected = turn(two.after, { type: 'placementProposed', approvalId: 'pl1' }, day('2026-07-08'));
    expect(selected.selected).toEqual({ placementId: 'pl1', items: [{ claimId: 'c1', amountCents: 20_000 }] });
    const approved = turn(selected.after, { type: 'placementApproved', placementId: 'pl1' }, day('2026-07-09'));
    expect(approved.events).toMatchObject([{ facts: { amountCents: 20_000 } }]);
    const later = sleepUntil(approved.after, day('2026-07-09'), day('2026-07-20'));
    expect(later.flatMap(({ turn: { steps } }) => steps)).toMatchObject([
      { details: { notice: 'statement', step: 1, amountCents: 7_000 } },
    ]);
  });

  it('is approved only for the proposal that stands, and only while every gate is open', () => {
    const other = turn(proposed.after, { type: 'placementApproved', placementId: 'old' }, day('2026-07-09'));
    expect(other).toMatchObject({ state: 'PLACEMENT_REVIEW', events: [] });
    const bankrupt = { ...proposed.after, guards: ['bankruptcy'] };
    expect(turn(bankrupt, { type: 'placementApproved', placementId: 'pl1' }, day('2026-07-09'))).toMatchObject({
      state: 'DUNNING',
      events: [{ toStory: 'placement', subjectId: 'pl1', type: 'recallNeeded' }],
    });
  });

  it('waits for the approval without asking anybody again', () => {
    const waiting = sleepUntil(proposed.after, day('2026-07-08'), day('2026-08-20'));
    expect(waiting.flatMap(({ turn: { workItems } }) => workItems)).toEqual([]);
    const refused = turn(proposed.after, { type: 'placementDeclined' }, day('2026-07-23'));
    expect(refused).toMatchObject({ state: 'DUNNING', events: [{ subjectId: 'pl1', type: 'placementRefused' }] });
  });

  it('is recalled when the guarantor pays us, when the payer takes its decision back, and on a guard', () => {
    const recall = (reason: string) => ({
      toStory: 'placement',
      subjectId: 'pl1',
      type: 'recallNeeded',
      facts: { reason },
    });
    const pays = { type: 'paymentReceived', paymentId: 'x', amountCents: 3_000 } as const;
    expect(turn(placed.after, pays, day('2026-08-01')).events).toEqual([recall('paid')]);
    expect(turn(placed.after, { ...pays, fromAgency: true }, day('2026-08-01')).events).toEqual([]);
    const reversed = { type: 'responsibilityReversed', claimId: 'c1', amountCents: 20_000 } as const;
    expect(turn(placed.after, reversed, day('2026-08-01'))).toMatchObject({
      state: 'SETTLED',
      events: [recall('insurance')],
    });
    const bankrupt = { ...placed.after, guards: ['bankruptcy'] };
    expect(turn(bankrupt, { type: 'guardsChanged' }, day('2026-08-01')).events).toEqual([recall('guard')]);
    expect(turn(placed.after, { type: 'assistanceApplied' }, day('2026-08-01')).events).toEqual([recall('assistance')]);
  });

  it('that comes back is not placed again before day 300, and never a third time', () => {
    const back = turn(placed.after, { type: 'placementReturned', placementId: 'pl1' }, day('2026-10-01'));
    expect(back.state).toBe('DUNNING');
    const asked = sleepUntil(back.after, day('2026-10-01'), day('2027-01-31')).filter(
      ({ turn: { state } }) => state === 'PLACEMENT_REVIEW',
    );
    expect(asked[0]?.date).toBe('2027-01-03');
  });
});

describe('an application for financial help', () => {
  const applied = turn(owing(20_000), { type: 'assistanceApplied' }, day('2026-03-10'));

  it('stops every statement until it is decided, and is answered by letter', () => {
    expect(applied).toMatchObject({
      state: 'ASSISTANCE',
      steps: [{ key: 'acc:assistanceReceived:1' }],
      workItems: [{ kind: 'screenAssistance' }],
    });
    const quiet = sleepUntil(applied.after, day('2026-03-10'), day('2026-08-01'));
    expect(quiet.flatMap(({ turn: { steps } }) => steps)).toEqual([]);
    const more = turn(applied.after, { type: 'assistanceIncomplete' }, day('2026-03-20'));
    expect(more).toMatchObject({ state: 'ASSISTANCE', steps: [{ key: 'acc:assistanceIncomplete:2' }] });
    expect(turn(more.after, { type: 'inquiryAnswered' }, day('2026-03-21')).state).toBe('ASSISTANCE');
  });

  it('is decided by a write-off first and a letter after it, also when nothing is left', () => {
    const lowered = turn(
      applied.after,
      { type: 'writeOffApproved', claimId: 'c1', amountCents: 15_000 },
      day('2026-03-25'),
    );
    expect(lowered.state).toBe('ASSISTANCE');
    const decided = turn(lowered.after, { type: 'assistanceDecided' }, day('2026-03-25'));
    expect(decided).toMatchObject({ state: 'DUNNING', cancelWorkItems: ['screenAssistance'] });
    expect(decided.steps.map(({ key }) => key)).toContain('acc:assistanceDecision:1');
    const all = turn(
      applied.after,
      { type: 'writeOffApproved', claimId: 'c1', amountCents: 20_000 },
      day('2026-03-25'),
    );
    expect(turn(all.after, { type: 'assistanceDecided' }, day('2026-03-25'))).toMatchObject({
      state: 'SETTLED',
      steps: [{ key: 'acc:assistanceDecision:1' }],
    });
  });
});

describe('a question or a dispute', () => {
  it('freezes dunning and recalls a placed balance', () => {
    const review = sleepUntil(owing(20_000), START, day('2026-07-07')).at(-1)?.turn.after as PatientBalanceFacts;
    const proposed = turn(review, { type: 'placementProposed', approvalId: 'pl1' }, day('2026-07-08'));
    const placed = turn(proposed.after, { type: 'placementApproved', placementId: 'pl1' }, day('2026-07-08'));
    expect(placed.events).toEqual([
      {
        toStory: 'placement',
        subjectId: 'pl1',
        type: 'placementApproved',
        facts: { accountId: 'acc', amountCents: 20_000 },
      },
    ]);
    const frozen = turn(placed.after, { type: 'disputed' }, day('2026-07-20'));
    expect(frozen).toMatchObject({
      state: 'FROZEN',
      workItems: [{ kind: 'answerInquiry' }],
      events: [{ type: 'recallNeeded' }],
    });
    expect(turn(frozen.after, { type: 'inquiryAnswered' }, day('2026-07-25')).state).not.toBe('PLACED');
  });

  it('stays frozen until the last reason is gone', () => {
    const bounced = turn(turn(owing(9_000), { type: 'inquiryOpened' }, START).after, { type: 'mailBounced' }, START);
    const answered = turn(bounced.after, { type: 'inquiryAnswered' }, day('2026-03-04'));
    expect(answered.state).toBe('FROZEN');
    expect(turn(answered.after, { type: 'addressFixed' }, day('2026-03-05')).state).toBe('DUNNING');
  });
});

const events: fc.Arbitrary<PatientBalanceEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<PatientBalanceEvent>({ type: 'timeReached' }) },
  fc.record({
    type: fc.constant('responsibilityAdded' as const),
    claimId: fc.constantFrom('c1', 'c2', 'c3'),
    amountCents: fc.integer({ min: 100, max: 90_000 }),
  }),
  fc.record({
    type: fc.constant('responsibilityReversed' as const),
    claimId: fc.constantFrom('c1', 'c2'),
    amountCents: fc.integer({ min: 1, max: 40_000 }),
  }),
  fc.record({
    type: fc.constant('paymentReceived' as const),
    paymentId: fc.constant('x'),
    amountCents: fc.integer({ min: 1, max: 60_000 }),
  }),
  fc.record({ type: fc.constant('writeOffApproved' as const), amountCents: fc.integer({ min: 1, max: 60_000 }) }),
  {
    weight: 8,
    arbitrary: fc.constantFrom<PatientBalanceEvent>(
      { type: 'planAnswered', answer: 'accepted', planId: 'p' },
      { type: 'planAnswered', answer: 'declined' },
      { type: 'planRequested' },
      { type: 'planRequested', months: 3 },
      { type: 'planCompleted' },
      { type: 'planDefaulted' },
      { type: 'inquiryOpened' },
      { type: 'inquiryAnswered' },
      { type: 'disputed' },
      { type: 'mailBounced' },
      { type: 'addressFixed' },
      { type: 'assistanceApplied' },
      { type: 'assistanceDecided' },
      { type: 'assistanceIncomplete' },
      { type: 'placementProposed', approvalId: 'pl' },
      { type: 'placementDeclined' },
      { type: 'placementApproved', placementId: 'pl' },
      { type: 'placementReturned' },
      { type: 'guardsChanged' },
      { type: 'payByCheckPromised' },
    ),
  },
);

/** Orders of events: some here, 5,000 in the deep run. */
const numRuns = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 400));

describe('the life of a balance, whatever happens', () => {
  it('never leaves an open state without a later wake, follows its table and loses no cent', () => {
    const seen = new Set<PatientBalanceState>(['IDLE']);
    const review = sleepUntil(owing(12_345), START, day('2026-07-07')).at(-1)?.turn.after as PatientBalanceFacts;
    const stories = fc.array(fc.tuple(events, fc.integer({ min: 0, max: 9 })), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(owing(12_345), review), stories, (start, story) => {
        let facts = start;
        let date = start === review ? day('2026-07-07') : START;
        let wakeOn: PlainDate | undefined = addDays(date, 1);
        for (const [event, days] of story) {
          date = event.type === 'timeReached' && wakeOn !== undefined && wakeOn > date ? wakeOn : addDays(date, days);
          const judged = turn(facts, event, date);
          const allowed = patientBalanceRule(facts.state).exits[event.type] ?? [facts.state];
          if (!allowed.includes(judged.state)) throw new Error(`${facts.state} + ${event.type} → ${judged.state}`);
          const open = !isFinalPatientBalance(judged.state);
          if (open !== (judged.wakeOn !== undefined && judged.wakeOn > date))
            throw new Error(`${judged.state} has no later wake`);
          if (open && totalOwedCents(judged.after.responsibilities) === 0)
            throw new Error(`${judged.state} owes nothing`);
          if (
            event.type === 'paymentReceived' &&
            allowed.length > 0 &&
            judged.because !== 'paymentReceived changes nothing here.'
          ) {
            const given = judged.allocations.reduce(
              (sum, { amountCents }) => sum + amountCents,
              judged.unallocatedCents,
            );
            if (given !== event.amountCents) throw new Error('a payment lost cents');
          }
          seen.add(judged.state);
          ({ after: facts, wakeOn } = judged);
        }
      }),
      { numRuns, seed: 9 },
    );
    expect([...seen].sort()).toEqual([...patientBalanceStates].sort());
  }, 300_000);

  it('has an owner and an exit for every open state', () => {
    for (const state of patientBalanceStates.filter((each) => !isFinalPatientBalance(each))) {
      const { exits, owner } = patientBalanceRule(state);
      expect(owner).toBeTruthy();
      expect(
        Object.values(exits)
          .flat()
          .some((target) => target !== state),
      ).toBe(true);
      expect(exits.timeReached).toBeDefined();
    }
  });
});
