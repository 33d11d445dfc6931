import { proofFacts } from '../../../src/app/claims/prove-filing.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import { balanceOf, cas, claimRow, decision, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { ended, named } from './a-coverage-answer.js';
import { answerLastInquiry, openOffice, remittanceFile, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const SUMMIT = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const specialist = { id: 'sam', role: 'specialist' };

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

/** Coverage ended before the visit; the payer knows who covers the patient now. */
const endedElsewhere = [ended, named(SUMMIT, 'NEWMEMBER7')];

const answer = (benefits: readonly Benefit[]) => answerLastInquiry(office, benefits);

async function nextDay(): Promise<void> {
  const at = new Date(`${office.today()}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 1);
  await office.goTo(at.toISOString().slice(0, 10));
  await office.work();
}

async function deniedForCoverage(): Promise<{ claim: OpenedClaim; itemId: string }> {
  const claim = await ofUnion();
  await office.work();
  await nextDay();
  const denied = decision(claim, { status: '4', adjustments: [cas('CO', '27', claim.chargeCents)] });
  await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [denied] }));
  await office.work();
  const [item] = await office.rows<{ id: string }>(
    "SELECT id FROM work_items WHERE claim_id = $1 AND kind = 'billOtherPayer' AND state = 'OPEN'",
    [claim.id],
  );
  if (!item) throw new Error('nobody looks for the other payer');
  return { claim, itemId: item.id };
}
const complete = (workItemId: string, fields: Record<string, string>) =>
  completeWorkItem(office.deps, specialist, office.org, {
    workItemId,
    outcome: 'billed',
    fields: { note: 'see 271', ...fields },
  });
const rebilled = async (claim: OpenedClaim) => {
  const [row] = await office.rows<{ id: string; claim_number: string; state: string; sequence: string }>(
    'SELECT id, claim_number, state, sequence FROM claims WHERE parent_claim_id = $1',
    [claim.id],
  );
  if (!row) throw new Error('nothing was rebilled');
  return row;
};

describe('a 271 that shows the coverage ended', () => {
  it('finds the other coverage; the claim is billed there as primary, the receivable moves, and both close when it pays', async () => {
    const { claim, itemId } = await deniedForCoverage();
    await answer(endedElsewhere);
    const [old] = await office.rows<{ ends: string }>(
      'SELECT v.terms_on::text AS ends FROM coverages v JOIN claims c ON c.coverage_id = v.id WHERE c.id = $1',
      [claim.id],
    );
    expect(old?.ends).toBe('2025-11-30');
    expect(await complete(itemId, {})).toMatchObject({ ok: true });
    await office.work();
    await nextDay();
    const next = await rebilled(claim);
    expect(next).toMatchObject({ sequence: 'P', state: 'SUBMITTED' });
    const text = office.sent().find((file) => file.includes(`CLM*${next.claim_number}*`)) ?? '';
    expect(text).toContain('NM1*PR*2*SUMMIT BENEFIT PLANS*****PI*SBP07~');
    expect(text).toContain('*MI*NEWMEMBER7~');
    expect(text).not.toContain('AMT*D*');
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(office, next.id, 'receivable.payer')).toBe(claim.chargeCents);
    expect((await claimRow(office, claim.id)).state).toBe('BILLED_NEXT');
    await office.receive(
      remittanceFile({
        payer: SUMMIT,
        date: office.today(),
        claims: [{ ...decision(claim, { adjustments: [cas('CO', '45', 900)] }), claimNumber: next.claim_number }],
      }),
    );
    await office.work();
    expect([(await claimRow(office, next.id)).state, (await claimRow(office, claim.id)).state]).toEqual([
      'CLOSED_PAID',
      'CLOSED_PAID',
    ]);
  }, 60_000);

  it('keeps timely filing on the day of service: the wrong payer’s denial extends nothing unless the right payer’s rule says so', async () => {
    const { claim, itemId } = await deniedForCoverage();
    expect(await complete(itemId, { payerCode: SUMMIT.id, memberNumber: 'TYPED9' })).toMatchObject({ ok: true });
    await office.work();
    const next = await rebilled(claim);
    const [deadline] = await office.rows<{ base: string; through: string }>(
      "SELECT d.base_date::text AS base, c.service_through::text AS through FROM deadlines d JOIN claims c ON c.id = d.subject_id WHERE d.subject_id = $1 AND d.kind = 'timely-filing'",
      [next.id],
    );
    expect(deadline?.base).toBe(deadline?.through);
  }, 60_000);

  it('counts from the wrong payer’s denial where the right payer’s contract says so, and the proof names that remittance by its bytes', async () => {
    const { claim, itemId } = await deniedForCoverage();
    const deniedOn = office.today();
    await office.rows(
      `INSERT INTO payer_rules (organization_id, id, rule_id, version, key, value, payer_class, authority, source, effective_from, state, proposed_by, proposed_on, decided_by)
       VALUES ($1, gen_random_uuid(), 'other-carrier-extends.summit', 1, 'otherCarrierExtends', 'true', 'commercial', 'contract', 'Contract §4', '2000-01-01', 'ACTIVE', 'sam', '2026-01-05', 'lena')`,
      [office.org],
    );
    try {
      expect(await complete(itemId, { payerCode: SUMMIT.id, memberNumber: 'TYPED8' })).toMatchObject({ ok: true });
      await office.work();
      const next = await rebilled(claim);
      const [clock] = await office.rows<{ base: string }>(
        "SELECT base_date::text AS base FROM deadlines WHERE subject_id = $1 AND kind = 'timely-filing'",
        [next.id],
      );
      expect(clock?.base).toBe(deniedOn);
      const row = await claimRow(office, next.id);
      const proof = await office.within((tx) => proofFacts(office.deps, tx, row, { claimId: next.id }));
      const [remittance] = await office.rows<{ trace: string; sha256: string }>(
        `SELECT r.trace, f.sha256 FROM remittances r JOIN inbound_files f ON f.id = r.file_id
          JOIN remittance_claims c ON c.remittance_id = r.id WHERE c.claim_id = $1`,
        [claim.id],
      );
      expect(proof.countsFrom).toMatchObject({
        date: deniedOn,
        control: remittance?.trace,
        sha256: remittance?.sha256,
      });
    } finally {
      await office.rows('DELETE FROM payer_rules WHERE organization_id = $1', [office.org]);
    }
  }, 60_000);

  it('cannot be closed as billed while no other coverage is known', async () => {
    const { claim, itemId } = await deniedForCoverage();
    expect(await complete(itemId, {})).toMatchObject({ ok: false, problem: { code: 'outcomeIncomplete' } });
    expect(await complete(itemId, { payerCode: 'NOBODY', memberNumber: 'X' })).toMatchObject({ ok: false });
    expect(await office.rows('SELECT 1 FROM claims WHERE parent_claim_id = $1', [claim.id])).toEqual([]);
  }, 60_000);
});
