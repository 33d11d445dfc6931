import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { workItemCatalog, type WorkItemKind } from '../work-items/catalog.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent, DenialEventType } from './denial-event.js';
import type { DeadlineDraft } from '../stories/turn.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { denialOwners, denialTransitions, denialWaits } from './denial-lifecycle.js';
import { lostWhenMissed } from './denial-turn.js';
import {
  appealLevelStates,
  denialStates,
  isActiveLevel,
  isOpenDenial,
  type AppealLevelState,
  type DenialState,
} from './denial-state.js';
import { nextDenial } from './next-denial.js';

const numRuns = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 1_000));
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
  'overdueAnswered',
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
  fc
    .constantFrom(
      'appealEscalated',
      'complaintApproved',
      'complaintRefused',
      'complaintFiled',
      'peerToPeerChosen',
      'peerToPeerDeclined',
      'peerToPeerOverturned',
      'peerToPeerUpheld',
      'peerToPeerNotHeld',
      'packetReadyWithout',
      'lateAppealChosen',
      'appealEvidenceSent',
    )
    .map((type): DenialEvent => ({ type })),
  fc.constant<DenialEvent>({ type: 'peerToPeerScheduled', appointmentDate: addDays(start, 6) }),
  fc.constant<DenialEvent>({ type: 'packetBuilt', documentId: 'doc' }),
  fc.constant<DenialEvent>({ type: 'appealFiled', channel: 'portal', confirmation: 'x' }),
  fc.constant<DenialEvent>({ type: 'appealAcknowledged', date: start }),
  fc.constant<DenialEvent>({ type: 'correctionSubmitted', date: start, frequency: '7' }),
  fc
    .constantFrom('favorable', 'partial', 'unfavorable', 'dismissed', 'remanded')
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

const denials: fc.Arbitrary<Partial<DenialFacts>> = fc.record({
  carc: fc.constantFrom('16', '50', '29', '22', '18', '39', '197', '252', '204', '97', 'A1', 'ZZ'),
  inpatient: fc.boolean(),
  payerClass: fc.constantFrom('commercial', 'medicare', 'medicareAdvantage', 'medicaid', 'workersComp', 'tricare'),
  amountCents: fc.constantFrom(25_000, 600_000).map(cents),
  group: fc.constantFrom('CO', 'PR'),
});
const story = fc.array(fc.record({ event: events, days: fc.integer({ min: 0, max: 25 }) }), { maxLength: 16 });

const isActive = ({ state }: { state: AppealLevelState }): boolean => isActiveLevel(state);
const IN_OUR_HANDS = ['NEW', 'TRIAGED', 'AWAITING_DOCS', 'REBILL_OTHER', 'PATIENT_REVIEW'];

/** A denial that wakes on the days it said it would, as its story does, and hears events between them. */
class Life {
  date: PlainDate = start;
  private wakeOn: PlainDate | undefined;

  constructor(
    private denial: DenialFacts,
    private readonly contracted: boolean,
  ) {}

  wakeUntil(last: PlainDate): void {
    while (this.wakeOn && this.wakeOn <= last) this.hear({ type: 'timeReached' }, this.wakeOn);
  }

  hear(event: DenialEvent, date: PlainDate): void {
    this.date = date;
    const done = doneBy(event.type);
    const kept = this.denial.openWorkItemKinds.filter((kind) => !done.includes(kind));
    const facts: DenialFacts = { ...this.denial, openWorkItemKinds: kept };
    const turn = nextDenial(
      facts,
      event,
      { date, instant: `${date}T12:00:00Z` },
      denialRulesOf(facts, this.contracted),
    );
    this.denial = afterTurn(facts, turn);
    this.wakeOn = turn.wakeOn;
    const faults = this.faults(facts, event, turn);
    if (faults.length > 0) throw new Error(`${facts.state}, ${event.type} → ${turn.state}: ${faults.join(', ')}`);
  }

  private faults(before: DenialFacts, event: DenialEvent, turn: DenialTurn): string[] {
    const { date, denial } = this;
    const isWaiting =
      denial.openDeadlines.some((row) => row.kind === 'follow-up') || denial.openWorkItemKinds.length > 0;
    const looked = event.type === 'timeReached' && IN_OUR_HANDS.includes(turn.state);
    return [
      ...(tableAllows(before.state, event.type, turn.state) ? [] : ['no row of the table']),
      ...(turn.because === '' ? ['no reason'] : []),
      ...(denial.levels.filter(isActive).length > 1 ? ['two active levels'] : []),
      ...(isOpenDenial(turn.state) && !((turn.wakeOn ?? '') > date) ? ['open without next action'] : []),
      ...(!isOpenDenial(turn.state) && (turn.wakeOn || turn.steps.length > 0) ? ['closed, yet something follows'] : []),
      ...(looked && !isWaiting ? ['nobody works on it'] : []),
      ...(isOpenDenial(turn.state) ? denial.openDeadlines.flatMap((row) => this.missedByUs(row, turn, event)) : []),
    ];
  }

  /**
   * P3: we look on the safe day. From then on somebody has the denial in hand, or we look again on the last day; what somebody chooses on
   * the last day itself is theirs.
   */
  private missedByUs({ kind, safeDate, hardDate }: DeadlineDraft, turn: DenialTurn, { type }: DenialEvent): string[] {
    if (!lostWhenMissed.includes(kind) || hardDate < this.date) return [];
    const wakesBy = (day: PlainDate): boolean => turn.wakeOn !== undefined && turn.wakeOn <= day;
    if (safeDate > this.date) return wakesBy(safeDate) ? [] : [`sleeps through the safe day of ${kind}`];
    const isInHand = this.denial.openWorkItemKinds.length + turn.steps.length > 0 || turn.state === 'WRITEOFF_PENDING';
    const isLooked = wakesBy(hardDate) || (type !== 'timeReached' && hardDate === this.date);
    return isInHand || isLooked ? [] : [`nobody sees to ${kind} before its last day`];
  }
}

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

  it('keeps to its table and one active level, is never without next action and sleeps through no deadline, whatever the order of events', () => {
    fc.assert(
      fc.property(denials, fc.boolean(), story, (fields, contracted, moves) => {
        const life = new Life(aDenial(fields), contracted);
        life.hear({ type: 'denialBorn' }, start);
        for (const { event, days } of moves) {
          const on = addDays(life.date, days);
          life.wakeUntil(on);
          life.hear(event, on);
        }
        life.wakeUntil(addDays(life.date, 200));
      }),
      { numRuns },
    );
  }, 300_000);

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
            appointmentDate: start,
          } as unknown as DenialEvent;
          const denial = aDenial({ state });
          expect(
            nextDenial(denial, event, { date: start, instant: `${start}T12:00:00Z` }, denialRulesOf(denial)).because,
          ).not.toBe('');
        }
  });
});
