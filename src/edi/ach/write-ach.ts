import type { Cents } from '../../domain/money.js';
import { RECORD_CHARACTERS, routingCheckDigit } from './ach-file.js';
import { traceText, type ReassociationTrace } from './reassociation-trace.js';

/** A claim payment to one account: entry 6 with an addenda 705 that carries the 835's TRN. */
export interface OutAchPayment {
  /** Eight digits of the receiving bank. */
  readonly routing8: string;
  readonly account: string;
  readonly amountCents: Cents;
  readonly receiverId: string;
  readonly receiverName: string;
  readonly reassociation: ReassociationTrace;
  /** The payment comes back (NACHA return reason, `R03` no account): entry code 21 with addenda 799 in its place. */
  readonly returned?: { readonly reason: string; readonly information?: string };
}

export interface OutAchFile {
  /** Ten characters: a blank and the nine digits of the bank. */
  readonly immediateDestination: string;
  readonly immediateOrigin: string;
  /** YYMMDD and HHMM. */
  readonly date: string;
  readonly time: string;
  readonly companyName: string;
  readonly companyId: string;
  readonly effectiveDate: string;
  /** Eight digits of the originating bank. */
  readonly originatingBank8: string;
  readonly payments: readonly OutAchPayment[];
}

const left = (text: string, width: number): string => text.slice(0, width).padEnd(width);
const right = (text: string | number, width: number): string => String(text).slice(-width).padStart(width, '0');

function controls(file: OutAchFile): { count: string; hash: string; debit: string; credit: string } {
  const hash = file.payments.reduce((sum, { routing8 }) => sum + Number(routing8), 0);
  const credit = file.payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return {
    count: right(file.payments.length * 2, 8),
    hash: right(hash, 10),
    debit: right(0, 12),
    credit: right(credit, 12),
  };
}

const accountAnd = ({ account, amountCents, receiverId, receiverName }: OutAchPayment): string =>
  `${left(account, 17)}${right(amountCents, 10)}${left(receiverId, 15)}${left(receiverName, 22)}`;

/** Entry and addenda 99 of a returned credit: reason, first trace, first receiving bank, information. */
function returnRecords(payment: OutAchPayment, trace: string, entry: string): string[] {
  const { reason = '', information = '' } = payment.returned ?? {};
  const first = `${left(reason, 3)}${trace}${left('', 6)}${payment.routing8}${left(information, 44)}`;
  return [`621${entry}  1${trace}`, `799${first}${trace}`];
}

function paymentRecords(file: OutAchFile, payment: OutAchPayment, sequence: number): string[] {
  const trace = `${file.originatingBank8}${right(sequence, 7)}`;
  const routing = `${payment.routing8}${routingCheckDigit(payment.routing8)}`;
  if (payment.returned !== undefined) return returnRecords(payment, trace, `${routing}${accountAnd(payment)}`);
  return [
    `622${routing}${accountAnd(payment)}  1${trace}`,
    `705${left(traceText(payment.reassociation), 80)}0001${right(sequence, 7)}`,
  ];
}

/** One CCD+ batch of health care claim payments (HCCLAIMPMT), filled to blocks of ten records. */
export function writeAch(file: OutAchFile): Uint8Array {
  const { count, hash, debit, credit } = controls(file);
  const company = `${left(file.companyName, 16)}${left('', 20)}${left(file.companyId, 10)}`;
  const bank = `${file.originatingBank8}0000001`;
  const route = `${left(file.immediateDestination, 10)}${left(file.immediateOrigin, 10)}`;
  const lines = [
    `101${route}${file.date}${file.time}A094101${left('', 46)}${left('', 8)}`,
    `5220${company}CCDHCCLAIMPMT${file.date}${file.effectiveDate}   1${bank}`,
    ...file.payments.flatMap((payment, at) => paymentRecords(file, payment, at + 1)),
    `8220${count.slice(2)}${hash}${debit}${credit}${left(file.companyId, 10)}${left('', 25)}${bank}`,
  ];
  const blocks = Math.ceil((lines.length + 1) / 10);
  lines.push(`9000001${right(blocks, 6)}${count}${hash}${debit}${credit}${left('', 39)}`);
  while (lines.length % 10 !== 0) lines.push('9'.repeat(RECORD_CHARACTERS));
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
}
