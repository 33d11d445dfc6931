import { correctClaim } from '../../../src/app/claims/correct-claim.js';
import { openClaimContent } from '../../../src/app/claims/claim-content.js';
import { queueSubmission } from '../../../src/app/claims/queue-submission.js';
import { voidClaim } from '../../../src/app/claims/void-claim.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { findCredits } from '../../../src/app/refunds/find-credits.js';
import { toDateColumn } from '../../../src/db/in-transaction.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { cents } from '../../../src/domain/money.js';
import {
  balanceOf,
  cas,
  claimRow,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  takenBack,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import { claimHears, denialHears, itIs, openWork } from './story-days.js';

const lena = { id: 'lena', role: 'lead' };

let practice: Practice;
let medicare: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  medicare = await foundPractice({ payerClass: 'medicare' });
}, 200_000);
beforeEach(async () => {
  await itIs(practice, '2026-01-05');
});
afterAll(async () => {
  await practice?.stop();
  await medicare?.stop();
});

const paidInFull = async (at: Practice) => {
  const claim = await openOne(at);
  await tellClaim(at, claim);
  await claimHears(at, claim, 'submitted', { batchId: 'b', date: '2026-01-05' });
  const paid = decision(claim);
  await post(at, { payerId: claim.payerId, claims: [paid] });
  await tellClaim(at, claim);
  return { claim, paid };
};
const askVoid = (at: Practice, claim: OpenedClaim) =>
  voidClaim(at.deps, lena, at.org, {
    claimId: claim.id,
    reason: 'duplicatePaid',
    note: 'Billed twice by the front desk',
  });

/** Queues what the claim's story wants to send and marks it sent, as its batch would. */
async function send(at: Practice, claim: OpenedClaim): Promise<string> {
  const [intent] = await at.within((tx) =>
    tx.db.intent.findMany({
      where: {
        organizationId: at.org,
        kind: 'submitCorrectedClaim',
        state: 'INTENDED',
        businessKey: { startsWith: claim.id },
      },
    }),
  );
  await queueSubmission(at.deps, { organizationId: at.org, intentId: intent?.id ?? '' });
  const sent = await at.within(async (tx) => {
    await tx.db.submission.updateMany({
      where: { organizationId: at.org, claimId: claim.id, state: 'QUEUED' },
      data: { state: 'SENT', sentOn: toDateColumn(tx.at.date) },
    });
    return tx.db.submission.findFirstOrThrow({
      where: { organizationId: at.org, claimId: claim.id },
      orderBy: { number: 'desc' },
    });
  });
  await claimHears(at, claim, 'submitted', { batchId: 'b', date: '2026-01-05' });
  return `${sent.frequency} for ${sent.originalControl}`;
}

const contentOf = async (at: Practice, claim: OpenedClaim) =>
  openClaimContent(at.deps, at.org, claim.id, (await claimRow(at, claim.id)).content);

describe('a claim that was paid and should never have been sent', () => {
  it('is taken back with frequency 8 under the payer’s number, and stays open until the payer confirms', async () => {
    const { claim, paid } = await paidInFull(practice);
    expect((await claimRow(practice, claim.id)).state).toBe('CLOSED_PAID');
    expect(await askVoid(practice, claim)).toMatchObject({ ok: true });
    await tellClaim(practice, claim);
    expect((await claimRow(practice, claim.id)).state).toBe('CORRECTING');
    expect(await send(practice, claim)).toBe(`8 for ICN${claim.claimNumber}`);
    await claimHears(practice, claim, 'payerAccepted', { receiptDate: '2026-01-06', payerClaimNumber: 'ICN-VOID' });
    const waiting = await claimRow(practice, claim.id);
    expect([waiting.state, waiting.payerClaimNumber]).toEqual(['CORRECTING', `ICN${claim.claimNumber}`]);
    expect(await askVoid(practice, claim)).toMatchObject({ problem: { code: 'conflict' } });

    await post(practice, { payerId: claim.payerId, claims: [takenBack(paid)] });
    await tellClaim(practice, claim);
    expect((await claimRow(practice, claim.id)).state).toBe('CLOSED_VOIDED');
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(practice, claim.id, 'revenue.charges')).toBe(0);
    const checks = await verifyBooks(practice.deps, lena, practice.org);
    expect(checks.filter((check) => !check.holds)).toEqual([]);
  });

  it('is asked about by a person when thirty days bring no confirmation', async () => {
    const { claim } = await paidInFull(practice);
    await askVoid(practice, claim);
    await tellClaim(practice, claim);
    await itIs(practice, '2026-02-04');
    await tellClaim(practice, claim);
    const calls = (await openWork(practice, claim.id)).filter(({ kind }) => kind === 'callPayer');
    expect(calls.map(({ facts }) => (facts as { reason: string }).reason)).toEqual(['the void is not confirmed']);
    expect((await claimRow(practice, claim.id)).state).toBe('CORRECTING');
  });

  it('stands as decided when the payer rejects the void, and a person looks', async () => {
    const { claim } = await paidInFull(practice);
    await askVoid(practice, claim);
    await tellClaim(practice, claim);
    await send(practice, claim);
    await claimHears(practice, claim, 'payerRejected', { categories: ['A7'] } as never);
    expect((await openWork(practice, claim.id)).map(({ kind }) => kind)).toContain('reviewBalance');
    expect((await claimRow(practice, claim.id)).state).toBe('PARTIAL');
  });
});

describe('a denied claim for which nothing was paid', () => {
  it('is void with the payer’s acceptance; its denial ends with it', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    await claimHears(practice, claim, 'submitted', { batchId: 'b', date: '2026-01-05' });
    const adjustments = [cas('CO', '16', claim.chargeCents)];
    await post(practice, { payerId: claim.payerId, claims: [decision(claim, { adjustments })] });
    await tellClaim(practice, claim);
    await askVoid(practice, claim);
    await tellClaim(practice, claim);
    await send(practice, claim);
    await claimHears(practice, claim, 'payerAccepted', { receiptDate: '2026-01-06', payerClaimNumber: 'V1' });
    expect((await claimRow(practice, claim.id)).state).toBe('CLOSED_VOIDED');
    const [denial] = await denialsOf(practice, claim.id);
    await tellDenial(practice, denial?.id ?? '');
    expect((await denialsOf(practice, claim.id))[0]?.state).toBe('RESOLVED');
  });
});

describe('no void is sent', () => {
  it('before the payer decided, nor to Medicare Part B, nor while an appeal is filed', async () => {
    const undecided = await openOne(practice);
    await tellClaim(practice, undecided);
    expect(await askVoid(practice, undecided)).toMatchObject({
      problem: { detail: expect.stringContaining('N779') as string },
    });
    const { claim } = await paidInFull(medicare);
    expect(await askVoid(medicare, claim)).toMatchObject({
      problem: { detail: expect.stringContaining('takes no void') as string },
    });
    const denied = await openOne(practice);
    await tellClaim(practice, denied);
    const adjustments = [cas('CO', '50', denied.chargeCents)];
    await post(practice, { payerId: denied.payerId, claims: [decision(denied, { adjustments })] });
    await tellClaim(practice, denied);
    const [denial] = await denialsOf(practice, denied.id);
    await claimHears(practice, denied, 'denialChanged', {
      denialId: denial?.id ?? '',
      state: 'APPEALING',
      outcome: null,
    });
    expect(await askVoid(practice, denied)).toMatchObject({
      problem: { detail: expect.stringContaining('appeal') as string },
    });
  });
});

describe('a corrected claim to Medicare Part A', () => {
  /** Part A claims come from hospitals: the same claim, institutional. */
  const institutional = async () => {
    const { claim } = await paidInFull(medicare);
    await medicare.within((tx) =>
      tx.db.claim.update({
        where: { organizationId_id: { organizationId: medicare.org, id: claim.id } },
        data: { kind: 'I' },
      }),
    );
    return claim;
  };
  const conditions = async (claim: OpenedClaim) =>
    (await contentOf(medicare, claim)).codes.filter(({ qualifier }) => qualifier === 'BG').map(({ code }) => code);
  const correct = (claim: OpenedClaim, corrections: Parameters<typeof correctClaim>[3]) =>
    medicare.within(async (tx) => {
      const corrected = await correctClaim(medicare.deps, tx, claim.id, corrections);
      if (!corrected.ok) throw new Error(corrected.problem.detail);
    });

  it('says in one condition code what was changed, and D9 when a second change of another kind follows', async () => {
    const claim = await institutional();
    await correct(claim, { lines: [{ number: 1, units: '3' }] });
    expect(await conditions(claim)).toEqual(['D2']);
    await correct(claim, { diagnoses: ['I10', 'E119', 'Z0000', 'R05'] });
    expect(await conditions(claim)).toEqual(['D9']);
  });

  it('that is voided says D6 for a duplicate', async () => {
    const claim = await institutional();
    expect(await askVoid(medicare, claim)).toMatchObject({ ok: true });
    await tellClaim(medicare, claim);
    expect(await send(medicare, claim)).toBe(`8 for ICN${claim.claimNumber}`);
    expect(await conditions(claim)).toEqual(['D6']);
  });
});

describe('a replacement after which the payer owes less than it had paid', () => {
  it('is a credit with its 60 days from the day it was decided, although the claim is still open', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    await claimHears(practice, claim, 'submitted', { batchId: 'b', date: '2026-01-05' });
    const first = decision(claim, {
      adjustments: [cas('CO', '16', 1_000)],
      paidCents: cents(claim.chargeCents - 1_000),
    });
    await post(practice, { payerId: claim.payerId, claims: [first] });
    await tellClaim(practice, claim);
    const [denial] = await denialsOf(practice, claim.id);
    await tellDenial(practice, denial?.id ?? '');
    await denialHears(practice, denial?.id ?? '', 'correctionPrepared');
    expect(await send(practice, claim)).toBe(`7 for ICN${claim.claimNumber}`);
    // The payer decides the replacement lower and says it will ask for the difference: no takeback comes with it.
    const lower = decision(claim, {
      adjustments: [cas('CO', '45', claim.chargeCents - 2_000)],
      paidCents: cents(2_000),
    });
    await post(practice, { payerId: claim.payerId, claims: [lower] });
    await tellClaim(practice, claim);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBeLessThan(0);
    expect((await claimRow(practice, claim.id)).state).not.toMatch(/^CLOSED/);
    await practice.within(findCredits);
    const [refund] = await practice.within((tx) =>
      tx.db.refund.findMany({ where: { organizationId: practice.org, claimId: claim.id } }),
    );
    expect(refund).toMatchObject({ owner: 'payer', reason: 'correctionLowered', state: 'IDENTIFIED' });
    const [clock] = await practice.within((tx) =>
      tx.db.deadline.findMany({ where: { organizationId: practice.org, subjectId: refund?.id ?? '' } }),
    );
    expect(clock?.hardDate).toEqual(toDateColumn(plainDate('2026-03-06')));
  });
});
