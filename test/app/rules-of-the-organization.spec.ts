import { openPlacement } from '../../src/app/agencies/open-placement.js';
import { decideRule } from '../../src/app/payer-rules/decide-rule.js';
import { rulesOfPayer } from '../../src/app/payer-rules/payer-rules.queries.js';
import { proposeRule, type ProposeRule } from '../../src/app/payer-rules/propose-rule.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { deliveredWeights } from '../../src/domain/work-items/score-weights.js';
import { randomUUID } from 'node:crypto';
import { foundPractice, openOne, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const lena = { id: 'lena', role: 'lead' };
const dora = { id: 'dora', role: 'director' };

type Own = Pick<ProposeRule, 'key' | 'value'>;
const propose = (rule: Own) =>
  proposeRule(practice.deps, lena, practice.org, {
    ...rule,
    ...{ authority: 'default', source: 'Minutes of the office', effectiveFrom: plainDate('2026-01-01') },
  });

async function putInForce(rule: Own): Promise<void> {
  const proposed = await propose(rule);
  if (!proposed.ok) throw new Error(proposed.problem.detail);
  const put = { id: proposed.value.id, decision: 'approved', note: 'read' } as const;
  const decided = await decideRule(practice.deps, dora, practice.org, put);
  if (!decided.ok) throw new Error(decided.problem.detail);
}

/** An item about a call of $50,000 without a date of its own near, as it stands in its queue. */
async function scoreOfCall(): Promise<{ readonly score: number; readonly why: string }> {
  const claim = await openOne(practice);
  const draft = { kind: 'callPayer', dedupeKey: randomUUID(), dueDate: plainDate('2026-03-20'), facts: {} } as const;
  await practice.within((tx) =>
    openWorkItem(tx, { type: 'claim', id: claim.id, claimId: claim.id, amountCents: 5_000_000 }, draft),
  );
  const row = await practice.within((tx) =>
    tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, dedupeKey: draft.dedupeKey } }),
  );
  return { score: row.score, why: ((row.scoreParts as { explained?: string[] }).explained ?? []).join('; ') };
}

describe('the numbers of the office’s own work', () => {
  it('are shown with the payer’s rules, each with its version and where it comes from', async () => {
    const payer = await practice.within((tx) =>
      tx.db.payer.findFirstOrThrow({ where: { organizationId: practice.org } }),
    );
    const shown = await rulesOfPayer(practice.deps, lena, practice.org, { payerId: payer.id });
    const rules = shown.ok ? shown.value.rules : [];
    for (const [key, value, section] of [
      ['workScore', 'to the top: hard date in 2 days', '§7'],
      ['untouchedBusinessDays', '2 business days', '§7'],
      ['appealRecordMonths', '24 months', '§5.4'],
      ['appealRecordPrior', '2 won of 4 decided', '§5.4'],
      ['approvalBusinessDays', '10 business days', '§10'],
      ['acknowledgementClearinghouse', '1 business days', '§2.2'],
    ])
      expect(rules.find((rule) => rule.key === key)).toMatchObject({
        ...{ version: 1, why: 'the only rule that fits' },
        value: expect.stringContaining(value ?? '') as string,
        source: expect.stringContaining(section ?? '') as string,
      });
  });

  it('score work by the weights in force, and say which', async () => {
    const before = await scoreOfCall();
    expect(before.why).toContain('weights: rule work-score.default v1');
    const { bases } = deliveredWeights.weights;
    const weights = { ...deliveredWeights.weights, bases: { ...bases, noResponse: bases.noResponse / 2 } };
    await putInForce({ key: 'workScore', value: { weights } });
    const after = await scoreOfCall();
    expect(after.why).toContain('weights: rule work-score.own v1');
    expect(after.score).toBeCloseTo(before.score / 2, 0);
    expect(await propose({ key: 'workScore', value: { weights: { bases } } })).toMatchObject({ ok: false });
  });

  it('let a proposed placement lapse by the rule of the day it was proposed on', async () => {
    const account = await practice.within((tx) =>
      tx.db.account.findFirstOrThrow({ where: { organizationId: practice.org } }),
    );
    const proposedUnder = async (): Promise<unknown> => {
      const placementId = randomUUID();
      await practice.within((tx) => openPlacement(tx, account.id, { placementId, items: [] }));
      const row = await practice.within((tx) =>
        tx.db.placement.findUniqueOrThrow({
          where: { organizationId_id: { organizationId: practice.org, id: placementId } },
        }),
      );
      return (row.stateFacts as { lapsesAfter?: unknown }).lapsesAfter;
    };
    expect(await proposedUnder()).toEqual({ ruleId: 'approval-business-days.default', version: 1, days: 10 });
    await putInForce({ key: 'approvalBusinessDays', value: 5 });
    expect(await proposedUnder()).toEqual({ ruleId: 'approval-business-days.own', version: 1, days: 5 });
  });
});
