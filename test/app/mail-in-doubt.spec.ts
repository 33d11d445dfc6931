import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { greetMailServer, sendMail, type Mail } from '../../src/adapters/smtp.js';

const mail: Mail = {
  from: 'billing@practice.test',
  to: 'guarantor1@riverside.example',
  messageId: 'm1@reclaim.invalid',
  subject: 'A notice from your doctor’s office',
  text: 'https://practice.test/links/x',
};

const open: Server[] = [];
afterAll(() => open.forEach((server) => server.close()));

type Answers = Readonly<Record<string, string>>;
const FRIENDLY: Answers = {
  EHLO: '250 here',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
  QUIT: '221 bye',
  RSET: '250 ok',
};

/** A mail server that answers each command by its table; `hang up` ends the connection instead. */
async function serverThat(answers: Answers): Promise<string> {
  const server = createServer((socket) => converse(socket, { ...FRIENDLY, ...answers }));
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function converse(socket: Socket, answers: Answers): void {
  let inData = false;
  const answer = (command: string): void => {
    const text = answers[command] ?? '250 ok';
    if (text === 'hang up') socket.destroy();
    else socket.write(`${text}\r\n`);
    inData = command === 'DATA' && text.startsWith('354');
  };
  socket.on('error', () => undefined);
  socket.write('220 ready\r\n');
  socket.on('data', (chunk) => {
    for (const line of chunk.toString('latin1').split('\r\n')) {
      if (inData ? line === '.' : line !== '') answer(inData ? '.' : (line.split(/[ :]/)[0] ?? '').toUpperCase());
    }
  });
}

const sent = async (answers: Answers): Promise<string> =>
  sendMail(await serverThat(answers), mail).catch(() => 'may be tried again');

describe('a mail to a patient', () => {
  it('is accepted when the server says so', async () => expect(await sent({})).toBe('accepted'));

  it('may be tried again when nobody listens', async () => {
    expect(await sendMail('smtp://127.0.0.1:1', mail).catch(() => 'may be tried again')).toBe('may be tried again');
  });

  it.each(['MAIL', 'RCPT'])('may be tried again when the server is busy at %s', async (command) => {
    expect(await sent({ [command]: '450 later' })).toBe('may be tried again');
  });

  it('may be tried again when the server takes the text back', async () =>
    expect(await sent({ '.': '451 no room' })).toBe('may be tried again'));

  it('is refused for good by a 5xx', async () => expect(await sent({ RCPT: '550 unknown' })).toBe('refused'));

  it.each([
    ['the office’s own address', { MAIL: '550 who are you' }],
    ['its greeting', { EHLO: '554 no service', HELO: '554 no service' }],
  ])('is not called undeliverable when the server refuses %s', async (_what, answers) =>
    expect(await sent(answers as Answers)).toBe('may be tried again'),
  );

  it('is not called undeliverable when the office’s password is wrong', async () => {
    const url = await serverThat({ EHLO: '250-here\r\n250 AUTH PLAIN', AUTH: '535 wrong password' });
    const signedIn = url.replace('smtp://', 'smtp://office:old-password@');
    expect(await sendMail(signedIn, mail).catch(() => 'may be tried again')).toBe('may be tried again');
    await expect(greetMailServer(signedIn, 5_000)).rejects.toMatchObject({ code: 'EAUTH' });
  });

  it('is in doubt when the line breaks after the text has gone out', async () =>
    expect(await sent({ '.': 'hang up' })).toBe('in-doubt'));
});
