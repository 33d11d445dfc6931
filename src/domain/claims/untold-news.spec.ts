import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aClaim, aRemittance, rulesOf } from './a-claim.js';
import type { NewPriorDecision } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const at = { date: plainDate('2026-03-02'), instant: '2026-03-02T12:00:00.000Z' };

/** A secondary's claim, sent once and decided, for which the payer before decides anew. */
const secondary = (fields: Partial<ClaimFacts> = {}): ClaimFacts =>
  aClaim({
    state: 'PAID',
    parentClaimId: 'p1',
    submissions: 1,
    lastFrequency: '1',
    everAdjudicated: true,
    payerClaimNumber: 'ICN2',
    balances: { payerCents: cents(-1_000), patientCents: cents(0) },
    ...fields,
  });
const hears = (claim: ClaimFacts, decision?: NewPriorDecision) =>
  nextClaim(claim, { type: 'priorPayerChanged', ...(decision && { decision }) }, at, rulesOf(claim));
const frequencies = ({ steps }: ReturnType<typeof hears>) => steps.map(({ details }) => details['frequency']);

const NOTHING_OPEN = { payerCents: cents(0), patientCents: cents(0) };

describe('a new decision of the payer before', () => {
  it('goes to a payer that decided as a replacement, closed or not, and to nobody when no amount changed', () => {
    for (const state of [
      'PAID',
      'PARTIAL',
      'PATIENT_RESP',
      'BILLED_NEXT',
      'CLOSED_PAID',
      'CLOSED_WRITTEN_OFF',
    ] as const)
      expect([state, hears(secondary({ state }), 'restated')]).toMatchObject([
        state,
        { state: 'CORRECTING', steps: [{ kind: 'submitCorrectedClaim', details: { frequency: '7' } }] },
      ]);
    for (const decision of ['unchanged', 'forwarded'] as const)
      expect(frequencies(hears(secondary(), decision))).toEqual([]);
  });

  it('waits for a payer that is still deciding, on the claim, a reversal, a correction or an appeal (N779)', () => {
    const appealed = { id: 'd', state: 'APPEALING', outcome: null, wholeClaim: false } as const;
    const busy: Partial<ClaimFacts>[] = [
      { state: 'SUBMITTED', everAdjudicated: false, payerClaimNumber: null },
      { state: 'PENDED', everAdjudicated: false, payerClaimNumber: null },
      { state: 'REVERSED' },
      { state: 'CORRECTING' },
      { state: 'APPEALING', openDenials: [appealed] },
    ];
    for (const fields of busy) {
      const turn = hears(secondary(fields), 'restated');
      expect([turn.state, frequencies(turn), turn.changes.priorDecisionUntold]).toEqual([fields.state, [], true]);
    }
  });

  it('is held with a held claim, and sent when the hold ends', () => {
    const held = secondary({ held: true });
    const turn = hears(held, 'restated');
    expect(frequencies(turn)).toEqual([]);
    const later = { ...held, ...turn.changes, state: turn.state };
    const released = nextClaim(later, { type: 'holdReleased' }, at, rulesOf(later));
    expect([released.state, frequencies(released)]).toEqual(['CORRECTING', ['7']]);
  });

  it('is a person’s where no replacement can be sent: Medicare Part B takes none, and without a number none is possible', () => {
    for (const fields of [{ payerClass: 'medicare' as const }, { payerClaimNumber: null }]) {
      const turn = hears(secondary({ state: 'CLOSED_PAID', ...fields }), 'restated');
      expect([turn.state, frequencies(turn), turn.workItems.map(({ kind }) => kind)]).toEqual([
        'PARTIAL',
        [],
        ['reviewBalance'],
      ]);
    }
  });

  it('needs no second sending of a claim that has not left, and none at all when nothing is left to ask for', () => {
    const unsent = { state: 'READY', submissions: 0, everAdjudicated: false, payerClaimNumber: null } as const;
    const more = hears(
      secondary({ ...unsent, balances: { payerCents: cents(500), patientCents: cents(0) } }),
      'restated',
    );
    expect([more.state, more.steps]).toEqual(['READY', []]);
    const none = hears(
      secondary({ ...unsent, balances: { payerCents: cents(0), patientCents: cents(0) } }),
      'restated',
    );
    expect(none).toMatchObject({ state: 'CLOSED_PAID', events: [{ subjectId: 'p1', type: 'nextPayerFinished' }] });
  });

  it('keeps the claim with its payer until that answers: a patient who pays meanwhile closes nothing', () => {
    const asked = secondary({ state: 'CORRECTING', replacementAskedOn: plainDate('2026-02-02') });
    const settled = nextClaim(asked, { type: 'responsibilitySettled', how: 'paid' }, at, rulesOf(asked));
    expect(settled.state).toBe('CORRECTING');
    const rejected = nextClaim(asked, { type: 'payerRejected', categories: ['A7'] }, at, rulesOf(asked));
    expect([rejected.state, rejected.changes.replacementAskedOn, rejected.workItems.map(({ kind }) => kind)]).toEqual([
      'PARTIAL',
      null,
      ['reviewBalance'],
    ]);
  });
});

describe('a correction that crosses with the sending of the claim', () => {
  const sent = (fields: Partial<ClaimFacts> = {}): ClaimFacts =>
    aClaim({ state: 'PENDED', submissions: 1, lastFrequency: '1', payerClaimNumber: 'ICN1', ...fields });
  const corrects = (claim: ClaimFacts, changes = 2) =>
    nextClaim(claim, { type: 'claimCorrected', changes }, at, rulesOf(claim));
  const paid = aRemittance({ remittanceClaimId: 'r', paidCents: cents(5_000), date: at.date });

  it('sends nothing while the payer decides, wherever it has the claim, and says why (C1, N779)', () => {
    for (const state of ['SUBMITTED', 'ACCEPTED', 'PENDED', 'INFO_REQUESTED', 'CORRECTING', 'REVERSED'] as const) {
      const turn = corrects(sent({ state }));
      expect([turn.state, turn.steps, turn.changes.correctionUntold]).toEqual([state, [], true]);
      expect(turn.because).toContain('goes out as a replacement when it has (N779)');
    }
  });

  it('leaves as a replacement on the day the payer decides, even when it paid, and is not forgotten with the closing', () => {
    const pended = sent();
    const waiting = { ...pended, ...corrects(pended).changes };
    const decided = nextClaim({ ...waiting, balances: NOTHING_OPEN }, paid, at, rulesOf(waiting));
    expect(decided).toMatchObject({
      state: 'CORRECTING',
      steps: [{ kind: 'submitCorrectedClaim', details: { frequency: '7' } }],
      because: 'A replacement (frequency 7) tells this payer what was corrected while it decided.',
      changes: { correctionUntold: false },
    });
    const replaced = { ...waiting, ...decided.changes, state: decided.state, balances: NOTHING_OPEN } as ClaimFacts;
    expect(nextClaim(replaced, paid, at, rulesOf(replaced)).state).toBe('CLOSED_PAID');
  });

  it('goes with the original that is sent again when the payer rejected it: no replacement follows', () => {
    const rejected = sent({ state: 'READY', correctionUntold: true, payerClaimNumber: null });
    const again = nextClaim(rejected, { type: 'submitted', batchId: 'b', date: at.date }, at, rulesOf(rejected));
    expect([again.state, again.changes.correctionUntold]).toEqual(['SUBMITTED', false]);
  });

  it('goes out at once to a payer that has decided, and after the hold of a held claim', () => {
    const decided = { state: 'PAID', everAdjudicated: true } as const;
    expect(frequencies(corrects(sent(decided)))).toEqual(['7']);
    const held = sent({ ...decided, held: true });
    const turn = corrects(held);
    expect([turn.state, turn.steps]).toEqual(['PAID', []]);
    const later = { ...held, ...turn.changes };
    expect(frequencies(nextClaim(later, { type: 'holdReleased' }, at, rulesOf(later)))).toEqual(['7']);
  });

  it('that changed nothing on the document is told to nobody', () => {
    const turn = corrects(sent(), 0);
    expect([turn.state, turn.changes.correctionUntold, turn.because]).toEqual([
      'PENDED',
      undefined,
      'The payer has the claim, and nothing on it was changed: nothing is sent.',
    ]);
  });

  it('is a person’s where the payer takes no replacement (Medicare Part B: reopening)', () => {
    const claim = sent({ state: 'PENDED', payerClass: 'medicare', correctionUntold: true });
    const turn = nextClaim(claim, paid, at, rulesOf(claim));
    expect([turn.steps, turn.workItems.map(({ kind }) => kind)]).toEqual([[], ['reviewBalance']]);
    expect(turn.because).toContain('The claim was corrected while the payer had it, and no replacement is sent');
  });
});

describe('a reversal that took from the next payer’s claim', () => {
  it('makes its correction tell that payer even when nothing is left for it', () => {
    const reversal = aRemittance({
      remittanceClaimId: 'r',
      status: '22',
      paidCents: cents(-5_000),
      reversal: true,
      date: at.date,
      nextPayerTakenFrom: true,
    });
    const primary = aClaim({ state: 'BILLED_NEXT', everAdjudicated: true, hasNextPayer: true });
    const taken = nextClaim(primary, reversal, at, rulesOf(primary));
    const after = {
      ...primary,
      ...taken.changes,
      state: taken.state,
      balances: { payerCents: cents(0), patientCents: cents(0) },
    };
    const correction = { ...reversal, status: '1', reversal: false, paidCents: cents(25_000) };
    const told = nextClaim(after, correction, at, rulesOf(after));
    expect(told).toMatchObject({
      state: 'BILLED_NEXT',
      steps: [{ kind: 'billNextPayer', details: { restated: true } }],
    });
  });
});
