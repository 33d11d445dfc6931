import { plainDate } from '../dates/plain-date.js';
import { escheatDeadline, isGovernment, refundDeadline } from './refund-clock.js';
import { isFinalRefund, nextRefund, refundLife, type RefundEvent, type RefundState } from './refund-life.js';

const FOUND = plainDate('2026-03-02');

describe('the clock of a credit', () => {
  it('is 30 days for a patient and 60 for a payer, by the law where the payer is the government', () => {
    const clock = (kind: 'patient' | 'payer', government = false) => refundDeadline({ kind, government }, FOUND);
    expect(clock('patient')).toMatchObject({ hardDate: '2026-04-01', ruleId: 'refund.patient' });
    expect(clock('payer')).toMatchObject({ hardDate: '2026-05-01', ruleId: 'refund.commercial' });
    expect(clock('payer', true)).toMatchObject({ hardDate: '2026-05-01', ruleId: 'refund.government' });
    expect([isGovernment('medicare'), isGovernment('commercial')]).toEqual([true, false]);
  });

  it('of a check nobody cashes runs three years', () => {
    expect(escheatDeadline(FOUND)).toMatchObject({ kind: 'escheat', hardDate: '2029-03-02' });
  });
});

describe('the life of a refund', () => {
  it('reaches every state, and every open state has an owner and an exit', () => {
    const reached = new Set<RefundState>(['IDENTIFIED']);
    for (const state of reached) for (const to of Object.values(refundLife[state].exits)) reached.add(to);
    expect([...reached].sort()).toEqual(Object.keys(refundLife).sort());
    for (const [state, { owner, exits }] of Object.entries(refundLife))
      expect([state, Boolean(owner), Object.keys(exits).length > 0]).toEqual([
        state,
        true,
        !isFinalRefund(state as RefundState),
      ]);
  });

  it('sends nothing that nobody approved, and owes again what came back', () => {
    const lived = (...events: RefundEvent[]) =>
      events.reduce<RefundState | undefined>((state, event) => state && nextRefund(state, event), 'IDENTIFIED');
    expect(lived('refundProposed', 'refundSent')).toBeUndefined();
    expect(lived('refundProposed', 'refundApproved', 'refundSent', 'refundCameBack')).toBe('APPROVED');
    expect(lived('refundProposed', 'refundRefused')).toBe('IDENTIFIED');
  });
});
