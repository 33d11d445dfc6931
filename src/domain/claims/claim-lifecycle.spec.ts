import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { denialStates } from '../appeals/denial-state.js';
import { workItemCatalog } from '../work-items/catalog.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimEvent, ClaimEventType } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { claimTransitions, ownerOf } from './claim-lifecycle.js';
import { claimStates, isOpen, type ClaimState } from './claim-state.js';
import { nextClaim } from './next-claim.js';

const numRuns = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 1_000));
const start = plainDate('2026-01-05');
const dates = fc.integer({ min: 0, max: 500 }).map((offset) => addDays(start, offset));
const amount = fc.constantFrom(-2_500, 0, 0, 0, 3_000, 25_000, 900_000).map(cents);

const events: fc.Arbitrary<ClaimEvent> = fc.oneof(
  fc.constantFrom<ClaimEvent>(
    { type: 'claimImported' },
    { type: 'claimCorrected' },
    { type: 'claimCorrected', changes: 2 },
    { type: 'holdReleased' },
    { type: 'nextPayerBilled' },
    { type: 'responsibilityTransferred' },
    { type: 'payerSaysNotOnFile' },
    { type: 'documentsSent' },
    { type: 'coverageKept' },
    { type: 'eligibilityCorrected' },
    { type: 'coverageRefused', remedy: 'retry', code: '42', level: 'payer', words: 'not now' },
    { type: 'coverageRefused', remedy: 'retry', code: '80', level: 'payer', words: 'not now', waitDays: 30 },
    { type: 'coverageRefused', remedy: 'correct', code: '72', level: 'subscriber', words: 'wrong', field: 'member id' },
    { type: 'otherCoverageChosen', coverageId: 'v2' },
    { type: 'coverageChanged', what: 'ended', follows: 'rebill', coverageId: 'v2' },
    { type: 'coverageChanged', what: 'ended', follows: 'findOther' },
    { type: 'coverageChanged', what: 'confirmed', follows: 'rebillMedicaid', coverageId: 'v3' },
    { type: 'coverageChanged', what: 'otherPayerFound', follows: 'verifyMedicaid', coverageId: 'v3' },
    { type: 'coverageChanged', what: 'reinstated', follows: 'carryOn' },
    { type: 'coverageChanged', what: 'plan', follows: 'review' },
    { type: 'coverageChanged', what: 'premium', follows: 'waitForPremium', until: plainDate('2026-06-30') },
    { type: 'recordsReady' },
    { type: 'attachmentRejected', level: '999', codes: '5' },
    { type: 'documentsUnavailable' },
    { type: 'balanceReviewed' },
    { type: 'writeOffProposed' },
    { type: 'writeOffApproved' },
    { type: 'writeOffRefused' },
    { type: 'closedPaymentReviewed' },
    { type: 'voidConfirmed' },
    { type: 'incidentClosed' },
    { type: 'linesSplitOff', lines: 1 },
    { type: 'untimelyLinesKept', fromClaim: 'R1' },
    { type: 'filingExceptionRecorded', kind: 'administrativeError', on: start, documentId: 'd' },
    { type: 'followUpExpedited' },
    { type: 'holdPlaced', reason: 'minimumBillDays' },
    { type: 'holdPlaced', reason: 'coding' },
    { type: 'holdKept', reason: 'coding' },
    { type: 'batchRejected', level: '999', codes: ['R'] },
    { type: 'payerRejected', categories: ['A7'] },
    { type: 'claimSilent', clock: '277CA' },
    { type: 'responsibilitySettled', how: 'paid' },
    { type: 'responsibilitySettled', how: 'writtenOff' },
  ),
  fc.constant<ClaimEvent>({ type: 'timeReached' }),
  dates.map((date): ClaimEvent => ({ type: 'submitted', batchId: 'b', date })),
  dates.map((receiptDate): ClaimEvent => ({ type: 'payerAccepted', receiptDate, payerClaimNumber: 'ICN' })),
  dates.map((promisedDate): ClaimEvent => ({ type: 'payerPromised', promisedDate })),
  dates.map((paymentDate): ClaimEvent => ({ type: 'payerSaysPaid', paymentDate })),
  dates.map((safeDate): ClaimEvent => ({ type: 'replanned', kind: 'follow-up', safeDate })),
  fc
    .record({
      category: fc.constantFrom('A1', 'A3', 'A4', 'P1', 'P3', 'F1', 'F2', 'F5', 'R4', 'D0', 'E0', 'X0', 'Q9'),
      date: dates,
    })
    .map(({ category, date }): ClaimEvent => ({ type: 'claimStatusAnswered', category, statusCode: '20', date })),
  fc
    .record({
      state: fc.constantFrom(...denialStates),
      outcome: fc.constantFrom('paid' as const, 'written-off' as const),
    })
    .map(({ state, outcome }): ClaimEvent => ({
      type: 'denialChanged',
      denialId: 'd1',
      state,
      outcome: state === 'RESOLVED' ? outcome : null,
    })),
  fc
    .record({
      status: fc.constantFrom('1', '2', '4', '19', '22', '23', '25', '99'),
      paidCents: amount,
      patientResponsibilityCents: amount,
      deniedLines: fc.integer({ min: 0, max: 1 }),
      openDenials: fc.integer({ min: 0, max: 1 }),
      crossover: fc.boolean(),
      unexplainedCents: amount,
      date: dates,
    })
    .map((remittance): ClaimEvent => ({
      type: 'remittancePosted',
      remittanceClaimId: 'r',
      totalLines: 1,
      reversal: remittance.status === '22',
      payerControlNumber: null,
      ...remittance,
    })),
);

interface Move {
  readonly event: ClaimEvent;
  readonly days: number;
  readonly payerCents: number;
  readonly patientCents: number;
  readonly denied: boolean;
}
const moves: fc.Arbitrary<Move> = fc.record({
  event: events,
  days: fc.integer({ min: 0, max: 40 }),
  payerCents: amount,
  patientCents: amount,
  denied: fc.boolean(),
});

/** True when rows of one event lead from one state to the other, in any number of steps within a turn. */
function tableAllows(from: ClaimState, event: ClaimEventType, to: ClaimState): boolean {
  const seen = new Set<ClaimState>([from]);
  for (const state of seen)
    for (const row of claimTransitions) if (row.from === state && row.event === event) seen.add(row.to);
  return seen.has(to);
}

/**
 * P3: a story that is still to file, or owes the payer documents, wakes no later than the safe date; past that, before the hard
 * date. So no hard date passes because we slept.
 */
function expectNoDeadlineOverslept(facts: ClaimFacts, turn: ReturnType<typeof nextClaim>, date: PlainDate): void {
  const gone = new Set<string>([...turn.closeDeadlines, ...turn.deadlines.map((row) => row.kind)]);
  const open = [...facts.openDeadlines.filter((row) => !gone.has(row.kind)), ...turn.deadlines];
  for (const row of isOpen(turn.state) ? open : []) {
    if (row.kind !== 'timely-filing' && row.kind !== 'document-request') continue;
    if (row.hardDate <= date) continue;
    const latest = row.safeDate > date ? row.safeDate : row.hardDate;
    expect([turn.state, row.kind, (turn.wakeOn ?? '9999') <= latest]).toEqual([turn.state, row.kind, true]);
  }
}

function play(claim: ClaimFacts, move: Move, date: PlainDate): { claim: ClaimFacts; woken: boolean } {
  const facts: ClaimFacts = {
    ...claim,
    balances: { payerCents: cents(move.payerCents), patientCents: cents(move.patientCents) },
    openDenials: move.denied ? [{ id: 'd1', state: 'TRIAGED', outcome: null, wholeClaim: true }] : [],
  };
  const turn = nextClaim(facts, move.event, { date, instant: `${date}T12:00:00.000Z` }, rulesOf(claim));
  expect(claimStates).toContain(turn.state);
  expect([facts.state, move.event.type, turn.state, tableAllows(facts.state, move.event.type, turn.state)]).toEqual([
    facts.state,
    move.event.type,
    turn.state,
    true,
  ]);
  expect(turn.because).not.toBe('');
  if (isOpen(turn.state)) expect([turn.state, (turn.wakeOn ?? '') > date]).toEqual([turn.state, true]);
  else expect([turn.wakeOn, turn.steps]).toEqual([undefined, []]);
  expectNoDeadlineOverslept(facts, turn, date);
  for (const row of turn.deadlines) expect(row.safeDate <= row.hardDate || row.kind === 'not-on-file-check').toBe(true);
  const replaced = new Set<string>([...turn.closeDeadlines, ...turn.deadlines.map((row) => row.kind)]);
  const next = {
    ...facts,
    ...turn.changes,
    state: turn.state,
    turn: facts.turn + 1,
    submissions: facts.submissions + (move.event.type === 'submitted' ? 1 : 0),
    openDeadlines: [
      ...facts.openDeadlines.filter((row) => !replaced.has(row.kind)),
      ...turn.deadlines.map((row) => ({ ...row, id: row.kind })),
    ],
    openWorkItemKinds: turn.workItems.map((item) => item.kind),
  } as ClaimFacts;
  return { claim: next, woken: turn.wakeOn !== undefined };
}

describe('the claim’s lifecycle', () => {
  it('reaches every state from DRAFT and leaves every open one', () => {
    const reached = new Set<ClaimState>(['DRAFT']);
    for (const state of reached) for (const row of claimTransitions) if (row.from === state) reached.add(row.to);
    expect([...reached].sort()).toEqual([...claimStates].sort());
    for (const state of claimStates.filter(isOpen)) {
      expect([state, claimTransitions.some((row) => row.from === state && row.to !== state)]).toEqual([state, true]);
      expect(ownerOf[state]).toBeTruthy();
    }
  });

  it('says for each state, event and guard only one thing', () => {
    const keys = claimTransitions.map((row) => `${row.from}/${row.event}/${row.guard}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has an answer in every state to every outcome of the work items about claims', () => {
    const people = Object.values(workItemCatalog)
      .filter((rule) => rule.subject === 'claim')
      .flatMap((rule) => Object.values(rule.outcomes).map((outcome) => outcome.event as ClaimEventType));
    for (const type of people)
      for (const state of claimStates) {
        const event = { type, reason: 'coding', promisedDate: start, paymentDate: start } as unknown as ClaimEvent;
        const claim = aClaim({ state });
        expect(
          nextClaim(claim, event, { date: start, instant: `${start}T12:00:00.000Z` }, rulesOf(claim)).because,
        ).not.toBe('');
      }
  });

  it('never leaves the table, never loses its next date, whatever the order of events', () => {
    fc.assert(
      fc.property(
        fc.array(moves, { minLength: 1, maxLength: 14 }),
        fc.boolean(),
        fc.boolean(),
        (story, hasNextPayer, fails) => {
          const editFailures = fails
            ? [{ edit: 'payer-known', field: 'f', message: 'm', owner: 'specialist' } as const]
            : [];
          let claim = aClaim({ hasNextPayer, editFailures });
          let date = start;
          for (const move of story) {
            date = addDays(date, move.days);
            claim = play(claim, move, date).claim;
          }
        },
      ),
      { numRuns },
    );
  }, 120_000);
});
