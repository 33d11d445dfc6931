import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import type { Turn } from '../stories/turn.js';
import { aClaim, aRemittance, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimDenial, ClaimFacts } from './claim-facts.js';
import type { ClaimState } from './claim-state.js';
import { nextClaim } from './next-claim.js';

const today = plainDate('2026-01-06');

function judge(claim: ClaimFacts, event: ClaimEvent, date = today): Turn<ClaimState> {
  return nextClaim(claim, event, { date: plainDate(date), instant: `${date}T15:00:00.000Z` }, rulesOf(claim));
}

/** The claim as the database would hold it after a turn. */
function after(claim: ClaimFacts, turn: Turn<ClaimState>): ClaimFacts {
  const replaced = new Set<string>([...turn.closeDeadlines, ...turn.deadlines.map((row) => row.kind)]);
  const cancelled = new Set<string>(turn.cancelWorkItems);
  return {
    ...claim,
    ...turn.changes,
    state: turn.state,
    turn: claim.turn + 1,
    openDeadlines: [
      ...claim.openDeadlines.filter((row) => !replaced.has(row.kind)),
      ...turn.deadlines.map((row) => ({ ...row, id: row.kind })),
    ],
    openWorkItemKinds: [
      ...claim.openWorkItemKinds.filter((kind) => !cancelled.has(kind)),
      ...turn.workItems.map((item) => item.kind),
    ],
  } as ClaimFacts;
}

const denial = (fields: Partial<ClaimDenial> = {}): ClaimDenial => ({
  id: 'd1',
  state: 'TRIAGED',
  outcome: null,
  wholeClaim: true,
  ...fields,
});
const balances = (payer: number, patient: number): ClaimFacts['balances'] => ({
  payerCents: cents(payer),
  patientCents: cents(patient),
});
const sent = (): ClaimFacts => {
  const ready = aClaim();
  const imported = after(ready, judge(ready, { type: 'claimImported' }));
  return after(
    { ...imported, submissions: 1, lastFrequency: '1' },
    judge(imported, { type: 'submitted', batchId: 'b1', date: today }),
  );
};
const accepted = (): ClaimFacts =>
  after(sent(), judge(sent(), { type: 'payerAccepted', receiptDate: today, payerClaimNumber: 'ICN1' }));

describe('a clean claim', () => {
  it('is READY in the turn of its import, with the filing deadline and one submission asked for', () => {
    const turn = judge(aClaim(), { type: 'claimImported' });
    expect(turn.state).toBe('READY');
    expect(turn.steps).toEqual([
      { kind: 'submitClaim', key: 'c1:submit:1', details: { submission: 1, frequency: '1' } },
    ]);
    expect(turn.deadlines).toMatchObject([
      { kind: 'timely-filing', hardDate: '2026-04-05', ruleId: 'timely-filing.default' },
    ]);
    expect(turn.wakeOn).toBe('2026-01-07');
  });

  it('has its coverage checked at birth when the last check is older than 30 days', () => {
    const turn = judge(aClaim({ coverageVerifiedOn: plainDate('2025-11-01') }), { type: 'claimImported' });
    expect(turn.steps.map((step) => step.kind)).toEqual(['checkEligibility', 'submitClaim']);
  });

  it('proves timely filing by acceptance and is followed up after 14 days', () => {
    const claim = accepted();
    expect(claim.state).toBe('ACCEPTED');
    expect(claim.openDeadlines.map((row) => row.kind).sort()).toEqual(['follow-up', 'prompt-pay']);
    const turn = judge(claim, { type: 'timeReached' }, plainDate('2026-01-20'));
    expect(turn.steps).toMatchObject([{ kind: 'requestClaimStatus', key: 'c1:status:1' }]);
    expect(turn.wakeOn).toBe('2026-02-03');
  });

  it('is not touched by the answer to a second entry of the same claim', () => {
    const closed = { ...accepted(), state: 'CLOSED_PAID', balances: balances(0, 0) } as const;
    const turn = judge(closed, aRemittance({ duplicate: true, openDenials: 1, deniedLines: 1 }));
    expect([turn.state, turn.workItems, turn.changes]).toEqual(['CLOSED_PAID', [], {}]);
  });

  it('closes when the remittance leaves nothing', () => {
    const turn = judge({ ...accepted(), balances: balances(0, 0) }, aRemittance());
    expect(turn.state).toBe('CLOSED_PAID');
    expect(turn.wakeOn).toBeUndefined();
    expect([...turn.closeDeadlines].sort()).toEqual(['follow-up', 'prompt-pay']);
  });

  it('becomes the patient’s share when only that is left, and closes when it is settled', () => {
    const claim = { ...accepted(), balances: balances(0, 3_000) };
    const turn = judge(claim, aRemittance({ patientResponsibilityCents: cents(3_000) }));
    expect(turn.state).toBe('PATIENT_RESP');
    expect(turn.wakeOn).toBe(addDays(today, 365));
    expect(judge(after(claim, turn), { type: 'responsibilitySettled', how: 'writtenOff' }).state).toBe(
      'CLOSED_WRITTEN_OFF',
    );
  });

  it('waits for the next payer before it asks the patient', () => {
    const claim = { ...accepted(), balances: balances(0, 3_000), hasNextPayer: true };
    const paid = judge(claim, aRemittance({ patientResponsibilityCents: cents(3_000) }));
    expect([paid.state, paid.changes['nextPayerDue']]).toEqual(['PAID', true]);
    const billed = judge(after(claim, paid), { type: 'nextPayerBilled' });
    expect(billed.state).toBe('BILLED_NEXT');
    expect(judge(after(after(claim, paid), billed), { type: 'responsibilityTransferred' }).state).toBe('PATIENT_RESP');
  });

  it('does not bill a crossed-over claim until 30 days passed in silence', () => {
    const claim = { ...accepted(), balances: balances(0, 3_000), hasNextPayer: true };
    const turn = judge(claim, aRemittance({ crossover: true, status: '19', patientResponsibilityCents: cents(3_000) }));
    expect(turn.state).toBe('CROSSED_OVER');
    expect(judge(after(claim, turn), { type: 'timeReached' }, plainDate('2026-02-10')).state).toBe('PAID');
  });
});

describe('a claim that is not clean', () => {
  const failure = {
    edit: 'billing-npi',
    field: 'billingNpi',
    message: 'Check digit is wrong',
    owner: 'specialist',
  } as const;

  it('stops at an edit, and is scrubbed again when corrected', () => {
    const claim = aClaim({ editFailures: [failure] });
    const turn = judge(claim, { type: 'claimImported' });
    expect(turn.state).toBe('EDIT_FAILED');
    expect(turn.workItems).toMatchObject([
      { kind: 'fixEdits', role: 'specialist', dedupeKey: 'c1:fixEdits:0:specialist' },
    ]);
    const again = judge({ ...after(claim, turn), editFailures: [] }, { type: 'claimCorrected' });
    expect([again.state, again.steps[0]?.key]).toEqual(['READY', 'c1:submit:1']);
  });

  it('is rejected by a 277CA without becoming a denial, and resent as a new submission', () => {
    const turn = judge(sent(), { type: 'payerRejected', categories: ['A7'] });
    expect(turn.state).toBe('REJECTED');
    expect(turn.workItems[0]?.kind).toBe('fixRejection');
    const rejected = after(sent(), turn);
    expect(rejected.openDeadlines.map((row) => row.kind)).toContain('timely-filing');
    expect(judge(rejected, { type: 'claimCorrected' }).steps[0]?.key).toBe('c1:submit:2');
  });

  it('counts “not on file” only twice, two business days apart', () => {
    const answer = (date: string): ClaimEvent => ({
      type: 'claimStatusAnswered',
      category: 'D0',
      statusCode: '35',
      date: plainDate(date),
    });
    const once = after(accepted(), judge(accepted(), answer('2026-01-20'), plainDate('2026-01-20')));
    const tooSoon = judge(once, answer('2026-01-21'), plainDate('2026-01-21'));
    expect(tooSoon.state).toBe('ACCEPTED');
    expect(judge(once, answer('2026-01-22'), plainDate('2026-01-22')).state).toBe('REJECTED');
  });

  it('goes to a person after two unchanged answers', () => {
    const claim = { ...accepted(), lastStatusAnswer: 'P1:20', unchangedAnswers: 1 };
    const turn = judge(claim, { type: 'claimStatusAnswered', category: 'P1', statusCode: '20', date: today });
    expect(turn.workItems[0]?.kind).toBe('callPayer');
  });

  it('counts “in process” about an accepted claim as nothing new', () => {
    const pending = { type: 'claimStatusAnswered', category: 'P1', statusCode: '20', date: today } as const;
    const once = judge(accepted(), pending);
    expect([once.state, once.workItems]).toEqual(['PENDED', []]);
    expect(judge(after(accepted(), once), pending).workItems.map((item) => item.kind)).toEqual(['callPayer']);
  });

  it('asks for the documents a payer wants and goes back to waiting when they are sent', () => {
    const turn = judge(accepted(), { type: 'claimStatusAnswered', category: 'R4', statusCode: '294', date: today });
    expect(turn.state).toBe('INFO_REQUESTED');
    expect(turn.deadlines.find((row) => row.kind === 'document-request')?.hardDate).toBe('2026-02-05');
    expect(judge(after(accepted(), turn), { type: 'documentsSent' }).state).toBe('PENDED');
  });
});

describe('holds', () => {
  const held = (reason: string): ClaimFacts => {
    const imported = after(aClaim(), judge(aClaim(), { type: 'claimImported' }));
    return after(imported, judge(imported, { type: 'holdPlaced', reason }));
  };

  it('release a minimum-bill-day hold by the clock at the safe date', () => {
    const turn = judge(held('minimumBillDays'), { type: 'timeReached' }, plainDate('2026-03-27'));
    expect([turn.state, turn.steps[0]?.kind]).toEqual(['READY', 'submitClaim']);
  });

  it('give a hold to a lead at once when filing ends within 30 days', () => {
    const imported = after(aClaim(), judge(aClaim(), { type: 'claimImported' }));
    const held = judge(imported, { type: 'holdPlaced', reason: 'codingQuery' }, plainDate('2026-03-20'));
    expect([held.state, held.workItems.map((item) => item.kind)]).toEqual(['HOLD', ['releaseHold']]);
  });

  it('give a documentation hold to a lead and never release it by the clock', () => {
    const turn = judge(held('documentation'), { type: 'timeReached' }, plainDate('2026-03-27'));
    expect([turn.state, turn.workItems[0]?.kind]).toEqual(['HOLD', 'releaseHold']);
    expect(
      judge(held('documentation'), { type: 'timeReached' }, plainDate('2026-04-06')).workItems.map((item) => item.kind),
    ).toContain('missedTimelyFiling');
  });

  it('stop outgoing steps of a sent claim, not its deadlines', () => {
    const claim = after(accepted(), judge(accepted(), { type: 'holdPlaced', reason: 'dispute' }));
    expect(claim.state).toBe('ACCEPTED');
    const turn = judge(claim, { type: 'timeReached' }, plainDate('2026-01-20'));
    expect([turn.steps, turn.deadlines[0]?.kind]).toEqual([[], 'follow-up']);
  });
});

describe('a denied claim', () => {
  const denied = { ...accepted(), openDenials: [denial({ state: 'NEW' })] };

  it('is DENIED only when every line is denied, else PARTIAL', () => {
    expect(judge(denied, aRemittance({ paidCents: cents(0), deniedLines: 1, openDenials: 1 })).state).toBe('DENIED');
    expect(judge(denied, aRemittance({ deniedLines: 1, totalLines: 2, openDenials: 1 })).state).toBe('PARTIAL');
  });

  it('follows its denials: correcting before appealing before denied', () => {
    const claim = after(denied, judge(denied, aRemittance({ paidCents: cents(0), deniedLines: 1, openDenials: 1 })));
    const appealing = judge(claim, { type: 'denialChanged', denialId: 'd1', state: 'APPEALING', outcome: null });
    expect(appealing.state).toBe('APPEALING');
    const two = { ...claim, openDenials: [denial({ state: 'APPEALING' }), denial({ id: 'd2' })] };
    expect(judge(two, { type: 'denialChanged', denialId: 'd2', state: 'CORRECTING', outcome: null }).state).toBe(
      'CORRECTING',
    );
  });

  it('closes when the corrected claim is paid and the denial is resolved', () => {
    const claim: ClaimFacts = {
      ...accepted(),
      state: 'CORRECTING',
      everAdjudicated: true,
      balances: balances(0, 0),
      openDenials: [denial({ state: 'CORRECTING' })],
    };
    const paid = judge(claim, aRemittance({ remittanceClaimId: 'r2' }));
    expect(paid.state).toBe('CORRECTING');
    expect(
      judge(after(claim, paid), { type: 'denialChanged', denialId: 'd1', state: 'RESOLVED', outcome: 'paid' }).state,
    ).toBe('CLOSED_PAID');
  });

  it('goes back to its denials when the corrected claim is rejected', () => {
    const claim: ClaimFacts = {
      ...accepted(),
      state: 'CORRECTING',
      everAdjudicated: true,
      everyLineDenied: true,
      openDenials: [denial({ state: 'CORRECTING' })],
    };
    const turn = judge(claim, { type: 'payerRejected', categories: ['A3'] });
    expect([turn.state, turn.events[0]?.type]).toEqual(['DENIED', 'correctionRejected']);
  });

  it('closes as written off when its last denial was written off', () => {
    const claim: ClaimFacts = {
      ...accepted(),
      state: 'DENIED',
      everAdjudicated: true,
      balances: balances(0, 0),
      openDenials: [denial()],
    };
    expect(
      judge(claim, { type: 'denialChanged', denialId: 'd1', state: 'RESOLVED', outcome: 'written-off' }).state,
    ).toBe('CLOSED_WRITTEN_OFF');
  });
});

describe('what payers take back', () => {
  it('reverses a closed claim, then stands on the correction record', () => {
    const closed = aClaim({ state: 'CLOSED_PAID', everAdjudicated: true, balances: balances(0, 0) });
    const turn = judge(closed, aRemittance({ reversal: true, status: '22', paidCents: cents(-20_000) }));
    expect([turn.state, turn.wakeOn]).toEqual(['REVERSED', '2026-02-05']);
    expect(judge(after(closed, turn), aRemittance({ remittanceClaimId: 'r3' })).state).toBe('CLOSED_PAID');
  });

  it('asks a person about money for a closed claim', () => {
    const turn = judge(aClaim({ state: 'CLOSED_PAID' }), aRemittance());
    expect([turn.state, turn.workItems[0]?.kind]).toEqual(['CLOSED_PAID', 'paymentOnClosedClaim']);
  });

  it('treats a reversal without correction after 30 days as a takeback to review', () => {
    const claim = aClaim({ state: 'REVERSED', everAdjudicated: true });
    const turn = judge(claim, { type: 'timeReached' });
    expect([turn.state, turn.workItems[0]?.kind]).toEqual(['PARTIAL', 'reviewBalance']);
  });
});

describe('a claim that does not move', () => {
  const brought = (claim: ClaimFacts, date: string) =>
    judge(claim, { type: 'timeReached' }, plainDate(date)).workItems.filter((item) => item.kind.endsWith('Escalation'));

  it('is the lead’s question 45 days after sending, the supervisor’s after 60, the manager’s after 90', () => {
    expect(brought(accepted(), '2026-02-19')).toEqual([]);
    expect(brought(accepted(), '2026-02-20')).toMatchObject([
      {
        kind: 'leadEscalation',
        facts: { reason: '45 days after sending the payer has not decided', daysSinceSent: 45 },
      },
    ]);
    expect(brought(accepted(), '2026-03-07')[0]?.kind).toBe('supervisorEscalation');
    expect(brought(accepted(), '2026-04-06')[0]?.kind).toBe('managerEscalation');
  });

  it('climbs at 30, 45 and 60 days from $10,000 on', () => {
    const dear = { ...accepted(), balances: balances(1_000_000, 0) };
    expect(['2026-02-05', '2026-02-20', '2026-03-07'].map((date) => brought(dear, date)[0]?.kind)).toEqual([
      'leadEscalation',
      'supervisorEscalation',
      'managerEscalation',
    ]);
    expect(brought({ ...accepted(), balances: balances(999_999, 0) }, '2026-02-05')).toEqual([]);
  });

  it('wakes on the very day of a step, and opens each step under one key however often it is looked at', () => {
    const looked = judge(accepted(), { type: 'timeReached' }, plainDate('2026-02-10'));
    expect([looked.wakeOn, looked.wakeReason]).toEqual(['2026-02-20', 'escalation 45 days after sending']);
    expect(
      new Set(['2026-02-20', '2026-02-27', '2026-03-06'].map((day) => brought(accepted(), day)[0]?.dedupeKey)).size,
    ).toBe(1);
  });

  it('takes its questions back when the payer decides', () => {
    const asked = { ...accepted(), balances: balances(0, 0), openWorkItemKinds: ['leadEscalation'] as const };
    expect(judge(asked, aRemittance()).cancelWorkItems).toContain('leadEscalation');
  });

  it('and is not sent yet is the lead’s at 30 days to file, the owner’s at 14, the supervisor’s at 7, the manager’s at 2', () => {
    const stuck = after(sent(), judge(sent(), { type: 'payerRejected', categories: ['A7'] }));
    const steps = ['2026-03-05', '2026-03-06', '2026-03-22', '2026-03-29', '2026-04-03'].map(
      (date) => brought(stuck, date)[0],
    );
    expect(steps.map((item) => item?.kind)).toEqual([
      undefined,
      'leadEscalation',
      'leadEscalation',
      'supervisorEscalation',
      'managerEscalation',
    ]);
    expect(steps[2]?.facts).toMatchObject({
      reason: '14 days or less are left to file: its owner acts within one business day',
      hardDate: '2026-04-05',
      daysLeft: 14,
    });
    expect(new Set(steps.map((item) => item?.dedupeKey)).size).toBe(5);
  });

  it('keeps every clock when whoever was asked only writes a note', () => {
    const turn = judge(accepted(), { type: 'escalationAnswered', note: 'representative informed' });
    expect([turn.deadlines, turn.closeDeadlines, turn.steps]).toEqual([[], [], []]);
  });
});

describe('what a supervisor asks', () => {
  it('re-plans a deadline, never past its hard date', () => {
    const claim = accepted();
    const kept = judge(claim, { type: 'replanned', kind: 'follow-up', safeDate: plainDate('2026-01-12') });
    expect([kept.deadlines[0]?.safeDate, kept.wakeOn]).toEqual(['2026-01-12', '2026-01-12']);
    expect(judge(claim, { type: 'replanned', kind: 'follow-up', safeDate: plainDate('2026-06-01') }).deadlines).toEqual(
      [],
    );
  });

  it('has a follow-up done now', () => {
    expect(judge(accepted(), { type: 'followUpExpedited' }).steps[0]?.kind).toBe('requestClaimStatus');
  });

  it('gets a sentence for an event that changes nothing', () => {
    expect(judge(aClaim(), { type: 'payerPromised', promisedDate: today }).because).toBe(
      'payerPromised changes nothing while the claim is DRAFT.',
    );
  });
});
