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
      // One connection a mail: a kept one that the server has dropped would leave it in doubt whether the mail has left.
      mailer: nodemailer.createTransport({ url, disableFileAccess: true, disableUrlAccess: true } as never),
    };
  }
  return transport.mailer;
}

/** Controls, separators, quotes, comments, groups and domain literals (RFC 5322 §3.4): each could make one address two. */
const HEADER_BREAK = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029,;:<>"()[\]\\]/;
/** RFC 5321 §4.5.3.1.3, and a bound on what is matched. */
const MAX_ADDRESS_CHARS = 254;

/** An address that can only ever name one mailbox (reliability §6.9). */
export const isPlainAddress = (address: string): boolean =>
  address.length <= MAX_ADDRESS_CHARS &&
  !HEADER_BREAK.test(address) &&
  /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(address);

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
    const failed = error as SmtpFailure;
    if (isAboutThisMail(failed)) return 'refused';
    if (!nothingLeft(failed)) return 'in-doubt';
    throw error;
  }
}

/** What nodemailer says about a failure; a connection lost at any stage has the command CONN. */
interface SmtpFailure {
  readonly code?: string;
  readonly syscall?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message?: string;
}

/** The server refused this recipient or this text. A 5xx to our sign-in or our own address is the office's fault, not the patient's. */
const isAboutThisMail = ({ responseCode = 0, command = '' }: SmtpFailure): boolean =>
  responseCode >= 500 && /^(RCPT TO|DATA)/.test(command);

const BEFORE_DATA = /^(EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO)/;
const NEVER_CONNECTED = /^(Connection timeout|Greeting never received)/;

/** True only when the message surely stayed with us: no connection, a failure before the data, or a temporary refusal by the server. */
const nothingLeft = ({ code, syscall, responseCode, command, message }: SmtpFailure): boolean =>
  syscall === 'connect' ||
  code === 'EDNS' ||
  responseCode !== undefined ||
  BEFORE_DATA.test(command ?? '') ||
  NEVER_CONNECTED.test(message ?? '');

/** Connects, secures the line and signs in as sending does, and sends nothing. Rejects with what the server or the line said. */
export async function greetMailServer(smtpUrl: string, patienceMs: number): Promise<void> {
  const patience = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
  const once = nodemailer.createTransport({ url: smtpUrl, ...patience } as never);
  try {
    await once.verify();
  } finally {
    once.close();
  }
}
