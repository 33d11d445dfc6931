import { recordPatientPayment } from '../../../src/app/accounts/record-patient-payment.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { advanceDayBook } from '../../../src/app/clock/advance-day-book.js';
import { askEligibility } from '../../../src/app/eligibility/ask-eligibility.js';
import { recordQmb } from '../../../src/app/eligibility/remember-qmb.js';
import { qmbOf } from '../../../src/app/eligibility/reported-qmb.js';
import { plainDate, type PlainDate } from '../../../src/domain/dates/plain-date.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import { balanceOf, cas, claimRow, decision, openOne, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { benefit } from './a-coverage-answer.js';
import { answerLastInquiry, openOffice, remittanceFile, type Office } from './an-office.js';

const MEDICARE = { id: 'MCRB1', name: 'MEDICARE PART B OHIO' };
const date = '2026-01-05';
const sam = { id: 'sam', role: 'specialist' };
const pia = { id: 'pia', role: 'poster' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.rows("UPDATE payers SET payer_class = 'medicare' WHERE payer_code = 'MCRB1'");
}, 120_000);
afterAll(() => office?.stop());

const ofMedicare = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: MEDICARE.id, name: MEDICARE.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'MB' },
  }));
/** Medicare as it usually pays: fee schedule, and twenty percent for the patient. */
const decided = (claim: OpenedClaim) => decision(claim, { adjustments: [cas('CO', '45', 500), cas('PR', '2', 2_000)] });
const receive = async (claim: OpenedClaim, ...claims: ReturnType<typeof decided>[]) => {
  await office.receive(
    remittanceFile({ payer: MEDICARE, date, claims: claims.length > 0 ? claims : [decided(claim)] }),
  );
  await office.work();
};
const known = (claim: OpenedClaim, period: { from?: PlainDate; to?: PlainDate } = {}) =>
  recordQmb(office.deps, sam, office.org, { claimId: claim.id, ...period });
const on = (claim: OpenedClaim, account: string) => balanceOf(office, claim.id, account);
const stateOf = async (claim: OpenedClaim) => (await claimRow(office, claim.id)).state;
const owes = async (claim: OpenedClaim) =>
  (
    await office.rows<{ owed: string }>(
      'SELECT coalesce(sum(greatest(amount_cents - paid_cents, 0)), 0) AS owed FROM responsibilitys WHERE claim_id = $1',
      [claim.id],
    )
  )[0]?.owed;

describe('a Qualified Medicare Beneficiary', () => {
  it('is asked for nothing: the share Medicare leaves is contractual by rule, and the claim closes without a person', async () => {
    const claim = await ofMedicare();
    expect(await known(claim)).toMatchObject({ ok: true, value: { releasedCents: 0 } });
    await receive(claim);
    expect([await on(claim, 'receivable.patient'), await on(claim, 'writeoff.WO-QMB')]).toEqual([0, 2_000]);
    expect([await on(claim, 'writeoff.WO-CON'), await on(claim, 'receivable.payer')]).toEqual([500, 0]);
    expect(await stateOf(claim)).toMatch(/^CLOSED/);
    const items = await office.rows("SELECT kind FROM work_items WHERE claim_id = $1 AND state = 'OPEN'", [claim.id]);
    expect(items).toEqual([]);
  });

  it('is protected on the days Medicaid says, and not the day before', async () => {
    const [inside, outside] = [await ofMedicare(), await ofMedicare()];
    const served = async (claim: OpenedClaim) =>
      plainDate((await claimRow(office, claim.id)).serviceFrom.toISOString().slice(0, 10));
    await known(inside, { from: await served(inside), to: await served(inside) });
    await known(outside, { to: plainDate('2025-11-30') });
    await receive(inside);
    await receive(outside);
    expect([await on(inside, 'receivable.patient'), await on(outside, 'receivable.patient')]).toEqual([0, 2_000]);
  });

  it('found out late owes nothing any more, and gets back what was paid', async () => {
    const claim = await ofMedicare();
    await receive(claim);
    expect(await on(claim, 'receivable.patient')).toBe(2_000);
    await recordPatientPayment(office.deps, pia, office.org, {
      accountId: claim.accountId,
      amountCents: 800,
      method: 'check',
      reference: '7',
      key: claim.id,
    });
    await office.work();
    expect(await known(claim)).toMatchObject({ ok: true, value: { releasedCents: 2_000 } });
    await office.work();
    expect([await on(claim, 'receivable.patient'), await on(claim, 'writeoff.WO-QMB')]).toEqual([-800, 2_000]);
    expect(await owes(claim)).toBe('0');
    await advanceDayBook(office.deps, { organizationId: office.org, subjectId: office.org, asked: true });
    const refunds = await office.rows('SELECT owner, amount_cents::int AS cents FROM refunds WHERE claim_id = $1', [
      claim.id,
    ]);
    expect(refunds).toEqual([{ owner: 'patient', cents: 800 }]);
  });

  it('told twice is written off once', async () => {
    const claim = await ofMedicare();
    await receive(claim);
    await known(claim);
    expect(await known(claim)).toMatchObject({ ok: true, value: { releasedCents: 0 } });
    await office.work();
    expect([await on(claim, 'writeoff.WO-QMB'), await stateOf(claim)]).toEqual([
      2_000,
      expect.stringMatching(/^CLOSED/),
    ]);
  });

  it('whose decision is corrected keeps only the new share as contractual', async () => {
    const claim = await ofMedicare();
    await receive(claim);
    await known(claim);
    await office.work();
    const better = decision(claim, { adjustments: [cas('CO', '45', 500), cas('PR', '2', 1_200)] });
    await receive(claim, takenBack(decided(claim)), better);
    expect([await on(claim, 'writeoff.WO-QMB'), await on(claim, 'receivable.patient')]).toEqual([1_200, 0]);
    expect(await on(claim, 'receivable.payer')).toBe(0);
  });

  it('is said by a 271 (EB04 QM) with its days; an answer that says nothing takes nothing away', async () => {
    const claim = await ofMedicare();
    const answer = (...benefits: Benefit[]) =>
      qmbOf({ kind: 'eligibilityAnswer', ordinal: 1, source: {} as never, sourceContacts: [], benefits });
    expect(answer(benefit('1', { insuranceType: 'MB' }))).toBeUndefined();
    const period = answer(
      benefit('1', { insuranceType: 'MB' }),
      benefit('1', {
        insuranceType: 'QM',
        dates: [{ qualifier: '291', date: plainDate('2025-01-01'), through: plainDate('2025-12-31') }],
      }),
    );
    expect(period).toEqual({ from: '2025-01-01', to: '2025-12-31' });
    await receive(claim);
    expect(await on(claim, 'receivable.patient')).toBe(2_000);
    const asked = await ofMedicare();
    expect(await askEligibility(office.deps, sam, office.org, asked.id)).toMatchObject({ ok: true });
    await office.work();
    await answerLastInquiry(office, [
      benefit('1', { insuranceType: 'MB' }),
      benefit('1', { ordinal: 2, insuranceType: 'QM', dates: [{ qualifier: '346', date: plainDate('2025-01-01') }] }),
    ]);
    await receive(asked);
    expect([await on(asked, 'receivable.patient'), await on(asked, 'writeoff.WO-QMB')]).toEqual([0, 2_000]);
  });

  it('is not recorded of a patient without Medicare', async () => {
    const claim = await openOne(office, (each) => ({
      ...each,
      payer: { ...each.payer, id: 'UMH22', name: 'UNION MUTUAL HEALTH' },
      subscriber: { ...each.subscriber, filingIndicator: 'CI' },
    }));
    expect(await known(claim)).toMatchObject({ ok: false, problem: { code: 'commandRefused' } });
  });
});

it('after all of this every invariant of the books holds', async () => {
  const broken = (await verifyBooks(office.deps, sam, office.org)).filter(({ holds }) => !holds);
  expect(broken.map(({ sentence }) => sentence)).toEqual([]);
});
