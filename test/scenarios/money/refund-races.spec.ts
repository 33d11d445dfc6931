import { randomUUID } from 'node:crypto';
import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { recordPatientPayment } from '../../../src/app/accounts/record-patient-payment.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { ProblemError } from '../../../src/contracts/problems.js';
import { fail } from '../../../src/domain/result.js';
import type { Deps } from '../../../src/app/deps.js';
import { openRefund, type NewRefund } from '../../../src/app/refunds/open-refund.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { openDatabase } from '../../../src/db/database.js';
import { cents } from '../../../src/domain/money.js';
import { balanceOf, cas, decision, openOne, takenBack, tellAccount, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const date = '2026-01-05';
const sam = { id: 'sam', role: 'specialist' };
const max = { id: 'max', role: 'manager' };
const pia = { id: 'pia', role: 'poster' };
const TIMES = 4;

let office: Office;
/** A connection of its own: another process of the office. */
let elsewhere: Deps;
beforeAll(async () => {
  office = await openOffice();
  elsewhere = { ...office.deps, db: openDatabase(office.deps.config.database.url, 2) };
}, 120_000);
afterAll(async () => {
  await elsewhere?.db.$disconnect();
  await office?.stop();
});

const ofUnion = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));
const file = (...claims: ReturnType<typeof decision>[]) => remittanceFile({ payer: UNION, date, claims });
const payable = async (column: 'claim_id' | 'account_id', id: string, account = 'refunds-payable'): Promise<number> => {
  const [row] = await office.rows<{ sum: string | null }>(
    `SELECT sum(amount_cents) AS sum FROM ledger_entries WHERE ledger_account = $1 AND ${column} = $2`,
    [account, id],
  );
  return Number(row?.sum ?? 0);
};

/** A refund somebody proposed and nobody has agreed to yet; returns the approval. */
async function proposed(refund: Omit<NewRefund, 'businessKey'>): Promise<string> {
  const businessKey = `test:${randomUUID()}`;
  await office.within((tx) => openRefund(tx, { ...refund, businessKey }));
  const [item] = await office.rows<{ id: string }>(
    "SELECT w.id FROM work_items w JOIN refunds r ON r.id = w.subject_id WHERE r.business_key = $1 AND w.kind = 'resolveCredit'",
    [businessKey],
  );
  const asked = await completeWorkItem(office.deps, sam, office.org, {
    workItemId: item?.id ?? '',
    outcome: 'refund',
    fields: { diagnosis: 'paid twice' },
  });
  if (!asked.ok || !asked.value.approvalId) throw new Error(JSON.stringify(asked));
  return asked.value.approvalId;
}
/** The second person agrees, at another desk; a refusal is an answer too. */
const agree = (approvalId: string) =>
  decideApproval(elsewhere, max, office.org, { approvalId, decision: 'approved', note: 'read' }).catch(
    (error: unknown) => {
      if (error instanceof ProblemError) return fail(error.problem);
      throw error;
    },
  );

/** Paid in full, and 700 cents once more. */
async function overpaid(): Promise<{ claim: OpenedClaim; second: ReturnType<typeof decision> }> {
  const claim = await ofUnion();
  const rest = claim.chargeCents - 700;
  const second = decision(claim, { paidCents: cents(700), adjustments: [cas('OA', '133', rest)] });
  await office.receive(file(decision(claim)));
  await office.receive(file(second));
  return { claim, second };
}
const toPayer = ({ id, payerId }: OpenedClaim) =>
  proposed({ owner: 'payer', payerId, claimId: id, place: 'receivable.payer', amountCents: 700, reason: 'overpaid' });

describe('a refund while money moves', () => {
  it('is not paid when the payer has taken its money back before a second person agrees', async () => {
    const { claim, second } = await overpaid();
    const approvalId = await toPayer(claim);
    await office.receive(file(takenBack(second), decision(await ofUnion())));
    expect(await agree(approvalId)).toMatchObject({
      ok: false,
      problem: { code: 'commandRefused', facts: { creditCents: 0, amountCents: 700 } },
    });
    expect([await balanceOf(office, claim.id, 'receivable.payer'), await payable('claim_id', claim.id)]).toEqual([
      0, 0,
    ]);
    const refused = await decideApproval(office.deps, max, office.org, {
      approvalId,
      decision: 'refused',
      note: 'taken back',
    });
    expect(refused).toMatchObject({ ok: true });
  });

  it('that goes out at the moment of the takeback leaves what is owed in plain sight, whoever was first', async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const { claim, second } = await overpaid();
      const approvalId = await toPayer(claim);
      const [agreed] = await Promise.all([
        agree(approvalId),
        office.receive(file(takenBack(second), decision(await ofUnion()))),
      ]);
      const open = await balanceOf(office, claim.id, 'receivable.payer');
      const owedBack = await payable('claim_id', claim.id);
      expect([open, owedBack]).toEqual(agreed.ok ? [700, -700] : [0, 0]);
    }
  });

  it('of a patient and a payment that arrives meanwhile each keep their own cents', async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const claim = await ofUnion();
      await office.receive(file(decision(claim)));
      await office.work();
      const pay = (amountCents: number) =>
        recordPatientPayment(office.deps, pia, office.org, {
          accountId: claim.accountId,
          amountCents,
          method: 'cash',
          reference: 'till',
          key: `${claim.id}:${amountCents}`,
        });
      await pay(5_900);
      await tellAccount(office, claim.accountId);
      const approvalId = await proposed({
        owner: 'patient',
        accountId: claim.accountId,
        place: 'patient-unapplied',
        amountCents: 5_900,
        reason: 'unapplied',
      });
      await pay(3_000);
      const [agreed] = await Promise.all([agree(approvalId), tellAccount(office, claim.accountId)]);
      expect(agreed).toMatchObject({ ok: true });
      expect([
        await payable('account_id', claim.accountId),
        await payable('account_id', claim.accountId, 'patient-unapplied'),
      ]).toEqual([-5_900, -3_000]);
    }
  });
});

it('after all of this every invariant of the books holds', async () => {
  const broken = (await verifyBooks(office.deps, sam, office.org)).filter(({ holds }) => !holds);
  expect(broken.map(({ sentence }) => sentence)).toEqual([]);
});
