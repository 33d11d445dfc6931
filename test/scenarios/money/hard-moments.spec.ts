import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { cents } from '../../../src/domain/money.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { balanceOf, cas, claimRow, decision, openOne, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Check, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const date = '2026-01-05';
const COPIES = 20;

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
const file = (...checks: Partial<Check>[]) =>
  remittanceFile(...checks.map((check) => ({ payer: UNION, date, claims: [], ...check })));
const receive = (...checks: Partial<Check>[]) => office.receive(file(...checks));
const payer = (claim: OpenedClaim) => balanceOf(office, claim.id, 'receivable.payer');
const account = async (name: string): Promise<number> => {
  const [row] = await office.rows<{ sum: string | null }>(
    'SELECT sum(amount_cents) AS sum FROM ledger_entries WHERE ledger_account = $1',
    [name],
  );
  return Number(row?.sum ?? 0);
};
/** What something does to one account of the ledger. */
async function moved(name: string, work: () => Promise<unknown>): Promise<number> {
  const before = await account(name);
  await work();
  return (await account(name)) - before;
}
const statesOf = async (trace: string) =>
  (await office.rows<{ state: string }>('SELECT state FROM remittances WHERE trace = $1', [trace]))
    .map(({ state }) => state)
    .sort();
const items = (kind: string, claim: OpenedClaim) =>
  office.rows('SELECT id FROM work_items WHERE kind = $1 AND claim_id = $2', [kind, claim.id]);
const inFull = (claim: OpenedClaim, over: Partial<RemittanceClaim> = {}) => decision(claim, over);

describe('the same payment many times at once', () => {
  it('twenty uploads of one file post it once; nineteen are told which one was first', async () => {
    const claim = await ofUnion();
    const text = file({ trace: 'TWENTY', claims: [inFull(claim)] });
    const cash = await moved('cash.clearing', async () => {
      const told = await Promise.allSettled(Array.from({ length: COPIES }, () => office.receive(text)));
      expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
    expect([cash, await payer(claim), await statesOf('TWENTY')]).toEqual([claim.chargeCents, 0, ['POSTED']]);
  });

  it('six wrappings of one payment at once: one posts, five are repeats without effect', async () => {
    const claim = await ofUnion();
    const wrapped = Array.from({ length: 6 }, () => file({ trace: 'WRAPPED', claims: [inFull(claim)] }));
    const cash = await moved('cash.clearing', () => Promise.all(wrapped.map((text) => office.receive(text))));
    expect(cash).toBe(claim.chargeCents);
    expect(await statesOf('WRAPPED')).toEqual(['POSTED', ...Array.from({ length: 5 }, () => 'REPEAT')]);
  });

  it('two payments about the same claims in opposite order at once both post', async () => {
    const [one, two] = [await ofUnion(), await ofUnion()];
    const half = (claim: OpenedClaim) =>
      inFull(claim, { adjustments: [cas('OA', '133', claim.chargeCents - 100)], paidCents: cents(100) });
    await Promise.all([
      receive({ trace: 'AB', claims: [half(one), half(two)] }),
      receive({ trace: 'BA', claims: [half(two), half(one)] }),
    ]);
    expect([await payer(one), await payer(two)]).toEqual([one.chargeCents - 200, two.chargeCents - 200]);
  });
});

describe('a reversal of what is reversed already', () => {
  it('takes nothing back a second time: its money waits in suspense for a person', async () => {
    const claim = await ofUnion();
    const decided = inFull(claim, { adjustments: [cas('CO', '45', 1_000)] });
    await receive({ claims: [decided] });
    const recovery = [{ reason: 'WO', reference: 'LATER', amountCents: -decided.paidCents }];
    await receive({ claims: [takenBack(decided)], plb: recovery });
    expect(await payer(claim)).toBe(claim.chargeCents);
    const suspense = await moved('suspense', () => receive({ claims: [takenBack(decided)], plb: recovery }));
    expect([suspense, await payer(claim)]).toEqual([decided.paidCents, claim.chargeCents]);
    expect(
      await office.rows("SELECT kind FROM unposted_items WHERE claim_id = $1 AND state = 'OPEN'", [claim.id]),
    ).toEqual([{ kind: 'orphanReversal' }]);
  });

  it('and the corrected decision posts on the claim as it was before the first one', async () => {
    const claim = await ofUnion();
    const decided = inFull(claim, { adjustments: [cas('CO', '45', 1_000)] });
    await receive({ claims: [decided] });
    const better = inFull(claim, { adjustments: [cas('CO', '45', 400)] });
    const cash = await moved('cash.clearing', () => receive({ claims: [takenBack(decided), better] }));
    expect([cash, await payer(claim), await balanceOf(office, claim.id, 'writeoff.WO-CON')]).toEqual([600, 0, 400]);
  });
});

describe('a payment for a claim that is closed', () => {
  it('posts, is recorded, and a person decides about the money that is too much', async () => {
    const claim = await ofUnion();
    await receive({ claims: [inFull(claim)] });
    await office.work();
    expect((await claimRow(office, claim.id)).state).toMatch(/^CLOSED/);
    const again = inFull(claim, { paidCents: cents(700), adjustments: [cas('OA', '133', claim.chargeCents - 700)] });
    const cash = await moved('cash.clearing', () => receive({ claims: [again] }));
    await office.work();
    expect([cash, await payer(claim)]).toEqual([700, -700]);
    const told = await office.rows("SELECT 1 FROM story_events WHERE subject_id = $1 AND type = 'remittancePosted'", [
      claim.id,
    ]);
    expect(told).toHaveLength(2);
    const open = await items('paymentOnClosedClaim', claim);
    const reopened = !(await claimRow(office, claim.id)).state.startsWith('CLOSED');
    expect(open.length > 0 || reopened).toBe(true);
  });
});

describe('amounts at their limits', () => {
  it('one cent paid is one cent on the books', async () => {
    const claim = await ofUnion();
    const tiny = inFull(claim, { paidCents: cents(1), adjustments: [cas('CO', '45', claim.chargeCents - 1)] });
    expect(await moved('cash.clearing', () => receive({ claims: [tiny] }))).toBe(1);
    expect([await payer(claim), await balanceOf(office, claim.id, 'writeoff.WO-CON')]).toEqual([
      0,
      claim.chargeCents - 1,
    ]);
  });

  it('a payment of nothing (NON) posts what it adjusts and moves no cash', async () => {
    const claim = await ofUnion();
    const nothing = inFull(claim, { paidCents: cents(0), adjustments: [cas('CO', '253', claim.chargeCents)] });
    expect(await moved('cash.clearing', () => receive({ trace: 'NOTHING', claims: [nothing] }))).toBe(0);
    expect([await statesOf('NOTHING'), await balanceOf(office, claim.id, 'writeoff.WO-SEQ')]).toEqual([
      ['POSTED'],
      claim.chargeCents,
    ]);
  });

  it('a payment of provider adjustments only posts each on its own account', async () => {
    const interest = await moved('interest.income', () =>
      receive({ trace: 'PLBONLY', plb: [{ reason: 'L6', amountCents: -1_234 }] }),
    );
    expect([interest, await statesOf('PLBONLY')]).toEqual([-1_234, ['POSTED']]);
  });

  it('ten billion cents for nobody’s claim wait in suspense, whole', async () => {
    const claim = await ofUnion();
    const huge = { ...inFull(claim), claimNumber: 'NOBODYS', payerControlNumber: 'NOBODYS', adjustments: [] };
    const much = { ...huge, chargeCents: cents(9_999_999_999), paidCents: cents(9_999_999_999) };
    expect(await moved('suspense', () => receive({ claims: [much] }))).toBe(-9_999_999_999);
    expect(await payer(claim)).toBe(claim.chargeCents);
  });
});

describe('a file with several payments', () => {
  it('posts each by itself: one that does not balance is quarantined, the others are on the books', async () => {
    const [good, bad] = [await ofUnion(), await ofUnion()];
    const off = { ...inFull(bad), paidCents: cents(bad.chargeCents - 5) };
    const cash = await moved('cash.clearing', () =>
      receive({ trace: 'GOOD', claims: [inFull(good)] }, { trace: 'BAD', claims: [off] }),
    );
    expect([cash, await payer(good), await payer(bad)]).toEqual([good.chargeCents, 0, bad.chargeCents]);
    expect([await statesOf('GOOD'), await statesOf('BAD')]).toEqual([['POSTED'], ['QUARANTINED']]);
  });

  it('keeps one payer’s claim from another payer’s money', async () => {
    const claim = await ofUnion();
    const other = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
    const strange = inFull(claim, { payerControlNumber: 'SUMMIT1' });
    const suspense = await moved('suspense', () => receive({ payer: other, claims: [strange] }));
    expect([suspense, await payer(claim)]).toEqual([-claim.chargeCents, claim.chargeCents]);
  });
});

it('after all of this every invariant of the books holds', async () => {
  const results = await verifyBooks(office.deps, { id: 'sam', role: 'specialist' }, office.org);
  expect(results.filter(({ holds }) => !holds).map(({ sentence }) => sentence)).toEqual([]);
});
