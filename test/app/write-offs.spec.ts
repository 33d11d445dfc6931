import { randomUUID } from 'node:crypto';
import { decideApproval } from '../../src/app/approvals/decide-approval.js';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import {
  balanceOf,
  cas,
  claimRow,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  tellAccount,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const director = { id: 'dora', role: 'director' };
const specialist = { id: 'sam', role: 'specialist' };

async function propose(over: {
  kind?: string;
  subjectType: string;
  subjectId: string;
  amountCents: number;
  code?: string;
}): Promise<string> {
  const id = randomUUID();
  await practice.within((tx) =>
    tx.db.approval.create({
      data: {
        id,
        organizationId: practice.org,
        kind: over.kind ?? 'write-off',
        subjectType: over.subjectType,
        subjectId: over.subjectId,
        amountCents: BigInt(over.amountCents),
        requestedBy: specialist.id,
        requestedOn: toDateColumn(tx.at.date),
        details: { ...(over.code && { writeOffCode: over.code }) },
      },
    }),
  );
  return id;
}

const decide = (approvalId: string, decision: 'approved' | 'refused') =>
  decideApproval(practice.deps, director, practice.org, { approvalId, decision, note: 'looked at' });

/** A claim of which the payer paid all but a denied part (CO-50, not medically necessary). */
async function deniedClaim(deniedCents: number): Promise<{ claim: OpenedClaim; denialId: string }> {
  const claim = await openOne(practice);
  await post(practice, {
    payerId: claim.payerId,
    claims: [decision(claim, { adjustments: [cas('CO', '50', deniedCents)] })],
  });
  const [denial] = await denialsOf(practice, claim.id);
  if (!denial) throw new Error('no denial was born');
  await tellDenial(practice, denial.id);
  await tellClaim(practice, claim);
  return { claim, denialId: denial.id };
}

describe('an approved write-off of a denial', () => {
  it('is posted to its account when it is approved, and closes denial and claim', async () => {
    const { claim, denialId } = await deniedClaim(4_000);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(4_000);
    const approval = await propose({ subjectType: 'appeal', subjectId: denialId, amountCents: 4_000, code: 'WO-MN' });
    expect(await decide(approval, 'approved')).toMatchObject({ ok: true, value: { state: 'APPROVED' } });
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-MN')).toBe(4_000);
    await tellDenial(practice, denialId);
    await tellClaim(practice, claim);
    expect(await denialsOf(practice, claim.id)).toMatchObject([{ state: 'RESOLVED', outcome: 'written-off' }]);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'CLOSED_WRITTEN_OFF' });
  });

  it('goes from the work item over the proposal to the ledger', async () => {
    const { claim, denialId } = await deniedClaim(3_000);
    const item = await practice.within((tx) =>
      tx.db.workItem.findFirstOrThrow({
        where: {
          organizationId: practice.org,
          subjectId: denialId,
          state: 'OPEN',
          kind: { in: ['triageDenial', 'assembleAppeal'] },
        },
      }),
    );
    const completed = await completeWorkItem(practice.deps, specialist, practice.org, {
      workItemId: item.id,
      version: item.version,
      outcome: 'proposeWriteOff',
      fields: { writeOffCode: 'WO-MN', note: 'no record supports it' },
    });
    if (!completed.ok) throw new Error(JSON.stringify(completed.problem));
    await tellDenial(practice, denialId);
    await decide(completed.value.approvalId ?? '', 'approved');
    await tellDenial(practice, denialId);
    await tellClaim(practice, claim);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-MN')).toBe(3_000);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'CLOSED_WRITTEN_OFF' });
  });

  it('never takes more than is still open', async () => {
    const { claim, denialId } = await deniedClaim(2_500);
    await decide(
      await propose({ subjectType: 'appeal', subjectId: denialId, amountCents: 9_900, code: 'WO-MN' }),
      'approved',
    );
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-MN')).toBe(2_500);
  });

  it('posts nothing when it is refused; the denial must find another way', async () => {
    const { claim, denialId } = await deniedClaim(4_000);
    await practice.within((tx) =>
      tx.db.denial.update({
        where: { organizationId_id: { organizationId: practice.org, id: denialId } },
        data: { state: 'WRITEOFF_PENDING' },
      }),
    );
    await decide(
      await propose({ subjectType: 'appeal', subjectId: denialId, amountCents: 4_000, code: 'WO-MN' }),
      'refused',
    );
    await tellDenial(practice, denialId);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(4_000);
    expect(await denialsOf(practice, claim.id)).toMatchObject([{ state: 'TRIAGED' }]);
  });

  it('is asked again when nobody decided for ten business days', async () => {
    const { claim, denialId } = await deniedClaim(4_000);
    await practice.within((tx) =>
      tx.db.denial.update({
        where: { organizationId_id: { organizationId: practice.org, id: denialId } },
        data: { state: 'WRITEOFF_PENDING' },
      }),
    );
    const approval = await propose({ subjectType: 'appeal', subjectId: denialId, amountCents: 4_000, code: 'WO-MN' });
    await practice.within((tx) =>
      tx.db.approval.update({
        where: { organizationId_id: { organizationId: practice.org, id: approval } },
        data: { requestedOn: toDateColumn(plainDate('2025-12-01')) },
      }),
    );
    await advanceDayBook(practice.deps, { organizationId: practice.org, subjectId: practice.org, asked: true });
    await tellDenial(practice, denialId);
    expect(await denialsOf(practice, claim.id)).toMatchObject([{ state: 'TRIAGED' }]);
    expect(await decide(approval, 'approved')).toMatchObject({ ok: false, problem: { code: 'approvalClosed' } });
  });
});

describe('an approved write-off of a claim', () => {
  it('takes the payer’s balance first, then the guarantor’s, whose account hears of it', async () => {
    const claim = await openOne(practice);
    await post(practice, {
      payerId: claim.payerId,
      claims: [decision(claim, { patientResponsibilityCents: 2_000 as never, adjustments: [cas('PR', '1', 2_000)] })],
    });
    await tellClaim(practice, claim);
    await tellAccount(practice, claim.accountId);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'PATIENT_RESP' });
    await decide(
      await propose({ subjectType: 'claim', subjectId: claim.id, amountCents: 2_000, code: 'WO-CHAR' }),
      'approved',
    );
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-CHAR')).toBe(2_000);
    await tellAccount(practice, claim.accountId);
    await tellClaim(practice, claim);
    const account = await practice.within((tx) =>
      tx.db.account.findUniqueOrThrow({
        where: { organizationId_id: { organizationId: practice.org, id: claim.accountId } },
      }),
    );
    expect(account.state).toBe('SETTLED');
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'CLOSED_WRITTEN_OFF' });
  });

  it('of a guarantor’s account is spread over its responsibilities, oldest first', async () => {
    const claim = await openOne(practice);
    await post(practice, {
      payerId: claim.payerId,
      claims: [decision(claim, { patientResponsibilityCents: 3_000 as never, adjustments: [cas('PR', '3', 3_000)] })],
    });
    await tellClaim(practice, claim);
    await tellAccount(practice, claim.accountId);
    await decide(
      await propose({ subjectType: 'patient-balance', subjectId: claim.accountId, amountCents: 1_000 }),
      'approved',
    );
    await tellAccount(practice, claim.accountId);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(2_000);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-ADMIN')).toBe(1_000);
    const account = await practice.within((tx) =>
      tx.db.account.findUniqueOrThrow({
        where: { organizationId_id: { organizationId: practice.org, id: claim.accountId } },
      }),
    );
    expect(account.stateFacts).toMatchObject({
      responsibilities: [{ claimId: claim.id, amountCents: 3_000, writtenOffCents: 1_000 }],
    });
  });
});
