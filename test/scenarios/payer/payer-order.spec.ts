import { askEligibility } from '../../../src/app/eligibility/ask-eligibility.js';
import { coveragesOf } from '../../../src/app/next-payer/coverages-on-file.js';
import { decidePayerOrder, type DecidePayerOrder } from '../../../src/app/next-payer/decide-payer-order.js';
import { payerOrder } from '../../../src/domain/coverages/payer-order.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import { claimRow, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { benefit } from '../money/a-coverage-answer.js';
import { answerLastInquiry, openOffice, type Office } from '../money/an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const SUMMIT = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const MEDICARE = { id: 'MCRB1', name: 'MEDICARE PART B OHIO' };
const fay = { id: 'fay', role: 'frontDesk' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.rows("UPDATE payers SET payer_class = 'medicare' WHERE payer_code = $1", [MEDICARE.id]);
}, 120_000);
afterAll(() => office?.stop(), 120_000);

const active = benefit('1');
const beside = (role: 'PRP' | 'SEP' | 'PR', more: Partial<Benefit> = {}): Benefit =>
  benefit('R', {
    ordinal: 2,
    refs: [{ qualifier: '1W', value: 'OTHER8' }],
    entities: [{ role, entity: 'organization', name: SUMMIT.name, idQualifier: 'PI', id: SUMMIT.id, contacts: [] }],
    ...more,
  });

/** A patient with two policies: the claim's own payer answered that there is another one. */
async function withTwo(payer: { id: string; name: string }, other: Benefit): Promise<OpenedClaim> {
  const claim = await openOne(office, (each) => ({
    ...each,
    payer: { ...each.payer, id: payer.id, name: payer.name },
    subscriber: { ...each.subscriber, filingIndicator: payer.id === MEDICARE.id ? 'MB' : 'CI' },
  }));
  await office.work();
  await askEligibility(office.deps, fay, office.org, claim.id);
  await office.work();
  await answerLastInquiry(office, [active, other]);
  await office.work();
  return claim;
}

const ranks = (claim: OpenedClaim) =>
  office.rows<{ id: string; payer: string; rank: number; source: string }>(
    `SELECT v.id, p.payer_code AS payer, v.rank, v.rank_source AS source FROM coverages v
       JOIN claims c ON c.patient_id = v.patient_id JOIN payers p ON p.organization_id = v.organization_id AND p.id = v.payer_id
      WHERE c.id = $1 ORDER BY v.rank`,
    [claim.id],
  );
const payersInOrder = async (claim: OpenedClaim): Promise<string[]> => {
  const { patientId } = await claimRow(office, claim.id);
  const order = payerOrder(await office.within((tx) => coveragesOf(tx, patientId)));
  const codes = new Map((await ranks(claim)).map(({ id, payer }) => [id, payer]));
  return order.map(({ id }) => codes.get(id) ?? '');
};
const decide = (claim: OpenedClaim, how: Omit<DecidePayerOrder, 'claimId'>) =>
  decidePayerOrder(office.deps, fay, office.org, { ...how, claimId: claim.id });
const idOf = async (claim: OpenedClaim, payer: { id: string }): Promise<string> =>
  (await ranks(claim)).find((row) => row.payer === payer.id)?.id ?? '';

describe('a policy that a 271 names', () => {
  it('stands behind when its payer is called the secondary, and before when it is called the primary', async () => {
    const behind = await withTwo(UNION, beside('SEP'));
    expect(await payersInOrder(behind)).toEqual([UNION.id, SUMMIT.id]);
    const before = await withTwo(UNION, beside('PRP'));
    expect(await payersInOrder(before)).toEqual([SUMMIT.id, UNION.id]);
    expect((await ranks(before)).map(({ rank, source }) => [rank, source])).toEqual([
      [1, 'payer'],
      [2, 'claim'],
    ]);
  }, 120_000);

  it('comes before Medicare where Medicare says so (EB04 12: working aged)', async () => {
    const claim = await withTwo(MEDICARE, beside('PR', { insuranceType: '12' }));
    expect(await payersInOrder(claim)).toEqual([SUMMIT.id, MEDICARE.id]);
  }, 120_000);
});

describe('the order of a patient’s payers', () => {
  it('for a child follows the birthday of the parents, once somebody knows them', async () => {
    const claim = await withTwo(UNION, beside('PR'));
    expect(await decide(claim, {})).toMatchObject({ ok: false, problem: { code: 'commandRefused' } });
    const [mother, father] = [await idOf(claim, SUMMIT), await idOf(claim, UNION)];
    expect(
      await decide(claim, {
        policies: [
          { coverageId: father, heldAs: 'child', holderBirthday: '10-02' },
          { coverageId: mother, heldAs: 'child', holderBirthday: '03-15' },
        ],
      }),
    ).toMatchObject({ ok: true, value: { order: [mother, father], rule: 'birthday' } });
    expect(await payersInOrder(claim)).toEqual([SUMMIT.id, UNION.id]);
  }, 120_000);

  it('may be set by a person against the rules, who says why; it is recorded as theirs', async () => {
    const claim = await withTwo(UNION, beside('SEP'));
    const order = [await idOf(claim, SUMMIT), await idOf(claim, UNION)];
    expect(await decide(claim, { order })).toMatchObject({ ok: false, problem: { code: 'invalidInput' } });
    expect(await decide(claim, { order, why: 'court decree on file' })).toMatchObject({ ok: true });
    expect((await ranks(claim)).map(({ payer, source }) => [payer, source])).toEqual([
      [SUMMIT.id, 'hand'],
      [UNION.id, 'hand'],
    ]);
    const [audit] = await office.rows<{ actor: string; why: string }>(
      "SELECT actor, why FROM audit_entries WHERE subject_id = $1 AND action = 'coverage.order' AND actor = 'fay'",
      [order[0]],
    );
    expect(audit).toEqual({ actor: 'fay', why: 'a person’s order (court decree on file)' });
  }, 120_000);

  it('lets Medicare pay second beside a plan of an employer of 20, and first beside one of 19', async () => {
    const claim = await withTwo(MEDICARE, beside('PR'));
    const order = [await idOf(claim, MEDICARE), await idOf(claim, SUMMIT)];
    const plan = (employees: number) => ({
      order,
      why: 'as on file',
      besideMedicare: { reason: 'age' as const, groupPlan: { currentEmployment: true, employees } },
    });
    expect(await decide(claim, plan(20))).toMatchObject({ ok: true, value: { mspType: '12' } });
    expect(await payersInOrder(claim)).toEqual([SUMMIT.id, MEDICARE.id]);
    expect(await decide(claim, plan(19))).toMatchObject({ ok: true, value: { mspType: null } });
    expect(await payersInOrder(claim)).toEqual([MEDICARE.id, SUMMIT.id]);
  }, 120_000);
});
