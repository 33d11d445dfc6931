import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import type { DeadlineKind } from '../stories/turn.js';
import { aClaim, aRemittance, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const until = (kind: DeadlineKind, date: string) => ({
  id: kind,
  kind,
  baseDate: plainDate('2026-01-05'),
  safeDate: plainDate(date),
  hardDate: plainDate(date),
  source: 'contract',
  ruleId: 'a.rule',
  version: 1,
});
const judge = (claim: ClaimFacts, event: ClaimEvent, date: string) =>
  nextClaim(claim, event, { date: plainDate(date), instant: `${date}T15:00:00.000Z` }, rulesOf(claim));

describe('the reason of a decision', () => {
  const held = (holdReason: string): ClaimFacts =>
    aClaim({ state: 'HOLD', held: true, holdReason, openDeadlines: [until('timely-filing', '2026-04-06')] });

  it('says what ended a hold, the clock or a person, before what follows from it', () => {
    expect(judge(held('minimumBillDays'), { type: 'timeReached' }, '2026-04-06').because).toBe(
      'Timely filing draws near: this hold ends by itself. Every edit passed; the claim goes into the next batch.',
    );
    expect(judge(held('documentation'), { type: 'holdReleased', note: 'came' }, '2026-01-09').because).toBe(
      'The hold is released. Every edit passed; the claim goes into the next batch.',
    );
  });

  it('says of a receipt what was received, and of a remittance during a correction that the payer decided', () => {
    const denial = { id: 'd1', state: 'CORRECTING', outcome: null, wholeClaim: true } as const;
    const correcting = aClaim({ state: 'CORRECTING', everAdjudicated: true, openDenials: [denial] });
    const receipt = { type: 'payerAccepted', receiptDate: plainDate('2026-01-20'), payerClaimNumber: 'ICN1' } as const;
    expect(judge(correcting, receipt, '2026-01-20').because).toBe(
      'The payer took the corrected claim in; its new decision is awaited.',
    );
    const paid = aRemittance({
      remittanceClaimId: 'r',
      paidCents: cents(5_000),
      openDenials: 1,
      date: plainDate('2026-01-30'),
    });
    expect(judge(correcting, paid, '2026-01-30')).toMatchObject({
      state: 'CORRECTING',
      because: 'The payer decided; the denial’s story says whether that answers the corrected claim.',
    });
  });

  it('says in words what a hold is for', () => {
    const because = (reason: string) => judge(aClaim(), { type: 'holdPlaced', reason }, '2026-01-06').because;
    expect(['minimumBillDays', 'codingQuery', 'the patient asked us to wait'].map(because)).toEqual([
      'Held: the minimum days before billing are not over. Deadlines keep running.',
      'Held: a question to the coder is open. Deadlines keep running.',
      'Held: the patient asked us to wait. Deadlines keep running.',
    ]);
  });

  it('is the ladder on a day on which nothing else is due', () => {
    const openDeadlines = [until('timely-filing', '2026-04-05'), until('follow-up', '2026-04-03')];
    const turn = judge(aClaim({ state: 'SUBMITTED', openDeadlines }), { type: 'timeReached' }, '2026-03-30');
    expect([turn.workItems[0]?.kind, turn.because]).toEqual([
      'supervisorEscalation',
      expect.stringMatching(/^7 days or less are left to file: .*: a supervisor is to act.$/) as string,
    ]);
  });

  it('is the call a person has to make, on the day the payer’s time is over or its answers bring nothing new', () => {
    const openDeadlines = [until('prompt-pay', '2026-02-05'), until('follow-up', '2026-02-19')];
    const pended = aClaim({ state: 'PENDED', openDeadlines, unchangedAnswers: 1, lastStatusAnswer: 'P1:20' });
    const answer = { type: 'claimStatusAnswered', category: 'P1', statusCode: '20', date: plainDate('2026-02-04') };
    const told = [
      judge(pended, { type: 'timeReached' }, '2026-02-06'),
      judge(pended, answer as ClaimEvent, '2026-02-05'),
    ];
    expect(told.map(({ because, workItems }) => [workItems[0]?.kind, because])).toEqual([
      ['callPayer', 'The payer’s time to pay ended on 2026-02-05; a person calls and demands interest.'],
      ['callPayer', 'The payer answered P1:20: two answers brought nothing new, a person calls.'],
    ]);
  });

  it('names what came too late to change anything as a biller would', () => {
    const denied = aClaim({ state: 'CLOSED_PAID' });
    const event = { type: 'denialChanged', denialId: 'd1', state: 'RESOLVED', outcome: 'paid' } as ClaimEvent;
    expect(judge(denied, event, '2026-03-02').because).toBe('The denial went on; the claim stands as it was decided.');
  });
});
