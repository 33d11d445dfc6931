import { randomUUID } from 'node:crypto';
import { systemActor, inTransaction, toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { startStory } from '../../src/app/stories/record-event.js';
import type { WorkItemKind } from '../../src/domain/work-items/catalog.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let token: string;
let denied: Promise<TestClaim[]> | undefined;
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  token = await api.token('specialist', org, 'sam');
}, 60_000);
afterAll(() => api.stop());

/** An open work item about a subject with a story. */
async function anItem(
  kind: WorkItemKind,
  type: 'claim' | 'appeal' = 'claim',
  amountCents = 0,
): Promise<{ id: string; subjectId: string }> {
  const subjectId = randomUUID();
  return inTransaction(api.deps.db, org, { actor: systemActor('test') }, async (tx) => {
    await startStory(tx, type, subjectId, { type: type === 'claim' ? 'claimImported' : 'denialBorn' });
    await openWorkItem(
      tx,
      { type, id: subjectId, amountCents },
      { kind, dedupeKey: `${kind}:${subjectId}`, dueDate: plainDate('2026-01-12'), facts: {} },
    );
    const item = await tx.db.workItem.findFirstOrThrow({ where: { organizationId: org, subjectId } });
    return { id: item.id, subjectId };
  });
}

/** The denial a work item is about, of the one claim of this practice. */
async function aDenial(id: string, amountCents: number): Promise<void> {
  denied ??= openClaims(api, org, 1);
  const [claim] = await denied;
  await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.denial.create({
      data: {
        id,
        organizationId: org,
        claimId: claim!.id,
        remittanceClaimId: randomUUID(),
        groupCode: 'CO',
        carc: '96',
        lineSet: 'claim',
        wholeClaim: true,
        category: 'NONCOV',
        owner: 'frontDesk',
        action: 'TRIAGE',
        amountCents: BigInt(amountCents),
        noticeDate: new Date('2026-01-05'),
        openedOn: new Date('2026-01-05'),
      },
    }),
  );
}

const eventsOf = (subjectId: string) =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.storyEvent.findMany({ where: { organizationId: org, subjectId }, orderBy: { sequence: 'asc' } }),
  );

describe('a work item', () => {
  it('is completed by the first of eight people at once, the others learn that it is closed', async () => {
    const { id, subjectId } = await anItem('fixEdits');
    const people = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => api.token('specialist', org, `person-${n}`)));
    const answers = await Promise.all(
      people.map((person) =>
        ask(api, 'POST', `/work-items/${id}/complete`, {
          token: person,
          body: { outcome: 'corrected', fields: { note: 'fixed' } },
        }),
      ),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.filter((one) => one.status === 409).map((one) => one.body['code'])).toEqual(
      Array(7).fill('workItemClosed'),
    );
    expect((await eventsOf(subjectId)).map((event) => event.type)).toEqual(['claimImported', 'claimCorrected']);
  });

  it('tells its story dates and codes, never the words of a note', async () => {
    const { id, subjectId } = await anItem('callPayer');
    const fields = { counterparty: 'Jane of the payer', callReference: 'REF-77', promisedDate: '2026-01-20' };
    const answer = await ask(api, 'POST', `/work-items/${id}/complete`, {
      token,
      body: { outcome: 'promised', fields },
    });
    expect(answer.status).toBe(200);
    const event = (await eventsOf(subjectId)).at(-1);
    expect(event?.type).toBe('payerPromised');
    expect(event?.facts).toEqual({ workItemId: id, outcome: 'promised', promisedDate: '2026-01-20' });
    const read = await ask<{ answers: object }>(api, 'GET', `/work-items/${id}`, { token });
    expect(read.body.answers).toEqual(fields);
  });

  it('names the fields an outcome still needs', async () => {
    const { id } = await anItem('callPayer');
    const answer = await ask(api, 'POST', `/work-items/${id}/complete`, {
      token,
      body: { outcome: 'promised', fields: { counterparty: 'Jane' } },
    });
    expect([answer.status, answer.body['code'], answer.headers.get('content-type')]).toEqual([
      400,
      'outcomeIncomplete',
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body['facts']).toEqual({ missing: 'callReference,promisedDate' });
  });

  it('is reserved for one person at a time', async () => {
    const { id } = await anItem('fixEdits');
    const other = await api.token('specialist', org, 'olga');
    expect((await ask(api, 'POST', `/work-items/${id}/reserve`, { token })).status).toBe(200);
    const refused = await ask(api, 'POST', `/work-items/${id}/complete`, {
      token: other,
      body: { outcome: 'corrected', fields: { note: 'x' } },
    });
    expect([refused.status, refused.body['code']]).toEqual([409, 'workItemReserved']);
    expect(
      (
        await ask(api, 'POST', `/work-items/${id}/complete`, {
          token,
          body: { outcome: 'corrected', fields: { note: 'x' } },
        })
      ).status,
    ).toBe(200);
  });

  it('is never snoozed past the safe date of its claim', async () => {
    const { id, subjectId } = await anItem('fixEdits');
    await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      tx.db.deadline.create({
        data: {
          id: randomUUID(),
          organizationId: org,
          subjectType: 'claim',
          subjectId,
          kind: 'timely-filing',
          ruleId: 'timely',
          ruleVersion: 1,
          source: 'test',
          baseDate: toDateColumn(plainDate('2026-01-01')),
          safeDate: toDateColumn(plainDate('2026-02-01')),
          hardDate: toDateColumn(plainDate('2026-02-15')),
          hardInstant: new Date('2026-02-16T04:59:59Z'),
          zone: 'America/New_York',
          createdOn: toDateColumn(plainDate('2026-01-05')),
        },
      }),
    );
    const late = await ask(api, 'POST', `/work-items/${id}/snooze`, {
      token,
      body: { until: '2026-02-02', reason: 'waiting' },
    });
    expect([late.status, late.body['code']]).toEqual([409, 'snoozeTooLong']);
    expect(
      (await ask(api, 'POST', `/work-items/${id}/snooze`, { token, body: { until: '2026-02-01', reason: 'waiting' } }))
        .status,
    ).toBe(200);
  });

  it('is not changed by somebody who read an older version', async () => {
    const { id } = await anItem('fixEdits');
    const read = await ask(api, 'GET', `/work-items/${id}`, { token });
    const etag = read.headers.get('etag') ?? '';
    await ask(api, 'POST', `/work-items/${id}/reserve`, { token, headers: { 'if-match': etag } });
    const stale = await ask(api, 'POST', `/work-items/${id}/complete`, {
      token,
      headers: { 'if-match': etag },
      body: { outcome: 'corrected', fields: { note: 'x' } },
    });
    expect([stale.status, stale.body['code']]).toEqual([412, 'preconditionFailed']);
  });

  it('of another organization is not there at all', async () => {
    const { id } = await anItem('fixEdits');
    const stranger = await api.token('specialist', await api.organization(), 'stranger');
    expect((await ask(api, 'GET', `/work-items/${id}`, { token: stranger })).status).toBe(404);
    expect((await ask(api, 'POST', `/work-items/${id}/reserve`, { token: stranger })).status).toBe(404);
  });

  it('of a coder is not completed by a specialist', async () => {
    const { id } = await anItem('prepareCorrectedClaim', 'appeal');
    const fields = { changed: 'modifier 25', authorizedBy: 'Dr. Okafor', supportingRecord: 'visit note' };
    expect(
      (await ask(api, 'POST', `/work-items/${id}/complete`, { token, body: { outcome: 'corrected', fields } })).status,
    ).toBe(403);
    const coder = await api.token('coder', org);
    expect(
      (await ask(api, 'POST', `/work-items/${id}/complete`, { token: coder, body: { outcome: 'corrected', fields } }))
        .status,
    ).toBe(200);
  });
});

describe('a queue', () => {
  it('offers the item with the most urgent money first, and never one that is reserved', async () => {
    const [small, large] = [
      await anItem('answerInquiry', 'claim', 5_000),
      await anItem('answerInquiry', 'claim', 500_000),
    ];
    const next = () =>
      ask<{ item: { id: string; score: number; allowedOutcomes: { outcome: string }[] } }>(
        api,
        'GET',
        '/work-queues/patient-inquiry/next',
        { token },
      );
    const first = await next();
    expect([first.body.item.id, first.body.item.allowedOutcomes.map((one) => one.outcome)]).toEqual([
      large.id,
      ['explained', 'corrected', 'disputeUpheld'],
    ]);
    await ask(api, 'POST', `/work-items/${large.id}/reserve`, { token: await api.token('specialist', org, 'olga') });
    expect((await next()).body.item.id).toBe(small.id);
  });
});

interface Shown {
  readonly id: string;
  readonly score: number;
  readonly scoreParts: string[];
  readonly playbook: { means: string; steps: string[]; quirks: string[]; tried: string[] };
  readonly links: { rel: string; href: string; requires: string[] }[];
}

describe('what a specialist sees of an item', () => {
  it('has a score from the moment it is opened, explained by dollars, recoverability, age and deadline', async () => {
    const { id } = await anItem('fixRejection', 'claim', 123_400);
    const { body } = await ask<Shown>(api, 'GET', `/work-items/${id}`, { token });
    expect(body.score).toBeGreaterThan(0);
    expect(body.scoreParts.slice(0, 4)).toEqual([
      'dollars: $1,234.00 at stake count 0.7729 of 1',
      'recoverability: 0.9 for this kind of work',
      'age: 0 days count ×1',
      'deadline: no deadline, ×1',
    ]);
  });

  it('is listed most urgent money first, page by page, when asked so', async () => {
    for (const dollars of [700, 90, 4_000, 250]) await anItem('nextPayerBlocked', 'claim', dollars * 100);
    const page = (cursor = '') =>
      ask<{ items: { score: number }[]; nextCursor?: string }>(
        api,
        'GET',
        `/work-items?kind=nextPayerBlocked&sort=priority&limit=2${cursor}`,
        { token },
      );
    const first = await page();
    const second = await page(`&cursor=${first.body.nextCursor ?? ''}`);
    const scores = [...first.body.items, ...second.body.items].map((item) => item.score);
    expect(scores).toHaveLength(4);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('tells what a denial means and what to do about it, and names every allowed act as a link', async () => {
    const { id, subjectId } = await anItem('triageDenial', 'appeal', 40_000);
    await aDenial(subjectId, 40_000);
    const { body } = await ask<Shown>(api, 'GET', `/work-items/${id}`, { token });
    expect(body.playbook.means).toBe(
      'CO-96: charge that is not covered; category not covered; CO is the provider’s loss, never the patient’s.',
    );
    expect(body.playbook.steps[0]).toContain('Read the remittance');
    expect(body.links.find(({ rel }) => rel === 'outcome:proposeWriteOff')).toMatchObject({
      href: `/work-items/${id}/complete`,
      requires: ['writeOffCode', 'note'],
    });
    expect(body.links.map(({ rel }) => rel)).not.toContain('reassign');
    const lead = await ask<Shown>(api, 'GET', `/work-items/${id}`, { token: await api.token('lead', org, 'lena') });
    expect(lead.body.links.map(({ rel }) => rel)).toContain('reassign');
  });

  it('offers no act to somebody whose work it is not', async () => {
    const { id } = await anItem('prepareCorrectedClaim', 'appeal');
    expect((await ask<Shown>(api, 'GET', `/work-items/${id}`, { token })).body.links).toEqual([]);
  });
});

describe('a proposed write-off', () => {
  const propose = async (amountCents: number) => {
    const { id, subjectId } = await anItem('triageDenial', 'appeal', amountCents);
    await aDenial(subjectId, amountCents);
    const done = await ask<{ approvalId: string }>(api, 'POST', `/work-items/${id}/complete`, {
      token,
      body: { outcome: 'proposeWriteOff', fields: { writeOffCode: 'WO-NONCOV', note: 'not covered' } },
    });
    return { approvalId: done.body.approvalId, subjectId };
  };
  const decide = (approvalId: string, who: string) =>
    ask(api, 'POST', `/approvals/${approvalId}/decide`, { token: who, body: { decision: 'approved', note: 'agreed' } });

  it('is approved by another person within their limit, and the story learns amount and code', async () => {
    const { approvalId, subjectId } = await propose(90_000);
    const lead = await api.token('lead', org, 'lena');
    expect((await decide(approvalId, lead)).status).toBe(200);
    expect((await decide(approvalId, lead)).body['code']).toBe('approvalClosed');
    const types = (await eventsOf(subjectId)).map((event) => event.type);
    expect(types).toEqual(['denialBorn', 'writeOffProposed', 'writeOffApproved']);
    expect((await eventsOf(subjectId)).at(-1)?.facts).toMatchObject({
      amountCents: 90_000,
      writeOffCode: 'WO-NONCOV',
      approvalId,
    });
  });

  it('is not approved by whoever asked, nor above the limit of the role', async () => {
    const { approvalId } = await propose(150_000);
    const sameAsLead = await api.token('lead', org, 'sam');
    expect((await decide(approvalId, sameAsLead)).body['code']).toBe('sameApprover');
    expect((await decide(approvalId, await api.token('lead', org, 'lena'))).body['code']).toBe('approvalLimit');
    expect((await decide(approvalId, await api.token('manager', org, 'mig'))).status).toBe(200);
  });

  it('split in two still counts as one amount', async () => {
    const { approvalId, subjectId } = await propose(60_000);
    await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      openWorkItem(
        tx,
        { type: 'appeal', id: subjectId, amountCents: 60_000 },
        {
          kind: 'assembleAppeal',
          dedupeKey: `second:${subjectId}`,
          dueDate: plainDate('2026-01-12'),
          facts: {},
        },
      ),
    );
    const page = await ask<{ items: { id: string }[] }>(api, 'GET', `/work-items?subjectId=${subjectId}`, { token });
    await ask(api, 'POST', `/work-items/${page.body.items[0]?.id ?? ''}/complete`, {
      token,
      body: { outcome: 'proposeWriteOff', fields: { writeOffCode: 'WO-NONCOV', note: 'the other half' } },
    });
    expect((await decide(approvalId, await api.token('lead', org, 'lena'))).body['code']).toBe('approvalLimit');
  });
});
