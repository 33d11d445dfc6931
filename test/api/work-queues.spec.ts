import { randomUUID } from 'node:crypto';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { startStory } from '../../src/app/stories/record-event.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { cents } from '../../src/domain/money.js';
import type { WorkItemKind } from '../../src/domain/work-items/catalog.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { claimRow, foundPracticeIn, openOne, tellClaim, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: '', stop: () => Promise.resolve() };
}, 120_000);
afterAll(() => api?.stop());

const person = (name: string, role: 'specialist' | 'coder' | 'frontDesk' = 'specialist') =>
  api.token(role, practice.org, name);

async function anItem(kind: WorkItemKind, amountCents: number): Promise<string> {
  const subjectId = randomUUID();
  return practice.within(async (tx) => {
    await startStory(tx, 'claim', subjectId, { type: 'claimImported' });
    await openWorkItem(
      tx,
      { type: 'claim', id: subjectId, amountCents },
      { kind, dedupeKey: `${kind}:${subjectId}`, dueDate: plainDate('2026-01-12'), facts: {} },
    );
    return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, subjectId } })).id;
  });
}

interface Item {
  readonly id: string;
  readonly state: string;
  readonly role: string;
  readonly assignee: string | null;
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly facts: { readonly edits?: string };
  readonly playbook: { readonly means: string; readonly steps: readonly string[]; readonly tried: readonly string[] };
}
async function pull(queue: string, token: string): Promise<Item | null> {
  const answer = await ask<{ item: Item | null }>(api, 'POST', `/work-queues/${queue}/pull`, { token });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.item;
}

describe('pulling the next item of a queue', () => {
  const queue = 'patient-inquiry';

  it('gives eight people at once an item each, most money first, and nothing to those for whom none is left', async () => {
    const items: string[] = [];
    for (const dollars of [9_000, 500, 70, 4_000, 20]) items.push(await anItem('answerInquiry', dollars * 100));
    const people = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => person(`puller-${n}`)));
    const pulled = (await Promise.all(people.map((token) => pull(queue, token)))).flatMap((item) => item ?? []);
    expect(pulled.map(({ id }) => id).sort()).toEqual([...items].sort());
    expect(new Set(pulled.map(({ assignee }) => assignee)).size).toBe(5);
    expect(pulled.every(({ state }) => state === 'RESERVED')).toBe(true);
    expect(await pull(queue, await person('too-late'))).toBeNull();
  });

  it('gives whoever holds one that same one again, with the acts that are theirs', async () => {
    const id = await anItem('answerInquiry', 30_000);
    const token = await person('sam');
    expect((await pull(queue, token))?.id).toBe(id);
    await anItem('answerInquiry', 900_000);
    const again = await pull(queue, token);
    expect([again?.id, again?.links.map(({ rel }) => rel)]).toEqual([id, expect.arrayContaining(['give-back'])]);
    const back = await ask(api, 'POST', `/work-items/${id}/give-back`, { token });
    expect(back.status).toBe(200);
    expect((await pull(queue, token))?.id).not.toBe(id);
  });

  it('gives it to the next person when the fifteen minutes are over', async () => {
    const id = await anItem('nextPayerBlocked', 30_000);
    const { queue: own } = await practice.within((tx) => tx.db.workItem.findFirstOrThrow({ where: { id } }));
    expect((await pull(own, await person('sam')))?.id).toBe(id);
    expect(await pull(own, await person('olga'))).toBeNull();
    await practice.within((tx) =>
      tx.db.workItem.updateMany({ where: { id }, data: { reservedUntil: new Date(Date.now() - 1_000) } }),
    );
    expect(await pull(own, await person('olga'))).toMatchObject({ id, assignee: 'olga' });
  });
});

describe('the playbook of an item', () => {
  it('says what was tried before, in days and codes, without what people wrote', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    const open = (kind: WorkItemKind) =>
      practice.within(async (tx) => {
        const dedupeKey = `${kind}:${claim.id}:playbook`;
        await openWorkItem(
          tx,
          { type: 'claim', id: claim.id, claimId: claim.id },
          { kind, dedupeKey, dueDate: plainDate('2026-01-12'), facts: {} },
        );
        return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, dedupeKey } })).id;
      });
    const token = await person('sam');
    const call = await ask(api, 'POST', `/work-items/${await open('callPayer')}/complete`, {
      token,
      body: {
        outcome: 'promised',
        fields: { counterparty: 'Jane', callReference: 'REF-77', promisedDate: '2026-01-20' },
      },
    });
    expect(call.status).toBe(200);
    const seen = await ask<Item>(api, 'GET', `/work-items/${await open('fixRejection')}`, { token });
    expect(seen.body.playbook.tried.join('; ')).toContain('2026-01-05 callPayer: promised');
    expect(seen.body.playbook.tried.join('; ')).not.toMatch(/Jane|REF-77/);
    expect(seen.body.playbook.steps.length).toBeGreaterThan(0);
  });
});

describe('an edit that stops a claim before it is sent', () => {
  const told = async (change: (claim: Claim837) => Claim837): Promise<OpenedClaim> => {
    const claim = await openOne(practice, change);
    await tellClaim(practice, claim);
    return claim;
  };
  const itemsOf = async (claim: OpenedClaim, name: string, role: 'specialist' | 'coder' | 'frontDesk') =>
    (
      await ask<{ items: Item[] }>(api, 'GET', `/work-items?claimId=${claim.id}&role=${role}&limit=50`, {
        token: await person(name, role),
      })
    ).body.items;

  it('is one item for each owner, in the owner’s hands, with the fix of each of their edits', async () => {
    const claim = await told((drawn) => ({
      ...drawn,
      subscriber: { ...drawn.subscriber, memberId: '' },
      lines: drawn.lines.map((line) => ({ ...line, pointers: [9] })),
    }));
    const [coding, more] = await itemsOf(claim, 'cora', 'coder');
    const [desk] = await itemsOf(claim, 'fred', 'frontDesk');
    if (!coding || !desk || more) throw new Error('one item for each owner');
    expect(desk.facts.edits).toBe('member-id');
    expect(new Set(coding.facts.edits?.split(' '))).toEqual(new Set(['diagnosis-pointer']));
    const seen = await ask<Item>(api, 'GET', `/work-items/${coding.id}`, { token: await person('cora', 'coder') });
    expect(seen.body.playbook.steps).toEqual(['Point each line to one to four diagnoses of the claim. (coder)']);
    expect(seen.body.links.map(({ rel }) => rel)).toContain('outcome:corrected');
    const stranger = await ask<Item>(api, 'GET', `/work-items/${coding.id}`, { token: await person('sam') });
    expect(stranger.body.links).toEqual([]);
    // the coder is done, the front desk is not: the claim stays, and nobody is asked twice
    await tellClaim(practice, claim);
    expect(await itemsOf(claim, 'fred', 'frontDesk')).toHaveLength(1);
  });

  it('is the second claim for the same services, not the first, and not one with a modifier that says “again”', async () => {
    const first = await told((drawn) => drawn);
    expect((await claimRow(practice, first.id)).state).toBe('READY');
    const again = (claimNumber: string): Claim837 => ({ ...first.source, claimNumber });
    const second = await told(() => again('SENT-AGAIN'));
    expect((await claimRow(practice, second.id)).state).toBe('EDIT_FAILED');
    expect((await itemsOf(second, 'sam', 'specialist')).map(({ facts }) => facts.edits)).toEqual(['duplicate']);
    const repeated = await told(() => ({
      ...again('GIVEN-AGAIN'),
      lines: first.source.lines.map((line) => ({
        ...line,
        ...(line.procedure && { procedure: { ...line.procedure, modifiers: ['76'] } }),
      })),
    }));
    expect((await claimRow(practice, repeated.id)).state).toBe('READY');
  });

  it('is a decision of the first payer that does not explain the charge; one cent more or less is enough', async () => {
    const decided = (paidCents: number) => (drawn: Claim837) => ({
      ...drawn,
      subscriber: { ...drawn.subscriber, payerResponsibility: 'S' },
      otherPayers: [
        {
          sequence: 'P',
          adjustments: [{ group: 'PR', carc: '2', amountCents: cents(1_000) }],
          paidCents: cents(paidCents),
          amounts: [],
          benefitsAssigned: 'Y',
          release: 'Y',
          adjudicationDate: plainDate('2025-12-20'),
          payer: {
            entity: 'organization',
            name: 'FIRST PAYER',
            id: 'FIRST',
            idQualifier: 'PI',
            refs: [],
            contacts: [],
          },
          subscriber: { entity: 'person', name: 'ROE', memberId: 'M1', refs: [], contacts: [] },
          providers: [],
          refs: [],
          unmodelled: [],
        } as unknown as Claim837['otherPayers'][number],
      ],
    });
    const whole = await told((drawn) => decided(drawn.chargeCents - 1_000)(drawn));
    expect((await claimRow(practice, whole.id)).state).toBe('READY');
    const short = await told((drawn) => decided(drawn.chargeCents - 1_001)(drawn));
    expect((await itemsOf(short, 'sam', 'specialist')).map(({ facts }) => facts.edits)).toEqual(['cob-balance']);
  });

  it('is counted by payer: how many claims were looked at, how many each edit stopped', async () => {
    const { body } = await ask<{
      payers: readonly { scrubbed: number; stopped: number; edits: readonly { edit: string; claims: number }[] }[];
    }>(api, 'GET', '/reports/edit-hits', { token: await person('sam') });
    const sum = (of: 'scrubbed' | 'stopped') => body.payers.reduce((total, payer) => total + payer[of], 0);
    expect([sum('scrubbed'), sum('stopped')]).toEqual([7, 3]);
    const hits = body.payers.flatMap(({ edits }) => edits.map(({ edit, claims }) => `${edit} ${claims}`)).sort();
    expect(hits).toEqual(['cob-balance 1', 'diagnosis-pointer 1', 'duplicate 1', 'member-id 1']);
  });
});

interface Queue {
  readonly queue: string;
  readonly open: number;
  readonly overdue: number;
  readonly amountCents: number;
  readonly oldestOpenedOn: string;
  readonly owners: readonly {
    role: string;
    owner: string | null;
    open: number;
    overdue: number;
    amountCents: number;
  }[];
  readonly ages: readonly { days: string; open: number }[];
  readonly deadlines: readonly { daysLeft: string; open: number }[];
}

describe('the queues as a supervisor looks at them', () => {
  it('say with whom work waits, how old its claim is since the first bill, and how near its last day is', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    await practice.within(async (tx) => {
      const { organizationId } = tx;
      await tx.db.claim.update({
        where: { organizationId_id: { organizationId, id: claim.id } },
        data: { firstBilledOn: new Date('2025-11-20') },
      });
      for (const [amountCents, dueDate] of [
        [7_000, '2026-01-02'],
        [2_000, '2026-01-09'],
      ] as const)
        await openWorkItem(
          tx,
          { type: 'claim', id: claim.id, claimId: claim.id, amountCents },
          { kind: 'reviewBalance', dedupeKey: `${claim.id}:${dueDate}`, dueDate: plainDate(dueDate), facts: {} },
        );
    });
    const pulled = await pull('underpayment', await person('olga'));
    const { body } = await ask<{ items: Queue[] }>(api, 'GET', '/work-queues', { token: await person('lena') });
    const queue = body.items.find(({ queue }) => queue === 'underpayment');
    expect(queue).toMatchObject({
      open: 2,
      overdue: 1,
      amountCents: 9_000,
      oldestOpenedOn: '2026-01-05',
      owners: [
        { role: 'specialist', owner: null, open: 1, overdue: 0, amountCents: 2_000 },
        { role: 'specialist', owner: 'olga', open: 1, overdue: 1, amountCents: 7_000 },
      ],
    });
    expect(pulled?.assignee).toBe('olga');
    await practice.within((tx) =>
      tx.db.workItem.updateMany({
        where: { claimId: claim.id, assignee: 'olga' },
        data: { reservedUntil: new Date(Date.now() - 1_000) },
      }),
    );
    const later = await ask<{ items: Queue[] }>(api, 'GET', '/work-queues', { token: await person('lena') });
    const heldByNobody = [{ role: 'specialist', owner: null, open: 2, overdue: 1, amountCents: 9_000 }];
    expect(later.body.items.find(({ queue }) => queue === 'underpayment')?.owners).toEqual(heldByNobody);
    const some = (parts: readonly { open: number }[] | undefined) => parts?.filter(({ open }) => open > 0);
    expect(some(queue?.ages)).toEqual([{ days: '31–60', open: 2, amountCents: 9_000 }]);
    expect(some(queue?.deadlines)).toEqual([{ daysLeft: '>30', open: 2, amountCents: 9_000 }]);
  });
});

describe('the score of an item', () => {
  it('grows with every follow-up the payer left unanswered, and says so', async () => {
    const scoreAfter = async (unansweredRequests: number) => {
      const claim = await openOne(practice);
      await practice.within(async (tx) => {
        const { organizationId } = tx;
        const where = { organizationId_id: { organizationId, id: claim.id } };
        await tx.db.claim.update({ where, data: { stateFacts: { unansweredRequests } } });
        await openWorkItem(
          tx,
          { type: 'claim', id: claim.id, claimId: claim.id, amountCents: 50_000 },
          { kind: 'callPayer', dedupeKey: `call:${claim.id}`, dueDate: plainDate('2026-01-12'), facts: {} },
        );
      });
      const { body } = await ask<{ items: { score: number; scoreParts: string[] }[] }>(
        api,
        'GET',
        `/work-items?claimId=${claim.id}`,
        { token: await person('sam') },
      );
      return body.items[0];
    };
    const answered = await scoreAfter(0);
    const silent = await scoreAfter(2);
    expect(silent?.scoreParts).toContain('follow-ups missed: 2');
    expect((silent?.score ?? 0) / (answered?.score ?? 1)).toBeCloseTo(1.5, 1);
  });
});

describe('a silent claim whose payer has a portal', () => {
  it('sends whoever would call to the portal first, and takes what it says as an answer without a call', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    const open = (round: number) =>
      practice.within(async (tx) => {
        const dedupeKey = `callPayer:${claim.id}:portal:${round}`;
        await openWorkItem(
          tx,
          { type: 'claim', id: claim.id, claimId: claim.id },
          { kind: 'callPayer', dedupeKey, dueDate: plainDate('2026-01-12'), facts: {} },
        );
        return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, dedupeKey } })).id;
      });
    const token = await person('sam');
    const first = await open(1);
    const seen = await ask<Item>(api, 'GET', `/work-items/${first}`, { token });
    expect(seen.body.playbook.steps[0]).toMatch(/^Look in the payer’s portal first/);
    expect(seen.body.links.filter(({ rel }) => rel.startsWith('outcome:portal'))).toMatchObject([
      { rel: 'outcome:portalPromised', requires: ['counterparty', 'promisedDate'] },
      { rel: 'outcome:portalNotOnFile', requires: ['counterparty'] },
      { rel: 'outcome:portalPaymentSent', requires: ['counterparty', 'paymentDate'] },
    ]);
    const fields = { counterparty: 'The payer’s portal', promisedDate: '2026-01-20' };
    const answer = { outcome: 'portalPromised', fields };
    expect((await ask(api, 'POST', `/work-items/${first}/complete`, { token, body: answer })).status).toBe(200);
    const [contact] = await practice.within((tx) =>
      tx.db.contact.findMany({ where: { organizationId: practice.org, claimId: claim.id } }),
    );
    expect(contact).toMatchObject({ channel: 'portal', outcomeCode: 'callPayer.portalPromised' });
    const [told] = await practice.within((tx) =>
      tx.db.storyEvent.findMany({
        where: { organizationId: practice.org, subjectId: claim.id, type: 'payerPromised' },
      }),
    );
    expect(told?.facts).toMatchObject({ promisedDate: '2026-01-20' });

    await practice.within(async (tx) => {
      await tx.db.payer.update({
        where: { organizationId_id: { organizationId: practice.org, id: claim.payerId } },
        data: { ruleKey: 'no-portal' },
      });
      await tx.db.payerRule.create({
        data: {
          id: randomUUID(),
          organizationId: practice.org,
          ruleId: 'status-portal.payer-no-portal',
          version: 1,
          key: 'statusPortal',
          value: false,
          payerKey: 'no-portal',
          authority: 'payer',
          source: 'The payer’s manual',
          effectiveFrom: new Date('2026-01-01'),
          state: 'ACTIVE',
          proposedBy: 'olga',
          proposedOn: new Date('2026-01-05'),
        },
      });
    });
    const second = await open(2);
    const without = await ask<Item>(api, 'GET', `/work-items/${second}`, { token });
    expect(without.body.playbook.steps[0]).not.toMatch(/portal/);
    expect(without.body.links.filter(({ rel }) => rel.startsWith('outcome:portal'))).toEqual([]);
    const refused = await ask(api, 'POST', `/work-items/${second}/complete`, { token, body: answer });
    expect(refused.status).toBe(400);
  });
});
