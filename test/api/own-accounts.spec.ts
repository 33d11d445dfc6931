import { randomUUID } from 'node:crypto';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Role } from '../../src/domain/roles.js';
import { foundPracticeIn, openOne, tellClaim, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

const WHY = 'nobody acts on their own or a relative’s account';

let api: TestApi;
let practice: Practice;
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: '', stop: () => Promise.resolve() };
}, 200_000);
afterAll(() => api?.stop());

const person = (name: string, role: Role = 'specialist') => api.token(role, practice.org, name);

interface Answer {
  readonly id: string;
  readonly detail?: string;
}
async function say(who: string, accountId: string, by = 'sue'): Promise<{ status: number; body: Answer }> {
  const token = await person(by, 'supervisor');
  return ask<Answer>(api, 'POST', '/own-accounts', {
    token,
    body: { person: who, accountId, relation: 'relative' },
  });
}

const anItem = ({ id }: OpenedClaim, kind: 'callPayer' | 'reviewBalance' = 'callPayer'): Promise<string> =>
  practice.within(async (tx) => {
    const dedupeKey = randomUUID();
    await openWorkItem(
      tx,
      { type: 'claim', id, claimId: id, amountCents: 90_000 },
      { kind, dedupeKey, dueDate: plainDate('2026-02-20'), facts: {} },
    );
    return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, dedupeKey } })).id;
  });
const assigneeOf = (id: string) =>
  practice.within(async (tx) => (await tx.db.workItem.findFirstOrThrow({ where: { id } })).assignee);
const post = async (path: string, token: string, body?: object) =>
  ask<Answer>(api, 'POST', path, { token, ...(body && { body }) });

describe('a person’s own or a relative’s account', () => {
  it('is named by a supervisor; what the person holds of it is free again, and none of it is theirs to do', async () => {
    const claim = await openOne(practice);
    const ann = await person('ann');
    const item = await anItem(claim);
    expect((await post(`/work-items/${item}/reserve`, ann)).status).toBe(200);
    expect((await say('ann', randomUUID())).status).toBe(404);
    expect(
      (await post('/own-accounts', ann, { person: 'bob', accountId: claim.accountId, relation: 'own' })).status,
    ).toBe(403);
    expect((await say('ann', claim.accountId)).status).toBe(201);
    expect((await say('ann', claim.accountId)).status).toBe(409);
    expect(await assigneeOf(item)).toBeNull();

    const answer = {
      outcome: 'promised',
      fields: { counterparty: 'desk', callReference: 'R-1', promisedDate: '2026-02-01' },
    };
    for (const refused of [
      await post(`/work-items/${item}/reserve`, ann),
      await post(`/work-items/${item}/complete`, ann, answer),
      await post(`/work-items/${item}/reassign`, await person('lena', 'lead'), { assignee: 'ann', reason: 'free' }),
    ])
      expect([refused.status, refused.body.detail]).toEqual([403, WHY]);
    const seen = await ask<{ links: readonly unknown[] }>(api, 'GET', `/work-items/${item}`, { token: ann });
    expect(seen.body.links).toEqual([]);
    expect((await post(`/work-items/${item}/complete`, await person('bob'), answer)).status).toBe(200);
  });

  it('is never pulled nor given out in the morning to that person; others get it', async () => {
    const claim = await openOne(practice);
    await say('cleo', claim.accountId);
    const item = await anItem(claim);
    const pull = async (name: string) => {
      const token = await person(name);
      const { body } = await ask<{ item: { id: string } | null }>(api, 'POST', '/work-queues/no-response/pull', {
        token,
      });
      return body.item?.id;
    };
    expect(await pull('cleo')).toBeUndefined();
    const skills = { role: 'specialist', queues: [], kinds: [], payerIds: [], takesWork: true };
    const lena = await person('lena', 'lead');
    expect((await post('/staff-skills', lena, { owner: 'cleo', ...skills })).status).toBe(200);
    const morning = () =>
      advanceDayBook(practice.deps, { organizationId: practice.org, subjectId: practice.org, asked: true });
    await morning();
    expect(await assigneeOf(item)).toBeNull();
    expect((await post('/staff-skills', lena, { owner: 'dora', ...skills })).status).toBe(200);
    await morning();
    expect(await assigneeOf(item)).toBe('dora');
    expect(await pull('dora')).toBe(item);
  });

  it('gets no approval and no refusal from that person, not even in an emergency, and they ask for none', async () => {
    const claim = await openOne(practice);
    const mine = await openOne(practice);
    await say('max', claim.accountId);
    await say('ann', mine.accountId);
    const request = (by: string, claimId: string) =>
      practice.within(async (tx) => {
        const id = randomUUID();
        await tx.db.approval.create({
          data: {
            id,
            organizationId: practice.org,
            kind: 'write-off',
            subjectType: 'claim',
            subjectId: claimId,
            amountCents: 5_000n,
            requestedBy: by,
            requestedOn: new Date('2026-01-05'),
            details: { writeOffCode: 'WO-ADMIN' },
          },
        });
        return id;
      });
    const id = await request('bob', claim.id);
    const max = await person('max', 'supervisor');
    for (const decision of [
      { decision: 'approved', note: 'agreed' },
      { decision: 'approved', note: 'agreed', emergency: 'the month ends' },
      { decision: 'refused', note: 'no' },
    ]) {
      const refused = await post(`/approvals/${id}/decide`, max, decision);
      expect([refused.status, refused.body.detail]).toEqual([403, WHY]);
    }
    const nina = await person('nina', 'supervisor');
    expect((await post(`/approvals/${id}/decide`, nina, { decision: 'refused', note: 'no' })).status).toBe(200);

    const asked = await ask<{ lines: readonly { refusal: string | null }[] }>(api, 'POST', '/write-offs', {
      token: await person('ann'),
      body: { claimIds: [mine.id], writeOffCode: 'WO-ADMIN', dryRun: true },
    });
    expect(asked.body.lines.map(({ refusal }) => refusal)).toEqual(['ownAccount']);
  });

  it('is changed by no command of that person, whatever their role allows; the same command reaches it from others', async () => {
    const claim = await openOne(practice);
    await say('vera', claim.accountId);
    await tellClaim(practice, claim);
    const { id: deadline } = await practice.within((tx) =>
      tx.db.deadline.findFirstOrThrow({ where: { organizationId: practice.org, subjectId: claim.id } }),
    );
    const commands = [
      [`/claims/${claim.id}/hold`, { reason: 'wait' }],
      [`/claims/${claim.id}/qmb/withdrawal`, { reason: 'wrong' }],
      [`/accounts/${claim.accountId}/guards`, {}],
      [`/accounts/${claim.accountId}/plans`, {}],
      ['/contacts', { claimId: claim.id, channel: 'phone', outcomeCode: 'called', nextAction: 'wait', details: {} }],
      ['/eligibility-checks', { claimId: claim.id }],
      [`/deadlines/${deadline}/replan`, { safeDate: '2026-01-06', reason: 'sooner' }],
    ] as const;
    const [vera, walt] = [await person('vera', 'supervisor'), await person('walt', 'supervisor')];
    for (const [path, body] of commands) {
      const refused = await post(path, vera, body);
      expect([path, refused.status, refused.body.detail]).toEqual([path, 403, WHY]);
      expect([path, (await post(path, walt, body)).body.detail]).not.toEqual([path, WHY]);
    }
    const seen = await ask(api, 'GET', `/claims/${claim.id}`, { token: vera });
    expect(seen.status).toBe(200);
  });

  it('is theirs to work again once another supervisor ends it, never by themselves', async () => {
    const claim = await openOne(practice);
    const said = await say('tom', claim.accountId);
    const end = async (name: string) =>
      (await post(`/own-accounts/${said.body.id}/end`, await person(name, 'supervisor'), { reason: 'another family' }))
        .status;
    const item = await anItem(claim);
    expect(await end('tom')).toBe(403);
    expect((await post(`/work-items/${item}/reserve`, await person('tom'))).status).toBe(403);
    expect(await end('sue')).toBe(200);
    expect((await post(`/work-items/${item}/reserve`, await person('tom'))).status).toBe(200);
    const { body } = await ask<{ items: readonly { person: string; endedOn: string | null }[] }>(
      api,
      'GET',
      '/own-accounts',
      { token: await person('sue', 'supervisor') },
    );
    expect(body.items.find((row) => row.person === 'tom')?.endedOn).toBe('2026-01-05');
  });
});
