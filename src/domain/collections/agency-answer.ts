import { isPlainDate, type PlainDate } from '../dates/plain-date.js';

/** Columns of a file an agency sends us; its first line names them, in this order. */
export const AGENCY_COLUMNS = [
  'record',
  'placement',
  'account',
  'date',
  'amount',
  'fee',
  'paid_to',
  'reference',
  'code',
] as const;

/** Records: acknowledged, refused, payment, disputed, asks for legal action, returned, recall confirmed, trailer. */
export type AgencyRecord = 'ACK' | 'REJ' | 'PAY' | 'DSP' | 'LGL' | 'RET' | 'RCL';

const records: readonly string[] = ['ACK', 'REJ', 'PAY', 'DSP', 'LGL', 'RET', 'RCL'];

/** Reasons of a refusal or return; a code outside the list is kept as OTHER, its text is never stored. */
const codes: readonly string[] = ['BANKRUPT', 'DECEASED', 'NOTFOUND', 'UNCOLLECTABLE', 'OUTSIDE', 'DUPLICATE'];

export interface AgencyAnswer {
  /** Row of the file, the header being 1. */
  readonly row: number;
  readonly record: AgencyRecord;
  readonly placementId: string;
  readonly accountNumber: string;
  readonly date: PlainDate;
  /** Gross, as the guarantor paid. */
  readonly amountCents: number;
  readonly feeCents: number;
  /** The guarantor paid the agency, or us (then only the fee is kept back). */
  readonly paidTo: 'agency' | 'provider';
  readonly reference: string;
  readonly code: string;
}

export interface AgencyFault {
  readonly row: number;
  readonly code: 'AGENCY_COLUMNS' | 'AGENCY_ROW' | 'AGENCY_TOTAL';
  /** What is wrong and how to mend it; no value of the file. */
  readonly message: string;
}

export interface AgencyFile {
  readonly answers: readonly AgencyAnswer[];
  /** One refused row; the others go on. */
  readonly faults: readonly AgencyFault[];
  /** The trailer does not foot or is missing: nothing of the file may be used. */
  readonly refused: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MONEY = /^\d{1,9}(\.\d{1,2})?$/;
const REFERENCE = /^[A-Za-z0-9-]{1,40}$/;

/** Is this the first line of an agency's file? */
export const isAgencyHeader = (line: string): boolean =>
  line.replaceAll('"', '').trim().toLowerCase() === AGENCY_COLUMNS.join(',');

/**
 * Reads an agency's rows: each is an answer or a fault with its place. The last row is the trailer `TOT` with the count of
 * records, the gross and the fees; when it does not foot the whole file is refused, since rows may be missing (rulebook §9.6).
 */
export function readAgencyRows(rows: readonly (readonly string[])[]): AgencyFile {
  const [header, ...body] = rows;
  if (header === undefined || !isAgencyHeader(header.join(',')))
    return refusal(1, 'AGENCY_COLUMNS', `The first row must name the columns ${AGENCY_COLUMNS.join(', ')}.`);
  const trailer = body.at(-1);
  if (trailer?.[0] !== 'TOT')
    return refusal(rows.length, 'AGENCY_TOTAL', 'The last row must be the trailer TOT: count, gross and fees.');
  const read = body.slice(0, -1).map((row, at) => readRow(row, at + 2));
  const answers = read.filter((each): each is AgencyAnswer => 'record' in each);
  const faults = read.filter((each): each is AgencyFault => 'message' in each);
  const fault = footing(body.slice(0, -1), trailer, rows.length);
  return fault ? { answers: [], faults: [...faults, fault], refused: true } : { answers, faults, refused: false };
}

const refusal = (row: number, code: AgencyFault['code'], message: string): AgencyFile => ({
  answers: [],
  faults: [{ row, code, message }],
  refused: true,
});

/** Counts and sums every payment row, the refused ones included: the trailer is about the file, not about what we take. */
function footing(
  rows: readonly (readonly string[])[],
  trailer: readonly string[],
  at: number,
): AgencyFault | undefined {
  const payments = rows.filter(([record]) => record === 'PAY');
  const sum = (column: number): number => payments.reduce((cents, row) => cents + (centsOf(row[column]) ?? 0), 0);
  const wrong = [
    ...(Number(trailer[7]) === rows.length ? [] : ['count']),
    ...(centsOf(trailer[4]) === sum(4) ? [] : ['gross']),
    ...(centsOf(trailer[5]) === sum(5) ? [] : ['fees']),
  ];
  return wrong.length === 0
    ? undefined
    : {
        row: at,
        code: 'AGENCY_TOTAL',
        message: `The trailer does not foot (${wrong.join(', ')}). Nothing of the file was used; ask for it again, whole.`,
      };
}

function centsOf(text: string | undefined): number | undefined {
  if (text === undefined || !MONEY.test(text)) return undefined;
  const [dollars = '0', cents = ''] = text.split('.');
  return Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
}

function readRow(row: readonly string[], at: number): AgencyAnswer | AgencyFault {
  const [
    record = '',
    placementId = '',
    accountNumber = '',
    date = '',
    amount,
    fee,
    paidTo = '',
    reference = '',
    code = '',
  ] = row;
  const isPayment = record === 'PAY';
  const amountCents = centsOf(amount);
  const feeCents = centsOf(fee);
  const wrong = [
    ...(records.includes(record) ? [] : ['record']),
    ...(UUID.test(placementId) ? [] : ['placement']),
    ...(isPlainDate(date) ? [] : ['date']),
    ...(isPayment && !(amountCents !== undefined && amountCents > 0) ? ['amount'] : []),
    ...(isPayment && !(feeCents !== undefined && feeCents <= (amountCents ?? 0)) ? ['fee'] : []),
    ...(isPayment && paidTo !== 'agency' && paidTo !== 'provider' ? ['paid_to'] : []),
    ...(isPayment && !REFERENCE.test(reference) ? ['reference'] : []),
  ];
  if (wrong.length > 0)
    return {
      row: at,
      code: 'AGENCY_ROW',
      message: `This row cannot be used: ${wrong.join(', ')}. Ask the agency for it again.`,
    };
  return {
    row: at,
    record: record as AgencyRecord,
    placementId,
    accountNumber,
    date: date as PlainDate,
    amountCents: amountCents ?? 0,
    feeCents: feeCents ?? 0,
    paidTo: paidTo === 'provider' ? 'provider' : 'agency',
    reference,
    code: codes.includes(code) ? code : code === '' ? '' : 'OTHER',
  };
}
