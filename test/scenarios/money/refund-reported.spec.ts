import { randomUUID } from 'node:crypto';
import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { openRefund } from '../../../src/app/refunds/open-refund.js';
import { requestUnpost } from '../../../src/app/remittances/unpost-remittance.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { cents } from '../../../src/domain/money.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { balanceOf, cas, decision, openOne, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Check, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const date = '2026-01-05';
const sam = { id: 'sam', role: 'specialist' };
const lena = { id: 'lena', role: 'lead' };
const max = { id: 'max', role: 'manager' };
const paula = { id: 'paula', role: 'poster' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop());

const receive = (over: Partial<Check>) => office.receive(remittanceFile({ payer: UNION, date, claims: [], ...over }));
const payer = (claim: OpenedClaim) => balanceOf(office, claim.id, 'receivable.payer');
const ofLedger = async (name: string): Promise<number> => {
  const [row] = await office.rows<{ sum: string | null }>(
    'SELECT sum(amount_cents) AS sum FROM ledger_entries WHERE ledger_account = $1',
    [name],
  );
  return Number(row?.sum ?? 0);
};
const refundOf = async (claim: OpenedClaim) =>
  (
    await office.rows<{ id: string; state: string; place: string | null }>(
      'SELECT id, state, reported_place AS place FROM refunds WHERE claim_id = $1',
      [claim.id],
    )
  )[0];
const unposted = (remittanceOf: string) =>
  office.rows<{ kind: string }>(
    "SELECT u.kind FROM unposted_items u JOIN remittances r ON r.id = u.remittance_id WHERE r.trace = $1 AND u.state = 'OPEN' ORDER BY u.place",
    [remittanceOf],
  );
async function complete(
  actor: typeof sam,
  refundId: string,
  kind: string,
  outcome: string,
  fields: Record<string, string>,
) {
  const [item] = await office.rows<{ id: string }>(
    "SELECT id FROM work_items WHERE subject_id = $1 AND kind = $2 AND state = 'OPEN'",
    [refundId, kind],
  );
  const done = await completeWorkItem(office.deps, actor, office.org, { workItemId: item?.id ?? '', outcome, fields });
  if (!done.ok) throw new Error(`${done.problem.code}: ${done.problem.detail}`);
  return done.value;
}

let checks = 3_000;
interface Overpaid {
  readonly claim: OpenedClaim;
  readonly second: RemittanceClaim;
  readonly refundId: string;
  readonly check: string;
}

/** Paid in full, then 700 cents too much; the 700 went back by check. */
async function refunded(tooMuchCents = 700): Promise<Overpaid> {
  const claim = await openOne(office, (each) => ({
    ...each,
    payer: { ...each.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...each.subscriber, filingIndicator: 'CI' },
  }));
  await receive({ claims: [decision(claim)] });
  const rest = claim.chargeCents - tooMuchCents;
  const second = decision(claim, { paidCents: cents(tooMuchCents), adjustments: [cas('OA', '133', rest)] });
  await receive({ claims: [second] });
  expect(await payer(claim)).toBe(-tooMuchCents);
  await office.within((tx) =>
    openRefund(tx, {
      businessKey: `test:${randomUUID()}`,
      owner: 'payer',
      payerId: claim.payerId,
      claimId: claim.id,
      place: 'receivable.payer',
      amountCents: tooMuchCents,
      reason: 'overpaid',
    }),
  );
  const refundId = (await refundOf(claim))?.id ?? '';
  const proposed = await complete(sam, refundId, 'resolveCredit', 'refund', { diagnosis: 'paid twice' });
  await decideApproval(office.deps, max, office.org, {
    approvalId: proposed.approvalId ?? '',
    decision: 'approved',
    note: 'read',
  });
  const check = `CHK-${(checks += 1)}`;
  await complete(lena, refundId, 'sendRefund', 'sent', { reference: check, sentOn: date });
  expect([(await refundOf(claim))?.state, await payer(claim)]).toEqual(['SENT', 0]);
  return { claim, second, refundId, check };
}

describe('a refund of ours that the payer reports back', () => {
  it('acknowledged by 72 beside a WO closes the refund, moves nothing, and needs nobody', async () => {
    const { claim, check } = await refunded();
    const before = await ofLedger('cash.clearing');
    await receive({
      trace: 'ACK1',
      plb: [
        { reason: '72', reference: check, amountCents: -700 },
        { reason: 'WO', reference: check, amountCents: 700 },
      ],
    });
    expect(await refundOf(claim)).toMatchObject({ state: 'CLEARED', place: 'plb:1' });
    expect([await ofLedger('cash.clearing'), await ofLedger('plb.72'), await payer(claim)]).toEqual([before, 0, 0]);
    expect(await unposted('ACK1')).toEqual([]);
    const watching = await office.rows("SELECT 1 FROM work_items WHERE kind = 'watchRefund' AND state = 'OPEN'");
    expect(watching).toEqual([]);
  });

  it('acknowledged by 72 beside the reversal of the payment too much leaves the claim paid once', async () => {
    const { claim, second, check } = await refunded(1_000);
    const before = await ofLedger('cash.clearing');
    await receive({
      trace: 'ACK2',
      claims: [takenBack(second)],
      plb: [{ reason: '72', reference: check, amountCents: -1_000 }],
    });
    expect(await refundOf(claim)).toMatchObject({ state: 'CLEARED' });
    expect([await unposted('ACK2'), await ofLedger('plb.72')]).toEqual([[], 0]);
    expect([await ofLedger('cash.clearing'), await payer(claim)]).toEqual([before, 0]);
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(claim.chargeCents);
  });

  it('coming back in part by B2 is named by our claim, closes the refund, and stands on its own account', async () => {
    const { claim } = await refunded();
    await receive({ trace: 'REBATE', plb: [{ reason: 'B2', reference: claim.claimNumber, amountCents: -300 }] });
    expect(await refundOf(claim)).toMatchObject({ state: 'CLEARED', place: 'plb:1' });
    expect([await ofLedger('plb.B2'), await unposted('REBATE')]).toEqual([-300, []]);
  });

  it('is reported once: a second 72 is read by a person', async () => {
    const { check } = await refunded();
    const plb = [{ reason: '72', reference: check, amountCents: -700 }];
    await receive({ trace: 'ONCE', plb });
    await receive({ trace: 'TWICE', plb });
    expect([await unposted('ONCE'), await unposted('TWICE')]).toEqual([[], [{ kind: 'authorizedReturn' }]]);
  });

  it('that we never sent, or of another amount, is an unposted item', async () => {
    const { claim, check } = await refunded();
    await receive({
      trace: 'STRANGE',
      plb: [
        { reason: '72', reference: 'NEVER', amountCents: -700 },
        { reason: '72', reference: check, amountCents: -699 },
        { reason: 'B2', reference: check, amountCents: -701 },
      ],
    });
    expect((await unposted('STRANGE')).map(({ kind }) => kind)).toEqual([
      'authorizedReturn',
      'authorizedReturn',
      'readReference',
    ]);
    expect(await refundOf(claim)).toMatchObject({ state: 'SENT', place: null });
  });

  it('is watched again when the remittance that said so is unposted', async () => {
    const { claim, check } = await refunded();
    await receive({ trace: 'WRONG', plb: [{ reason: '72', reference: check, amountCents: -700 }] });
    const [row] = await office.rows<{ id: string }>("SELECT id FROM remittances WHERE trace = 'WRONG'");
    const asked = await requestUnpost(office.deps, paula, office.org, {
      remittanceId: row?.id ?? '',
      reason: 'keyingError',
    });
    if (!asked.ok) throw new Error(asked.problem.detail);
    await decideApproval(office.deps, max, office.org, {
      approvalId: asked.value.approvalId,
      decision: 'approved',
      note: 'read',
    });
    expect(await refundOf(claim)).toMatchObject({ state: 'SENT', place: null });
  });
});

it('after all of this every invariant of the books holds', async () => {
  const broken = (await verifyBooks(office.deps, sam, office.org)).filter(({ holds }) => !holds);
  expect(broken.map(({ sentence }) => sentence)).toEqual([]);
});
