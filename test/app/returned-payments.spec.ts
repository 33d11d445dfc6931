import { printReceipt } from '../../src/app/accounts/print-receipt.js';
import { recordPatientPayment } from '../../src/app/accounts/record-patient-payment.js';
import { returnPatientPayment, type ReturnReason } from '../../src/app/accounts/return-patient-payment.js';
import { changeOfficeSettings } from '../../src/app/organizations/office-settings.js';
import { advancePlan } from '../../src/app/plans/advance-plan.js';
import { recordPatientAnswer } from '../../src/app/links/patient-answers.js';
import { proposePlan } from '../../src/app/plans/propose-plan.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { offerPlan } from '../../src/app/plans/offer-plan.js';
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

describe('the fee for a returned check', () => {
  const manager = { id: 'mo', role: 'manager' };
  const feeOf = (returnedPaymentFeeCents: number) =>
    changeOfficeSettings(practice.deps, manager, practice.org, { returnedPaymentFeeCents });
  afterAll(() => feeOf(0));

  async function bounced(reason?: ReturnReason): Promise<OpenedClaim> {
    const claim = await owing(9_000);
    const paymentId = await checkOf(claim, 9_000);
    await tellAccount(practice, claim.accountId);
    const returned = await bounces(claim, paymentId, reason);
    if (!returned.ok) throw new Error(returned.problem.code);
    await tellAccount(practice, claim.accountId);
    await tellAccount(practice, claim.accountId);
    return claim;
  }
  const row = (claim: OpenedClaim) =>
    practice.within((tx) => tx.db.responsibility.findFirstOrThrow({ where: { claimId: claim.id } }));

  it('is what the office decided, owed with the claim the check was for, and income of its own', async () => {
    await feeOf(2_500);
    const claim = await bounced();
    expect(await owed(claim)).toBe(11_500);
    expect(await balanceOf(practice, claim.id, 'fees.returned-payment')).toBe(-2_500);
    expect(await row(claim)).toMatchObject({ amountCents: 11_500n, paidCents: 0n, state: 'OPEN' });
    expect(await books()).toEqual([]);
  });

  it('is part of what the next check must pay, to the cent', async () => {
    const claim = await bounced('accountClosed');
    await checkOf(claim, 11_499);
    await tellAccount(practice, claim.accountId);
    expect([await owed(claim), await state(claim)]).not.toContain('SETTLED');
    await checkOf(claim, 1);
    await tellAccount(practice, claim.accountId);
    expect([await owed(claim), await state(claim)]).toEqual([0, 'SETTLED']);
  });

  it('is none where the office asks none, and none for our own error or a chargeback', async () => {
    expect(await owed(await bounced('keyingError'))).toBe(9_000);
    expect(await owed(await bounced('chargeback'))).toBe(9_000);
    await feeOf(0);
    expect(await owed(await bounced())).toBe(9_000);
    expect(await books()).toEqual([]);
  });
});

const tellPlan = (planId: string) =>
  advancePlan(practice.deps, { organizationId: practice.org, subjectId: planId, asked: true });

const withMailAddress = ({ accountId }: OpenedClaim) =>
  practice.within((tx) =>
    tx.db.account.updateMany({ where: { id: accountId }, data: { emailIndex: new Uint8Array(32) } }),
  );

/** Offered, accepted and running. */
async function planned(claim: OpenedClaim, months: number): Promise<string> {
  const { accountId } = claim;
  const offered = await offerPlan(practice.deps, sam, practice.org, { accountId, months, key: 'plan' });
  if (!offered.ok) throw new Error(offered.problem.detail);
  await tellAccount(practice, accountId);
  const planId = await practice.within((tx) =>
    proposePlan(tx, { accountId, totalCents: 30_000, answerBy: plainDate('2026-02-04'), months }),
  );
  await practice.within((tx) =>
    recordPatientAnswer(tx, { accountId, answer: 'planAccepted', planId, key: `accepted:${planId}` }),
  );
  await tellAccount(practice, accountId);
  await tellPlan(planId);
  return planId;
}

describe('a check for an installment that bounces', () => {
  it('opens the installment again; the plan is as if it had not been paid', async () => {
    const claim = await owing(30_000);
    const planId = await planned(claim, 3);
    const installments = () =>
      practice.within(async (tx) =>
        (await tx.db.installment.findMany({ where: { planId }, orderBy: { number: 'asc' } })).map((each) => [
          Number(each.paidCents),
          each.paidOn !== null,
        ]),
      );
    const paymentId = await checkOf(claim, 10_000);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    expect(await installments()).toEqual([
      [10_000, true],
      [0, false],
      [0, false],
    ]);
    await withMailAddress(claim);
    await bounces(claim, paymentId);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    expect(await installments()).toEqual([
      [0, false],
      [0, false],
      [0, false],
    ]);
    expect([await owed(claim), await state(claim)]).toEqual([30_000, 'ON_PLAN']);
    const letters = await practice.within((tx) =>
      tx.db.intent.findMany({ where: { subjectId: claim.accountId, kind: 'notifyPatient' } }),
    );
    expect(letters.map(({ details }) => (details as { notice: string }).notice)).toContain('paymentReturned');
  });
});

describe('a check that paid the last of a plan and bounces', () => {
  const planState = (planId: string) =>
    practice.within(async (tx) => (await tx.db.paymentPlan.findFirstOrThrow({ where: { id: planId } })).state);

  async function paidPlan(): Promise<{ claim: OpenedClaim; planId: string; paymentId: string }> {
    const claim = await owing(30_000);
    const planId = await planned(claim, 3);
    await checkOf(claim, 20_000);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    const paymentId = await checkOf(claim, 10_000);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    await tellAccount(practice, claim.accountId);
    expect([await planState(planId), await state(claim), await owed(claim)]).toEqual(['COMPLETED', 'SETTLED', 0]);
    return { claim, planId, paymentId };
  }

  it('opens the plan again with what came back, and the account is on it, not settled', async () => {
    const { claim, planId, paymentId } = await paidPlan();
    await bounces(claim, paymentId);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    expect([await planState(planId), await state(claim), await owed(claim)]).toEqual(['ACTIVE', 'ON_PLAN', 10_000]);
    const due = await practice.within((tx) =>
      tx.db.deadline.findMany({ where: { subjectId: planId, kind: 'installment', closedOn: null } }),
    );
    expect(due).toHaveLength(1);
    const asleep = await practice.within((tx) =>
      tx.db.story.findMany({
        where: {
          subjectId: { in: [planId, claim.accountId] },
          OR: [{ nextWakeAt: null }, { closedAt: { not: null } }],
        },
      }),
    );
    expect(asleep).toEqual([]);
    expect(await books()).toEqual([]);
  });

  it('a moment before the plan counts as paid leaves the account on a plan that goes on, whoever hears of it first', async () => {
    for (const planFirst of [true, false]) {
      const claim = await owing(30_000);
      const planId = await planned(claim, 3);
      const paymentId = await checkOf(claim, 30_000);
      await tellAccount(practice, claim.accountId);
      if (planFirst) await tellPlan(planId);
      await bounces(claim, paymentId);
      for (let turn = 0; turn < 2; turn += 1) {
        await tellAccount(practice, claim.accountId);
        await tellPlan(planId);
      }
      await tellAccount(practice, claim.accountId);
      expect([await planState(planId), await state(claim), await owed(claim)]).toEqual(['ACTIVE', 'ON_PLAN', 30_000]);
      await checkOf(claim, 29_999);
      await tellAccount(practice, claim.accountId);
      await tellPlan(planId);
      await checkOf(claim, 1);
      await tellAccount(practice, claim.accountId);
      await tellPlan(planId);
      await tellAccount(practice, claim.accountId);
      expect([await planState(planId), await state(claim), await owed(claim)]).toEqual(['COMPLETED', 'SETTLED', 0]);
    }
  });

  it('is paid again by the next check, once: plan and balance close with the last cent', async () => {
    const { claim, planId, paymentId } = await paidPlan();
    await bounces(claim, paymentId);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    const again = await recordPatientPayment(practice.deps, paula, practice.org, {
      accountId: claim.accountId,
      amountCents: 10_000,
      method: 'cash',
      reference: 'till 2',
      key: `${claim.id}:again`,
    });
    expect(again.ok).toBe(true);
    await tellAccount(practice, claim.accountId);
    await tellPlan(planId);
    await tellAccount(practice, claim.accountId);
    expect([await planState(planId), await state(claim), await owed(claim)]).toEqual(['COMPLETED', 'SETTLED', 0]);
  });
});

describe('the receipt of a payment', () => {
  const manager = { id: 'mo', role: 'manager' };
  const lettersTo = async ({ accountId }: OpenedClaim) =>
    (
      await practice.within((tx) =>
        tx.db.intent.findMany({ where: { subjectId: accountId, kind: 'notifyPatient' }, orderBy: { id: 'asc' } }),
      )
    ).map(({ details }) => (details as { notice: string }).notice);
  const receipt = (claim: OpenedClaim, paymentId: string) =>
    printReceipt(practice.deps, sam, practice.org, { accountId: claim.accountId, paymentId });

  it('has the next number of the office, is printed the same each time, and changes when the bank returns the check', async () => {
    const [claim, other] = [await owing(3_000), await owing(2_000)];
    const [first, second] = [await checkOf(claim, 3_000), await checkOf(other, 2_000)];
    await tellAccount(practice, claim.accountId);
    const [one, again, two] = [await receipt(claim, first), await receipt(claim, first), await receipt(other, second)];
    if (!one.ok || !again.ok || !two.ok) throw new Error('a receipt was expected');
    expect(two.value.number).toBe(one.value.number + 1);
    expect(one.value.bytes.equals(again.value.bytes)).toBe(true);
    await bounces(claim, first);
    const returned = await receipt(claim, first);
    expect(
      returned.ok && returned.value.number === one.value.number && !returned.value.bytes.equals(one.value.bytes),
    ).toBe(true);
    expect(await receipt(other, first)).toMatchObject({ ok: false, problem: { code: 'notFound' } });
  });

  it('is mailed as a link where the office mails receipts and an address is there, and nowhere else', async () => {
    const [without, silent, told] = [await owing(3_000), await owing(3_100), await owing(3_200)];
    for (const claim of [silent, told]) await withMailAddress(claim);
    const pay = async (claim: OpenedClaim) => {
      await checkOf(claim, 1_000);
      await tellAccount(practice, claim.accountId);
      return lettersTo(claim);
    };
    expect(await pay(silent)).toEqual([]);
    await changeOfficeSettings(practice.deps, manager, practice.org, { mailReceipts: true });
    expect(await pay(without)).toEqual([]);
    expect(await pay(told)).toEqual(['paymentReceipt']);
    await changeOfficeSettings(practice.deps, manager, practice.org, { mailReceipts: false });
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
