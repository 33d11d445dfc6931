import { randomUUID } from 'node:crypto';
import { accessRule, isOpen } from '../../src/api/guards/access-table.js';
import type { OperationId } from '../../src/api/guards/operations.js';
import { openApiDocument } from '../../src/api/openapi.js';
import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import { Prisma } from '../../src/db/generated/client.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let poster: string;
let claim: TestClaim;
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  poster = await api.token('poster', org);
  const [first] = await openClaims(api, org, 1);
  if (!first) throw new Error('no claim');
  claim = first;
}, 60_000);
afterAll(() => api.stop());

const payment = (amountCents: number, reference: string) => ({ amountCents, method: 'check', reference });
const pay = (key: string, body: object, token = poster) =>
  ask(api, 'POST', `/accounts/${claim.accountId}/payments`, { token, body, key });
const payments = () =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.patientPayment.findMany({ where: { organizationId: org } }),
  );

/** What a killed process leaves: the key taken, no answer, the time of waiting over. */
const dieBeforeAnswer = (key: string, left: { tookEffectAt?: null } = {}) =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.idempotencyKey.updateMany({
      where: { organizationId: org, key },
      data: {
        finishedAt: null,
        status: null,
        body: Prisma.DbNull,
        createdAt: new Date(Date.now() - 180_000),
        ...left,
      },
    }),
  );

describe('a payment recorded under an Idempotency-Key', () => {
  it('is one payment however often it is sent, with the same bytes as answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => pay(key, payment(2_500, 'CHK-1'))));
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    expect((await payments()).filter((row) => row.reference === 'CHK-1')).toHaveLength(1);
    const later = await pay(key, payment(2_500, 'CHK-1'));
    expect([later.status, later.text, later.headers.get('idempotent-replayed')]).toEqual([
      201,
      answers[0]?.text,
      'true',
    ]);
  }, 60_000);

  it('is refused when the key comes with another payment', async () => {
    const key = randomUUID();
    await pay(key, payment(2_500, 'CHK-2'));
    const other = await pay(key, payment(9_900, 'CHK-2'));
    expect([other.status, other.body['code']]).toEqual([422, 'idempotencyMismatch']);
  });

  it('tells the account’s story once', async () => {
    const key = randomUUID();
    const answer = await pay(key, payment(1_100, 'CHK-3'));
    await pay(key, payment(1_100, 'CHK-3'));
    const events = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      tx.db.storyEvent.findMany({
        where: { organizationId: org, subjectId: claim.accountId, type: 'paymentReceived' },
      }),
    );
    const told = events.filter(
      (event) => (event.facts as { paymentId: string }).paymentId === answer.body['paymentId'],
    );
    const paymentId = answer.body['paymentId'];
    expect(told.map((event) => event.facts)).toEqual([{ paymentId, amountCents: 1_100, receipt: false }]);
  });

  it('is not made a second time when the process died before it could keep the answer', async () => {
    const key = randomUUID();
    await pay(key, payment(700, 'CHK-5'));
    await dieBeforeAnswer(key);
    const again = await pay(key, payment(700, 'CHK-5'));
    expect([again.status, again.body['code']]).toEqual([409, 'answerLost']);
    expect((await payments()).filter((row) => row.reference === 'CHK-5')).toHaveLength(1);
  });

  it('goes on to the payment itself when the process died and nothing is known of an effect', async () => {
    const key = randomUUID();
    await pay(key, payment(700, 'CHK-6'));
    await dieBeforeAnswer(key, { tookEffectAt: null });
    const again = await pay(key, payment(700, 'CHK-6'));
    expect([again.status, again.body['code']]).toEqual([409, 'conflict']); // the payment's own key knows it
  });

  it('in another organization is another payment', async () => {
    const key = randomUUID();
    expect((await pay(key, payment(500, 'CHK-4'))).status).toBe(201);
    const stranger = await api.token('poster', await api.organization());
    expect((await pay(key, payment(500, 'CHK-4'), stranger)).status).toBe(404);
  });
});

describe('every POST that changes something', () => {
  it('asks for an Idempotency-Key before it does anything', async () => {
    const paths = openApiDocument(api.app).paths as Record<string, Record<string, { operationId: OperationId }>>;
    const posts = Object.entries(paths).flatMap(([path, methods]) =>
      methods['post'] ? [{ path, id: methods['post'].operationId }] : [],
    );
    for (const { path, id } of posts) {
      const rule = accessRule(id);
      if (isOpen(rule) || rule.audit !== 'change') continue;
      const token = await api.token(rule.roles[0] ?? 'admin', org);
      const filled = path.replace('{name}', 'a-name').replaceAll(/\{[a-zA-Z]+\}/g, () => randomUUID());
      const answer = await ask(api, 'POST', filled, { token, body: {}, key: '' });
      expect([id, answer.status, answer.body['code']]).toEqual([id, 400, 'idempotencyKeyMissing']);
    }
  }, 60_000);
});
