import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { getUnposted, listUnposted } from '../../../src/app/remittances/unposted-items.queries.js';
import { plbCodes } from '../../../src/domain/ledger/provider-adjustment-codes.js';
import { cents } from '../../../src/domain/money.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { balanceOf, cas, claimRow, decision, openOne, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Check, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const SUMMIT = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const poster = { id: 'pia', role: 'poster' };
const date = '2026-01-05';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop());

let serial = 0;
const ofUnion = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    claimNumber: `${claim.claimNumber}-${(serial += 1)}`,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));
const receive = (...checks: Partial<Check>[]) =>
  office.receive(remittanceFile(...checks.map((check) => ({ payer: UNION, date, claims: [], ...check }))));
/** The claim under a number that is not ours, and under the payer's own that we never heard. */
const strange = (claim: OpenedClaim, over: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  ...decision(claim, { payerControlNumber: `X${claim.claimNumber}` }),
  claimNumber: `OLD${claim.claimNumber}`,
  ...over,
});

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly subject_id: string;
  readonly facts: { readonly kind?: string; readonly unpostedItemId?: string };
}
const items = (kind: string, state = 'OPEN') =>
  office.rows<Item>(
    'SELECT id, kind, state, outcome, subject_id, facts FROM work_items WHERE kind = $1 AND state = $2',
    [kind, state],
  );
const only = async (kind: string): Promise<Item> => {
  const [item, ...more] = await items(kind);
  if (!item || more.length > 0) throw new Error(`${more.length + (item ? 1 : 0)} open items of ${kind}`);
  return item;
};
const complete = (item: Item, outcome: string, fields: Record<string, string>) =>
  completeWorkItem(office.deps, poster, office.org, { workItemId: item.id, outcome, fields });
const account = async (name: string): Promise<number> => {
  const [row] = await office.rows<{ sum: string | null }>(
    'SELECT sum(amount_cents) AS sum FROM ledger_entries WHERE ledger_account = $1',
    [name],
  );
  return Number(row?.sum ?? 0);
};

describe('money for a claim nobody knows', () => {
  it('waits in suspense with owner and age until a person names the claim; then it posts as if it had been found at once', async () => {
    const claim = await ofUnion();
    const paid = claim.chargeCents - 1_500;
    await receive({
      claims: [strange(claim, { paidCents: cents(paid), adjustments: [cas('CO', '45', 1_000), cas('PR', '2', 500)] })],
    });
    expect(await account('suspense')).toBe(-paid);
    const item = await only('unknownClaimPayment');
    const listed = await listUnposted(office.deps, poster, office.org, { limit: 10, state: 'OPEN' });
    expect(listed.items).toMatchObject([{ kind: 'unknownClaim', amountCents: paid, ageDays: 0, place: 'clp:1' }]);
    expect(await complete(item, 'matched', { claimNumber: 'NOBODY' })).toMatchObject({ ok: false });
    expect((await only('unknownClaimPayment')).id).toBe(item.id);
    expect(await complete(item, 'matched', { claimNumber: claim.claimNumber })).toMatchObject({ ok: true });
    await office.work();
    expect(await account('suspense')).toBe(0);
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(office, claim.id, 'writeoff.WO-CON')).toBe(1_000);
    expect(await balanceOf(office, claim.id, 'receivable.patient')).toBe(500);
    expect((await claimRow(office, claim.id)).state).toBe('PATIENT_RESP');
    const seen = await getUnposted(office.deps, poster, office.org, item.facts.unpostedItemId ?? '');
    expect(seen).toMatchObject({ ok: true, value: { state: 'MATCHED', claimId: claim.id, resolvedBy: 'pia' } });
    expect(seen.ok && seen.value.history.map(({ action }) => action)).toEqual([
      'workItem.open',
      'unposted.resolve',
      'workItem.complete',
    ]);
  });

  it('can be taken back by the payer later, exactly as it was posted', async () => {
    const claim = await ofUnion();
    const found = strange(claim, { paidCents: cents(claim.chargeCents - 700), adjustments: [cas('CO', '45', 700)] });
    await receive({ claims: [found] });
    await complete(await only('unknownClaimPayment'), 'matched', { claimNumber: claim.claimNumber });
    await office.work();
    await receive({ claims: [{ ...takenBack(found), claimNumber: claim.claimNumber }] });
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    expect(await balanceOf(office, claim.id, 'writeoff.WO-CON')).toBe(0);
  });

  it('is owed back to the payer when it is not ours', async () => {
    const claim = await ofUnion();
    await receive({ claims: [strange(claim)] });
    const before = await account('refunds-payable');
    expect(await complete(await only('unknownClaimPayment'), 'explained', { note: 'x' })).toMatchObject({ ok: false });
    expect(await complete(await only('unknownClaimPayment'), 'returned', { note: 'not ours' })).toMatchObject({
      ok: true,
    });
    expect(await account('suspense')).toBe(0);
    expect(await account('refunds-payable')).toBe(before - claim.chargeCents);
    const refunds = await office.rows(
      `SELECT r.reason, r.amount_cents::int AS cents, r.state, d.hard_date - r.identified_on AS days FROM refunds r
         JOIN deadlines d ON d.subject_id = r.id WHERE r.amount_cents = $1 AND r.claim_id IS NULL`,
      [claim.chargeCents],
    );
    expect(refunds).toEqual([{ reason: 'notOurs', cents: claim.chargeCents, state: 'IDENTIFIED', days: 60 }]);
  });

  it('never goes to a claim of another payer', async () => {
    const claim = await ofUnion();
    await receive({ payer: SUMMIT, claims: [strange(claim)] });
    const item = await only('unknownClaimPayment');
    expect(await complete(item, 'matched', { claimNumber: claim.claimNumber })).toMatchObject({
      ok: false,
      problem: { code: 'commandRefused' },
    });
    expect(await complete(item, 'returned', { note: 'wrong practice' })).toMatchObject({ ok: true });
  });
});

describe('a payer that speaks out of turn', () => {
  it('a secondary before its primary waits, and posts by itself when the primary has decided', async () => {
    const claim = await openOne(office, (source) => ({
      ...source,
      payer: { ...source.payer, id: UNION.id, name: UNION.name },
      subscriber: { ...source.subscriber, filingIndicator: 'CI' },
      otherPayers: [
        {
          sequence: 'S',
          relationship: '18',
          filingIndicator: 'CI',
          adjustments: [],
          amounts: [],
          benefitsAssigned: 'Y',
          release: 'Y',
          subscriber: { entity: 'person', name: source.subscriber.name, memberId: 'SEC1', contacts: [], refs: [] },
          payer: {
            entity: 'organization',
            name: SUMMIT.name,
            id: SUMMIT.id,
            idQualifier: 'PI',
            contacts: [],
            refs: [],
          },
          providers: [],
          unmodelled: [],
        },
      ],
    }));
    const share = 2_000;
    const early = decision(claim, {
      status: '2',
      paidCents: cents(share),
      payerControlNumber: 'EARLY',
      adjustments: [cas('OA', '23', claim.chargeCents - share)],
    });
    await receive({ payer: SUMMIT, claims: [early] });
    const item = await only('unknownClaimPayment');
    expect(item.facts.kind).toBe('secondaryBeforePrimary');
    await receive({ claims: [decision(claim, { adjustments: [cas('PR', '1', share)] })] });
    await office.work();
    const [secondary] = await office.rows<{ id: string; state: string }>(
      'SELECT id, state FROM claims WHERE parent_claim_id = $1',
      [claim.id],
    );
    expect(secondary?.state).toBe('CLOSED_PAID');
    expect((await claimRow(office, claim.id)).state).toBe('CLOSED_PAID');
    expect(await account('suspense')).toBe(0);
    expect(await items('unknownClaimPayment')).toEqual([]);
    const sent = await office.rows('SELECT 1 FROM submissions WHERE claim_id = $1', [secondary?.id]);
    expect(sent).toEqual([]);
  });

  it('a reversal without its original moves only cash until a person names the claim', async () => {
    const claim = await ofUnion();
    const never = decision(claim, { paidCents: cents(3_000), chargeCents: cents(3_000) });
    await receive({ claims: [takenBack(never), decision(claim)] });
    expect(await account('suspense')).toBe(3_000);
    const item = await only('unknownClaimPayment');
    expect(item.facts.kind).toBe('orphanReversal');
    await complete(item, 'matched', { claimNumber: claim.claimNumber });
    expect(await account('suspense')).toBe(0);
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(3_000);
  });

  it('a recovery of one claim inside the payment of another comes off that claim, and a person looks', async () => {
    const [paid, other] = [await ofUnion(), await ofUnion()];
    await receive({ claims: [decision(other, { payerControlNumber: 'ICNOTHER' })] });
    await office.work();
    await receive({
      claims: [decision(paid)],
      plb: [{ reason: 'WO', reference: other.claimNumber, amountCents: 900 }],
    });
    expect(await balanceOf(office, other.id, 'receivable.payer')).toBe(900);
    expect(await balanceOf(office, paid.id, 'receivable.payer')).toBe(0);
    const item = await only('unknownClaimPayment');
    expect(await complete(item, 'matched', { claimNumber: other.claimNumber })).toMatchObject({ ok: false });
    expect(await complete(item, 'explained', { note: 'duplicate paid twice' })).toMatchObject({ ok: true });
  });
});

describe('odd remittances', () => {
  it('of several sets, without money, without claims and without lines all post; a predetermination posts nothing', async () => {
    const [first, second, third] = [await ofUnion(), await ofUnion(), await ofUnion()];
    const denied = decision(second, { status: '4', adjustments: [cas('CO', '50', second.chargeCents)] });
    const predetermined = decision(third, {
      status: '25',
      paidCents: cents(0),
      adjustments: [cas('CO', '45', third.chargeCents)],
    });
    const fileId = await receive(
      { claims: [decision(first)] },
      { claims: [denied] },
      { plb: [{ reason: 'L6', reference: 'INT', amountCents: -125 }] },
      { claims: [predetermined] },
    );
    const states = await office.rows<{ state: string; method: string }>(
      'SELECT state, method FROM remittances WHERE file_id = $1 ORDER BY ordinal',
      [fileId],
    );
    expect(states.map(({ state }) => state)).toEqual(['POSTED', 'POSTED', 'POSTED', 'POSTED']);
    expect(states.map(({ method }) => method)).toEqual(['ACH', 'NON', 'ACH', 'NON']);
    expect(await account('interest.income')).toBe(-125);
    expect(await balanceOf(office, third.id, 'receivable.payer')).toBe(third.chargeCents);
    expect(await balanceOf(office, second.id, 'receivable.payer')).toBe(second.chargeCents);
  });

  it('keep every provider adjustment apart, in both signs, and bring suspense back to nothing', async () => {
    for (const reason of Object.keys(plbCodes)) {
      const before = await office.rows<{ n: string }>('SELECT count(*) AS n FROM postings');
      const file = await receive(
        { plb: [{ reason, reference: `R${reason}`, amountCents: -700 }] },
        { claims: [decision(await ofUnion())], plb: [{ reason, reference: `R${reason}`, amountCents: 700 }] },
      );
      const states = await office.rows<{ state: string }>('SELECT state FROM remittances WHERE file_id = $1', [file]);
      expect([reason, ...states.map(({ state }) => state)]).toEqual([reason, 'POSTED', 'POSTED']);
      const after = await office.rows<{ n: string }>('SELECT count(*) AS n FROM postings');
      expect([reason, Number(after[0]?.n) - Number(before[0]?.n)]).toEqual([reason, 4]);
      const name =
        {
          L6: 'interest.income',
          '50': 'interest.expense',
          '51': 'interest.expense',
          WO: 'payer-offset',
          FB: 'payer-offset',
        }[reason] ?? `plb.${reason}`;
      const entries = await office.rows<{ cents: string }>(
        'SELECT e.amount_cents AS cents FROM ledger_entries e JOIN postings p ON p.id = e.posting_id JOIN remittances r ON r.id::text = p.source_id WHERE r.file_id = $1 AND e.ledger_account = $2 ORDER BY e.id',
        [file, name],
      );
      expect([reason, ...entries.map((each) => Number(each.cents))]).toEqual([reason, -700, 700]);
    }
    expect(await account('suspense')).toBe(0);
    expect(await account('payer-offset')).toBe(0);
  }, 240_000);
});
