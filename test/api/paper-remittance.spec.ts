import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import type { Role } from '../../src/domain/roles.js';
import { openClaims } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let payerId: string;
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  await openClaims(api, org, 1);
  const payer = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.payer.findFirstOrThrow({ where: { organizationId: org } }),
  );
  payerId = payer.id;
}, 60_000);
afterAll(() => api.stop());

async function call(role: Role, method: string, path: string, body?: unknown, key?: string) {
  const token = await api.token(role, org);
  return ask(api, method, path, { token, ...(body !== undefined && { body }), ...(key && { key }) });
}
const scanned = () => call('poster', 'POST', '/remittances/scans', new TextEncoder().encode('%PDF-1.4 paper'));
const paper = (scanId: unknown, over: object = {}) => ({
  payerId,
  scanId,
  checkNumber: '88001',
  paymentDate: '2026-01-02',
  paymentCents: 4_000,
  claims: [
    {
      claimNumber: 'C1',
      status: '1',
      chargeCents: 5_000,
      paidCents: 4_000,
      adjustments: [{ group: 'CO', carc: '45', amountCents: 1_000 }],
    },
  ],
  ...over,
});

describe('a paper remittance at the door', () => {
  it('is keyed from its scan once, however often the answer is lost', async () => {
    const { scanId } = (await scanned()).body;
    const body = paper(scanId);
    const [first, again] = [
      await call('poster', 'POST', '/remittances/keyed', body, 'paper-1'),
      await call('poster', 'POST', '/remittances/keyed', body, 'paper-1'),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    const file = await call('poster', 'GET', `/files/${String(first.body['fileId'])}`);
    expect(file.body).toMatchObject({ source: 'keyed' });
    const scan = await call('auditor', 'GET', `/documents/${String(scanId)}/content`);
    expect([scan.status, scan.text]).toEqual([200, '%PDF-1.4 paper']);
  });

  it('is refused with the exact difference, and from who does not post', async () => {
    const { scanId } = (await scanned()).body;
    const wrong = await call('poster', 'POST', '/remittances/keyed', paper(scanId, { paymentCents: 4_001 }));
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({ code: 'remittanceUnbalanced', facts: { rule: 'payment', differenceCents: 1 } });
    expect((await call('coder', 'POST', '/remittances/keyed', paper(scanId))).status).toBe(403);
    const odd = paper(scanId, { claims: [{ claimNumber: 'A*B', status: '1', chargeCents: 4_000, paidCents: 4_000 }] });
    expect((await call('poster', 'POST', '/remittances/keyed', odd)).status).toBe(400);
  });
});

describe('what an office decides about money', () => {
  it('is changed by who sets it up, and by nobody who posts', async () => {
    const path = '/organization/settings';
    expect((await call('poster', 'GET', path)).body).toEqual({
      keyedRemittanceCheckCents: 100_000,
      returnedPaymentFeeCents: 0,
      mailReceipts: false,
    });
    expect((await call('poster', 'PATCH', path, { keyedRemittanceCheckCents: 0 })).status).toBe(403);
    expect((await call('manager', 'PATCH', path, { keyedRemittanceCheckCents: -1 })).status).toBe(400);
    const changed = await call('manager', 'PATCH', path, { keyedRemittanceCheckCents: 50_000 });
    expect(changed.body).toMatchObject({ keyedRemittanceCheckCents: 50_000, returnedPaymentFeeCents: 0 });
    expect((await call('poster', 'GET', path)).body).toEqual(changed.body);
  });
});
