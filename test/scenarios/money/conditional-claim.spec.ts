import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { recordEvent, type Facts } from '../../../src/app/stories/record-event.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { addDays, type PlainDate } from '../../../src/domain/dates/plain-date.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import type { OpenedClaim } from '../../app/a-practice.js';
import { openOffice, type Office } from './an-office.js';
import { insured, payersInTurn, withoutLines } from './payers-in-turn.js';

const sam = { id: 'sam', role: 'specialist' };
/** The no-fault carrier of the accident, and Medicare Part B behind it. */
const [NO_FAULT, MEDICARE] = ['UMH22', 'MCRB1'];

let office: Office;
let chain: ReturnType<typeof payersInTurn>;
beforeAll(async () => {
  office = await openOffice();
  chain = payersInTurn(office);
  await office.rows("UPDATE payers SET payer_class = 'medicare' WHERE payer_code = 'MCRB1'");
  await office.rows("UPDATE payers SET payer_class = 'auto', filing_indicator = 'AM' WHERE payer_code = 'UMH22'");
}, 120_000);
afterAll(() => office?.stop());

async function hears(claim: { id: string }, type: string, facts: Facts): Promise<void> {
  await office.within((tx) => recordEvent(tx, { story: 'claim', subjectId: claim.id, type, facts }));
  await office.work();
}

/** Treated today, after an accident. */
const ofToday = (claim: Claim837): Claim837 => ({
  ...claim,
  lines: claim.lines.map((line) => ({ ...line, serviceFrom: office.today(), serviceThrough: office.today() })),
});

/** A claim after an accident that its no-fault carrier received today. */
async function withCarrier(): Promise<{ claim: OpenedClaim; receivedOn: PlainDate }> {
  const claim = await chain.bill((drawn) => {
    const { subscriber, ...rest } = ofToday(insured(NO_FAULT, MEDICARE)(drawn));
    return { ...rest, subscriber: { ...subscriber, filingIndicator: 'AM' } }; // an automobile insurer
  });
  const receivedOn = office.today();
  await hears(claim, 'payerAccepted', { receiptDate: receivedOn, payerClaimNumber: `N${claim.claimNumber}` });
  return { claim, receivedOn };
}

const clocksOf = (subjectId: string, kind: string) =>
  office.rows<{ id: string; rule: string; base: PlainDate; hard: PlainDate; closed: string | null }>(
    `SELECT id, rule_id || ' v' || rule_version AS rule, base_date::text AS base, hard_date::text AS hard, closed_how AS closed
       FROM deadlines WHERE subject_id = $1 AND kind = $2 ORDER BY hard_date`,
    [subjectId, kind],
  );

interface Item {
  readonly id: string;
  readonly state: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
const decisions = (claim: { id: string }) =>
  office.rows<Item>(
    `SELECT id, state, facts FROM work_items WHERE subject_id = $1 AND kind = 'decideConditionalClaim' ORDER BY opened_on`,
    [claim.id],
  );

async function answer(item: Item | undefined, outcome: string, fields: Record<string, string>): Promise<string> {
  const done = await completeWorkItem(office.deps, sam, office.org, { workItemId: item?.id ?? '', outcome, fields });
  await office.work();
  return done.ok ? done.value.state : (done.problem.detail ?? done.problem.code);
}

/** The 120 days of the carrier are over: the item is open. */
async function silentCarrier() {
  const { claim, receivedOn } = await withCarrier();
  await office.goTo(addDays(receivedOn, 121));
  await office.work();
  const [item] = await decisions(claim);
  return { claim, receivedOn, item };
}

async function billedConditionally() {
  const { claim, receivedOn, item } = await silentCarrier();
  await answer(item, 'billConditionally', { accidentDate: '2025-11-30', note: 'no answer since January' });
  await chain.nextDay();
  return { claim, receivedOn, medicare: await chain.existing(claim) };
}

const refundsOf = (claim: { id: string }) =>
  office.rows<{ id: string; cents: string; reason: string; place: string; identified: PlainDate }>(
    `SELECT id, amount_cents::text AS cents, reason, place, identified_on::text AS identified FROM refunds WHERE claim_id = $1`,
    [claim.id],
  );
const whole = async (claimNumber: string, percent = 100): Promise<RemittanceClaim> => {
  const decided = withoutLines(await chain.decide(claimNumber));
  const paid = Math.round((decided.chargeCents * percent) / 100);
  const left = decided.chargeCents - paid;
  return {
    ...decided,
    status: '1',
    paidCents: paid as RemittanceClaim['paidCents'],
    patientResponsibilityCents: 0 as RemittanceClaim['paidCents'],
    adjustments: left === 0 ? [] : [{ group: 'CO', carc: '45', amountCents: left as RemittanceClaim['paidCents'] }],
  };
};

describe('a no-fault carrier that lets its 120 days pass, while the patient has Medicare', () => {
  it('has a clock with its rule from the day it received the claim; on day 120 it is silent, on day 121 a person decides', async () => {
    const { claim, receivedOn } = await withCarrier();
    const [clock] = await clocksOf(claim.id, 'conditional-claim');
    expect(clock).toMatchObject({
      rule: 'conditional-payment-days.medicare v1',
      base: receivedOn,
      hard: addDays(receivedOn, 120),
      closed: null,
    });
    await office.goTo(addDays(receivedOn, 120));
    await office.work();
    expect(await decisions(claim)).toEqual([]);
    await office.goTo(addDays(receivedOn, 121));
    await office.work();
    const [item] = await decisions(claim);
    expect(item?.facts).toMatchObject({
      insurer: 'no-fault',
      mspType: '14',
      since: receivedOn,
      promptUntil: addDays(receivedOn, 120),
    });
    expect(item?.facts['needs']).toContain('SBR05 14');
    expect(Number(item?.facts['statusRequests'])).toBeGreaterThan(0);
  });

  it('is billed to Medicare by a person’s word, as a claim of its own: second payer, nothing paid, the accident and its day', async () => {
    const { claim, item } = await silentCarrier();
    expect(await answer(item, 'billConditionally', { note: 'they are silent' })).toBe('missing: accidentDate');
    expect(await answer(item, 'billConditionally', { accidentDate: '2025-11-30', note: 'they are silent' })).toBe(
      'COMPLETED',
    );
    await chain.nextDay();
    const medicare = await chain.existing(claim);
    expect(medicare).toMatchObject({ sequence: 'S', state: 'SUBMITTED' });
    const text = office.sent().find((file) => file.includes(`CLM*${medicare.claim_number}*`)) ?? '';
    expect(text).toContain('SBR*S*18***14****MB~');
    expect(text).toContain('SBR*P*18*******AM~');
    expect(text).toContain(`CAS*OA*21*${claim.chargeCents / 100}~`);
    expect(text).toContain('AMT*D*0~');
    expect(text).toContain('DTP*439*D8*20251130~');
    expect(text).toMatch(/CLM[^~]*[*]OA~/);
    expect([await chain.owed(medicare), await chain.owed(claim)]).toEqual([
      { payer: claim.chargeCents, patient: 0 },
      { payer: 0, patient: 0 },
    ]);
    expect(await chain.state(claim)).toBe('ACCEPTED');
    // Missed by the insurer: its time ran out unanswered.
    expect((await clocksOf(claim.id, 'conditional-claim')).map(({ closed }) => closed)).toEqual(['missed']);
  });

  it('pays after Medicare has: what Medicare paid goes back within 60 days of that payment, as a refund with its clock and its item', async () => {
    const { claim, medicare } = await billedConditionally();
    await chain.pays(MEDICARE, office.today(), await whole(medicare.claim_number, 60));
    const medicarePaid = Math.round(claim.chargeCents * 0.6);
    expect(await chain.owed(medicare)).toEqual({ payer: 0, patient: 0 });
    await office.goTo(addDays(office.today(), 40));
    const paidOn = office.today();
    await chain.pays(NO_FAULT, paidOn, await whole(claim.claimNumber));
    const [refund, ...more] = await refundsOf(medicare);
    expect(more).toEqual([]);
    expect(refund).toMatchObject({
      cents: String(medicarePaid),
      reason: 'conditionalPayment',
      place: 'receivable.payer',
      identified: paidOn,
    });
    expect(await clocksOf(refund?.id ?? '', 'refund')).toMatchObject([
      { rule: 'refund.conditional v1', base: paidOn, hard: addDays(paidOn, 60), closed: null },
    ]);
    const [item] = await office.rows<Item>('SELECT id, state, facts FROM work_items WHERE subject_id = $1', [
      refund?.id,
    ]);
    expect(item).toMatchObject({
      state: 'OPEN',
      facts: { reason: 'conditionalPayment', government: true, backBy: addDays(paidOn, 60) },
    });
    expect((await chain.owed(medicare)).payer).toBe(-medicarePaid);
    expect((await chain.owed(claim)).payer).toBe(medicarePaid - claim.chargeCents);
  });

  it('pays first: nothing is owed back until Medicare has paid as well, and the days count from then', async () => {
    const { claim, medicare } = await billedConditionally();
    await chain.pays(NO_FAULT, office.today(), await whole(claim.claimNumber, 50));
    expect(await refundsOf(medicare)).toEqual([]);
    await office.goTo(addDays(office.today(), 5));
    const paidOn = office.today();
    await chain.pays(MEDICARE, paidOn, await whole(medicare.claim_number, 60));
    const [refund] = await refundsOf(medicare);
    expect(refund).toMatchObject({ cents: String(Math.round(claim.chargeCents * 0.5)), identified: paidOn });
    expect(await clocksOf(refund?.id ?? '', 'refund')).toMatchObject([{ hard: addDays(paidOn, 60) }]);
  });

  it('may be given more time: the clock moves to that day, and on it the same question is asked again', async () => {
    const { claim, item } = await silentCarrier();
    const later = addDays(office.today(), 20);
    await answer(item, 'wait', { lookAgainDate: later, note: 'their adjuster promised' });
    expect((await clocksOf(claim.id, 'conditional-claim')).map(({ hard, closed }) => [hard, closed])).toContainEqual([
      addDays(later, -1),
      null,
    ]);
    await office.goTo(addDays(later, -1));
    await office.work();
    expect(await decisions(claim)).toHaveLength(1);
    await office.goTo(later);
    await office.work();
    const [, again] = await decisions(claim);
    expect(again?.state).toBe('OPEN');
    await answer(again, 'noConditionalClaim', { reason: 'the carrier accepted' });
    await office.goTo(addDays(later, 60));
    await office.work();
    expect(await decisions(claim)).toHaveLength(2);
    expect(await chain.next(claim)).toBeUndefined();
  });
});

describe('a liability insurer that Medicare’s own denial (CARC 20) named', () => {
  it('is billed, has its 120 days from the service, and Medicare is asked again conditionally', async () => {
    await office.rows("UPDATE payers SET payer_class = 'auto', filing_indicator = 'LM' WHERE payer_code = 'SBP07'");
    const first = await chain.bill((drawn) => ofToday(insured(MEDICARE)(drawn)));
    const service = addDays(office.today(), -1);
    const asked = withoutLines(await chain.decide(first.claimNumber));
    const none = 0 as RemittanceClaim['paidCents'];
    const adjustments = [{ group: 'CO', carc: '20', amountCents: asked.chargeCents }];
    const denied = { ...asked, status: '4', paidCents: none, patientResponsibilityCents: none, adjustments };
    await chain.pays(MEDICARE, office.today(), denied);
    const [item] = await office.rows<Item>(
      "SELECT id, state, facts FROM work_items WHERE claim_id = $1 AND kind = 'billOtherPayer'",
      [first.id],
    );
    expect(item?.facts['conditionalFrom']).toBe(addDays(office.today(), 121));
    await answer(item, 'billed', { payerCode: 'SBP07', memberNumber: 'LIAB-77', note: 'the other driver’s carrier' });
    await chain.nextDay();
    const insurer = await chain.existing(first);
    expect(await clocksOf(insurer.id, 'conditional-claim')).toMatchObject([
      { base: service, hard: addDays(service, 120), closed: null },
    ]);
    await office.goTo(addDays(service, 121));
    await office.work();
    const [question] = await decisions(insurer);
    expect(question?.facts).toMatchObject({ insurer: 'liability', mspType: '47' });
    const decided = { accidentDate: service, note: 'lien withdrawn' };
    expect(await answer(question, 'billConditionally', decided)).toBe('COMPLETED');
    await chain.nextDay();
    const again = await chain.existing(insurer);
    expect(again).toMatchObject({ sequence: 'S', state: 'SUBMITTED' });
    const text = office.sent().find((file) => file.includes(`CLM*${again.claim_number}*`)) ?? '';
    expect(text).toMatch(/SBR[*]S[*]18[*][^*]*[*]{2}47[*]{4}MB~/);
    expect(text).toContain('CAS*OA*20*');
    expect([await chain.owed(first), await chain.owed(insurer)]).toEqual([
      { payer: 0, patient: 0 },
      { payer: 0, patient: 0 },
    ]);
  });
});

describe('a no-fault carrier that pays in its 120 days', () => {
  it('ends the clock, and nobody is asked', async () => {
    const { claim, receivedOn } = await withCarrier();
    await chain.pays(NO_FAULT, office.today(), await whole(claim.claimNumber));
    expect((await clocksOf(claim.id, 'conditional-claim')).map(({ closed }) => closed)).toEqual(['met']);
    await office.goTo(addDays(receivedOn, 130));
    await office.work();
    expect(await decisions(claim)).toEqual([]);
  });
});

it('leaves books that balance', async () => {
  const broken = (await verifyBooks(office.deps, sam, office.org)).filter(({ holds }) => !holds);
  expect(broken.map(({ sentence }) => sentence)).toEqual([]);
});
