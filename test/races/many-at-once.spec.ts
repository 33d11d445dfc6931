import { randomUUID } from 'node:crypto';
import { rotateWebhookSecret } from '../../src/app/organizations/secrets.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { startStory } from '../../src/app/stories/record-event.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { generate835 } from '../../src/edi/x12/835/generate-835.js';
import { parseWebhookSecret, signWebhook } from '../../src/security/webhook-signature.js';
import { openOne, nameTraceId } from '../app/a-practice.js';
import { judgeRemains } from '../support/oracles.js';
import { isDeep, openTwoApis, until, type Asked, type TwoApis } from './two-apis.js';

const PAYMENTS = isDeep ? 150 : 15;
const COPIES = 20;
const DELIVERIES = 1_000;
const ITEMS = isDeep ? 200 : 20;
const PEOPLE = 8;

let office: TwoApis;
beforeAll(async () => {
  office = await openTwoApis();
  await nameTraceId(office.practice, '1512345678');
  console.log(
    `${PAYMENTS} payments × ${COPIES} uploads, one webhook × ${DELIVERIES}, ${ITEMS} work items × ${PEOPLE} people, two API processes`,
  );
}, 120_000);
afterAll(() => office?.stop(), 60_000);

const statuses = (answers: readonly Asked[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};

describe('a work item', () => {
  async function anItem(): Promise<string> {
    const subjectId = randomUUID();
    return office.practice.within(async (tx) => {
      await startStory(tx, 'claim', subjectId, { type: 'claimImported' });
      await openWorkItem(
        tx,
        { type: 'claim', id: subjectId },
        { kind: 'fixEdits', dedupeKey: `fixEdits:${subjectId}`, dueDate: plainDate('2026-01-12'), facts: {} },
      );
      return (await tx.db.workItem.findFirstOrThrow({ where: { organizationId: office.practice.org, subjectId } })).id;
    });
  }

  it('completed by eight people at once has one outcome, told once, and the audit names the winner', async () => {
    for (let done = 0; done < ITEMS; done += 1) {
      const id = await anItem();
      const answers = await Promise.all(
        Array.from({ length: PEOPLE }, (_, person) =>
          office.ask({
            path: `/work-items/${id}/complete`,
            role: 'specialist',
            subject: `person-${person}`,
            body: { outcome: 'corrected', fields: { note: `by ${person}` } },
          }),
        ),
      );
      expect(statuses(answers)).toEqual({ 200: 1, 409: PEOPLE - 1 });
      const winner = answers.findIndex(({ status }) => status === 200);
      const [item] = await office.rows<{ closed_by: string; events: string; audited: string[] }>(
        `SELECT closed_by, (SELECT count(*) FROM story_events WHERE type = 'claimCorrected' AND subject_id = w.subject_id) AS events,
                (SELECT array_agg(actor) FROM audit_entries WHERE action = 'workItem.complete' AND subject_id = w.id::text) AS audited
           FROM work_items w WHERE id = $1`,
        [id],
      );
      expect(item?.closed_by).toContain(`person-${winner}`);
      expect([item?.events, item?.audited]).toEqual(['1', [item?.closed_by]]);
    }
  }, 600_000);
});

describe('a signed webhook', () => {
  it(`delivered ${DELIVERIES} times at once has one effect and the same answer for everybody, and later none`, async () => {
    const { deps, org } = office.practice;
    const made = await rotateWebhookSecret(deps, { id: 'ada', role: 'admin' }, org, 'clearinghouse');
    if (!made.ok) throw new Error(made.problem.code);
    const { claimNumber, id: claimId } = await openOne(office.practice);
    const body = Buffer.from(
      JSON.stringify({ kind: 'claimStatus', claimNumber, category: 'P1', statusCode: '20', date: '2026-01-06' }),
    );
    const signed = () => signWebhook(parseWebhookSecret(made.value.secret), 'msg_1', Date.now(), body);
    const deliver = () =>
      office.ask({
        path: `/webhooks/${org}/clearinghouse`,
        body,
        headers: { ...(signed() as Record<string, string>), 'content-type': 'application/json' },
      });
    const answers = await Promise.all(Array.from({ length: DELIVERIES }, deliver));
    expect(statuses(answers)).toEqual({ 200: DELIVERIES });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await deliver()).text).toBe(answers[0]?.text);
    const [effects] = await office.rows<{ events: string; audits: string; outbox: string }>(
      `SELECT (SELECT count(*) FROM story_events WHERE type = 'claimStatusAnswered' AND subject_id = $1) AS events,
              (SELECT count(*) FROM audit_entries WHERE action = 'webhook.receive') AS audits,
              (SELECT count(*) FROM outbox_messages WHERE reference = 'claimStatusAnswered') AS outbox`,
      [claimId],
    );
    expect(effects).toEqual({ events: '1', audits: '1', outbox: '1' });
  }, 120_000);
});

/** Sound files of one payment: every second one byte-identical to the first, the others in an envelope of their own. */
function copiesOf(payment: number): Buffer[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    Buffer.concat([
      ...generate835(payment + 1, {
        claims: 3,
        control: copy % 2 === 0 ? payment + 1 : 1_000 + payment * COPIES + copy,
      }).bytes(),
    ]),
  );
}

describe('a payment', () => {
  it(`uploaded ${COPIES} times at once posts once: the same bytes are refused by name, other envelopes end as repeats`, async () => {
    await office.work();
    for (let payment = 0; payment < PAYMENTS; payment += 1) {
      const answers = await Promise.all(
        copiesOf(payment).map((body) => office.ask({ path: '/files', role: 'poster', body })),
      );
      expect(statuses(answers)).toEqual({ 201: 1 + COPIES / 2, 409: COPIES / 2 - 1 });
      const kept = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body['fileId']));
      const named = answers.filter(({ status }) => status === 409).map(({ body }) => body);
      expect(named.map(({ code }) => code)).toEqual(Array(COPIES / 2 - 1).fill('duplicateFile'));
      const first = new Set(named.map(({ facts }) => (facts as { firstFileId: string }).firstFileId));
      expect([first.size, kept.has([...first][0])]).toEqual([1, true]);
    }
    const left = `SELECT count(*) AS n FROM inbound_files WHERE state IN ('RECEIVED', 'READING')`;
    await until(async () => (await office.rows<{ n: string }>(left))[0]?.n === '0', 'every file read', 1_200_000);
    const states = await office.rows(
      'SELECT count(*) FILTER (WHERE posted = 1 AND repeats = all_of - 1)::int AS right, count(*)::int AS payments FROM (' +
        `SELECT identity_key, count(*) AS all_of, count(*) FILTER (WHERE state = 'POSTED') AS posted, count(*) FILTER (WHERE state = 'REPEAT') AS repeats FROM remittances GROUP BY 1) p`,
    );
    expect(states).toEqual([{ right: PAYMENTS, payments: PAYMENTS }]);
    expect(await judgeRemains({ rows: office.rows }, ['O1', 'O2', 'O5', 'O7'])).toEqual({});
  }, 1_500_000);
});
