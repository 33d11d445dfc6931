import fc from 'fast-check';
import { addDays, plainDate } from '../dates/plain-date.js';
import { defaultDunningPolicy } from '../patients/dunning-policy.js';
import { nextPlacement } from './next-placement.js';
import {
  isFinalPlacement,
  placementRule,
  placementStates,
  type PlacementEvent,
  type PlacementRecord,
  type PlacementState,
} from './placement.js';
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
  const start: PlacementRecord = {
    placementId: 'pl',
    accountId: 'acc',
    state: 'SELECTED',
    placedCents: 20_000,
    collectedCents: 0,
    selectedOn: plainDate('2026-07-07'),
    lastActivityOn: plainDate('2026-07-07'),
  };
  const turn = (record: PlacementRecord, event: PlacementEvent, date: string) =>
    nextPlacement(record, event, { date: plainDate(date), instant: `${date}T12:00:00Z` });

  it('hands the file over after approval, passes payments on gross, and is recalled within a business day', () => {
    const approved = turn(start, { type: 'placementApproved' }, '2026-07-08');
    expect(approved.steps.map(({ key }) => key)).toEqual(['pl:place:1']);
    const placed = turn(approved.after, { type: 'filePlaced' }, '2026-07-09');
    const paid = turn(placed.after, { type: 'agencyPaid', paymentId: 'x', amountCents: 5_000 }, '2026-08-01');
    expect(paid).toMatchObject({
      state: 'PARTIAL',
      events: [{ toStory: 'patient-balance', type: 'paymentReceived', facts: { amountCents: 5_000 } }],
    });
    const recalled = turn(paid.after, { type: 'recallNeeded' }, '2026-08-07');
    expect(recalled).toMatchObject({ state: 'RECALLED', wakeOn: '2026-08-10', steps: [{ key: 'pl:recall:1' }] });
    expect(turn(recalled.after, { type: 'recallConfirmed' }, '2026-08-10')).toMatchObject({
      state: 'RETURNED',
      events: [{ type: 'placementReturned' }],
    });
  });

  it('comes back after 180 days without activity', () => {
    const placed: PlacementRecord = {
      ...start,
      state: 'PLACED',
      placedOn: plainDate('2026-07-09'),
      lastActivityOn: plainDate('2026-07-09'),
    };
    expect(turn(placed, { type: 'timeReached' }, '2027-01-04').wakeOn).toBe('2027-01-05');
    expect(turn(placed, { type: 'timeReached' }, '2027-01-05').state).toBe('RECALLED');
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
        { type: 'placementApproved' },
        { type: 'filePlaced' },
        { type: 'agencyDisputed' },
        { type: 'disputeVerified' },
        { type: 'legalRequested' },
        { type: 'legalRefused' },
        { type: 'recallNeeded' },
        { type: 'recallConfirmed' },
        { type: 'agencyReturned' },
        { type: 'timeReached' },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, fc.integer({ min: 0, max: 60 })), { minLength: 8, maxLength: 25 }),
        (story) => {
          let record = start;
          let date = start.selectedOn;
          for (const [each, days] of [[{ type: 'placementApproved' }, 0], [{ type: 'filePlaced' }, 0], ...story] as [
            PlacementEvent,
            number,
          ][]) {
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
      { numRuns: 400, seed: 2 },
    );
    expect([...seen].sort()).toEqual([...placementStates].sort());
  });
});
