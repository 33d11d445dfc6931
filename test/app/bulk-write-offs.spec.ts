import { randomUUID } from 'node:crypto';
import { askWriteOffs } from '../../src/app/approvals/ask-write-offs.js';
import { getApproval } from '../../src/app/approvals/approvals.queries.js';
import { decideApproval } from '../../src/app/approvals/decide-approval.js';
import { endDelegation, giveDelegation } from '../../src/app/approvals/delegations.js';
import { decideRule } from '../../src/app/payer-rules/decide-rule.js';
import { proposeRule, type ProposeRule } from '../../src/app/payer-rules/propose-rule.js';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { toDateColumn } from '../../src/db/in-transaction.js';
import { levelFor } from '../../src/domain/approvals/approval-matrix.js';
import { deliveredLimits } from '../../src/domain/approvals/approval-limits.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { WriteOffCode } from '../../src/domain/ledger/write-off-codes.js';
import {
  balanceOf,
  cas,
  decision,
  foundPractice,
  openOne,
  post,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';

const sam = { id: 'sam', role: 'specialist' };
const lena = { id: 'lena', role: 'lead' };

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const ask = (claims: readonly { id: string }[], dryRun: boolean, writeOffCode: WriteOffCode = 'WO-ADMIN') =>
  askWriteOffs(practice.deps, sam, practice.org, { claimIds: claims.map(({ id }) => id), writeOffCode, dryRun });
const approvals = () => practice.within((tx) => tx.db.approval.count());
const open = (claim: OpenedClaim) => balanceOf(practice, claim.id, 'receivable.payer');
/** All but these cents of the claim are paid or adjusted. */
async function leaving(cents: number, how = cas('OA', '133', cents)): Promise<OpenedClaim> {
  const claim = await openOne(practice);
  await post(practice, { payerId: claim.payerId, claims: [decision(claim, { adjustments: [how] })] });
  return claim;
}

describe('the write-off of many claims', () => {
  it('as a dry run shows every claim, who may approve it and what is left out, and writes nothing', async () => {
    const [small, large, paid] = [await leaving(900), await leaving(15_000), await leaving(0, cas('CO', '45', 1))];
    const before = await approvals();
    const nobody = { id: randomUUID() };
    const shown = await ask([small, large, paid, nobody], true);
    expect(shown).toMatchObject({ dryRun: true, totalCents: 15_900 });
    expect(shown.lines.map(({ amountCents, level, refusal }) => [amountCents, level, refusal])).toEqual([
      [900, 'specialist', null],
      [15_000, 'lead', null],
      [0, null, 'nothingOpen'],
      [0, null, 'unknownClaim'],
    ]);
    expect(await approvals()).toBe(before);
  });

  it('asks for each claim by itself; another person decides, and only then the books move', async () => {
    const [one, two] = [await leaving(700), await leaving(800)];
    const asked = await ask([one, two], false);
    expect([await open(one), await open(two)]).toEqual([700, 800]);
    const decide = (at: number, by = lena, decision: 'approved' | 'refused' = 'approved') =>
      decideApproval(practice.deps, by, practice.org, {
        approvalId: asked.lines[at]?.approvalId ?? '',
        decision,
        note: 'read',
      });
    expect(await decide(0, sam)).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
    expect(await decide(0)).toMatchObject({ ok: true });
    expect(await decide(1, lena, 'refused')).toMatchObject({ ok: true });
    expect([await open(one), await open(two)]).toEqual([0, 800]);
    expect(await balanceOf(practice, one.id, 'writeoff.WO-ADMIN')).toBe(700);
  });

  it('asked for twice asks nothing twice, also at the same moment', async () => {
    const claim = await leaving(600);
    const before = await approvals();
    const both = await Promise.all([ask([claim, claim], false), ask([claim], false)]);
    expect((await approvals()) - before).toBe(1);
    expect(both.flatMap(({ lines }) => lines.map(({ refusal }) => refusal)).sort()).toEqual(['askedAlready', null]);
  });

  it('never hides a denial among the contractual ones', async () => {
    const denied = await leaving(2_000, cas('CO', '50', 2_000));
    expect((await ask([denied], true, 'WO-CON')).lines).toMatchObject([{ refusal: 'contractualForDenial' }]);
    expect((await ask([denied], true, 'WO-MN')).lines).toMatchObject([{ refusal: null, amountCents: 2_000 }]);
  });
});

describe('who may approve how much', () => {
  const mig = { id: 'mig', role: 'manager' };
  const dora = { id: 'dora', role: 'director' };
  const limits = {
    ...deliveredLimits.limits,
    denialWriteOff: { specialist: 10_000, lead: 10_001, manager: 1_000_000 },
  };
  const stricter: ProposeRule = {
    ...{ key: 'approvalLimits', value: { limits }, authority: 'default', source: 'Minutes of the board' },
    effectiveFrom: plainDate('2026-01-01'),
  };
  const propose = (rule: ProposeRule = stricter) => proposeRule(practice.deps, lena, practice.org, rule);

  it('is a rule of the organization that a director alone puts in force; from then on it decides', async () => {
    const claim = await leaving(15_100);
    const levelOf = async () => (await ask([claim], true)).lines[0]?.level;
    expect(await levelOf()).toBe('lead');
    const proposed = await propose();
    const id = proposed.ok ? proposed.value.id : '';
    const put = { id, decision: 'approved', note: 'read' } as const;
    expect(await decideRule(practice.deps, mig, practice.org, put)).toMatchObject({
      ...{ ok: false, problem: { code: 'approvalLimit' } },
    });
    expect(await levelOf()).toBe('lead');
    expect(await decideRule(practice.deps, dora, practice.org, put)).toMatchObject({ ok: true });
    expect(await levelOf()).toBe('manager');
    const approvalId = (await ask([claim], false)).lines[0]?.approvalId ?? '';
    const decide = (by: { id: string; role: string }) =>
      decideApproval(practice.deps, by, practice.org, { approvalId, decision: 'approved', note: 'read' });
    const page = async () => {
      const read = await getApproval(practice.deps, lena, practice.org, approvalId);
      return read.ok ? read.value.need : undefined;
    };
    const byRule = {
      level: 'manager',
      rules: [
        { ruleId: 'approval-limits.own', version: 1 },
        { ruleId: 'anti-splitting-days.default', version: 1 },
        { ruleId: 'approval-business-days.default', version: 1 },
      ],
    };
    expect(await page()).toMatchObject(byRule);
    expect(await decide(lena)).toMatchObject({ ok: false, problem: { code: 'approvalLimit' } });
    expect(await decide(mig)).toMatchObject({ ok: true });
    // What decided is kept with the decision and in the audit trail, whatever the rules become.
    expect(await page()).toMatchObject(byRule);
    const audited = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, subjectId: approvalId, actor: 'mig' } }),
    );
    expect(audited).toMatchObject([{ action: 'approval.approved', after: { state: 'APPROVED', ...byRule } }]);
    expect(audited[0]?.why).toContain('by rule approval-limits.own v1: manager');
  });

  it('is no rule of one payer, and names every action', async () => {
    expect(await propose({ ...stricter, payerClass: 'medicare' })).toMatchObject({
      ...{ ok: false, problem: { code: 'invalidInput' } },
    });
    expect(await propose({ ...stricter, value: { limits: {} } })).toMatchObject({
      ...{ ok: false, problem: { code: 'invalidInput' } },
    });
  });
});

describe('who approves in whose place', () => {
  const lars = { id: 'lars', role: 'lead' };
  const dora = { id: 'dora', role: 'director' };
  /** More than a manager may by now, and less than anybody's own request: asked by sam. */
  async function askedFor(cents: number): Promise<{ readonly claim: OpenedClaim; readonly approvalId: string }> {
    const claim = await leaving(cents);
    return { claim, approvalId: (await ask([claim], false)).lines[0]?.approvalId ?? '' };
  }
  const decide = (by: { id: string; role: string }, approvalId: string, emergency?: string) =>
    decideApproval(practice.deps, by, practice.org, {
      ...{ approvalId, decision: 'approved', note: 'read' },
      ...(emergency !== undefined && { emergency }),
    });
  const kept = async (approvalId: string) => {
    const read = await getApproval(practice.deps, lena, practice.org, approvalId);
    return read.ok ? read.value.need : null;
  };
  const lend = (from: { id: string; role: string }, toPerson: string, fromOn: string, untilOn: string) =>
    giveDelegation(practice.deps, from, practice.org, {
      ...{ toPerson, fromOn: plainDate(fromOn), untilOn: plainDate(untilOn), reason: 'on leave' },
    });
  const manager = { id: 'mia', role: 'manager' };

  it('is lent by a person for dated days: a lead decides as the manager who is away, and no longer', async () => {
    const { claim, approvalId } = await askedFor(15_200);
    expect(await decide(lars, approvalId)).toMatchObject({ ok: false, problem: { code: 'approvalLimit' } });
    expect(await lend(manager, 'lars', '2026-02-02', '2026-02-06')).toMatchObject({ ok: true });
    expect(await decide(lars, approvalId)).toMatchObject({ ok: false, problem: { code: 'approvalLimit' } });
    const given = await lend(manager, 'lars', '2026-01-05', '2026-01-30');
    const id = given.ok ? given.value.id : '';
    expect(await endDelegation(practice.deps, lars, practice.org, { id, reason: 'mine' })).toMatchObject({
      ...{ ok: false, problem: { code: 'notAllowed' } },
    });
    expect(await decide(lars, approvalId)).toMatchObject({ ok: true, value: { state: 'APPROVED' } });
    expect(await open(claim)).toBe(0);
    expect(await kept(approvalId)).toMatchObject({ level: 'manager', onBehalfOf: 'mia' });
    await endDelegation(practice.deps, manager, practice.org, { id, reason: 'back' });
    const next = await askedFor(15_300);
    expect(await decide(lars, next.approvalId)).toMatchObject({ ok: false, problem: { code: 'approvalLimit' } });
  });

  it('is never lent without an end, to oneself, or by whoever asked for the money', async () => {
    expect(await lend(manager, 'mia', '2026-01-05', '2026-01-30')).toMatchObject({ ok: false });
    expect(await lend(manager, 'lars', '2026-01-30', '2026-01-05')).toMatchObject({ ok: false });
    expect(levelFor('lead', [{ from: 'mia', role: 'manager' }], ['mia'])).toEqual({ role: 'lead' });
    expect(levelFor('poster', [{ from: 'mia', role: 'manager' }], [])).toEqual({ role: 'poster' });
  });

  it('in an emergency a lead decides above the limit at once, and a director reviews it within two business days', async () => {
    const { claim, approvalId } = await askedFor(15_400);
    expect(await decide(sam, approvalId, 'court date')).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
    expect(await decide({ id: 'sue', role: 'specialist' }, approvalId, 'court date')).toMatchObject({
      ...{ ok: false, problem: { code: 'approvalLimit' } },
    });
    expect(await decide(lars, approvalId, 'court date today, nobody else in')).toMatchObject({ ok: true });
    expect(await open(claim)).toBe(0);
    expect(await kept(approvalId)).toMatchObject({
      level: 'manager',
      override: { reviewBy: '2026-01-07', ruleId: 'override-review-business-days.default', version: 1 },
    });
    const review = await practice.within((tx) =>
      tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, kind: 'reviewOverride' } }),
    );
    expect(review).toMatchObject({
      ...{ role: 'director', queue: 'approvals', facts: { approvalId, by: 'lars' } },
      dueDate: toDateColumn(plainDate('2026-01-07')),
    });
    const [audited] = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, subjectId: approvalId, actor: 'lars' } }),
    );
    expect(audited?.why).toContain('emergency override reviewed by 2026-01-07');
    const done = await completeWorkItem(practice.deps, dora, practice.org, {
      ...{ workItemId: review.id, version: review.version, outcome: 'upheld', fields: { note: 'it could not wait' } },
    });
    expect(done).toMatchObject({ ok: true });
  });
});
