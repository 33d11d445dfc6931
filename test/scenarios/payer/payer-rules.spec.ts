import { decideReplan, decideRule, askReplan } from '../../../src/app/payer-rules/decide-rule.js';
import { rulesOfPayer } from '../../../src/app/payer-rules/payer-rules.queries.js';
import { proposeRule, type ProposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { previewOfRule } from '../../../src/app/payer-rules/rule-preview.queries.js';
import { fromDateColumn } from '../../../src/db/in-transaction.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { foundPractice, tellClaim, type OpenedClaim, type Practice } from '../../app/a-practice.js';
import { claimHears, readyClaim } from './story-days.js';
import { story } from './told-daily.js';

let practice: Practice;
let claim: OpenedClaim;
beforeAll(async () => {
  practice = await foundPractice();
  claim = await readyClaim(practice);
}, 120_000);
afterAll(() => practice?.stop());

const lena = { id: 'lena', role: 'lead' };
const mig = { id: 'mig', role: 'manager' };

/** A contract that gives only 60 days to file, for every commercial payer. */
const sixtyDays: ProposeRule = {
  key: 'timelyFiling',
  value: { limit: { days: 60 } },
  payerClass: 'commercial',
  authority: 'contract',
  source: 'Amendment 3 to the agreement, section 4.2',
  effectiveFrom: plainDate('2025-01-01'),
};
const propose = (rule: ProposeRule = sixtyDays) => proposeRule(practice.deps, lena, practice.org, rule);
const filingRule = async () => {
  const answer = await rulesOfPayer(practice.deps, lena, practice.org, { payerId: claim.payerId });
  return answer.ok ? answer.value.rules.find((rule) => rule.key === 'timelyFiling') : undefined;
};
const preview = async (id: string) => {
  const answer = await previewOfRule(practice.deps, lena, practice.org, id);
  if (!answer.ok) throw new Error(answer.problem.detail);
  return answer.value;
};
const filingDeadlines = () =>
  practice.within((tx) =>
    tx.db.deadline.findMany({
      where: { organizationId: practice.org, subjectId: claim.id, kind: 'timely-filing' },
      orderBy: { hardDate: 'desc' },
    }),
  );

describe('a new contract with a shorter filing limit', () => {
  let ruleId = '';

  story('is proposed and counted against the open claims before anybody acts on it', async () => {
    const proposed = await propose();
    if (!proposed.ok) throw new Error(proposed.problem.detail);
    ruleId = proposed.value.id;
    expect(proposed.value).toMatchObject({ state: 'PROPOSED', ruleId: 'timely-filing.own.commercial', version: 1 });
    expect(proposed.value.preview).toMatchObject({ claims: 1, cents: claim.chargeCents, earlier: 1, later: 0 });
    expect((await filingRule())?.ruleId).toBe('timely-filing.default');
  });

  story('is read claim by claim: what holds now, what would, and which dates would be others', async () => {
    const page = await preview(ruleId);
    expect(page).toMatchObject({
      ...{ ruleId: 'timely-filing.own.commercial', version: 1, state: 'PROPOSED' },
      diff: {
        from: { ruleId: 'timely-filing.default', value: '90 days' },
        to: { value: '60 days', authority: 'contract' },
        wins: true,
        why: 'contract goes before default',
      },
      counts: { claims: 1, earlier: 1 },
      denials: [],
    });
    const [standing] = await filingDeadlines();
    expect(page.deadlines).toMatchObject([
      {
        ...{ claimId: claim.id, claimNumber: claim.claimNumber, kind: 'timely-filing', cents: claim.chargeCents },
        fromHardDate: standing && fromDateColumn(standing.hardDate),
      },
    ]);
    expect(page.deadlines[0] && page.deadlines[0].toHardDate < page.deadlines[0].fromHardDate).toBe(true);
  });

  story('is not activated by the person who proposed it', async () => {
    const own = await decideRule(practice.deps, lena, practice.org, { id: ruleId, decision: 'approved', note: 'ok' });
    expect(own).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
  });

  story('wins over the product default once another person agrees, and says why', async () => {
    await decideRule(practice.deps, mig, practice.org, { id: ruleId, decision: 'approved', note: 'signed contract' });
    expect(await filingRule()).toMatchObject({
      ruleId: 'timely-filing.own.commercial',
      value: '60 days',
      authority: 'contract',
      approver: 'mig',
      why: 'contract goes before default',
      beaten: [{ ruleId: 'timely-filing.default' }],
    });
  });

  story(
    'that began before today is brought to a supervisor with the open claims it touches; nothing is altered by itself',
    async () => {
      const [item] = await practice.within((tx) =>
        tx.db.workItem.findMany({ where: { organizationId: practice.org, kind: 'reworkByRule' } }),
      );
      expect(item).toMatchObject({
        ...{ role: 'supervisor', state: 'OPEN', amountCents: BigInt(claim.chargeCents) },
        facts: { ruleId: 'timely-filing.own.commercial', version: 1, effectiveFrom: '2025-01-01', claims: 1 },
      });
    },
  );

  story('moves no deadline that stands already, whatever happens to the claim', async () => {
    await claimHears(practice, claim, 'holdPlaced', { reason: 'doc' });
    expect((await filingDeadlines()).map((row) => row.ruleId)).toEqual(['timely-filing.default']);
  });

  story('moves them by a re-plan run that one person asks for and another approves; the old row stays', async () => {
    expect(await askReplan(practice.deps, lena, practice.org, { id: ruleId, reason: 'new contract' })).toMatchObject({
      ok: true,
      value: { replanState: 'ASKED' },
    });
    const decision = { id: ruleId, decision: 'approved', note: 'go' } as const;
    expect(await decideReplan(practice.deps, lena, practice.org, decision)).toMatchObject({
      problem: { code: 'sameApprover' },
    });
    await decideReplan(practice.deps, mig, practice.org, decision);
    await tellClaim(practice, claim);
    const [old, now] = await filingDeadlines();
    expect([old?.ruleId, old?.closedHow]).toEqual(['timely-filing.default', 'superseded']);
    expect([now?.ruleId, now?.closedOn, now?.supersedesId]).toEqual(['timely-filing.own.commercial', null, old?.id]);
    expect(now && old && now.hardDate < old.hardDate).toBe(true);
  });
});

describe('a proposed rule', () => {
  story('is refused with the form its key needs', async () => {
    expect(await propose({ ...sixtyDays, value: { limit: { days: 60, months: 2 } } })).toMatchObject({
      problem: { code: 'invalidInput' },
    });
    expect(await propose({ ...sixtyDays, key: 'promptPay', value: -1 })).toMatchObject({
      problem: { code: 'invalidInput' },
    });
  });

  story(
    'that moves no standing deadline is told by the next steps it would change, and nothing happens by asking',
    async () => {
      await claimHears(practice, claim, 'holdPlaced', { reason: 'codingQuery' });
      const rule = { ...sixtyDays, key: 'filingLeadDays', value: 365 } as const;
      const proposed = await propose(rule);
      if (!proposed.ok) throw new Error(proposed.problem.detail);
      expect(proposed.value.preview).toMatchObject({
        ...{ claims: 0, earlier: 0 },
        steps: { open: 1, looked: 1, claims: 1, cents: claim.chargeCents },
      });
      const { deadlines, steps } = await preview(proposed.value.id);
      expect(deadlines).toEqual([]);
      expect(steps.changes).toMatchObject([
        {
          ...{ subject: 'claim', claimId: claim.id, claimNumber: claim.claimNumber },
          from: { what: expect.not.stringContaining('releaseHold') as string },
          to: { what: expect.stringContaining('HOLD; work releaseHold') as string },
        },
      ]);
      const asked = await practice.within((tx) =>
        tx.db.workItem.count({ where: { organizationId: practice.org, kind: 'releaseHold' } }),
      );
      expect(asked).toBe(0);
      // For another payer class it would change nothing here.
      const elsewhere = await propose({ ...rule, payerClass: 'medicare' });
      expect(elsewhere.ok && elsewhere.value.preview).toMatchObject({ steps: { open: 0, claims: 0 } });
    },
  );

  story('that law goes before says so in its diff', async () => {
    const proposed = await propose({ ...sixtyDays, payerClass: 'medicare', value: { limit: { days: 30 } } });
    if (!proposed.ok) throw new Error(proposed.problem.detail);
    expect((await preview(proposed.value.id)).diff).toMatchObject({
      ...{ from: { ruleId: 'timely-filing.medicare' }, wins: false, why: 'law goes before contract' },
    });
  });

  story('that somebody refused changes nothing and gets a new version when it comes again', async () => {
    const first = await propose({ ...sixtyDays, key: 'promptPay', value: 20 });
    if (!first.ok) throw new Error(first.problem.detail);
    await decideRule(practice.deps, mig, practice.org, { id: first.value.id, decision: 'refused', note: 'not signed' });
    const second = await propose({ ...sixtyDays, key: 'promptPay', value: 20 });
    expect(second).toMatchObject({ ok: true, value: { version: 2, state: 'PROPOSED' } });
    const answer = await rulesOfPayer(practice.deps, lena, practice.org, { payerId: claim.payerId });
    expect(answer.ok && answer.value.rules.find((rule) => rule.key === 'promptPay')?.value).toBe('30 days');
  });
});
