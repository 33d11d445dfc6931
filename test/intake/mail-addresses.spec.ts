import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { isPlainAddress, sendMail } from '../../src/adapters/smtp.js';
import type { PersonIdentity } from '../../src/app/claims/claim-parties.js';
import { foundPractice, openOne, type Practice } from '../app/a-practice.js';

interface Received {
  readonly recipients: readonly string[];
  readonly text: string;
}

let practice: Practice;
let server: SMTPServer;
let smtpUrl = '';
const received: Received[] = [];
beforeAll(async () => {
  practice = await foundPractice();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        received.push({ text, recipients: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      });
    },
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  await new Promise<void>((closed) => server.close(closed));
  await practice?.stop();
});

const HOSTILE = [
  'jane@example.org\r\nBcc: all@example.org',
  'jane@example.org\nSubject: hello',
  'jane@example.org,all@example.org',
  'jane@example.org;all@example.org',
  'friends:jane@example.org,all@example.org;',
  '"jane,all@example.org"@example.org',
  'Jane <jane@example.org>',
  'jane@example.org(comment)',
  'jane@[127.0.0.1]',
  'jane\\@example.org',
  'jane@example',
  'jane@@example.org',
  'jane@.example.org',
  'jane@example..org',
  'jane @example.org',
  'jane@example.org\u0000',
  'jane@example.org\u2028all@example.org',
  `${'a'.repeat(65)}@example.org`,
  `jane@${'a.'.repeat(200)}org`,
  '',
];

const guarantorOf = async (accountId: string): Promise<PersonIdentity> => {
  const { deps, org } = practice;
  const account = await practice.within((tx) =>
    tx.db.account.findUniqueOrThrow({ where: { organizationId_id: { organizationId: org, id: accountId } } }),
  );
  return deps.keys.openJson({ org, table: 'accounts', column: 'guarantor', rowId: accountId }, account.guarantor);
};

const withMail = (value: string) =>
  openOne(practice, (claim) => ({
    ...claim,
    subscriber: { ...claim.subscriber, contacts: [{ role: 'IC', channels: [{ qualifier: 'EM', value }] }] },
  }));

describe('the mail address of a guarantor', () => {
  it.each(HOSTILE.map((address) => [JSON.stringify(address.slice(0, 40)), address]))(
    '%s is not kept when a claim brings it, and never mailed to',
    async (_shown, address) => {
      const claim = await withMail(address);
      expect((await guarantorOf(claim.accountId)).email).toBeUndefined();
      const mail = {
        from: 'billing@practice.test',
        messageId: 'm1@practice.test',
        subject: 'A message',
        text: 'A link',
      };
      expect(await sendMail(smtpUrl, { ...mail, to: address })).toBe('refused');
      expect(received).toEqual([]);
    },
  );

  it('that is plain is kept as it is, and gets one mail to itself alone', async () => {
    const address = "o'neil+bills@mail.example-clinic.org";
    const claim = await withMail(` ${address} `);
    expect((await guarantorOf(claim.accountId)).email).toBe(address);
    const sent = await sendMail(smtpUrl, {
      from: 'billing@practice.test',
      to: address,
      messageId: 'm2@practice.test',
      subject: 'A message',
      text: 'A link',
    });
    expect(sent).toBe('accepted');
    expect(received).toHaveLength(1);
    expect(received[0]?.recipients).toEqual([address]);
    expect(received[0]?.text).not.toMatch(/^(Cc|Bcc):/im);
  });

  it('is judged however long it is: a rule that goes back over what it read would not end', () => {
    expect(isPlainAddress(`jane@${'a.'.repeat(5_000_000)}`)).toBe(false);
  });
});
