import { randomUUID } from 'node:crypto';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { startStory } from '../../src/app/stories/record-event.js';
import { inTransaction, systemActor, toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { WorkItemKind } from '../../src/domain/work-items/catalog.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let sam: string;
let lena: string;
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  sam = await api.token('specialist', org, 'sam');
  lena = await api.token('lead', org, 'lena');
}, 120_000);
afterAll(() => api?.stop());

const within = <T>(work: Parameters<typeof inTransaction<T>>[3]): Promise<T> =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, work);

async function anItem(kind: WorkItemKind, subjectId: string = randomUUID(), round = 1): Promise<string> {
  return within(async (tx) => {
    if (round === 1) await startStory(tx, 'claim', subjectId, { type: 'claimImported' });
    const dedupeKey = `${kind}:${subjectId}:${round}`;
    await openWorkItem(
      tx,
      { type: 'claim', id: subjectId, claimId: subjectId, amountCents: 123_456 },
      { kind, dedupeKey, dueDate: plainDate('2026-01-12'), facts: {} },
    );
    return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: org, dedupeKey } })).id;
  });
}

/** The safe date of a claim's filing. */
const safeBy = (subjectId: string, safe: string) =>
  within((tx) =>
    tx.db.deadline.create({
      data: {
        id: randomUUID(),
        organizationId: org,
        subjectType: 'claim',
        subjectId,
        kind: 'timelyFiling',
        ruleId: 'test',
        ruleVersion: 1,
        baseDate: toDateColumn(plainDate('2026-01-01')),
        hardDate: toDateColumn(plainDate('2026-03-01')),
        safeDate: toDateColumn(plainDate(safe)),
        hardInstant: new Date('2026-03-01T23:59:59Z'),
        zone: 'America/New_York',
        source: 'test',
        createdOn: toDateColumn(plainDate('2026-01-05')),
      },
    }),
  );

interface Changed {
  readonly dryRun: boolean;
  readonly changed: number;
  readonly lines: readonly {
    workItemId: string;
    state: string | null;
    refusal: string | null;
    detail: string | null;
  }[];
}
const change = (body: object, token = sam) => ask<Changed>(api, 'POST', '/work-items/change-many', { token, body });
const rows = (ids: readonly string[]) =>
  within((tx) => tx.db.workItem.findMany({ where: { organizationId: org, id: { in: [...ids] } } }));
const shown = ({ body }: { body: Changed }) => body.lines.map(({ state, refusal }) => refusal ?? state);
const call = { counterparty: 'Jane of the payer', callReference: 'REF-77', promisedDate: '2026-01-20' };

describe('many work items at once', () => {
  it('are finished with the outcome of one call, each by its own event; a dry run unless told otherwise', async () => {
    const items = [await anItem('callPayer'), await anItem('callPayer')];
    const wish = { workItemIds: items, change: { action: 'complete', outcome: 'promised', fields: call } };
    const dry = await change(wish);
    expect([dry.status, dry.body.dryRun, dry.body.changed, shown(dry)]).toEqual([
      200,
      true,
      2,
      ['COMPLETED', 'COMPLETED'],
    ]);
    expect((await rows(items)).map(({ state, version }) => [state, version])).toEqual([
      ['OPEN', 0],
      ['OPEN', 0],
    ]);
    expect(shown(await change({ ...wish, dryRun: false }))).toEqual(['COMPLETED', 'COMPLETED']);
    const done = await rows(items);
    expect(done.map(({ outcome, closedBy }) => [outcome, closedBy])).toEqual([
      ['promised', 'sam'],
      ['promised', 'sam'],
    ]);
    const told = await within((tx) =>
      tx.db.storyEvent.count({
        where: { organizationId: org, type: 'payerPromised', subjectId: { in: done.map((row) => row.subjectId) } },
      }),
    );
    expect(told).toBe(2);
    expect(shown(await change({ ...wish, dryRun: false }))).toEqual(['workItemClosed', 'workItemClosed']);
  });

  it('are not finished together where each needs an answer or an approval of its own, nor by another kind’s outcome', async () => {
    const items = [await anItem('sendDocuments'), await anItem('reviewBalance'), await anItem('callPayer')];
    const records = await api.token('lead', org, 'lena');
    const finish = (outcome: string, fields: object) =>
      change({ workItemIds: items, dryRun: false, change: { action: 'complete', outcome, fields } }, records);
    expect(shown(await finish('sent', { channel: 'fax', confirmation: 'FX-1' }))).toEqual([
      'outcomeIncomplete',
      'outcomeUnknown',
      'outcomeUnknown',
    ]);
    const proposed = { amountCents: 100, writeOffCode: 'WO-ADMIN', note: 'x' };
    expect(shown(await finish('proposeWriteOff', proposed))).toEqual([
      'outcomeUnknown',
      'outcomeIncomplete',
      'outcomeUnknown',
    ]);
    expect((await rows(items)).map(({ state }) => state)).toEqual(['OPEN', 'OPEN', 'OPEN']);
  });

  it('are put away, but none past its safe date, and one that cannot stops no other', async () => {
    const [near, far] = [randomUUID(), randomUUID()];
    const items = [await anItem('fixEdits', near), await anItem('fixEdits', far), randomUUID()];
    await safeBy(near, '2026-01-09');
    await safeBy(far, '2026-02-10');
    const wish = { workItemIds: items, change: { action: 'snooze', until: '2026-01-20', reason: 'waiting' } };
    for (const dryRun of [true, false]) {
      const answer = await change({ ...wish, dryRun });
      expect(shown(answer)).toEqual(['snoozeTooLong', 'SNOOZED', 'notFound']);
      expect(answer.body.lines[0]?.detail).toContain('2026-01-09');
    }
    const state = new Map((await rows(items)).map((row) => [row.subjectId, row.state]));
    expect([state.get(near), state.get(far)]).toEqual(['OPEN', 'SNOOZED']);
  });

  it('are given to somebody else by a lead only', async () => {
    const items = [await anItem('fixEdits'), await anItem('fixEdits')];
    const give = (token: string, dryRun?: boolean) =>
      ask<Changed>(api, 'POST', '/work-items/reassign-many', {
        token,
        body: { workItemIds: items, assignee: 'olga', reason: 'vacation', ...(dryRun !== undefined && { dryRun }) },
      });
    expect((await give(sam, false)).status).toBe(403);
    expect((await give(lena)).body.changed).toBe(2);
    expect((await rows(items)).map(({ assignee }) => assignee)).toEqual([null, null]);
    expect((await give(lena, false)).body.changed).toBe(2);
    expect((await rows(items)).map(({ assignee }) => assignee)).toEqual(['olga', 'olga']);
  });
});

describe('a work item that comes back', () => {
  it('says how often it was finished before', async () => {
    const claim = randomUUID();
    for (const round of [1, 2]) {
      const id = await anItem('callPayer', claim, round);
      await change({
        workItemIds: [id],
        dryRun: false,
        change: { action: 'complete', outcome: 'promised', fields: call },
      });
    }
    const third = await anItem('callPayer', claim, 3);
    const other = await anItem('fixEdits', claim, 4);
    const list = await ask<{ items: { id: string; reopenCount: number }[] }>(
      api,
      'GET',
      `/work-items?claimId=${claim}`,
      {
        token: sam,
      },
    );
    expect(Object.fromEntries(list.body.items.map((row) => [row.id, row.reopenCount]))).toEqual({
      [third]: 2,
      [other]: 0,
    });
    const read = await ask<{ reopenCount: number }>(api, 'GET', `/work-items/${third}`, { token: sam });
    expect(read.body.reopenCount).toBe(2);
  });
});

describe('the list of work items as a sheet', () => {
  it('takes the same items in the same order as the list, formula-safe, without a name or an answer', async () => {
    const claim = randomUUID();
    const id = await anItem('fixEdits', claim);
    await ask(api, 'POST', `/work-items/${id}/reassign`, {
      token: lena,
      body: { assignee: '=cmd()', reason: 'a name that begins like a formula' },
    });
    const csv = await ask(api, 'GET', `/work-items/export?format=csv&claimId=${claim}`, { token: sam });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, row] = csv.text.split('\r\n');
    expect(head).toMatch(/^queue,kind,what to do,role,assignee,state,due,snoozed until,amount,score,/);
    expect(row).toMatch(/^edits,fixEdits,Fix claim before sending,specialist,'=cmd\(\),OPEN,2026-01-12,,1234\.56,/);
    const xlsx = await ask(api, 'GET', `/work-items/export?format=xlsx&claimId=${claim}`, { token: sam });
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    expect(xlsx.text.slice(0, 2)).toBe('PK');
  });

  it('is an export in the access log, and no machine takes it', async () => {
    const machine = await api.token('integration', org, 'machine');
    expect((await ask(api, 'GET', '/work-items/export?format=csv', { token: machine })).status).toBe(403);
    await ask(api, 'GET', '/work-items/export?format=csv', { token: sam });
    const logged = await within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: org, action: 'access.export' } }),
    );
    expect(logged.map(({ why }) => why)).toContain('workItems.export');
  });
});
