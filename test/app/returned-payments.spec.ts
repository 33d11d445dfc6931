import { recordPatientPayment } from '../../src/app/accounts/record-patient-payment.js';
import { returnPatientPayment, type ReturnReason } from '../../src/app/accounts/return-patient-payment.js';
import { verifyBooks } from '../../src/app/books/verify-books.js';
import { getRefund, listRefunds } from '../../src/app/refunds/refunds.queries.js';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
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

const paula = { id: 'paula', role: 'poster' };
const sam = { id: 'sam', role: 'specialist' };

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

async function owing(cents: number): Promise<OpenedClaim> {
  const claim = await openOne(practice);
  await post(practice, { payerId: claim.payerId, claims: [decision(claim, { adjustments: [cas('PR', '1', cents)] })] });
  await tellClaim(practice, claim);
  await tellAccount(practice, claim.accountId);
  return claim;
}
async function checkOf(claim: OpenedClaim, amountCents: number): Promise<string> {
  const recorded = await recordPatientPayment(practice.deps, paula, practice.org, {
    accountId: claim.accountId,
    amountCents,
    method: 'check',
    reference: '1042',
    key: `${claim.id}:${amountCents}`,
  });
  if (!recorded.ok) throw new Error(recorded.problem.code);
  return recorded.value.paymentId;
}
const bounces = (claim: OpenedClaim, paymentId: string, reason: ReturnReason = 'insufficientFunds') =>
  returnPatientPayment(practice.deps, paula, practice.org, { accountId: claim.accountId, paymentId, reason });
const responsibility = (claim: OpenedClaim) =>
  practice.within((tx) =>
    tx.db.responsibility.findFirstOrThrow({ where: { claimId: claim.id }, select: { state: true, paidCents: true } }),
  );
const state = async (claim: OpenedClaim) =>
  (await practice.within((tx) => tx.db.account.findFirstOrThrow({ where: { id: claim.accountId } }))).state;
const owed = (claim: OpenedClaim) => balanceOf(practice, claim.id, 'receivable.patient');
const books = async () =>
  (await verifyBooks(practice.deps, sam, practice.org)).filter(({ holds }) => !holds).map(({ sentence }) => sentence);

describe('a check that bounces', () => {
  it('is refused while its payment is not on the books, and for an account it does not belong to', async () => {
    const [claim, other] = [await owing(8_000), await owing(7_000)];
    const paymentId = await checkOf(claim, 8_000);
    expect(await bounces(claim, paymentId)).toMatchObject({ ok: false, problem: { code: 'commandRefused' } });
    expect(await bounces(other, paymentId)).toMatchObject({ ok: false, problem: { code: 'notFound' } });
  });

  it('makes the guarantor owe again what it had paid, and dunning goes on', async () => {
    const claim = await owing(9_000);
    const paymentId = await checkOf(claim, 9_000);
    await tellAccount(practice, claim.accountId);
    expect([await owed(claim), await state(claim)]).toEqual([0, 'SETTLED']);
    expect(await bounces(claim, paymentId)).toMatchObject({ ok: true, value: { amountCents: 9_000 } });
    await tellAccount(practice, claim.accountId);
    expect([await owed(claim), await state(claim)]).toEqual([9_000, 'DUNNING']);
    expect(await responsibility(claim)).toEqual({ state: 'OPEN', paidCents: 0n });
    const items = await practice.within((tx) =>
      tx.db.workItem.findMany({ where: { subjectId: claim.accountId, kind: 'returnedPayment' } }),
    );
    expect(items.map(({ facts }) => facts)).toEqual([{ paymentId, reason: 'insufficientFunds', amountCents: 9_000 }]);
  });

  it('counts once, however often the bank says so; a second check settles the balance', async () => {
    const claim = await owing(6_000);
    const paymentId = await checkOf(claim, 6_000);
    await tellAccount(practice, claim.accountId);
    await bounces(claim, paymentId);
    const told = await Promise.all([bounces(claim, paymentId), bounces(claim, paymentId, 'chargeback')]);
    expect(told.map((each) => (each.ok ? 'taken' : each.problem.code))).toEqual(['conflict', 'conflict']);
    await tellAccount(practice, claim.accountId);
    expect(await owed(claim)).toBe(6_000);
    const second = await recordPatientPayment(practice.deps, paula, practice.org, {
      accountId: claim.accountId,
      amountCents: 6_000,
      method: 'cash',
      reference: 'till 1',
      key: 'second',
    });
    expect(second.ok).toBe(true);
    await tellAccount(practice, claim.accountId);
    expect([await owed(claim), await state(claim)]).toEqual([0, 'SETTLED']);
  });

  it('takes back what waited unapplied as well, and the books hold', async () => {
    const claim = await owing(5_000);
    const paymentId = await checkOf(claim, 7_500);
    await tellAccount(practice, claim.accountId);
    await bounces(claim, paymentId, 'stopPayment');
    await tellAccount(practice, claim.accountId);
    expect(await owed(claim)).toBe(5_000);
    const [unapplied] = await practice.within(
      (tx) => tx.db.$queryRaw<{ sum: bigint | null }[]>`
        SELECT sum(amount_cents)::bigint AS sum FROM ledger_entries
         WHERE ledger_account = 'patient-unapplied' AND account_id = ${claim.accountId}::uuid`,
    );
    expect(unapplied?.sum).toBe(0n);
    expect(await books()).toEqual([]);
  });
});

describe('the list of refunds', () => {
  it('shows a credit with its owner, its clock, and what the books say of it', async () => {
    const claim = await owing(4_000);
    await checkOf(claim, 9_900);
    await tellAccount(practice, claim.accountId);
    await advanceDayBook(practice.deps, { organizationId: practice.org, subjectId: practice.org, asked: true });
    const page = await listRefunds(practice.deps, sam, practice.org, { limit: 10, accountId: claim.accountId });
    expect(page.items).toMatchObject([{ owner: 'patient', amountCents: 5_900, state: 'IDENTIFIED', sentOn: null }]);
    const detail = await getRefund(practice.deps, sam, practice.org, page.items[0]?.id ?? '');
    if (!detail.ok) throw new Error(detail.problem.code);
    expect(detail.value.deadlines.length).toBeGreaterThan(0);
    expect(detail.value.postings).toEqual([]);
  });
});
