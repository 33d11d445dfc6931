import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { sendWorkList } from '../../src/app/work-lists/send-work-list.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { foundPracticeIn, openOne, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
let smtp: SMTPServer;
let lena: string;
let sam: string;
const mails: { readonly to: string; readonly text: string }[] = [];
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: '', stop: () => Promise.resolve() };
  lena = await api.token('lead', practice.org, 'lena');
  sam = await api.token('specialist', practice.org, 'sam');
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      simpleParser(stream).then(({ text }) => {
        mails.push({ to, text: text ?? '' });
        done();
      }, done);
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
}, 200_000);
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await api?.stop();
});

interface Recipient {
  readonly owner: string;
  readonly address: string | null;
}
const tell = (token: string, address: string | null) =>
  ask(api, 'POST', '/work-list-recipients', { token, body: { owner: 'sam', role: 'specialist', address } });
const recipients = async () =>
  (await ask<{ items: Recipient[] }>(api, 'GET', '/work-list-recipients', { token: lena })).body.items.map(
    ({ owner, address }) => ({ owner, address }),
  );

describe('the morning’s list by mail', () => {
  it('goes where a lead says in the API, with what waits for its owner and nothing of any patient', async () => {
    const claim = await openOne(practice);
    await practice.within((tx) =>
      openWorkItem(
        tx,
        { type: 'claim', id: claim.id, claimId: claim.id, amountCents: 1_234_567 },
        { kind: 'callPayer', dedupeKey: `call:${claim.id}`, dueDate: plainDate('2026-01-09'), facts: {} },
      ),
    );
    expect((await tell(sam, 'elsewhere@practice.test')).status).toBe(403);
    expect((await tell(lena, 'sam@practice.test')).status).toBe(200);
    expect(await recipients()).toEqual([{ owner: 'sam', address: 'sam@practice.test' }]);

    const { port } = smtp.server.address() as AddressInfo;
    const { config } = practice.deps;
    const mail = { from: 'office@practice.test', smtpUrl: `smtp://127.0.0.1:${port}` };
    const deps = { ...practice.deps, config: { ...config, mail } };
    const day = await advanceDayBook(deps, { organizationId: practice.org, subjectId: practice.org, asked: true });
    for (const { kind, intentId } of day.steps)
      if (kind === 'sendWorkList') await sendWorkList(deps, { organizationId: practice.org, intentId });
    expect(mails.map(({ to }) => to)).toEqual(['sam@practice.test']);
    const [{ text } = { text: '' }] = mails;
    expect(text).toContain('1 free, first due 2026-01-09');
    for (const fact of [claim.claimNumber, claim.source.subscriber.name, '12,345'])
      expect([fact, text.includes(fact)]).toEqual([fact, false]);

    expect((await tell(lena, null)).status).toBe(200);
    expect(await recipients()).toEqual([{ owner: 'sam', address: null }]);
  });
});
