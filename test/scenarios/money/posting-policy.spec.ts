import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { changePayer } from '../../../src/app/organizations/change-payer.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import type { PostingPolicy } from '../../../src/domain/remittances/posting-policy.js';
import { balanceOf, decision, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const manager = { id: 'mo', role: 'manager' };
const poster = { id: 'pia', role: 'poster' };
const lead = { id: 'lena', role: 'lead' };
const date = '2026-01-05';

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
const policy = async (claim: OpenedClaim, postingPolicy: PostingPolicy, postingLimitCents = 0) => {
  const changed = await changePayer(office.deps, manager, office.org, {
    payerId: claim.payerId,
    postingPolicy,
    postingLimitCents,
  });
  expect(changed.ok).toBe(true);
};
const file = (claim: OpenedClaim, trace: string) =>
  remittanceFile({ payer: UNION, date, trace, claims: [decision(claim)] });
const stateOf = async (trace: string) =>
  (await office.rows<{ state: string }>('SELECT state FROM remittances WHERE trace = $1 ORDER BY id', [trace])).map(
    ({ state }) => state,
  );
const openItems = () =>
  office.rows<{ id: string; facts: { reason: string } }>(
    "SELECT id, facts FROM work_items WHERE kind = 'heldRemittance' AND state = 'OPEN'",
  );
async function complete(outcome: string, actor = poster) {
  const [item, ...more] = await openItems();
  if (!item || more.length > 0) throw new Error('one held remittance was expected');
  const fields: Record<string, string> = outcome === 'discarded' ? { reason: 'wrong practice' } : { note: 'read' };
  return completeWorkItem(office.deps, actor, office.org, { workItemId: item.id, outcome, fields });
}
const paid = async (claim: OpenedClaim) => -(await balanceOf(office, claim.id, 'receivable.payer')) + claim.chargeCents;

describe('a payer whose remittances are reviewed', () => {
  it('posts nothing by itself; a poster reads and releases it, and only then the money is on the books, once', async () => {
    const claim = await ofUnion();
    await policy(claim, 'review');
    const text = file(claim, 'REVIEW1');
    await office.receive(text);
    expect([await stateOf('REVIEW1'), await paid(claim)]).toEqual([['HELD'], 0]);
    expect((await openItems())[0]?.facts.reason).toBe('review');
    expect(await complete('posted')).toMatchObject({ ok: true });
    expect([await stateOf('REVIEW1'), await paid(claim)]).toEqual([['POSTED'], claim.chargeCents]);
    await office.receive(`${text}\n`);
    expect([await stateOf('REVIEW1'), await paid(claim)]).toEqual([
      expect.arrayContaining(['POSTED', 'REPEAT']),
      claim.chargeCents,
    ]);
  });

  it('sets one aside that is not ours; the same payment may then come again', async () => {
    const claim = await ofUnion();
    await policy(claim, 'review');
    await office.receive(file(claim, 'REVIEW2'));
    expect(await complete('discarded')).toMatchObject({ ok: true });
    expect(await stateOf('REVIEW2')).toEqual(['SUPERSEDED']);
    await office.receive(file(claim, 'REVIEW2'));
    expect(await stateOf('REVIEW2')).toEqual(expect.arrayContaining(['SUPERSEDED', 'HELD']));
    await complete('posted');
    expect(await paid(claim)).toBe(claim.chargeCents);
  });

  it('another content under the trace of a held one is a conflict a person decides', async () => {
    const [first, second] = [await ofUnion(), await ofUnion()];
    await policy(first, 'review');
    await office.receive(file(first, 'REVIEW3'));
    await office.receive(file(second, 'REVIEW3'));
    expect(await stateOf('REVIEW3')).toEqual(expect.arrayContaining(['HELD', 'CONFLICT']));
    await complete('posted');
    expect([await paid(first), await paid(second)]).toEqual([first.chargeCents, 0]);
  });
});

describe('a payer with a posting limit', () => {
  it('posts a payment of exactly the limit, and holds one that is a cent above it', async () => {
    const [at, above] = [await ofUnion(), await ofUnion()];
    await policy(at, 'automatic', at.chargeCents);
    await office.receive(file(at, 'LIMIT1'));
    expect(await stateOf('LIMIT1')).toEqual(['POSTED']);
    await policy(above, 'automatic', above.chargeCents - 1);
    await office.receive(file(above, 'LIMIT2'));
    expect([await stateOf('LIMIT2'), await paid(above)]).toEqual([['HELD'], 0]);
  });

  it('above it the poster proposes and another person agrees; the poster alone cannot', async () => {
    expect(await complete('posted')).toMatchObject({ ok: false, problem: { code: 'approvalLimit' } });
    const asked = await complete('postProposed');
    if (!asked.ok || !asked.value.approvalId) throw new Error('an approval was expected');
    expect(await stateOf('LIMIT2')).toEqual(['HELD']);
    const decide = (by: typeof lead, decision: 'approved' | 'refused', approvalId = asked.value.approvalId ?? '') =>
      decideApproval(office.deps, by, office.org, { approvalId, decision, note: 'read' });
    expect(await decide(poster, 'approved')).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
    expect(await decide({ id: 'pat', role: 'poster' }, 'approved')).toMatchObject({ ok: false });
    expect(await decide(lead, 'refused')).toMatchObject({ ok: true });
    expect([await stateOf('LIMIT2'), (await openItems()).length]).toEqual([['HELD'], 1]);
    const again = await complete('postProposed');
    if (!again.ok) throw new Error(again.problem.code);
    expect(await decide(lead, 'approved', again.value.approvalId)).toMatchObject({ ok: true });
    expect(await stateOf('LIMIT2')).toEqual(['POSTED']);
  });

  it('every change of the policy leaves who changed it, and from what to what', async () => {
    const rows = await office.rows<{ actor: string; before: object; after: object }>(
      "SELECT actor, before, after FROM audit_entries WHERE action = 'payer.change' ORDER BY sequence LIMIT 1",
    );
    expect(rows[0]).toEqual({
      actor: 'mo',
      before: { postingPolicy: 'automatic', postingLimitCents: 0, capitated: false },
      after: { postingPolicy: 'review', postingLimitCents: 0, capitated: false },
    });
  });
});
