import { plainDate } from '../../src/domain/dates/plain-date.js';
import { cents } from '../../src/domain/money.js';
import type { RemittanceClaim } from '../../src/edi/x12/835/remittance.js';
import { recordEvent } from '../../src/app/stories/record-event.js';
import type { Tx } from '../../src/db/in-transaction.js';
import { recordPatientPayment } from '../../src/app/accounts/record-patient-payment.js';
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

const recordReviewed = (tx: Tx, denialId: string) =>
  recordEvent(tx, { story: 'appeal', subjectId: denialId, type: 'patientReviewed' });
const first = plainDate('2026-01-05');
const later = plainDate('2026-01-20');

const withShare = (claim: OpenedClaim, shareCents: number, payerControlNumber = 'ICN1'): RemittanceClaim =>
  decision(claim, {
    payerControlNumber,
    patientResponsibilityCents: cents(shareCents),
    adjustments: [cas('PR', '2', shareCents)],
  });

async function told(claim: OpenedClaim): Promise<void> {
  await tellClaim(practice, claim);
  await tellAccount(practice, claim.accountId);
  await tellClaim(practice, claim);
}

async function owed(claim: OpenedClaim): Promise<object | undefined> {
  const account = await practice.within((tx) =>
    tx.db.account.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: practice.org, id: claim.accountId } },
    }),
  );
  return (account.stateFacts as { responsibilities?: { claimId: string }[] }).responsibilities?.find(
    ({ claimId }) => claimId === claim.id,
  );
}

describe('a patient’s share that the payer takes back', () => {
  it('leaves the guarantor’s account and comes again with the corrected decision', async () => {
    const claim = await openOne(practice);
    const decided = withShare(claim, 3_000);
    await post(practice, { payerId: claim.payerId, on: first, claims: [decided] });
    await told(claim);
    expect(await owed(claim)).toMatchObject({ amountCents: 3_000 });
    await post(practice, { payerId: claim.payerId, on: later, claims: [takenBack(decided)] });
    await told(claim);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'REVERSED' });
    expect(await owed(claim)).toMatchObject({ amountCents: 0 });
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    await post(practice, { payerId: claim.payerId, on: later, claims: [withShare(claim, 2_000, 'ICN2')] });
    await told(claim);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'PATIENT_RESP' });
    expect(await owed(claim)).toMatchObject({ amountCents: 2_000 });
  });

  it('changes by the difference when reversal and correction come in one remittance', async () => {
    const claim = await openOne(practice);
    const decided = withShare(claim, 3_000);
    await post(practice, { payerId: claim.payerId, on: first, claims: [decided] });
    await told(claim);
    await post(practice, {
      payerId: claim.payerId,
      on: later,
      claims: [takenBack(decided), withShare(claim, 3_500, 'ICN2')],
    });
    await told(claim);
    expect(await owed(claim)).toMatchObject({ amountCents: 3_500 });
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(3_500);
  });

  it('that was paid already covers the corrected one', async () => {
    const claim = await openOne(practice);
    const decided = withShare(claim, 3_000);
    await post(practice, { payerId: claim.payerId, on: first, claims: [decided] });
    await told(claim);
    await recordPatientPayment(practice.deps, { id: 'pia', role: 'poster' }, practice.org, {
      accountId: claim.accountId,
      amountCents: 3_000,
      method: 'check',
      reference: '77',
      key: claim.id,
    });
    await tellAccount(practice, claim.accountId);
    await tellClaim(practice, claim);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'CLOSED_PAID' });
    await post(practice, { payerId: claim.payerId, on: later, claims: [takenBack(decided)] });
    await told(claim);
    await post(practice, { payerId: claim.payerId, on: later, claims: [withShare(claim, 4_500, 'ICN2')] });
    await told(claim);
    expect(await owed(claim)).toMatchObject({ amountCents: 4_500, paidCents: 3_000 });
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(1_500);
  });
});

describe('a reversal', () => {
  it('takes back the decision that was paid last, whatever came into the house first', async () => {
    const claim = await openOne(practice);
    const old = decision(claim, { payerControlNumber: 'ICN1', adjustments: [cas('CO', '45', 1_000)] });
    await post(practice, { payerId: claim.payerId, on: first, claims: [old] });
    await post(practice, { payerId: claim.payerId, on: later, claims: [takenBack(old)] });
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    expect(await balanceOf(practice, claim.id, 'writeoff.WO-CON')).toBe(0);
  });

  it('of a denial is not mistaken for an open decision when the next one comes', async () => {
    const claim = await openOne(practice);
    const denied = decision(claim, {
      status: '4',
      payerControlNumber: 'ICN1',
      adjustments: [cas('CO', '16', claim.chargeCents)],
    });
    await post(practice, { payerId: claim.payerId, on: first, claims: [denied] });
    await post(practice, { payerId: claim.payerId, on: later, claims: [takenBack(denied)] });
    const items = () =>
      practice.within((tx) =>
        tx.db.workItem.count({ where: { organizationId: practice.org, kind: 'unknownClaimPayment' } }),
      );
    const before = await items();
    await post(practice, {
      payerId: claim.payerId,
      on: later,
      claims: [decision(claim, { payerControlNumber: 'ICN2' })],
    });
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
    expect(await items()).toBe(before);
  });
});

describe('a denial that a person found to be the patient’s', () => {
  it('moves the amount to the guarantor and the claim waits for the patient', async () => {
    const claim = await openOne(practice);
    await post(practice, {
      payerId: claim.payerId,
      on: first,
      claims: [decision(claim, { adjustments: [cas('PR', '96', 2_200)] })],
    });
    const [denial] = await denialsOf(practice, claim.id);
    if (!denial) throw new Error('no denial was born');
    await tellDenial(practice, denial.id);
    await tellClaim(practice, claim);
    await practice.within((tx) => recordReviewed(tx, denial.id));
    await tellDenial(practice, denial.id);
    await told(claim);
    expect(await denialsOf(practice, claim.id)).toMatchObject([{ state: 'RESOLVED', outcome: 'patient' }]);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(2_200);
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'PATIENT_RESP' });
    expect(await owed(claim)).toMatchObject({ amountCents: 2_200 });
  });

  it('stays with the practice where the payer’s patients may not be billed', async () => {
    const claim = await openOne(practice);
    await practice.within((tx) =>
      tx.db.payer.update({
        where: { organizationId_id: { organizationId: practice.org, id: claim.payerId } },
        data: { payerClass: 'medicaid' },
      }),
    );
    await post(practice, {
      payerId: claim.payerId,
      on: first,
      claims: [decision(claim, { adjustments: [cas('PR', '96', 2_200)] })],
    });
    const [denial] = await denialsOf(practice, claim.id);
    if (!denial) throw new Error('no denial was born');
    await tellDenial(practice, denial.id);
    await practice.within((tx) => recordReviewed(tx, denial.id));
    await tellDenial(practice, denial.id);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
    expect((await denialsOf(practice, claim.id))[0]?.state).not.toBe('RESOLVED');
  });
});
