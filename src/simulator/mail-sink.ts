import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A real SMTP server on loopback that keeps what it receives, with a page to read it; for practice only. */
export class MailSink {
  private readonly mails = new Map<string, ReceivedMail>();
  private readonly smtp: SMTPServer;
  private readonly page: Server;

  /** Mails are kept in the folder, so that a restarted simulator still has them. */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder).sort()) {
      const mail = JSON.parse(readFileSync(join(folder, name), 'utf8')) as ReceivedMail;
      this.mails.set(mail.messageId, mail);
    }
    this.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        simpleParser(stream).then(
          (mail) => {
            const messageId = mail.messageId ?? `${this.mails.size}`;
            this.keep({ messageId, to, subject: mail.subject ?? '', text: mail.text ?? '' });
            done();
          },
          (error: Error) => done(error),
        );
      },
    });
    this.smtp.on('error', () => undefined);
    this.page = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('cache-control', 'no-store');
      response.end(pageOf([...this.mails.values()]));
    });
  }

  private keep(mail: ReceivedMail): void {
    const name = `${String(this.mails.size + 1).padStart(6, '0')}.json`;
    writeFileSync(join(this.folder, name), JSON.stringify(mail), { mode: 0o600 });
    this.mails.set(mail.messageId, mail);
  }

  readonly all = (): readonly ReceivedMail[] => [...this.mails.values()];

  async listen(ports: { smtp: number; page: number }): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.listen(ports.smtp, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => this.page.listen(ports.page, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.close(resolve));
    await new Promise((resolve) => this.page.close(resolve));
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

const pageOf = (
  mails: readonly ReceivedMail[],
): string => `<!doctype html><meta charset="utf-8"><title>Practice mail</title>
<style>body{font:15px system-ui;margin:2rem auto;max-width:52rem}article{border:1px solid #ccd;border-radius:8px;padding:1rem;margin:1rem 0}pre{white-space:pre-wrap}</style>
<h1>Practice mail (${mails.length})</h1>${[...mails]
  .reverse()
  .map(
    (mail) =>
      `<article><b>${escaped(mail.subject)}</b><br>to ${escaped(mail.to)}<pre>${escaped(mail.text)}</pre></article>`,
  )
  .join('')}`;
