import fc from 'fast-check';
import { addDays, plainDate } from '../dates/plain-date.js';
import { defaultDunningPolicy } from '../patients/dunning-policy.js';
import { nextPlacement } from './next-placement.js';
import { newPlacement, type PlacementEvent, type PlacementRecord, type PlacementState } from './placement.js';
import { isFinalPlacement, placementRule, placementStates } from './placement-life.js';
import { placementNotBefore, shutPlacementGates, stateWaitDays, type PlacementFacts } from './placement-gates.js';

const gates = (over: Partial<PlacementFacts> = {}) =>
  shutPlacementGates(
    {
      today: plainDate('2026-07-07'),
      amountCents: 5_000,
      dayZero: plainDate('2026-03-09'),
      noticesSent: 4,
      finalNoticeOn: plainDate('2026-06-07'),
      insuranceFinal: true,
      guards: [],
      assistanceNotified: true,
      addressVerified: true,
      onPlan: false,
      placements: 0,
      stateWaitDays: 120,
      ...over,
    },
    defaultDunningPolicy,
  );

/** Orders of events: some here, 5,000 in the deep run. */
const numRuns = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 400));

describe('placement gates', () => {
  it('open on day 120, 30 days after the final notice', () => {
    expect(gates()).toEqual([]);
    expect(gates({ today: plainDate('2026-07-06') })).toEqual(['age', 'finalNoticeWait']);
  });

  it('each shut it for a reason of its own', () => {
    expect(gates({ amountCents: 4_999 })).toEqual(['balance']);
    expect(gates({ noticesSent: 3 })).toEqual(['notices']);
    expect(gates({ guards: ['bankruptcy'], onPlan: true })).toEqual(['guards', 'plan']);
    expect(gates({ insuranceFinal: false, assistanceNotified: false, addressVerified: false })).toEqual([
      'insurance',
      'assistance',
      'address',
    ]);
  });

  it('wait longer where the state demands it, and until day 300 for a second placement', () => {
    expect(gates({ stateWaitDays: stateWaitDays('CA') })).toEqual(['age']);
    expect(gates({ placements: 1, today: plainDate('2027-01-02') })).toEqual(['age']);
    expect(gates({ placements: 1, today: plainDate('2027-01-03') })).toEqual([]);
    expect(stateWaitDays(undefined)).toBe(180);
  });

  it('name the day the waiting is over', () => {
    const facts: PlacementFacts = {
      today: plainDate('2026-04-01'),
      amountCents: 1,
      dayZero: plainDate('2026-03-09'),
      noticesSent: 4,
      finalNoticeOn: plainDate('2026-06-20'),
      insuranceFinal: true,
      guards: [],
      assistanceNotified: true,
      addressVerified: true,
      onPlan: false,
      placements: 0,
      stateWaitDays: 120,
    };
    expect(placementNotBefore(facts, defaultDunningPolicy)).toBe('2026-07-20');
  });
});

describe('a placement', () => {
  const start = newPlacement('pl', { accountId: 'acc', placedCents: 20_000 }, plainDate('2026-07-07'));
  const turn = (record: PlacementRecord, event: PlacementEvent, date: string) =>
    nextPlacement(record, event, { date: plainDate(date), instant: `${date}T12:00:00Z` });
  const lived = (...story: readonly (readonly [PlacementEvent, string])[]) =>
    story.reduce((record, [event, date]) => turn(record, event, date).after, start);
  const placed = lived(
    [{ type: 'placementApproved' }, '2026-07-08'],
    [{ type: 'fileSent', action: 'place' }, '2026-07-08'],
    [{ type: 'agencyAcknowledged' }, '2026-07-09'],
  );

  it('hands the file over after approval, passes payments on gross, and is recalled within a business day', () => {
    const approved = turn(start, { type: 'placementApproved' }, '2026-07-08');
    expect(approved.steps.map(({ key }) => key)).toEqual(['pl:place:1']);
    expect(placed.state).toBe('PLACED');
    const paid = turn(placed, { type: 'agencyPaid', paymentId: 'x', amountCents: 5_000 }, '2026-08-01');
    expect(paid).toMatchObject({
      state: 'PARTIAL',
      events: [
        { toStory: 'patient-balance', type: 'paymentReceived', facts: { amountCents: 5_000, fromAgency: true } },
      ],
    });
    const recalled = turn(paid.after, { type: 'recallNeeded', reason: 'dispute' }, '2026-08-07');
    expect(recalled).toMatchObject({
      state: 'RECALLED',
      because: 'The guarantor disputes it: it is recalled.',
      wakeOn: '2026-08-10',
      steps: [{ key: 'pl:recall:1', details: { action: 'recall', reason: 'dispute' } }],
      deadlines: [{ kind: 'agency-recall', hardDate: '2026-08-10' }],
    });
    const sent = turn(recalled.after, { type: 'fileSent', action: 'recall' }, '2026-08-07');
    expect(sent).toMatchObject({ closeDeadlines: ['agency-recall'], deadlines: [{ kind: 'agency-answer' }] });
    expect(turn(sent.after, { type: 'recallConfirmed' }, '2026-08-10')).toMatchObject({
      state: 'RETURNED',
      events: [{ type: 'placementReturned' }],
    });
  });

  it('lapses when nobody approves it in the business days of the rule of its day; one without a rule stands ten', () => {
    const byRule = { ...start, lapsesAfter: { ruleId: 'approval-business-days.own', version: 2, days: 3 } };
    const overOn = (record: PlacementRecord) => turn(record, { type: 'placementSelected' }, '2026-07-07').wakeOn;
    expect([overOn(start), overOn(byRule)]).toEqual(['2026-07-22', '2026-07-11']);
    expect(turn(byRule, { type: 'timeReached' }, '2026-07-13')).toMatchObject({
      state: 'RETURNED',
      because: 'The approval ran out.',
      rules: [
        { ruleId: 'patient.agency-placement', version: 1 },
        { ruleId: 'approval-business-days.own', version: 2 },
      ],
    });
    expect(turn(start, { type: 'timeReached' }, '2026-07-13').state).toBe('SELECTED');
  });

  it('makes a person ask an agency that does not acknowledge in three business days, once a wait', () => {
    const sent = lived(
      [{ type: 'placementApproved' }, '2026-07-08'],
      [{ type: 'fileSent', action: 'place' }, '2026-07-08'],
    );
    expect(turn(sent, { type: 'timeReached' }, '2026-07-13').workItems).toEqual([]);
    const silent = turn(sent, { type: 'timeReached' }, '2026-07-14');
    expect(silent.workItems).toMatchObject([{ kind: 'agencySilent', dedupeKey: 'pl:agencySilent:APPROVED:0' }]);
    const chased = turn(silent.after, { type: 'agencyChased' }, '2026-07-15');
    expect(chased.wakeOn).toBe('2026-07-21');
    expect(turn(chased.after, { type: 'timeReached' }, '2026-07-21').workItems).toMatchObject([
      { dedupeKey: 'pl:agencySilent:APPROVED:1' },
    ]);
    expect(turn(chased.after, { type: 'agencyAnswered' }, '2026-07-22')).toMatchObject({
      state: 'PLACED',
      cancelWorkItems: ['agencySilent'],
    });
  });

  it('that is refused, or that nobody approved in ten business days, never reaches the agency', () => {
    expect(turn(start, { type: 'placementRefused' }, '2026-07-08')).toMatchObject({ state: 'RETURNED', steps: [] });
    expect(turn(start, { type: 'timeReached' }, '2026-07-21').state).toBe('SELECTED');
    expect(turn(start, { type: 'timeReached' }, '2026-07-22')).toMatchObject({
      state: 'RETURNED',
      steps: [],
      events: [{ type: 'placementReturned' }],
    });
  });

  it('stops while the debt is disputed and starts no legal action by itself', () => {
    const disputed = turn(placed, { type: 'agencyDisputed' }, '2026-07-20');
    expect(disputed).toMatchObject({ state: 'DISPUTED', workItems: [{ kind: 'verifyDebt', dueDate: '2026-07-27' }] });
    expect(turn(disputed.after, { type: 'disputeVerified' }, '2026-07-22').state).toBe('PLACED');
    const asked = turn(placed, { type: 'legalRequested' }, '2026-10-01');
    expect(asked).toMatchObject({ state: 'LEGAL_REQUESTED', workItems: [{ kind: 'decideLegalAction' }] });
    expect(turn(asked.after, { type: 'legalRefused' }, '2026-10-02').state).toBe('PLACED');
  });

  it('takes money that comes after its end, and passes it on', () => {
    const back = turn(placed, { type: 'agencyReturned' }, '2026-10-01').after;
    expect(turn(back, { type: 'agencyPaid', paymentId: 'late', amountCents: 1_000 }, '2026-10-05')).toMatchObject({
      state: 'RETURNED',
      events: [{ type: 'paymentReceived', facts: { paymentId: 'late' } }],
    });
  });

  it('comes back after 180 days without activity', () => {
    expect(turn(placed, { type: 'timeReached' }, '2027-01-04').wakeOn).toBe('2027-01-05');
    expect(turn(placed, { type: 'timeReached' }, '2027-01-05')).toMatchObject({
      state: 'RECALLED',
      after: { recallReason: 'inactive' },
    });
  });

  it('follows its table, reaches every state and always has a later wake while open', () => {
    const seen = new Set<PlacementState>(['SELECTED']);
    const event: fc.Arbitrary<PlacementEvent> = fc.oneof(
      fc.record({
        type: fc.constant('agencyPaid' as const),
        paymentId: fc.constant('x'),
        amountCents: fc.integer({ min: 1, max: 15_000 }),
      }),
      fc.constantFrom<PlacementEvent>(
        { type: 'placementSelected' },
        { type: 'placementApproved' },
        { type: 'placementRefused' },
        { type: 'fileSent', action: 'place' },
        { type: 'fileSent', action: 'recall' },
        { type: 'agencyAcknowledged' },
        { type: 'agencyRejected' },
        { type: 'agencyDisputed' },
        { type: 'disputeVerified' },
        { type: 'legalRequested' },
        { type: 'legalRefused' },
        { type: 'recallNeeded' },
        { type: 'recallConfirmed' },
        { type: 'agencyReturned' },
        { type: 'agencyAnswered' },
        { type: 'agencyChased' },
        { type: 'timeReached' },
      ),
    );
    const opening: [PlacementEvent, number][] = [
      [{ type: 'placementApproved' }, 0],
      [{ type: 'fileSent', action: 'place' }, 0],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom([], opening, [...opening, [{ type: 'agencyAcknowledged' }, 1] as [PlacementEvent, number]]),
        fc.array(fc.tuple(event, fc.integer({ min: 0, max: 60 })), { minLength: 8, maxLength: 25 }),
        (begun, story) => {
          let record = start;
          let date = start.selectedOn;
          for (const [each, days] of [...begun, ...story]) {
            date = addDays(date, days);
            const judged = turn(record, each, date);
            const allowed = placementRule(record.state).exits[each.type] ?? [record.state];
            if (!allowed.includes(judged.state)) throw new Error(`${record.state} + ${each.type} → ${judged.state}`);
            if (isFinalPlacement(judged.state) !== (judged.wakeOn === undefined || judged.wakeOn <= date))
              throw new Error(`${judged.state}: wake`);
            seen.add(judged.state);
            record = judged.after;
          }
        },
      ),
      { numRuns, seed: 2 },
    );
    expect([...seen].sort()).toEqual([...placementStates].sort());
  }, 300_000);

  it('has an owner and an exit by time for every open state', () => {
    for (const state of placementStates.filter((each) => !isFinalPlacement(each))) {
      expect(placementRule(state).owner).toBeTruthy();
      expect(placementRule(state).exits.timeReached).toBeDefined();
      expect(
        Object.values(placementRule(state).exits)
          .flat()
          .some((target) => target !== state),
      ).toBe(true);
    }
  });
});
