import fc from 'fast-check';
import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { workItemCatalog, type WorkItemKind } from '../work-items/catalog.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent, DenialEventType } from './denial-event.js';
import type { DenialFacts } from './denial-facts.js';
import { denialOwners, denialTransitions, denialWaits } from './denial-lifecycle.js';
import { appealLevelStates, denialStates, isOpenDenial, type DenialState } from './denial-state.js';
import { nextDenial } from './next-denial.js';

const numRuns = Number(process.env['RECLAIM_CASES'] ?? 1_000);
const start = plainDate('2026-01-21');

const simple = [
  'denialBorn',
  'correctionChosen',
  'appealChosen',
  'documentsChosen',
  'patientReviewed',
  'reprocessingExpected',
  'otherPayerChosen',
  'otherPayerBilled',
  'otherPayerNotFound',
  'correctionPrepared',
  'correctionRejected',
  'documentsSent',
  'documentsUnavailable',
  'packetReady',
  'packetApproved',
  'packetReturned',
  'appealStillOpen',
  'effectuationDemanded',
  'appealCancelled',
  'writeOffProposed',
  'writeOffApproved',
  'writeOffRefused',
  'timeReached',
  'timeReached',
  'packetReady',
  'appealChosen',
] as const;

const events: fc.Arbitrary<DenialEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...simple).map((type): DenialEvent => ({ type })) },
  fc.constant<DenialEvent>({ type: 'packetBuilt', documentId: 'doc' }),
  fc.constant<DenialEvent>({ type: 'appealFiled', channel: 'portal', confirmation: 'x' }),
  fc.constant<DenialEvent>({ type: 'appealAcknowledged', date: start }),
  fc.constant<DenialEvent>({ type: 'correctionSubmitted', date: start, frequency: '7' }),
  fc
    .constantFrom('favorable', 'partial', 'unfavorable', 'dismissed')
    .map((decision): DenialEvent => ({ type: 'appealDecided', decision, decisionDate: start }) as DenialEvent),
  fc.boolean().map((stillDenied): DenialEvent => ({
    type: 'remittancePosted',
    remittanceClaimId: 'r',
    paidCents: cents(stillDenied ? 0 : 100),
    remainingCents: cents(0),
    stillDenied,
    date: start,
  })),
  fc.constant<DenialEvent>({ type: 'claimClosed', how: 'voided' }),
  fc.constant<DenialEvent>({ type: 'replanned', kind: 'appeal-filing', safeDate: addDays(start, 30) }),
);

function tableAllows(from: DenialState, event: DenialEventType, to: DenialState): boolean {
  return from === to || denialTransitions.some((row) => row.from === from && row.event === event && row.to === to);
}

/** Work items whose outcomes produce the event: they are done when it arrives. */
const doneBy = (type: DenialEventType): readonly string[] =>
  Object.entries(workItemCatalog)
    .filter(([, rule]) => Object.values(rule.outcomes).some((outcome) => (outcome.event as string) === type))
    .map(([kind]) => kind);

describe('the denial’s lifecycle', () => {
  it('reaches every state from NEW; every open one has an exit, an owner and something to wait for', () => {
    const reached = new Set<DenialState>(['NEW']);
    for (const state of reached) for (const row of denialTransitions) if (row.from === state) reached.add(row.to);
    expect([...reached].sort()).toEqual([...denialStates].sort());
    for (const state of denialStates.filter(isOpenDenial)) {
      expect([state, denialTransitions.some((row) => row.from === state && row.to !== state)]).toEqual([state, true]);
      expect([denialOwners[state], denialWaits[state].waitFor, denialWaits[state].days > 0]).toEqual([
        expect.any(String),
        expect.any(String),
        true,
      ]);
    }
  });

  it('keeps to its table, its dates and one active level, whatever the order of events', () => {
    const codes = fc.constantFrom('16', '50', '29', '22', '18', '252', '204', '97', 'A1', 'ZZ');
    const classes = fc.constantFrom('commercial', 'medicare', 'medicareAdvantage', 'medicaid', 'workersComp');
    fc.assert(
      fc.property(
        codes,
        classes,
        fc.constantFrom(25_000, 600_000),
        fc.constantFrom('CO', 'PR'),
        fc.boolean(),
        fc.array(fc.record({ event: events, days: fc.integer({ min: 0, max: 25 }) }), { maxLength: 16 }),
        (carc, payerClass, amount, group, contracted, story) => {
          let denial = aDenial({
            carc,
            group,
            payerClass: payerClass as DenialFacts['payerClass'],
            amountCents: cents(amount),
          });
          let date = start;
          for (const { event, days } of [{ event: { type: 'denialBorn' } as DenialEvent, days: 0 }, ...story]) {
            date = addDays(date, days);
            const done = doneBy(event.type);
            const facts: DenialFacts = {
              ...denial,
              openWorkItemKinds: denial.openWorkItemKinds.filter((kind) => !done.includes(kind)),
            };
            const turn = nextDenial(
              facts,
              event,
              { date, instant: `${date}T12:00:00Z` },
              denialRulesOf(facts, contracted),
            );
            expect([facts.state, event.type, turn.state, tableAllows(facts.state, event.type, turn.state)]).toEqual([
              facts.state,
              event.type,
              turn.state,
              true,
            ]);
            expect(turn.because).not.toBe('');
            if (isOpenDenial(turn.state)) expect((turn.wakeOn ?? '') > date).toBe(true);
            else expect([turn.wakeOn, turn.steps]).toEqual([undefined, []]);
            denial = afterTurn(facts, turn);
            const isHumanWork = ['NEW', 'TRIAGED', 'AWAITING_DOCS', 'REBILL_OTHER', 'PATIENT_REVIEW'].includes(
              denial.state,
            );
            const isWaiting =
              denial.openDeadlines.some((row) => row.kind === 'follow-up') || denial.openWorkItemKinds.length > 0;
            if (event.type === 'timeReached' && isHumanWork)
              expect([denial.state, isWaiting]).toEqual([denial.state, true]);
            expect(
              denial.levels.filter((row) => !['CLOSED', 'EXPIRED', 'WITHDRAWN'].includes(row.state)).length,
            ).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns },
    );
  }, 120_000);

  it('knows the appeal levels of the rulebook; DECIDED is passed within one turn', () => {
    const levels = [{ level: 1, state: 'FILED' as const, filedOn: start, decision: null, decidedOn: null }];
    const denial = aDenial({ state: 'APPEALING', carc: '50', levels });
    const turn = nextDenial(
      denial,
      { type: 'appealAcknowledged', date: start },
      { date: start, instant: `${start}T12:00:00Z` },
      denialRulesOf(denial),
    );
    expect(turn.levels[0]?.state).toBe('ACKNOWLEDGED');
    expect(appealLevelStates).toContain('DECIDED');
  });

  it('answers every outcome of a person’s work item in every state', () => {
    const kinds = Object.entries(workItemCatalog)
      .filter(([, rule]) => rule.subject === 'appeal')
      .map(([kind]) => kind as WorkItemKind);
    for (const kind of kinds)
      for (const outcome of Object.values(workItemCatalog[kind].outcomes))
        for (const state of denialStates) {
          const event = {
            type: outcome.event,
            decision: 'unfavorable',
            decisionDate: start,
            channel: 'fax',
            confirmation: 'x',
          } as unknown as DenialEvent;
          const denial = aDenial({ state });
          expect(
            nextDenial(denial, event, { date: start, instant: `${start}T12:00:00Z` }, denialRulesOf(denial)).because,
          ).not.toBe('');
        }
  });
});
