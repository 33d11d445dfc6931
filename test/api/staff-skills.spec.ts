import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Role } from '../../src/domain/roles.js';
import type { WorkItemKind } from '../../src/domain/work-items/catalog.js';
import { RIVERSIDE_PAYERS } from '../../src/edi/x12/837p/practice-catalog.js';
import { foundPracticeIn, openOne, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
let lena: string;
beforeAll(async () => {
  api = await startApi();
}, 200_000);
afterAll(() => api?.stop());
beforeEach(async () => {
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: '', stop: () => Promise.resolve() };
  lena = await person('lena', 'lead');
});

const person = (name: string, role: Role = 'specialist') => api.token(role, practice.org, name);

/** The business day begins, and with it the day book. */
async function morningOf(day: string): Promise<void> {
  await practice.within((tx) =>
    tx.db.organization.update({
      where: { id: practice.org },
      data: { businessAt: new Date(`${day}T11:00:00.000Z`) },
    }),
  );
  await advanceDayBook(practice.deps, { organizationId: practice.org, subjectId: practice.org, asked: true });
}

async function payerId(at: number): Promise<string> {
  const payerCode = RIVERSIDE_PAYERS[at]?.id ?? '';
  return (await practice.within((tx) => tx.db.payer.findFirstOrThrow({ where: { payerCode } }))).id;
}

/** A claim at one of the practice's payers. */
async function aClaimAt(at: number): Promise<OpenedClaim> {
  const claim = await openOne(practice);
  const payer = await payerId(at);
  await practice.within((tx) =>
    tx.db.claim.update({
      where: { organizationId_id: { organizationId: practice.org, id: claim.id } },
      data: { payerId: payer },
    }),
  );
  return claim;
}

const anItem = (kind: WorkItemKind, { id }: OpenedClaim, dollars: number, key = ''): Promise<string> =>
  practice.within(async (tx) => {
    const dedupeKey = `${kind}:${id}:${key}`;
    await openWorkItem(
      tx,
      { type: 'claim', id, claimId: id, amountCents: dollars * 100 },
      { kind, dedupeKey, dueDate: plainDate('2026-02-20'), facts: {} },
    );
    return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, dedupeKey } })).id;
  });

interface Skills {
  readonly queues?: readonly string[];
  readonly kinds?: readonly string[];
  readonly payerIds?: readonly string[];
  readonly takesWork?: boolean;
  readonly role?: Role;
}
const say = (owner: string, skills: Skills = {}) =>
  ask<{ detail?: string }>(api, 'POST', '/staff-skills', {
    token: lena,
    body: { owner, role: 'specialist', queues: [], kinds: [], payerIds: [], takesWork: true, ...skills },
  });

interface Pulled {
  readonly item: { readonly id: string } | null;
  readonly reason: string | null;
}
async function pull(queue: string, token: string): Promise<Pulled> {
  const answer = await ask<Pulled>(api, 'POST', `/work-queues/${queue}/pull`, { token });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}
const finish = async (id: string, token: string): Promise<void> => {
  const body = {
    outcome: 'promised',
    fields: { counterparty: 'desk', callReference: 'R-1', promisedDate: '2026-02-01' },
  };
  const answer = await ask(api, 'POST', `/work-items/${id}/complete`, { token, body });
  if (answer.status !== 200) throw new Error(answer.text);
};

/** The practice gives a person at most this many items a day. */
async function ownDailyLoad(value: number): Promise<void> {
  const rule = {
    key: 'dailyLoad',
    value,
    effectiveFrom: '2026-01-01',
    authority: 'payer',
    source: 'our staffing plan',
  };
  const proposed = await ask<{ id: string }>(api, 'POST', '/payer-rules', { token: lena, body: rule });
  const decided = await ask(api, 'POST', `/payer-rules/${proposed.body.id}/decide`, {
    token: await person('sue', 'supervisor'),
    body: { decision: 'approved', note: 'six people are enough' },
  });
  if (decided.status >= 300) throw new Error(`${proposed.text} ${decided.text}`);
}

interface Staff {
  readonly dailyLoad: { readonly items: number; readonly ruleId: string };
  readonly items: readonly {
    readonly owner: string;
    readonly open: number;
    readonly finishedToday: number;
    readonly room: number;
  }[];
}
const staff = async () => (await ask<Staff>(api, 'GET', '/staff-skills', { token: lena })).body;
const ownersOf = (ids: readonly string[]) =>
  practice.within(async (tx) => {
    const rows = await tx.db.workItem.findMany({ where: { organizationId: practice.org, id: { in: [...ids] } } });
    return ids.map((id) => rows.find((row) => row.id === id)?.assignee ?? null);
  });

describe('what a person works', () => {
  it('is pulled by queue, kind and payer; whoever nobody said anything about pulls all', async () => {
    const [first, second] = [await aClaimAt(0), await aClaimAt(1)];
    const calls = [await anItem('callPayer', first, 9_000), await anItem('callPayer', second, 400)];
    const balance = await anItem('reviewBalance', await aClaimAt(1), 800);
    await say('ann', { queues: ['no-response'], payerIds: [await payerId(1)] });
    await say('bob', { kinds: ['reviewBalance'] });
    const [ann, bob, olga] = [await person('ann'), await person('bob'), await person('olga')];
    expect((await pull('no-response', ann)).item?.id).toBe(calls[1]);
    expect((await pull('underpayment', ann)).item).toBeNull();
    expect((await pull('no-response', bob)).item).toBeNull();
    expect((await pull('underpayment', bob)).item?.id).toBe(balance);
    expect((await pull('no-response', olga)).item?.id).toBe(calls[0]);
  });

  it('is said by leads, in names that exist', async () => {
    expect((await say('ann', { queues: ['no-such-queue'] })).status).toBe(400);
    expect((await say('ann', { kinds: ['noSuchKind'] })).status).toBe(400);
    expect((await say('ann', { payerIds: ['00000000-0000-4000-8000-000000000000'] })).status).toBe(404);
    const sam = await person('sam');
    const body = { owner: 'sam', role: 'specialist', queues: [], kinds: [], payerIds: [], takesWork: true };
    expect((await ask(api, 'POST', '/staff-skills', { token: sam, body })).status).toBe(403);
    expect((await ask(api, 'GET', '/staff-skills', { token: sam })).status).toBe(403);
  });
});

describe('a claim', () => {
  it('has one owner: who pulls at the same time, or later, gets no other item of it', async () => {
    const claim = await aClaimAt(0);
    const own = [await anItem('callPayer', claim, 9_000), await anItem('callPayer', claim, 8_000, 'again')];
    const balance = await anItem('reviewBalance', claim, 900);
    const names = ['ann', 'bob', 'cleo', 'dora'];
    const people = await Promise.all(names.map((name) => person(name)));
    const pulled = await Promise.all(people.map((token) => pull('no-response', token)));
    expect(pulled.flatMap(({ item }) => item?.id ?? [])).toHaveLength(1);
    const taker = names.at(pulled.findIndex(({ item }) => item !== null));
    const others = await Promise.all(people.map((token) => pull('underpayment', token)));
    expect(others.flatMap(({ item }, at) => (item ? [[names[at], item.id]] : []))).toEqual([[taker, balance]]);
    expect(new Set((await ownersOf([...own, balance])).filter((owner) => owner !== null))).toEqual(new Set([taker]));
  });
});

describe('a claim a lead gives to somebody else', () => {
  it('goes with all its open work, but for what a third person holds', async () => {
    const claim = await aClaimAt(0);
    const call = await anItem('callPayer', claim, 9_000);
    const balance = await anItem('reviewBalance', claim, 900);
    const elsewhere = await anItem('callPayer', await aClaimAt(0), 10);
    const give = (id: string, assignee: string) =>
      ask(api, 'POST', `/work-items/${id}/reassign`, { token: lena, body: { assignee, reason: 'knows this payer' } });
    expect((await give(call, 'ann')).status).toBe(200);
    expect(await ownersOf([call, balance, elsewhere])).toEqual(['ann', 'ann', null]);
    const bob = await person('bob');
    expect((await ask(api, 'POST', `/work-items/${call}/reserve`, { token: bob })).status).toBe(200);
    expect((await give(balance, 'cleo')).status).toBe(200);
    expect(await ownersOf([call, balance, elsewhere])).toEqual(['bob', 'cleo', null]);
  });
});

describe('the daily load', () => {
  it('bounds what one person pulls, what they finished today counted in, and says by which rule', async () => {
    await ownDailyLoad(2);
    for (const dollars of [900, 800, 700]) await anItem('callPayer', await aClaimAt(0), dollars);
    const ann = await person('ann');
    const first = await pull('no-response', ann);
    await finish(first.item?.id ?? '', ann);
    const second = await pull('no-response', ann);
    expect((await pull('no-response', ann)).item?.id).toBe(second.item?.id);
    await finish(second.item?.id ?? '', ann);
    expect(await pull('no-response', ann)).toEqual({
      item: null,
      reason: expect.stringMatching(/^the daily load of 2 items is reached \(daily-load\.own/) as string,
    });
    expect((await pull('no-response', await person('bob'))).item).not.toBeNull();
    const { dailyLoad, items } = await staff();
    expect(dailyLoad).toMatchObject({ items: 2 });
    expect(items.map(({ owner, open, finishedToday, room }) => [owner, open, finishedToday, room])).toEqual([
      ['ann', 0, 2, 0],
      ['bob', 1, 0, 1],
    ]);
  });
});

describe('the morning’s assignment', () => {
  it('gives the most urgent first to whoever fits and has the least in hand, a claim to one person, up to the daily load', async () => {
    await ownDailyLoad(3);
    const claim = await aClaimAt(0);
    const [call, balance] = [await anItem('callPayer', claim, 9_000), await anItem('reviewBalance', claim, 900)];
    const more = [
      await anItem('callPayer', await aClaimAt(0), 5_000),
      await anItem('callPayer', await aClaimAt(1), 2_000),
    ];
    const last = [await anItem('callPayer', await aClaimAt(0), 300), await anItem('callPayer', await aClaimAt(0), 200)];
    const tooMuch = await anItem('callPayer', await aClaimAt(0), 100);
    await say('ann');
    await say('bob', { queues: ['no-response'] });
    await say('away', { takesWork: false });
    await morningOf('2026-01-06');
    expect(await ownersOf([call, balance, ...more, ...last, tooMuch])).toEqual([
      'ann',
      'ann',
      'bob',
      'bob',
      'ann',
      'bob',
      null,
    ]);
    const trail = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, action: 'workItem.assign' } }),
    );
    expect(trail).toHaveLength(6);
    expect(trail[0]?.why).toMatch(/^skill, payer and load by daily-load\.own/);
    expect((await pull('no-response', await person('ann'))).item?.id).toBe(call);
  });

  it('gives nothing on a Saturday, and what somebody let lie for two business days to somebody else', async () => {
    const item = await anItem('callPayer', await aClaimAt(0), 900);
    await say('ann');
    await morningOf('2026-01-10');
    expect(await ownersOf([item])).toEqual([null]);
    await morningOf('2026-01-12');
    expect(await ownersOf([item])).toEqual(['ann']);
    await morningOf('2026-01-15');
    expect(await ownersOf([item])).toEqual([null]);
    await say('bob');
    await morningOf('2026-01-16');
    expect(await ownersOf([item])).toEqual(['bob']);
  });
});
