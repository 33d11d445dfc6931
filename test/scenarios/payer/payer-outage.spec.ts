import { queueSubmission } from '../../../src/app/claims/queue-submission.js';
import { beginOutage } from '../../../src/app/payer-outages/begin-outage.js';
import { outagesOf } from '../../../src/app/payer-outages/outages.queries.js';
import { resumeOutage, resumeSends } from '../../../src/app/payer-outages/resume-sends.js';
import { decideRule } from '../../../src/app/payer-rules/decide-rule.js';
import { proposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { requestClaimStatus } from '../../../src/app/status/request-claim-status.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { foundPractice, tellClaim, type OpenedClaim, type Practice } from '../../app/a-practice.js';
import { claimHears, itIs, openWork, readyClaim, takenIn, transmitted } from './story-days.js';
import { story } from './told-daily.js';

const sue = { id: 'sue', role: 'supervisor' };
const mig = { id: 'mig', role: 'manager' };

let practice: Practice;
beforeEach(async () => {
  practice = await foundPractice();
}, 200_000);
afterEach(() => practice?.stop());

/** Three claims of one payer, ready to be sent. */
async function readyClaims(): Promise<{ readonly payerId: string; readonly claims: readonly OpenedClaim[] }> {
  const byPayer = new Map<string, OpenedClaim[]>();
  for (;;) {
    const claim = await readyClaim(practice);
    const own = [...(byPayer.get(claim.payerId) ?? []), claim];
    byPayer.set(claim.payerId, own);
    if (own.length === 3) return { payerId: claim.payerId, claims: own };
  }
}

const intentsOf = (claimIds: readonly string[]) =>
  practice.within((tx) =>
    tx.db.intent.findMany({ where: { organizationId: practice.org, subjectId: { in: [...claimIds] } } }),
  );

/** What the claims' stories do with the steps they have. */
async function performSteps(claims: readonly OpenedClaim[]): Promise<void> {
  for (const { id, kind, state } of await intentsOf(claims.map((claim) => claim.id))) {
    const input = { organizationId: practice.org, intentId: id };
    if (state !== 'INTENDED') continue;
    if (kind === 'submitClaim') await queueSubmission(practice.deps, input);
    if (kind === 'requestClaimStatus') await requestClaimStatus(practice.deps, input);
  }
}
const queued = async (claims: readonly OpenedClaim[]) =>
  (
    await practice.within((tx) =>
      tx.db.submission.findMany({
        where: { organizationId: practice.org, state: 'QUEUED', claimId: { in: claims.map(({ id }) => id) } },
      }),
    )
  ).length;
const begin = async (payerId: string) => {
  const begun = await beginOutage(practice.deps, sue, practice.org, { payerId, reason: 'Gateway down, notice 4711' });
  if (!begun.ok) throw new Error(begun.problem.detail);
  return begun.value;
};
const resume = async (payerId: string, outageId: string, perDay: number) => {
  const resumed = await resumeOutage(practice.deps, sue, practice.org, { payerId, outageId, perDay, note: 'Back' });
  if (!resumed.ok) throw new Error(resumed.problem.detail);
  return resumed.value;
};
/** The next morning's day book lets the next share go, and the stories act on it. */
async function nextMorning(day: string, claims: readonly OpenedClaim[]): Promise<void> {
  await itIs(practice, day);
  await practice.within(resumeSends);
  await performSteps(claims);
}

story(
  'holds all sends to a payer by one command, also what lay in a batch, and lets them go at the set pace',
  async () => {
    const { payerId, claims } = await readyClaims();
    const [first] = claims;
    await performSteps(first ? [first] : []);
    expect(await queued(claims)).toBe(1);

    const outage = await begin(payerId);
    expect(await queued(claims)).toBe(0);
    await performSteps(claims);
    expect(await queued(claims)).toBe(0);
    const [shown] = (await outagesOf(practice.deps, sue, practice.org, payerId)).items;
    expect(shown).toMatchObject({ state: 'ON', waiting: { claims: 3, questions: 0 }, report: null });
    expect(await beginOutage(practice.deps, sue, practice.org, { payerId, reason: 'again' })).toMatchObject({
      problem: { code: 'conflict' },
    });

    await itIs(practice, '2026-01-08');
    expect(await resume(payerId, outage.id, 2)).toMatchObject({ state: 'RESUMING', waiting: { claims: 1 } });
    await performSteps(claims);
    expect(await queued(claims)).toBe(2);
    await nextMorning('2026-01-09', claims);
    expect(await queued(claims)).toBe(3);
    const [over] = (await outagesOf(practice.deps, sue, practice.org, payerId)).items;
    expect(over).toMatchObject({ state: 'OVER', overOn: '2026-01-09', waiting: { claims: 0 } });
  },
);

story('does not send the claim that a person holds when the payer is back', async () => {
  const { payerId, claims } = await readyClaims();
  const outage = await begin(payerId);
  await performSteps(claims);
  const [held, ...others] = claims;
  if (held) await claimHears(practice, held, 'holdPlaced', { reason: 'codingQuery' });
  await resume(payerId, outage.id, 10);
  await performSteps(claims);
  expect(await queued(others)).toBe(2);
  expect(await queued(held ? [held] : [])).toBe(0);
});

story(
  'does not count the silence of a payer that cannot answer, and asks once about a claim when it is back',
  async () => {
    const { payerId, claims } = await readyClaims();
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    await transmitted(practice, claim);
    await takenIn(practice, claim, '2026-01-05');
    const outage = await begin(payerId);
    for (const day of ['2026-01-20', '2026-02-03', '2026-02-05']) {
      await itIs(practice, day);
      await tellClaim(practice, claim);
      await performSteps([claim]);
    }
    const { items } = await outagesOf(practice.deps, sue, practice.org, payerId);
    expect(items[0]?.waiting.questions).toBeGreaterThan(1);
    const calls = (await openWork(practice, claim.id)).filter(({ kind }) => kind === 'callPayer');
    expect(calls.map(({ facts }) => (facts as { reason: string }).reason)).not.toContain(
      'status requests stay unanswered',
    );
    await resume(payerId, outage.id, 100);
    const released = (await intentsOf([claim.id])).filter(
      ({ kind, state }) => kind === 'requestClaimStatus' && state === 'INTENDED',
    );
    expect(released).toHaveLength(1);
  },
);

describe('when the payer is back after six weeks', () => {
  const filing = (claim: OpenedClaim) =>
    practice.within((tx) =>
      tx.db.deadline.findFirstOrThrow({
        where: { organizationId: practice.org, subjectId: claim.id, kind: 'timely-filing', closedOn: null },
      }),
    );
  const day = (date: Date) => date.toISOString().slice(0, 10);

  story('no deadline has moved, and those that became urgent are named with days and dollars', async () => {
    const { payerId, claims } = await readyClaims();
    const before = await Promise.all(claims.map(filing));
    const outage = await begin(payerId);
    const last = [...before].sort((a, b) => a.hardDate.getTime() - b.hardDate.getTime())[0];
    await itIs(practice, day(new Date((last?.hardDate.getTime() ?? 0) - 3 * 86_400_000)));
    const { report } = await resume(payerId, outage.id, 10);
    expect(report?.extended).toBe(0);
    expect(report?.urgent[0]).toMatchObject({ claimId: last?.claimId, kind: 'timely-filing', daysLeft: 3 });
    expect(report?.cents).toBeGreaterThan(0);
    await Promise.all(claims.map((claim) => tellClaim(practice, claim)));
    expect((await Promise.all(claims.map(filing))).map(({ hardDate }) => day(hardDate))).toEqual(
      before.map(({ hardDate }) => day(hardDate)),
    );
  });

  story(
    'the filing dates are later by its length where the payer’s own rule says so, by a row that names the rule',
    async () => {
      const { payerId, claims } = await readyClaims();
      const proposed = await proposeRule(practice.deps, { id: 'lena', role: 'lead' }, practice.org, {
        key: 'outageExtendsFiling',
        value: true,
        payerClass: 'commercial',
        authority: 'payer',
        source: 'Provider bulletin of 3 January, page 2',
        effectiveFrom: plainDate('2026-01-01'),
      });
      if (!proposed.ok) throw new Error(proposed.problem.detail);
      await decideRule(practice.deps, mig, practice.org, { id: proposed.value.id, decision: 'approved', note: 'read' });
      const [claim] = claims;
      if (!claim) throw new Error('no claim');
      const before = await filing(claim);
      const outage = await begin(payerId);
      await itIs(practice, '2026-01-19');
      const { report } = await resume(payerId, outage.id, 10);
      expect(report).toMatchObject({ days: 14, extended: 3, extendedBy: 'outage-extends-filing.own.commercial v1' });
      await tellClaim(practice, claim);
      const after = await filing(claim);
      expect(after.hardDate.getTime() - before.hardDate.getTime()).toBe(14 * 86_400_000);
      expect([after.ruleId, after.source, after.supersedesId]).toEqual([
        'outage-extends-filing.own.commercial',
        'Provider bulletin of 3 January, page 2',
        before.id,
      ]);
    },
  );
});
