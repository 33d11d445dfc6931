import { randomUUID } from 'node:crypto';
import { advancePatientBalance } from '../../src/app/patients/advance-patient-balance.js';
import { startStory } from '../../src/app/stories/record-event.js';
import { createLink } from '../../src/app/links/create-link.js';
import { inTransaction, systemActor, toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let claims: TestClaim[];
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  claims = await openClaims(api, org, 6);
}, 60_000);
afterAll(() => api.stop());

const nth = (at: number): TestClaim => {
  const claim = claims[at];
  if (!claim) throw new Error('no such claim');
  return claim;
};
const linkFor = (accountId: string, planId?: string, expiresOn = '2026-03-01') =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    createLink(tx, {
      accountId,
      purpose: planId ? 'plan-offer' : 'statement',
      ...(planId && { planId }),
      expiresOn: plainDate(expiresOn),
    }),
  );
const eventsOf = (subjectId: string) =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.storyEvent.findMany({ where: { organizationId: org, subjectId }, orderBy: { sequence: 'asc' } }),
  );

/** A patient share of a claim and an offered plan over it. */
async function offerPlan(claim: TestClaim): Promise<string> {
  const planId = randomUUID();
  await inTransaction(api.deps.db, org, { actor: systemActor('test') }, async (tx) => {
    const today = toDateColumn(tx.at.date);
    await tx.db.responsibility.create({
      data: {
        id: randomUUID(),
        organizationId: org,
        accountId: claim.accountId,
        claimId: claim.id,
        amountCents: 30_000n,
        dayZero: today,
      },
    });
    await tx.db.paymentPlan.create({
      data: {
        id: planId,
        organizationId: org,
        accountId: claim.accountId,
        totalCents: 30_000n,
        installmentCount: 3,
        proposedOn: today,
      },
    });
    await tx.db.installment.createMany({
      data: [1, 2, 3].map((number) => ({
        organizationId: org,
        planId,
        number,
        dueOn: toDateColumn(plainDate(`2026-0${number + 1}-15`)),
        amountCents: 10_000n,
      })),
    });
  });
  return planId;
}

describe('a patient’s link', () => {
  it('shows amounts and dates, and nothing of the person', async () => {
    const claim = nth(0);
    const planId = await offerPlan(claim);
    const page = await ask<{ balanceCents: number; plan: { installments: object[] } }>(
      api,
      'GET',
      `/links/${await linkFor(claim.accountId, planId)}`,
    );
    expect([page.status, page.body.balanceCents, page.body.plan.installments.length]).toEqual([200, 30_000, 3]);
    for (const secret of [claim.lastName, claim.firstName, claim.memberId, claim.claimNumber])
      expect(page.text).not.toContain(secret);
  });

  it('accepts a plan once, and the account’s story hears of it', async () => {
    const claim = nth(1);
    const planId = await offerPlan(claim);
    const token = await linkFor(claim.accountId, planId);
    const both = await Promise.all(
      [1, 2].map(() => ask(api, 'POST', `/links/${token}`, { body: { answer: 'planAccepted' }, key: '' })),
    );
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await eventsOf(claim.accountId)).map((event) => [event.type, event.facts])).toEqual([
      ['planAnswered', { answer: 'accepted', planId }],
    ]);
  });

  it('carries a dispute with the patient’s own words sealed', async () => {
    const claim = nth(2);
    await offerPlan(claim);
    const token = await linkFor(claim.accountId);
    const answer = await ask(api, 'POST', `/links/${token}`, {
      body: { answer: 'dispute', message: 'I was never there on that day' },
    });
    expect(answer.status).toBe(200);
    expect((await eventsOf(claim.accountId)).map((event) => event.type)).toEqual(['disputed']);
    const contacts = await ask<{ items: { details: { note: string } }[] }>(
      api,
      'GET',
      `/contacts?claimId=${claim.id}`,
      { token: await api.token('specialist', org) },
    );
    expect(contacts.body.items[0]?.details.note).toBe('I was never there on that day');
  });

  it('is unknown when guessed and says so when it has expired', async () => {
    expect((await ask(api, 'GET', '/links/guess')).body['code']).toBe('linkUnknown');
    expect(
      (await ask(api, 'GET', `/links/${await linkFor(nth(0).accountId, undefined, '2026-01-04')}`)).body['code'],
    ).toBe('linkExpired');
    const real = await linkFor(nth(0).accountId);
    expect((await ask(api, 'GET', `/links/${real.slice(0, -2)}xx`)).body['code']).toBe('linkUnknown');
  });
});

describe('a guarantor account', () => {
  it('adds up what is owed and shows what came in', async () => {
    const claim = nth(3);
    await offerPlan(claim);
    const token = await api.token('poster', org);
    const paid = await ask(api, 'POST', `/accounts/${claim.accountId}/payments`, {
      token,
      body: { amountCents: 4_000, method: 'check', reference: 'CHK-9' },
    });
    expect([paid.status, paid.body['receivedOn']]).toEqual([201, '2026-01-05']);
    const account = await ask<{
      balanceCents: number;
      payments: object[];
      plans: object[];
      guarantor: { lastName: string };
    }>(api, 'GET', `/accounts/${claim.accountId}`, { token });
    expect([
      account.body.balanceCents,
      account.body.payments.length,
      account.body.plans.length,
      account.body.guarantor.lastName,
    ]).toEqual([30_000, 1, 1, claim.lastName]);
  });

  it('takes no card number as a reference and no payment of nothing', async () => {
    const token = await api.token('poster', org);
    for (const body of [
      { amountCents: 100, method: 'card', reference: '4111 1111 1111 1111' },
      { amountCents: 0, method: 'cash', reference: 'x' },
      { amountCents: 1.5, method: 'cash', reference: 'x' },
      { amountCents: 100, method: 'cash', reference: 'x', surprise: true },
    ]) {
      expect((await ask(api, 'POST', `/accounts/${nth(0).accountId}/payments`, { token, body })).status).toBe(400);
    }
  });

  it('is dunned no more once a bankruptcy is noted, until it is lifted', async () => {
    const { accountId } = nth(0);
    const token = await api.token('frontDesk', org);
    const note = (lifted: boolean) =>
      ask(api, 'POST', `/accounts/${accountId}/guards`, {
        token,
        body: { guard: 'bankruptcy', source: 'court', lifted },
      });
    expect((await note(false)).body['guards']).toEqual(['bankruptcy']);
    expect((await eventsOf(accountId)).at(-1)).toMatchObject({
      type: 'guardsChanged',
      facts: { guard: 'bankruptcy', lifted: false },
    });
    expect((await note(true)).body['guards']).toEqual([]);
    const words = { guard: 'bankruptcy', source: 'her lawyer called' };
    expect((await ask(api, 'POST', `/accounts/${accountId}/guards`, { token, body: words })).status).toBe(400);
    expect((await ask(api, 'GET', '/placements', { token: await api.token('lead', org) })).body['items']).toEqual([]);
  });

  it('hears by a specialist what the guarantor said on the phone', async () => {
    const claim = nth(0);
    const token = await api.token('specialist', org);
    const body = { answer: 'payByCheck', channel: 'phone', promisedDate: '2026-01-20' };
    expect((await ask(api, 'POST', `/accounts/${claim.accountId}/inquiries`, { token, body })).status).toBe(201);
    expect((await eventsOf(claim.accountId)).at(-1)).toMatchObject({
      type: 'payByCheckPromised',
      facts: { promisedDate: '2026-01-20' },
    });
    expect((await ask(api, 'POST', `/accounts/${randomUUID()}/inquiries`, { token, body })).status).toBe(404);
  });
});

describe('a guarantor who asks for a payment plan', () => {
  const FOUR_MONTHS = { months: 4 };
  /** The account as its story leaves it after the first statement. */
  const dunned = async (claim: TestClaim, amountCents: number) => {
    await inTransaction(api.deps.db, org, { actor: systemActor('test') }, async (tx) => {
      const item = { claimId: claim.id, transferDate: '2026-01-05', dayZero: '2026-01-05', lastNoticeOn: '2026-01-05' };
      const money = { amountCents, paidCents: 0, writtenOffCents: 0, noticesSent: 1, onPlan: false };
      await tx.db.account.update({
        where: { organizationId_id: { organizationId: org, id: claim.accountId } },
        data: { state: 'DUNNING', stateFacts: { statementNumber: 1, responsibilities: [{ ...item, ...money }] } },
      });
      await startStory(tx, 'patient-balance', claim.accountId, { type: 'noticeSent' });
    });
    return `/accounts/${claim.accountId}/plans`;
  };

  it('is mailed the offer with the months agreed on, by the account’s own story', async () => {
    const claim = nth(4);
    const token = await api.token('frontDesk', org);
    const path = await dunned(claim, 30_000);
    const offered = await ask(api, 'POST', path, { token, body: FOUR_MONTHS });
    expect([offered.status, offered.body]).toEqual([
      201,
      { accountId: claim.accountId, totalCents: 30_000, months: 4 },
    ]);
    const { accountId: subjectId } = claim;
    const turn = await advancePatientBalance(api.deps, { organizationId: org, subjectId, asked: true });
    expect(turn.state).toBe('PLAN_OFFERED');
    const [intent] = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      tx.db.intent.findMany({ where: { organizationId: org, subjectId, kind: 'notifyPatient' } }),
    );
    expect(intent?.details).toMatchObject({ notice: 'planOffer', amountCents: 30_000, months: 4 });
    const again = await ask(api, 'POST', path, { token, body: FOUR_MONTHS });
    expect([again.status, again.body['code']]).toEqual([409, 'commandRefused']);
  });

  it('is refused more months than the balance allows, and needs a supervisor beyond two years', async () => {
    const claim = nth(5);
    const path = await dunned(claim, 600_000);
    const [desk, lead] = [await api.token('frontDesk', org), await api.token('supervisor', org)];
    const withMonths = (token: string, months: number) => ask(api, 'POST', path, { token, body: { months } });
    expect((await withMonths(desk, 37)).status).toBe(400);
    expect((await withMonths(desk, 36)).body['code']).toBe('approvalLimit');
    expect((await withMonths(lead, 36)).status).toBe(201);
  });
});
