import { getAccount } from '../../src/app/accounts/accounts.queries.js';
import { recordInquiry } from '../../src/app/accounts/record-inquiry.js';
import { recordPatientPayment } from '../../src/app/accounts/record-patient-payment.js';
import { decideApproval } from '../../src/app/approvals/decide-approval.js';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { mainJobReport } from '../../src/app/reports/main-job.queries.js';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import type { OutcomeFields } from '../../src/app/work-items/outcome-fields.js';
import {
  balanceOf,
  cas,
  decision,
  foundPractice,
  openOne,
  post,
  tellAccount,
  tellClaim,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  await practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date('2026-02-10T15:00:00Z') } }),
  );
}, 120_000);
afterAll(() => practice?.stop());

const sam = { id: 'sam', role: 'specialist' };
const lena = { id: 'lena', role: 'lead' };
const paula = { id: 'paula', role: 'poster' };
const director = (id: string) => ({ id, role: 'director' });

async function owing(cents: number): Promise<OpenedClaim> {
  const claim = await openOne(practice);
  await post(practice, { payerId: claim.payerId, claims: [decision(claim, { adjustments: [cas('PR', '1', cents)] })] });
  await tellClaim(practice, claim);
  await tellAccount(practice, claim.accountId);
  return claim;
}

const pays = async (claim: OpenedClaim, amountCents: number) => {
  await recordPatientPayment(practice.deps, paula, practice.org, {
    accountId: claim.accountId,
    amountCents,
    method: 'check',
    reference: '1',
    key: `${claim.id}:${amountCents}`,
  });
  await tellAccount(practice, claim.accountId);
};

const openItem = (subjectId: string, kind: string) =>
  practice.within((tx) => tx.db.workItem.findFirstOrThrow({ where: { subjectId, kind, state: 'OPEN' } }));

async function complete(
  actor: typeof sam,
  at: { subjectId: string; kind: string },
  outcome: string,
  fields: OutcomeFields,
) {
  const item = await openItem(at.subjectId, at.kind);
  return completeWorkItem(practice.deps, actor, practice.org, {
    workItemId: item.id,
    version: item.version,
    outcome,
    fields,
  });
}

const decide = (approvalId: string, actor: typeof sam, decision: 'approved' | 'refused' = 'approved') =>
  decideApproval(practice.deps, actor, practice.org, { approvalId, decision, note: 'read' });
const dayBegins = () =>
  advanceDayBook(practice.deps, { organizationId: practice.org, subjectId: practice.org, asked: true });
const refundsOf = (accountId: string) =>
  practice.within((tx) => tx.db.refund.findMany({ where: { accountId }, orderBy: { identifiedOn: 'asc' } }));
const accountRow = (id: string) =>
  practice.within((tx) =>
    tx.db.account.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id } } }),
  );
const invariants = async () => (await mainJobReport(practice.deps, lena, practice.org)).invariants;

async function applies(claim: OpenedClaim): Promise<void> {
  await recordInquiry(practice.deps, sam, practice.org, {
    accountId: claim.accountId,
    answer: 'assistance',
    channel: 'phone',
    key: claim.id,
  });
  await tellAccount(practice, claim.accountId);
}

const household = (annualIncomeCents: number) => ({
  householdSize: '3',
  annualIncomeCents,
  region: 'US',
  evidence: 'pay slips and tax return',
});

async function screened(claim: OpenedClaim, annualIncomeCents: number): Promise<string> {
  const at = { subjectId: claim.accountId, kind: 'screenAssistance' };
  const done = await complete(sam, at, 'screened', household(annualIncomeCents));
  if (!done.ok || !done.value.approvalId) throw new Error(JSON.stringify(done));
  return done.value.approvalId;
}

describe('an application for financial help', () => {
  it('is screened against the guidelines, approved by another person, and written off as charity', async () => {
    const claim = await owing(20_000);
    await applies(claim);
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'ASSISTANCE' });
    const approvalId = await screened(claim, 6_000_000);
    const approval = await practice.within((tx) => tx.db.approval.findFirstOrThrow({ where: { id: approvalId } }));
    expect(approval).toMatchObject({ kind: 'charity', amountCents: 15_000n, details: { discountPercent: 75 } });
    expect(JSON.stringify(approval.details)).not.toContain('6000000');
    expect(await decide(approvalId, sam)).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
    await decide(approvalId, lena);
    await tellAccount(practice, claim.accountId);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-CHAR')).toBe(15_000);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(5_000);
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'DUNNING' });
    const shown = await getAccount(practice.deps, lena, practice.org, claim.accountId, { mayReadPhi: false });
    const reasons = shown.ok
      ? shown.value.decisions.map(({ subjectType, because }) => `${subjectType}: ${because}`)
      : [];
    expect(reasons.find((reason) => /applied for/.test(reason))).toBe(
      'patient-balance: Assistance is applied for; dunning rests until it is decided.',
    );
    expect(reasons.at(-1)).toMatch(/Assistance is decided/);
    const letters = await practice.within((tx) =>
      tx.db.intent.findMany({ where: { subjectId: claim.accountId, kind: 'notifyPatient' } }),
    );
    expect(letters.map(({ details }) => (details as { notice: string }).notice).sort()).toEqual(
      expect.arrayContaining(['assistanceDecision', 'assistanceReceived']),
    );
  });

  it('that is granted in full closes the claim, and pays back what was paid too much', async () => {
    const claim = await owing(20_000);
    await pays(claim, 12_000);
    await applies(claim);
    await decide(await screened(claim, 5_000_000), lena);
    await tellAccount(practice, claim.accountId);
    await tellClaim(practice, claim);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-CHAR')).toBe(20_000);
    expect(await balanceOf(practice, claim.id, 'refunds-payable')).toBe(-12_000);
    expect(await refundsOf(claim.accountId)).toMatchObject([
      { reason: 'assistance', amountCents: 12_000n, state: 'IDENTIFIED', setAside: true },
    ]);
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'SETTLED' });
    expect((await invariants()).ledgerSumCents).toBe(0);
  });

  it('that is incomplete keeps everything at rest and asks for what is missing', async () => {
    const claim = await owing(9_000);
    await applies(claim);
    await complete(sam, { subjectId: claim.accountId, kind: 'screenAssistance' }, 'incomplete', {
      missing: 'tax return',
    });
    await tellAccount(practice, claim.accountId);
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'ASSISTANCE' });
    expect(await openItem(claim.accountId, 'screenAssistance')).toMatchObject({ state: 'OPEN' });
  });

  it('that is refused changes no cent and lets statements go on', async () => {
    const claim = await owing(20_000);
    await applies(claim);
    await decide(await screened(claim, 6_000_000), lena, 'refused');
    await tellAccount(practice, claim.accountId);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(20_000);
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'DUNNING' });
  });
});

describe('money that is not ours', () => {
  it('is found the next morning, with 30 days to give it back and a person to diagnose it', async () => {
    const claim = await owing(10_000);
    await pays(claim, 15_000);
    await dayBegins();
    await dayBegins();
    const [refund, ...more] = await refundsOf(claim.accountId);
    expect(more).toEqual([]);
    expect(refund).toMatchObject({ owner: 'patient', place: 'patient-unapplied', amountCents: 5_000n });
    const [deadline] = await practice.within((tx) =>
      tx.db.deadline.findMany({ where: { subjectId: refund?.id ?? '' } }),
    );
    expect(deadline).toMatchObject({ kind: 'refund', ruleId: 'refund.patient' });
    expect(deadline?.hardDate.toISOString().slice(0, 10)).toBe('2026-03-12');
  });

  it('goes back after three different people acted, and is owed again when it comes back', async () => {
    const claim = await owing(10_000);
    await pays(claim, 16_000);
    await dayBegins();
    const [refund] = await refundsOf(claim.accountId);
    const subjectId = refund?.id ?? '';
    const proposed = await complete(sam, { subjectId, kind: 'resolveCredit' }, 'refund', { diagnosis: 'paid twice' });
    if (!proposed.ok || !proposed.value.approvalId) throw new Error(JSON.stringify(proposed));
    const ledger = (account: string) =>
      practice.within(async (tx) => {
        const rows = await tx.db.ledgerEntry.findMany({
          where: { accountId: claim.accountId, ledgerAccount: account },
        });
        return rows.reduce((sum, row) => sum + Number(row.amountCents), 0);
      });
    expect(await ledger('refunds-payable')).toBe(0);
    await decide(proposed.value.approvalId, lena);
    expect([await ledger('refunds-payable'), await ledger('patient-unapplied')]).toEqual([-6_000, 0]);
    const fields = { reference: 'CHK-2001', sentOn: '2026-02-10' };
    expect(await complete(lena, { subjectId, kind: 'sendRefund' }, 'sent', fields)).toMatchObject({ ok: true });
    expect([await ledger('refunds-payable'), await ledger('cash.clearing')]).toEqual([0, 10_000]);
    await complete(paula, { subjectId, kind: 'watchRefund' }, 'cameBack', { note: 'address unknown' });
    expect(await ledger('refunds-payable')).toBe(-6_000);
    await complete(paula, { subjectId, kind: 'sendRefund' }, 'sent', { ...fields, reference: 'CHK-2002' });
    await complete(paula, { subjectId, kind: 'watchRefund' }, 'cashed', { clearedOn: '2026-02-20' });
    expect(await refundsOf(claim.accountId)).toMatchObject([{ state: 'CLEARED', sendings: 2 }]);
    const clocks = await practice.within((tx) => tx.db.deadline.findMany({ where: { subjectId, closedOn: null } }));
    expect(clocks).toEqual([]);
    expect((await invariants()).balancesOffTheLedger).toBe(0);
  });

  it('is never sent by whoever prepared it', async () => {
    const claim = await owing(10_000);
    await pays(claim, 17_000);
    await dayBegins();
    const [refund] = await refundsOf(claim.accountId);
    const subjectId = refund?.id ?? '';
    const proposed = await complete(lena, { subjectId, kind: 'resolveCredit' }, 'refund', { diagnosis: 'prepaid' });
    if (!proposed.ok || !proposed.value.approvalId) throw new Error(JSON.stringify(proposed));
    await decide(proposed.value.approvalId, { id: 'max', role: 'manager' });
    const fields = { reference: 'CHK-1', sentOn: '2026-02-10' };
    expect(await complete(lena, { subjectId, kind: 'sendRefund' }, 'sent', fields)).toMatchObject({
      ok: false,
      problem: { code: 'sameApprover' },
    });
  });

  it('above $10,000 needs two directors, and nothing moves before the second agrees', async () => {
    const claim = await owing(10_000);
    await pays(claim, 1_200_000);
    await dayBegins();
    const [refund] = await refundsOf(claim.accountId);
    const proposed = await complete(sam, { subjectId: refund?.id ?? '', kind: 'resolveCredit' }, 'refund', {
      diagnosis: 'wired to the wrong account',
    });
    if (!proposed.ok || !proposed.value.approvalId) throw new Error(JSON.stringify(proposed));
    const { approvalId } = proposed.value;
    expect(await decide(approvalId, { id: 'max', role: 'manager' })).toMatchObject({
      ok: false,
      problem: { code: 'approvalLimit' },
    });
    expect(await decide(approvalId, director('dora'))).toMatchObject({ ok: true, value: { state: 'PENDING' } });
    expect(await decide(approvalId, director('dora'))).toMatchObject({ ok: false });
    expect(await refundsOf(claim.accountId)).toMatchObject([{ state: 'PROPOSED' }]);
    expect(await decide(approvalId, director('dan'))).toMatchObject({ ok: true, value: { state: 'APPROVED' } });
    expect(await refundsOf(claim.accountId)).toMatchObject([{ state: 'APPROVED' }]);
  });
});
