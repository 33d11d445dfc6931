import { plainDate } from '../dates/plain-date.js';
import { deliveredLimits, limitsWords, wrongLimits } from './approval-limits.js';
import {
  actionOfWriteOff,
  approvalExpiresOn,
  approvalNeed,
  approvalRefusals,
  isFullyApproved,
  type ApprovalAttempt,
} from './approval-matrix.js';

const need = (action: Parameters<typeof approvalNeed>[0]['action'], dollars: number, recent = 0) =>
  approvalNeed({ action, amountCents: dollars * 100, recentCents: recent * 100 }, deliveredLimits);
const attempt = (over: Partial<ApprovalAttempt> = {}): ApprovalAttempt => ({
  need: need('denialWriteOff', 500),
  requestedBy: 'ann',
  lapsesOn: approvalExpiresOn(plainDate('2026-11-02'), 10),
  approvedBy: [],
  approver: { id: 'bob', role: 'lead' },
  today: plainDate('2026-11-03'),
  ...over,
});

describe('approvals', () => {
  it('rise with the amount of a write-off', () => {
    expect([100, 101, 1_000, 1_001, 10_001].map((dollars) => need('denialWriteOff', dollars).level)).toEqual([
      'specialist',
      'lead',
      'lead',
      'manager',
      'director',
    ]);
    expect(need('timelyFiling', 1).level).toBe('lead');
    expect(need('cashReversal', 9_999_999).level).toBe('manager');
  });

  it('add up over thirty days, so that splitting does not help', () => {
    expect(need('denialWriteOff', 90, 950)).toMatchObject({ level: 'manager' });
  });

  it('never come from the person who asked, from a poster, from a lower role, or on one’s own account', () => {
    expect(approvalRefusals(attempt())).toEqual([]);
    expect(approvalRefusals(attempt({ approver: { id: 'ann', role: 'director' } }))).toEqual(['sameAsRequester']);
    expect(approvalRefusals(attempt({ approver: { id: 'p', role: 'poster' } }))).toEqual(['posterMayNot']);
    expect(approvalRefusals(attempt({ approver: { id: 's', role: 'specialist' } }))).toEqual(['roleTooLow']);
    expect(approvalRefusals(attempt({ approver: { id: 'c', role: 'admin' } }))).toEqual(['roleTooLow']);
    expect(approvalRefusals(attempt({ approver: { id: 'm', role: 'manager', ownOrRelativesAccount: true } }))).toEqual([
      'ownAccount',
    ]);
  });

  it('run out after ten business days', () => {
    expect(approvalRefusals(attempt({ today: plainDate('2026-11-17') }))).toEqual([]);
    expect(approvalRefusals(attempt({ today: plainDate('2026-11-18') }))).toEqual(['expired']);
  });

  it('need two directors for a large patient refund, and compliance for large government money', () => {
    const refund = need('patientRefund', 10_001);
    expect(isFullyApproved(refund, [{ id: 'a', role: 'director' }])).toBe(false);
    expect(
      isFullyApproved(refund, [
        { id: 'a', role: 'director' },
        { id: 'a', role: 'director' },
      ]),
    ).toBe(false);
    expect(
      isFullyApproved(refund, [
        { id: 'a', role: 'director' },
        { id: 'b', role: 'director' },
      ]),
    ).toBe(true);
    const payer = approvalNeed(
      { action: 'payerRefund', amountCents: 1_000_001, recentCents: 0, government: true },
      deliveredLimits,
    );
    expect(isFullyApproved(payer, [{ id: 'a', role: 'director' }])).toBe(false);
    expect(
      isFullyApproved(payer, [
        { id: 'a', role: 'director' },
        { id: 'c', role: 'compliance' },
      ]),
    ).toBe(true);
  });

  it('go by the limits that are in force: an office may trust its leads with more', () => {
    const generous = { limits: { ...deliveredLimits.limits, timelyFiling: { lead: 100_000 } } };
    const ask = (amountCents: number) =>
      approvalNeed({ action: 'timelyFiling', amountCents, recentCents: 0 }, generous).level;
    expect([ask(100_000), ask(100_001)]).toEqual(['lead', 'director']);
  });

  it('take only limits that name every action and rise with the level', () => {
    const rows = (timelyFiling: unknown) => ({ limits: { ...deliveredLimits.limits, timelyFiling } });
    expect(wrongLimits(deliveredLimits)).toBeUndefined();
    expect(wrongLimits(rows({ lead: 'any' }))).toBeUndefined();
    for (const row of [{ lead: 500, manager: 400 }, { lead: 'any', manager: 400 }, { lead: 1.5 }, { boss: 100 }, null])
      expect(wrongLimits(rows(row))).toContain('the limits of timelyFiling');
    expect(wrongLimits({ limits: { charity: {} } })).toBe('the limits of contractual are missing');
    expect(wrongLimits({ limits: { ...deliveredLimits.limits, gifts: {} } })).toContain('gifts');
    expect(limitsWords(deliveredLimits)).toContain('timelyFiling: lead $250.00, manager $5,000.00');
  });

  it('follow the write-off code', () => {
    expect(['WO-AUTH', 'WO-TF', 'WO-CHAR', 'WO-BD'].map((code) => actionOfWriteOff(code as 'WO-TF'))).toEqual([
      'denialWriteOff',
      'timelyFiling',
      'charity',
      'badDebt',
    ]);
  });
});
