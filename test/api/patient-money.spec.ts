import { advanceClaim } from '../../src/app/claims/advance-claim.js';
import { advancePatientBalance } from '../../src/app/patients/advance-patient-balance.js';
import { importRemittances } from '../../src/app/remittances/import-remittances.js';
import { postRemittance } from '../../src/app/remittances/post-remittance.js';
import { inTransaction, systemActor, type Tx } from '../../src/db/in-transaction.js';
import type { Role } from '../../src/domain/roles.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

const SHARE = 2_000;
/** Each test posts payments through several doors. */
const SLOW = 240_000;

let api: TestApi;
let org: string;
let claims: TestClaim[];
let checks = 0;
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  claims = await openClaims(api, org, 8);
  await within((tx) => tx.db.payer.updateMany({ where: { organizationId: org }, data: { payerClass: 'medicare' } }));
}, SLOW);
afterAll(() => api?.stop(), SLOW);

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, work);

async function call(role: Role, method: string, path: string, body?: unknown, key?: string) {
  const token = await api.token(role, org);
  return ask(api, method, path, { token, ...(body !== undefined && { body }), ...(key && { key }) });
}

/** The next claim nobody has touched. */
function fresh(): TestClaim {
  const claim = claims.pop();
  if (!claim) throw new Error('open more claims');
  return claim;
}

/** Medicare pays all but the patient's share, keyed from paper and posted; claim and account take it in. */
async function decided(claim: TestClaim): Promise<void> {
  const { payerId, chargeCents } = await within((tx) =>
    tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { organizationId: org, id: claim.id } } }),
  );
  const paidCents = Number(chargeCents) - SHARE;
  checks += 1;
  const { scanId } = (
    await call('poster', 'POST', '/remittances/scans', new TextEncoder().encode(`%PDF-1.4 ${checks}`))
  ).body;
  const keyed = await call('poster', 'POST', '/remittances/keyed', {
    payerId,
    scanId,
    checkNumber: `9${checks}`,
    paymentDate: '2026-01-05',
    paymentCents: paidCents,
    claims: [
      {
        claimNumber: claim.claimNumber,
        status: '1',
        chargeCents: Number(chargeCents),
        paidCents,
        adjustments: [{ group: 'PR', carc: '2', amountCents: SHARE }],
      },
    ],
  });
  const file = { organizationId: org, fileId: String(keyed.body['fileId']) };
  const { remittanceIds } = await importRemittances(api.deps, file);
  for (const remittanceId of remittanceIds) await postRemittance(api.deps, { organizationId: org, remittanceId });
  await advanceClaim(api.deps, { organizationId: org, subjectId: claim.id, asked: true });
  await account(claim);
}
const account = (claim: TestClaim) =>
  advancePatientBalance(api.deps, { organizationId: org, subjectId: claim.accountId, asked: true });
const on = (claim: TestClaim, ledgerAccount: string): Promise<number> =>
  within(async (tx) =>
    Number(
      (await tx.db.ledgerBalance.findFirst({ where: { organizationId: org, claimId: claim.id, ledgerAccount } }))
        ?.balanceCents ?? 0n,
    ),
  );
const auditOf = (subjectId: string) =>
  within((tx) =>
    tx.db.auditEntry.findMany({
      where: { organizationId: org, subjectId, action: { startsWith: 'coverage.qmb' } },
      orderBy: { sequence: 'asc' },
    }),
  );

async function paid(claim: TestClaim): Promise<Record<string, unknown>> {
  const body = { amountCents: SHARE, method: 'check', reference: 'CHK 17' };
  const answer = await call('poster', 'POST', `/accounts/${claim.accountId}/payments`, body);
  expect(answer.status).toBe(201);
  await account(claim);
  return answer.body;
}

describe('the page of a claim', () => {
  it(
    'says what the payer decided, line by line of the books, and what is owed by whom',
    async () => {
      const claim = fresh();
      await decided(claim);
      const page = await ask<{
        lines: object[];
        submissions: object[];
        remittances: object[];
        ledger: { balances: Record<string, number>; entries: { account: string; amountCents: number }[] };
      }>(api, 'GET', `/claims/${claim.id}`, { token: await api.token('specialist', org) });
      expect(page.body.remittances).toMatchObject([
        { status: '1', adjustments: [{ group: 'PR', carc: '2', amountCents: SHARE, kind: 'P' }] },
      ]);
      expect(page.body.ledger.balances).toMatchObject({ 'receivable.patient': SHARE, 'receivable.payer': 0 });
      const sum = (account: string) =>
        page.body.ledger.entries.reduce((cents, each) => cents + (each.account === account ? each.amountCents : 0), 0);
      for (const [account, cents] of Object.entries(page.body.ledger.balances))
        expect([account, sum(account)]).toEqual([account, cents]);
      expect([page.body.lines.length > 0, page.body.submissions]).toEqual([true, []]);
    },
    SLOW,
  );
});

describe('the receipt of a patient payment at the door', () => {
  it(
    'is a PDF with the number the payment was given, the same each time it is printed',
    async () => {
      const claim = fresh();
      await decided(claim);
      const { paymentId, receiptNumber } = await paid(claim);
      const path = `/accounts/${claim.accountId}/payments/${String(paymentId)}/receipt`;
      const [first, again] = [await call('frontDesk', 'GET', path), await call('poster', 'GET', path)];
      expect([first.status, first.headers.get('content-type'), first.text.slice(0, 5)]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
      expect(first.headers.get('content-disposition')).toContain(`receipt-${String(receiptNumber)}.pdf`);
      expect(again.text).toBe(first.text);
      expect(first.headers.get('cache-control')).toContain('no-store');
      expect((await call('coder', 'GET', path)).status).toBe(403);
      const other = fresh();
      expect(
        (await call('poster', 'GET', `/accounts/${other.accountId}/payments/${String(paymentId)}/receipt`)).status,
      ).toBe(404);
    },
    SLOW,
  );
});

describe('a check the bank returns, at the door', () => {
  it(
    'costs the fee the office decided, once, however often it is told',
    async () => {
      const claim = fresh();
      await decided(claim);
      const { paymentId } = await paid(claim);
      expect(await on(claim, 'receivable.patient')).toBe(0);
      await call('manager', 'PATCH', '/organization/settings', { returnedPaymentFeeCents: 2_500 });
      const path = `/accounts/${claim.accountId}/payments/${String(paymentId)}/return`;
      const body = { reason: 'insufficientFunds' };
      expect((await call('frontDesk', 'POST', path, body)).status).toBe(403);
      expect((await call('poster', 'POST', path, { reason: 'bounced' })).status).toBe(400);
      const returned = await call('poster', 'POST', path, body, 'nsf-1');
      expect([returned.status, returned.body]).toEqual([
        200,
        { paymentId, accountId: claim.accountId, amountCents: SHARE, feeCents: 2_500, returnedOn: '2026-01-05' },
      ]);
      expect((await call('poster', 'POST', path, body, 'nsf-1')).text).toBe(returned.text);
      expect((await call('poster', 'POST', path, body)).status).toBe(409);
      await account(claim);
      await account(claim);
      expect([await on(claim, 'receivable.patient'), await on(claim, 'fees.returned-payment')]).toEqual([
        SHARE + 2_500,
        -2_500,
      ]);
      const read = await call('poster', 'GET', `/accounts/${claim.accountId}`);
      expect(read.body['balanceCents']).toBe(SHARE + 2_500);
    },
    SLOW,
  );
});

describe('a Qualified Medicare Beneficiary, entered by hand', () => {
  it(
    'is asked for nothing while it is set; taken back with a reason, the next share is the patient’s; both are audited',
    async () => {
      const [claim, later] = [fresh(), fresh()];
      const path = `/claims/${claim.id}/qmb`;
      expect((await call('poster', 'POST', path, {})).status).toBe(403);
      const set = await call('frontDesk', 'POST', path, { from: '2025-01-01' });
      expect([set.status, set.body['releasedCents']]).toEqual([201, 0]);
      const coverageId = String(set.body['coverageId']);
      await decided(claim);
      expect([await on(claim, 'receivable.patient'), await on(claim, 'writeoff.WO-QMB')]).toEqual([0, SHARE]);

      expect((await call('specialist', 'POST', `${path}/withdrawal`, {})).status).toBe(400);
      const reason = 'the state file names somebody else';
      const taken = await call('specialist', 'POST', `${path}/withdrawal`, { reason });
      expect([taken.status, taken.body]).toEqual([200, { coverageId, writtenOffCents: SHARE }]);
      expect([await on(claim, 'receivable.patient'), await on(claim, 'writeoff.WO-QMB')]).toEqual([0, SHARE]);
      expect((await call('specialist', 'POST', `${path}/withdrawal`, { reason })).status).toBe(409);

      const rows = await auditOf(coverageId);
      expect(rows.map(({ action, why, before }) => [action, why, before])).toEqual([
        ['coverage.qmb', 'a person knows it', null],
        ['coverage.qmbWithdrawn', reason, { source: 'hand', from: '2025-01-01', to: null }],
      ]);
      await decided(later);
      expect(await on(later, 'receivable.patient')).toBe(SHARE);
    },
    SLOW,
  );

  it(
    'found out late releases what stood against the guarantor',
    async () => {
      const claim = fresh();
      await decided(claim);
      expect(await on(claim, 'receivable.patient')).toBe(SHARE);
      const set = await call('frontDesk', 'POST', `/claims/${claim.id}/qmb`, {});
      expect([set.status, set.body['releasedCents']]).toEqual([201, SHARE]);
      expect(await on(claim, 'receivable.patient')).toBe(0);
    },
    SLOW,
  );
});
