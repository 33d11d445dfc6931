import { changePayer } from '../../../src/app/organizations/change-payer.js';
import { cents } from '../../../src/domain/money.js';
import { balanceOf, cas, decision, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Check, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop());

const ofUnion = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));
const receive = (check: Partial<Check>) =>
  office.receive(remittanceFile({ payer: UNION, date: '2026-01-05', claims: [], ...check }));
const on = async (account: string): Promise<number> => {
  const [row] = await office.rows<{ sum: string | null }>(
    'SELECT sum(amount_cents) AS sum FROM ledger_entries WHERE ledger_account = $1',
    [account],
  );
  return Number(row?.sum ?? 0);
};
const of = (claim: OpenedClaim, account: Parameters<typeof balanceOf>[2]) => balanceOf(office, claim.id, account);

describe('what a payer takes off', () => {
  it('for sequestration has its own account and is nobody else’s to pay', async () => {
    const claim = await ofUnion();
    await receive({ claims: [decision(claim, { adjustments: [cas('CO', '253', 200)] })] });
    expect([await of(claim, 'writeoff.WO-SEQ'), await of(claim, 'receivable.patient')]).toEqual([200, 0]);
    expect(await of(claim, 'receivable.payer')).toBe(0);
  });

  it('as paid by the month (CO-24) is its contract’s where the contract is capitated, and a denial elsewhere', async () => {
    const [before, after] = [await ofUnion(), await ofUnion()];
    const capitated = ({ chargeCents }: OpenedClaim) => ({
      paidCents: cents(0),
      adjustments: [cas('CO', '24', chargeCents)],
    });
    const denialsOf = (claim: OpenedClaim) => office.rows('SELECT 1 FROM denials WHERE claim_id = $1', [claim.id]);
    await receive({ claims: [decision(before, capitated(before))] });
    expect([await of(before, 'receivable.payer'), (await denialsOf(before)).length]).toEqual([before.chargeCents, 1]);
    const change = { payerId: after.payerId, capitated: true };
    expect(await changePayer(office.deps, { id: 'ada', role: 'admin' }, office.org, change)).toMatchObject({
      ok: true,
    });
    const month = { reason: 'CT', reference: '2026-01', amountCents: -50_000 };
    await receive({ claims: [decision(after, capitated(after))], plb: [month] });
    expect([await of(after, 'writeoff.WO-CAP'), await of(after, 'receivable.payer')]).toEqual([after.chargeCents, 0]);
    expect([(await denialsOf(after)).length, await on('plb.CT')]).toEqual([0, -50_000]);
    await changePayer(office.deps, { id: 'ada', role: 'admin' }, office.org, { ...change, capitated: false });
  });

  it('as payer-initiated (PI) posts nothing before a person decides', async () => {
    const claim = await ofUnion();
    await receive({ claims: [decision(claim, { adjustments: [cas('PI', '45', 900)] })] });
    expect([await of(claim, 'receivable.payer'), await of(claim, 'writeoff.WO-CON')]).toEqual([900, 0]);
  });

  it('as CO-45 of the full charge is no contract: nothing is written off', async () => {
    const claim = await ofUnion();
    const all = { paidCents: cents(0), adjustments: [cas('CO', '45', claim.chargeCents)] };
    await receive({ claims: [decision(claim, all)] });
    expect([await of(claim, 'receivable.payer'), await of(claim, 'writeoff.WO-CON')]).toEqual([claim.chargeCents, 0]);
  });

  it('as a fee-schedule reduction under PR never becomes the patient’s', async () => {
    const claim = await ofUnion();
    await receive({ claims: [decision(claim, { adjustments: [cas('PR', '45', 700)] })] });
    expect([await of(claim, 'receivable.payer'), await of(claim, 'receivable.patient')]).toEqual([700, 0]);
  });
});

describe('what a payer settles beside its claims', () => {
  it('interest it owes is income, interest it takes back is not', async () => {
    const claim = await ofUnion();
    await receive({ claims: [decision(claim)], plb: [{ reason: 'L6', amountCents: -350 }] });
    expect(await on('interest.income')).toBe(-350);
    const next = await ofUnion();
    await receive({ claims: [decision(next)], plb: [{ reason: 'L6', amountCents: 150 }] });
    expect([await on('interest.income'), await of(next, 'receivable.payer')]).toEqual([-200, 0]);
  });

  it('a balance it forwards is owed to it until a later payment takes it, and then owed no more', async () => {
    await receive({ plb: [{ reason: 'FB', reference: 'FWD1', amountCents: -5_000 }] });
    expect(await on('payer-offset')).toBe(-5_000);
    const claim = await ofUnion();
    await receive({ claims: [decision(claim)], plb: [{ reason: 'FB', reference: 'FWD1', amountCents: 5_000 }] });
    expect([await on('payer-offset'), await of(claim, 'receivable.payer')]).toEqual([0, 0]);
  });

  it('money it takes back for a claim without a word before is owed by it again, and a person looks', async () => {
    const [earlier, other] = [await ofUnion(), await ofUnion()];
    await receive({ claims: [decision(earlier)] });
    const taken = { reason: 'WO', reference: earlier.claimNumber, amountCents: 1_000 };
    await receive({ claims: [decision(other)], plb: [taken] });
    expect([await of(earlier, 'receivable.payer'), await of(other, 'receivable.payer')]).toEqual([1_000, 0]);
    expect(
      await office.rows("SELECT kind FROM unposted_items WHERE state = 'OPEN' AND claim_id = $1", [earlier.id]),
    ).toEqual([{ kind: 'takebackInvestigation' }]);
  });
});
