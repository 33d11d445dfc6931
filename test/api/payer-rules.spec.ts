import { foundPracticeIn, openOne, tellClaim, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { ask, startApi, type Answer, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
let claim: OpenedClaim;
let lead: string;
let manager: string;
let otherManager: string;
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: api.services.adminUrl, stop: api.stop };
  lead = await api.token('lead', practice.org, 'lena');
  manager = await api.token('manager', practice.org, 'mig');
  otherManager = await api.token('manager', practice.org, 'mara');
  claim = await openOne(practice);
  await tellClaim(practice, claim);
}, 120_000);
afterAll(() => practice?.stop());

interface Shown {
  readonly key: string;
  readonly ruleId: string;
  readonly value: string;
  readonly authority: string;
  readonly source: string;
  readonly approver: string | null;
  readonly why: string;
  readonly beaten: readonly { readonly ruleId: string }[];
}
const filingOn = async (on: string): Promise<Shown | undefined> => {
  const path = `/payers/${claim.payerId}/rules?on=${on}`;
  const answer: Answer<{ on: string; rules: Shown[] }> = await ask(api, 'GET', path, { token: lead });
  expect([answer.status, answer.body.on]).toEqual([200, on]);
  return answer.body.rules.find(({ key }) => key === 'timelyFiling');
};
const decide = (id: string, token: string, path = 'decide') =>
  ask(api, 'POST', `/payer-rules/${id}/${path}`, { token, body: { decision: 'approved', note: 'contract is signed' } });
const filingDeadlines = async () => {
  const rows = await practice.within((tx) =>
    tx.db.deadline.findMany({
      where: { organizationId: practice.org, subjectId: claim.id, kind: 'timely-filing' },
      orderBy: { hardDate: 'desc' },
    }),
  );
  return rows.map(({ ruleId, closedHow }) => [ruleId, closedHow]);
};

describe('a rule nobody could ever meet', () => {
  const proposed = (change: Record<string, unknown>) =>
    ask<{ detail: string; errors: string[] }>(api, 'POST', '/payer-rules', {
      token: lead,
      body: {
        key: 'followUpFirst',
        value: 10,
        authority: 'payer',
        source: 'Provider manual',
        effectiveFrom: '2026-01-01',
        ...change,
      },
    });

  it('is refused when it names a payer by anything but its rule key, and the keys are told', async () => {
    const { status, body } = await proposed({ payerKey: 'NOBODY01' });
    expect(status).toBe(400);
    expect(body.detail).toMatch(/^payerKey: no payer here has the rule key NOBODY01; .*take one of [a-z0-9]+/);
  });

  it('is refused when its key is none, and where the keys stand is told', async () => {
    const { status, body } = await proposed({ key: 'appealLevels' });
    expect([status, body.errors]).toEqual([
      400,
      ['key: no such rule key; GET /payers/{id}/rules and docs/payer-rules.md name them'],
    ]);
  });
});

describe('a rule of a new contract, through the API', () => {
  let id = '';

  it('is proposed with its citation, and answers what it would change among the open claims', async () => {
    const proposed = await ask<Record<string, unknown>>(api, 'POST', '/payer-rules', {
      token: otherManager,
      body: {
        key: 'timelyFiling',
        value: { limit: { days: 60 } },
        payerClass: 'commercial',
        authority: 'contract',
        source: 'Amendment 3 to the agreement, section 4.2',
        effectiveFrom: '2025-01-01',
      },
    });
    expect(proposed).toMatchObject({
      status: 201,
      body: { state: 'PROPOSED', version: 1, preview: { claims: 1, cents: claim.chargeCents, earlier: 1, later: 0 } },
    });
    id = String(proposed.body['id']);
    expect(await filingOn('2026-01-05')).toMatchObject({ ruleId: 'timely-filing.default', value: '90 days' });
    expect(await ask(api, 'GET', `/payer-rules/${id}/preview`, { token: lead })).toMatchObject({
      status: 200,
      body: {
        ...{ ruleId: 'timely-filing.own.commercial', state: 'PROPOSED', steps: { open: 1, looked: 1 } },
        diff: { from: { value: '90 days' }, to: { value: '60 days' }, wins: true, why: 'contract goes before default' },
        deadlines: [{ claimId: claim.id, claimNumber: claim.claimNumber, kind: 'timely-filing' }],
      },
    });
  });

  it('is not activated by who proposed it; activated by another it wins from its day on, and says why', async () => {
    expect(await decide(id, lead)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await decide(id, otherManager)).toMatchObject({ status: 403, body: { code: 'sameApprover' } });
    expect(await decide(id, manager)).toMatchObject({ status: 200, body: { state: 'ACTIVE', decidedBy: 'mig' } });
    expect(await filingOn('2026-01-05')).toMatchObject({
      ruleId: 'timely-filing.own.commercial',
      value: '60 days',
      authority: 'contract',
      source: 'Amendment 3 to the agreement, section 4.2',
      approver: 'mig',
      why: 'contract goes before default',
      beaten: [{ ruleId: 'timely-filing.default' }],
    });
    expect((await filingOn('2024-12-31'))?.ruleId).toBe('timely-filing.default');
  });

  it('moves the deadline that stands only by a re-plan run that one asks for and another approves', async () => {
    expect(await filingDeadlines()).toEqual([['timely-filing.default', null]]);
    const asked = await ask(api, 'POST', `/payer-rules/${id}/replan`, {
      token: otherManager,
      body: { reason: 'new contract' },
    });
    expect(asked).toMatchObject({ status: 200, body: { replanState: 'ASKED' } });
    expect(await decide(id, otherManager, 'replan/decide')).toMatchObject({ body: { code: 'sameApprover' } });
    expect((await decide(id, manager, 'replan/decide')).status).toBe(200);
    await tellClaim(practice, claim);
    expect(await filingDeadlines()).toEqual([
      ['timely-filing.default', 'superseded'],
      ['timely-filing.own.commercial', null],
    ]);
  });

  it('is named by the decision that followed, which judged again comes out the same', async () => {
    const [last] = await practice.within((tx) =>
      tx.db.decision.findMany({
        where: { organizationId: practice.org, subjectId: claim.id },
        orderBy: { sequence: 'desc' },
        take: 1,
      }),
    );
    const answer = await ask<{ explanation: string; again: { same: boolean } }>(
      api,
      'GET',
      `/decisions/${last?.id ?? ''}`,
      { token: lead },
    );
    expect([answer.status, answer.body.again.same]).toEqual([200, true]);
    expect(answer.body.explanation).toContain('timely-filing.own.commercial');
  });
});

describe('the appeal levels of a payer, through the API', () => {
  it.each(['medicare', 'medicareAdvantage', 'medicaid', 'commercial', 'tricare', 'workersComp'])(
    'of the class %s are shown with everything their ladder says',
    async (payerClass) => {
      await practice.within((tx) =>
        tx.db.payer.updateMany({ where: { organizationId: practice.org, id: claim.payerId }, data: { payerClass } }),
      );
      const { status, body } = await ask<{ appealLevels: { level: number; ruleId: string }[] }>(
        api,
        'GET',
        `/payers/${claim.payerId}/rules?on=2026-01-20`,
        { token: lead },
      );
      expect([status, body.appealLevels[0]?.level]).toEqual([200, 1]);
    },
  );
});
