import fc from 'fast-check';
import type { PayerRule } from '../payer-rules/payer-rule.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { batchRulesFor } from '../payer-rules/rules-for.js';
import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { batchTransitions, nextBatch, type BatchEvent, type BatchFacts, type BatchState } from './next-batch.js';

const facts = (fields: Partial<BatchFacts>): BatchFacts => ({
  id: 'b1',
  state: 'COLLECTING',
  claims: 2,
  full: false,
  closing: false,
  sentOn: null,
  ack999On: null,
  silentClaims: 0,
  ...fields,
});
const judge = (batch: BatchFacts, event: BatchEvent, date = '2026-01-05') =>
  nextBatch(
    batch,
    event,
    { date: plainDate(date), instant: `${date}T15:00:00.000Z` },
    batchRulesFor([], { ...batch, today: plainDate(date) }, ruleLibrary),
  );

describe('a batch', () => {
  it('sends at closing time, and waits on when every claim was taken out of it', () => {
    expect(judge(facts({ closing: true }), { type: 'timeReached' })?.steps).toHaveLength(1);
    expect(judge(facts({ closing: true, claims: 0 }), { type: 'timeReached' })).toMatchObject({
      state: 'COLLECTING',
      steps: [],
      waitFor: 'a claim to send',
    });
  });

  const acknowledged = facts({
    state: 'ACKNOWLEDGED',
    sentOn: plainDate('2026-01-05'),
    ack999On: plainDate('2026-01-05'),
  });

  it('asks a person when the payer has said nothing about a claim for three business days', () => {
    const turn = judge({ ...acknowledged, silentClaims: 1 }, { type: 'timeReached' }, '2026-01-09');
    expect([turn?.state, turn?.workItems[0]?.kind]).toEqual(['ACKNOWLEDGED', 'silentBatch']);
  });

  it('whose late answer comes asks nobody about its silence any more, whether it is yes or no', () => {
    const sent = facts({ state: 'SENT', sentOn: plainDate('2026-01-05'), silentClaims: 2 });
    for (const accepted of [true, false])
      expect(judge(sent, { type: 'fileAcknowledged', accepted }, '2026-01-12')?.cancelWorkItems).toEqual([
        'silentBatch',
      ]);
  });

  describe('at a clearinghouse that answers in its own name', () => {
    const sent = facts({ state: 'SENT', sentOn: plainDate('2026-01-05'), silentClaims: 2, unforwardedClaims: 2 });
    const waiting = { ...acknowledged, silentClaims: 2, unforwardedClaims: 2 };

    it('has a clock of one business day for it and one of three for the payer, both from the 999', () => {
      const turn = judge(sent, { type: 'fileAcknowledged', accepted: true });
      expect(turn?.deadlines).toMatchObject([
        {
          kind: 'acknowledgement-clearinghouse',
          hardDate: '2026-01-06',
          ruleId: 'acknowledgement-clearinghouse.default',
        },
        { kind: 'acknowledgement-277ca', hardDate: '2026-01-08' },
      ]);
      expect(turn?.wakeOn).toBe('2026-01-07');
    });

    it('is asked about the silent claims when its day is over, and the payer’s clock runs on', () => {
      expect(judge(waiting, { type: 'timeReached' }, '2026-01-06')).toBeUndefined();
      expect(judge(waiting, { type: 'timeReached' }, '2026-01-07')).toMatchObject({
        state: 'ACKNOWLEDGED',
        rules: [{ ruleId: 'acknowledgement-clearinghouse.default', version: 1 }],
        workItems: [{ kind: 'silentBatch', facts: { clock: 'clearinghouse 277CA' } }],
        changes: { silent: 'clearinghouse' },
        closeDeadlines: [],
        wakeOn: '2026-01-09',
      });
      expect(judge(waiting, { type: 'timeReached' }, '2026-01-09')).toMatchObject({ changes: { silent: true } });
    });

    it('ends its clock by passing every claim on, late or not, and leaves the payer’s as it is', () => {
      const passedOn = { ...waiting, unforwardedClaims: 0 };
      expect(judge({ ...waiting, unforwardedClaims: 1 }, { type: 'claimsAcknowledged' }, '2026-01-06')).toBeUndefined();
      expect(judge(passedOn, { type: 'claimsAcknowledged' }, '2026-01-08')).toMatchObject({
        state: 'ACKNOWLEDGED',
        closeDeadlines: ['acknowledgement-clearinghouse'],
        cancelWorkItems: ['silentBatch'],
        wakeOn: '2026-01-09',
      });
      expect(judge(passedOn, { type: 'timeReached' }, '2026-01-07')).toMatchObject({
        workItems: [],
        wakeOn: '2026-01-09',
      });
      expect(judge(passedOn, { type: 'timeReached' }, '2026-01-09')).toMatchObject({ changes: { silent: true } });
    });

    it('has no such clock where only payers answer, or where it answered before its own 999', () => {
      const { unforwardedClaims: _none, ...payersOnly } = sent;
      for (const batch of [payersOnly, { ...sent, unforwardedClaims: 0 }])
        expect(judge(batch, { type: 'fileAcknowledged', accepted: true })?.deadlines.map(({ kind }) => kind)).toEqual([
          'acknowledgement-277ca',
        ]);
    });
  });

  it('waits as long as the slowest of its payers may take, by the rules of the day it was sent', () => {
    const slow: PayerRule = {
      ruleId: 'acknowledgement277ca.own',
      version: 2,
      key: 'acknowledgement277ca',
      value: 5,
      payerKey: 'uhc',
      authority: 'payer',
      source: 'companion guide',
      effectiveFrom: plainDate('2026-01-05'),
    };
    const waiting = { ...acknowledged, silentClaims: 1 };
    const clocks = (ack999On: string) =>
      batchRulesFor(
        [{ payerClass: 'medicare' }, { payerClass: 'commercial', payerKey: 'uhc' }],
        { today: plainDate('2026-01-09'), sentOn: waiting.sentOn, ack999On: plainDate(ack999On) },
        [...ruleLibrary, slow],
      );
    const at = { date: plainDate('2026-01-09'), instant: '2026-01-09T15:00:00.000Z' };
    expect(nextBatch(waiting, { type: 'timeReached' }, at, clocks('2026-01-05'))).toMatchObject({
      workItems: [],
      wakeOn: '2026-01-13',
    });
    expect(nextBatch(waiting, { type: 'timeReached' }, at, clocks('2026-01-04'))?.rules).toEqual([
      { ruleId: 'acknowledgement277ca.default', version: 1 },
    ]);
    const sentToday = nextBatch(
      { ...waiting, state: 'SENT' },
      { type: 'fileAcknowledged', accepted: true },
      at,
      clocks('2026-01-09'),
    );
    expect(sentToday?.deadlines).toMatchObject([{ hardDate: '2026-01-16', ruleId: slow.ruleId, version: 2 }]);
  });

  it('that nobody ever received is given up when a person says so, and its claims are sent again', () => {
    for (const state of ['SENT', 'ACKNOWLEDGED'] as const)
      expect(judge(facts({ state, silentClaims: 2 }), { type: 'batchResendAllowed' })).toMatchObject({
        state: 'REJECTED',
        changes: { resend: true },
        cancelWorkItems: ['silentBatch'],
      });
  });

  it('that no 999 ever answered ends once every claim of it was decided or sent again', () => {
    const sent = facts({ state: 'SENT', sentOn: plainDate('2026-01-05') });
    expect(judge({ ...sent, silentClaims: 1 }, { type: 'timeReached' }, '2026-01-20')?.state).toBe('SENT');
    expect(judge(sent, { type: 'timeReached' }, '2026-01-20')).toMatchObject({
      state: 'DONE',
      cancelWorkItems: ['silentBatch'],
    });
  });

  it('ends by itself once the silent claim was sent again or decided', () => {
    expect(judge(acknowledged, { type: 'timeReached' }, '2026-01-20')?.state).toBe('DONE');
  });
});

/** Orders of events: some here, 5,000 in the deep run. */
const numRuns = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 1_000));

const events: fc.Arbitrary<BatchEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<BatchEvent>({ type: 'timeReached' }) },
  fc.constantFrom<BatchEvent>(
    { type: 'claimQueued' },
    { type: 'batchSent' },
    { type: 'claimsAcknowledged' },
    { type: 'batchFound' },
    { type: 'batchResendAllowed' },
    { type: 'stepFailed' },
  ),
  fc.boolean().map((accepted): BatchEvent => ({ type: 'interchangeAcknowledged', accepted })),
  fc.boolean().map((accepted): BatchEvent => ({ type: 'fileAcknowledged', accepted })),
);
const moves = fc.record({
  event: events,
  days: fc.integer({ min: 0, max: 5 }),
  claims: fc.integer({ min: 0, max: 3 }),
  silentClaims: fc.integer({ min: 0, max: 2 }),
  unforwardedClaims: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  full: fc.boolean(),
  closing: fc.boolean(),
});
/** What closes a batch is its size and the clock, whatever it hears at that moment. */
const isAllowed = (from: BatchState, event: string, to: BatchState): boolean =>
  from === to ||
  (from === 'COLLECTING' && to === 'SENDING') ||
  batchTransitions.some(([at, type, , next]) => at === from && type === event && next === to);

describe('a batch, whatever the order of events', () => {
  it('keeps to its table, sends once, and never sleeps through a clock of its own', () => {
    const seen = new Set<BatchState>(['COLLECTING']);
    fc.assert(
      fc.property(fc.array(moves, { minLength: 4, maxLength: 20 }), (story) => {
        let batch = facts({});
        let date: PlainDate = plainDate('2026-01-05');
        let wakeOn: PlainDate | undefined;
        let sends = 0;
        for (const { event, days, unforwardedClaims: unforwarded, ...found } of story) {
          date = addDays(date, days);
          // What a claim is queued into is not sent yet; what was sent changes only by answers.
          const { unforwardedClaims: _was, ...before } = batch; // absent: the partner is said to have no word of its own meanwhile
          batch = {
            ...before,
            ...(batch.state === 'COLLECTING' ? found : { silentClaims: found.silentClaims }),
            ...(unforwarded !== undefined && { unforwardedClaims: Math.min(unforwarded, found.silentClaims) }),
          };
          const turn = judge(batch, event, date);
          const isDue = event.type === 'timeReached' && wakeOn !== undefined && date >= wakeOn;
          if (isDue) expect([batch.state, turn !== undefined]).toEqual([batch.state, true]);
          if (!turn) continue;
          expect([batch.state, event.type, turn.state, isAllowed(batch.state, event.type, turn.state)]).toEqual([
            batch.state,
            event.type,
            turn.state,
            true,
          ]);
          const waits = turn.state === 'SENT' || turn.state === 'ACKNOWLEDGED';
          if (waits) expect([turn.state, (turn.wakeOn ?? '') > date]).toEqual([turn.state, true]);
          sends += turn.steps.length;
          batch = {
            ...batch,
            state: turn.state,
            sentOn: batch.sentOn ?? (turn.state === 'SENT' ? date : null),
            ack999On: batch.ack999On ?? (turn.state === 'ACKNOWLEDGED' ? date : null),
          };
          wakeOn = waits ? turn.wakeOn : undefined;
          seen.add(turn.state);
        }
        expect(sends).toBeLessThanOrEqual(1);
      }),
      { numRuns },
    );
    expect([...seen].sort()).toEqual(['ACKNOWLEDGED', 'COLLECTING', 'DONE', 'REJECTED', 'SENDING', 'SENT']);
  }, 300_000);
});
