import nodemailer, { type Transporter } from 'nodemailer';

/** One mail to one person: constant subject, plain text, a link; the message id is ours, so a receiver can tell a repeat. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

/** What became of the attempt: refused for good, or not known (the connection broke after the data had gone out). */
export type Sent = 'accepted' | 'refused' | 'in-doubt';

let transport: { readonly url: string; readonly mailer: Transporter } | undefined;

function mailer(url: string): Transporter {
  if (transport?.url !== url) {
    transport = {
      url,
      mailer: nodemailer.createTransport(url, { pool: true, disableFileAccess: true, disableUrlAccess: true } as never),
    };
  }
  return transport.mailer;
}

const HEADER_BREAK = /[\r\n,;<>"()]/;

/** An address that can only ever name one mailbox (reliability §6.9). */
export const isPlainAddress = (address: string): boolean =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) && !HEADER_BREAK.test(address);

/** Sends with an explicit envelope of one. Throws when nothing has left yet, so that a retry is safe. */
export async function sendMail(smtpUrl: string, mail: Mail): Promise<Sent> {
  if (!isPlainAddress(mail.to)) return 'refused';
  try {
    await mailer(smtpUrl).sendMail({
      from: mail.from,
      to: mail.to,
      envelope: { from: mail.from, to: [mail.to] },
      messageId: `<${mail.messageId}>`,
      subject: mail.subject,
      text: mail.text,
      date: new Date(),
    });
    return 'accepted';
  } catch (error) {
    const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
    if (responseCode !== undefined && responseCode >= 500) return 'refused';
    if (command === 'DATA' || code === 'ETIMEDOUT' || code === 'ESOCKET') return 'in-doubt';
    throw error;
  }
}
