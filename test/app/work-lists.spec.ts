import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import type { Deps } from '../../src/app/deps.js';
import { recordFailedStep } from '../../src/app/intents/record-failed-step.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { changeRecipient } from '../../src/app/work-lists/change-recipient.js';
import { sendWorkList } from '../../src/app/work-lists/send-work-list.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { foundPractice, openOne, type OpenedClaim, type Practice } from './a-practice.js';

const lena = { id: 'lena', role: 'lead' };

let practice: Practice;
let smtp: SMTPServer;
let deps: Deps;
const mails: { to: string; text: string; subject: string }[] = [];

beforeAll(async () => {
  practice = await foundPractice();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      simpleParser(stream).then(({ text, subject }) => {
        mails.push({ to, text: text ?? '', subject: subject ?? '' });
        done();
      }, done);
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  deps = withMail(`smtp://127.0.0.1:${port}`);
}, 120_000);
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await practice?.stop();
});
beforeEach(() => void mails.splice(0));

function withMail(smtpUrl?: string): Deps {
  const { config } = practice.deps;
  const mail = { from: 'office@practice.test', ...(smtpUrl && { smtpUrl }) };
  return { ...practice.deps, config: { ...config, mail } };
}

const day = (with_: Deps = deps) =>
  advanceDayBook(with_, { organizationId: practice.org, subjectId: practice.org, asked: true });
const lists = ({ steps }: Awaited<ReturnType<typeof day>>) => steps.filter(({ kind }) => kind === 'sendWorkList');
const send = async (turn: Awaited<ReturnType<typeof day>>) => {
  const became: string[] = [];
  for (const { intentId } of lists(turn))
    became.push((await sendWorkList(deps, { organizationId: practice.org, intentId })).became);
  return became;
};
const mailTo = (owner: string, address: string | null) =>
  changeRecipient(practice.deps, lena, practice.org, { owner, role: 'specialist', address });
/** The business day begins. */
const begins = (instant: string) =>
  practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date(instant) } }),
  );

async function work(claim: OpenedClaim, due: string, assignee: string | null, remindOn?: string): Promise<void> {
  await practice.within(async (tx) => {
    const dedupeKey = `callPayer:${claim.id}`;
    await openWorkItem(
      tx,
      { type: 'claim', id: claim.id, claimId: claim.id, amountCents: 1_234_567 },
      {
        kind: 'callPayer',
        dedupeKey,
        dueDate: plainDate(due),
        facts: { why: 'silence', ...(remindOn && { remindOn }) },
      },
    );
    await tx.db.workItem.updateMany({ where: { organizationId: practice.org, dedupeKey }, data: { assignee } });
  });
}

describe('the morning’s list by mail', () => {
  let claims: OpenedClaim[];
  beforeAll(async () => {
    claims = [await openOne(practice), await openOne(practice), await openOne(practice)];
    await work(claims[0]!, '2026-01-02', 'sam');
    await work(claims[1]!, '2026-01-09', null, '2026-01-05');
    await work(claims[2]!, '2026-01-07', 'olga', '2026-01-06');
    await mailTo('sam', 'sam@practice.test');
    await mailTo('olga', 'olga@practice.test');
    await mailTo('nora', null);
  });

  it('tells each owner counts, kinds and due dates with a link, and nothing about anybody', async () => {
    expect(await send(await day())).toEqual(['accepted', 'accepted']);
    expect(mails.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ['olga@practice.test', 'Your work list'],
      ['sam@practice.test', 'Your work list'],
    ]);
    const sams = mails.find(({ to }) => to.startsWith('sam'))?.text ?? '';
    expect(sams).toContain('2026-01-05: 1 assigned to you, 1 free for your role.');
    const calls = '- Call the payer about a silent claim:';
    expect(sams).toContain(`${calls} 1 yours, 1 free, first due 2026-01-02, 1 overdue, 1 to be reminded of`);
    const olgas = mails.find(({ to }) => to.startsWith('olga'))?.text ?? '';
    expect(olgas).toContain(`${calls} 1 yours, 1 free, first due 2026-01-07, 1 to be reminded of`);
    expect(sams).toContain('/work-queues');
    for (const { text } of mails) {
      for (const { id, claimNumber, accountId, source } of claims)
        for (const fact of [id, claimNumber, accountId, source.subscriber.name, '12,345', '12345'])
          expect(text).not.toContain(fact);
    }
  });

  it('leaves once a business day, however often the day book is asked, and again on the next', async () => {
    expect(lists(await day())).toEqual([]);
    await begins('2026-01-06T11:00:00.000Z');
    const next = await day();
    expect(lists(next)).toHaveLength(2);
    expect(
      lists(await day())
        .map(({ intentId }) => intentId)
        .sort(),
    ).toEqual(
      lists(next)
        .map(({ intentId }) => intentId)
        .sort(),
    );
    expect(await send(next)).toEqual(['accepted', 'accepted']);
    expect(await send(next)).toEqual(['repeat', 'repeat']);
    expect(mails).toHaveLength(2);
  });

  it('does not leave on a day nobody works, nor without a mail server', async () => {
    await begins('2026-01-10T11:00:00.000Z');
    expect(lists(await day())).toEqual([]);
    await begins('2026-01-12T11:00:00.000Z');
    expect(lists(await day(withMail()))).toEqual([]);
  });

  it('that may have left is not sent again, and one that gave up asks nobody', async () => {
    const [first, second] = lists(await day());
    const input = (step = first) => ({ organizationId: practice.org, intentId: step?.intentId ?? '' });
    await practice.within((tx) =>
      tx.db.intent.updateMany({
        where: { organizationId: practice.org, id: input().intentId },
        data: { sentAt: new Date() },
      }),
    );
    expect(await sendWorkList(deps, input())).toEqual({ became: 'in-doubt' });
    await recordFailedStep(deps, input(second));
    expect(mails).toEqual([]);
    const asked = await practice.within((tx) =>
      tx.db.workItem.count({ where: { organizationId: practice.org, kind: 'resolveInDoubtSend' } }),
    );
    expect(asked).toBe(0);
  });

  it('has nowhere to go but to one plain address', async () => {
    expect(await mailTo('sam', 'sam@practice.test, other@x.test')).toMatchObject({
      ok: false,
      problem: { code: 'invalidInput' },
    });
  });
});
