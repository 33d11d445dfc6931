import { randomUUID } from 'node:crypto';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { WorkItemKind } from '../../src/domain/work-items/catalog.js';
import { foundPracticeIn, openOne, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
let sam: string;
let lena: string;
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: '', stop: () => Promise.resolve() };
  sam = await api.token('specialist', practice.org, 'sam');
  lena = await api.token('lead', practice.org, 'lena');
}, 200_000);
afterAll(() => api?.stop());

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

async function anItem(kind: WorkItemKind, { id, claimNumber }: OpenedClaim): Promise<string> {
  return practice.within(async (tx) => {
    const dedupeKey = `${kind}:${claimNumber}`;
    await openWorkItem(
      tx,
      { type: 'claim', id, claimId: id, amountCents: 50_000 },
      { kind, dedupeKey, dueDate: plainDate('2026-01-20'), facts: {} },
    );
    return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, dedupeKey } })).id;
  });
}

interface Item {
  readonly id: string;
  readonly assignee: string | null;
  readonly scoreParts: readonly string[];
}
const read = async (id: string) => (await ask<Item>(api, 'GET', `/work-items/${id}`, { token: lena })).body;
const done = async (path: string, token: string, body: object): Promise<void> => {
  const answer = await ask(api, 'POST', path, { token, body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
};

const BY_RULE = ' (rule untouched-business-days.default v1: 2 business days)';

describe('work given to somebody', () => {
  it('is free again on the morning after two business days without a touch; a snooze or a noted call is one, looking at it is none', async () => {
    const claims = [await openOne(practice), await openOne(practice), await openOne(practice)] as const;
    const [forgotten, putAway, called] = [
      await anItem('callPayer', claims[0]),
      await anItem('callPayer', claims[1]),
      await anItem('callPayer', claims[2]),
    ];
    const holders = async () => {
      const items = await Promise.all([forgotten, putAway, called].map(read));
      return items.map(({ assignee }) => assignee?.includes('sam') ?? false);
    };
    for (const id of [forgotten, putAway, called])
      await done(`/work-items/${id}/reassign`, lena, { assignee: 'sam', reason: 'knows this payer' });
    await morningOf('2026-01-06');
    await done(`/work-items/${putAway}/snooze`, sam, { until: '2026-01-08', reason: 'the payer answers then' });
    await done('/contacts', sam, {
      claimId: claims[2].id,
      channel: 'phone',
      outcomeCode: 'noAnswer',
      nextAction: 'Call again',
      details: { counterparty: 'claims desk', callReference: 'C-1' },
    });
    await morningOf('2026-01-07');
    expect(await holders()).toEqual([true, true, true]);
    await morningOf('2026-01-08');
    expect(await holders()).toEqual([false, true, true]);
    await morningOf('2026-01-09');
    expect(await holders()).toEqual([false, true, false]);
    await morningOf('2026-01-12');
    expect(await holders()).toEqual([false, true, false]);
    await morningOf('2026-01-13');
    expect(await holders()).toEqual([false, false, false]);
    const trail = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, action: 'workItem.takeBack' } }),
    );
    expect(trail.map(({ subjectId, why }) => [subjectId, why]).sort()).toEqual(
      [
        [forgotten, `untouched since 2026-01-05${BY_RULE}`],
        [called, `untouched since 2026-01-06${BY_RULE}`],
        [putAway, `untouched since 2026-01-08${BY_RULE}`],
      ].sort(),
    );
  });
});

describe('work with a date of law', () => {
  it('goes to the top of its queue five days ahead, whatever it is worth, and says why', async () => {
    const claim = await openOne(practice);
    const id = await anItem('reviewBalance', claim);
    await practice.within((tx) =>
      tx.db.deadline.create({
        data: {
          id: randomUUID(),
          organizationId: practice.org,
          subjectType: 'claim',
          subjectId: claim.id,
          kind: 'refund',
          ruleId: 'refund.government',
          ruleVersion: 1,
          source: '42 CFR 401.305',
          createdOn: toDateColumn(plainDate('2025-11-20')),
          baseDate: toDateColumn(plainDate('2025-11-20')),
          safeDate: toDateColumn(plainDate('2026-01-12')),
          hardDate: toDateColumn(plainDate('2026-01-19')),
          hardInstant: new Date('2026-01-20T04:59:59Z'),
          zone: 'America/New_York',
        },
      }),
    );
    const why = async () => (await read(id)).scoreParts.filter((part) => part.includes('the top'));
    await morningOf('2026-01-13');
    expect(await why()).toEqual([]);
    await morningOf('2026-01-14');
    expect(await why()).toEqual(['goes to the top: a date of law or audit is five days away or less']);
  });
});
