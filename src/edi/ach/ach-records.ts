import { cents, type Cents } from '../../domain/money.js';
import type { AchAddenda, AchBatchItem, AchEntryItem, AchFileItem, AchTotals } from './ach-file.js';

/** Characters `from` to `to` of a record, counted from 1 as the NACHA rules do, both included. */
export const field = (record: string, from: number, to: number): string => record.slice(from - 1, to).trim();

const HEALTH_CARE_DESCRIPTION = 'HCCLAIMPMT';

/** Whole number of a field; undefined when it is none. */
export function wholeField(record: string, from: number, to: number): number | undefined {
  const text = field(record, from, to);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export const centsField = (record: string, from: number, to: number): Cents | undefined => {
  const amount = wholeField(record, from, to);
  return amount === undefined ? undefined : cents(amount);
};

export function fileItem(record: string, line: number): AchFileItem {
  return {
    kind: 'achFile',
    immediateDestination: field(record, 4, 13),
    immediateOrigin: field(record, 14, 23),
    date: field(record, 24, 29),
    time: field(record, 30, 33),
    modifier: field(record, 34, 34),
    line,
  };
}

export function batchItem(record: string, ordinal: number, line: number): AchBatchItem {
  const [sec, entryDescription] = [field(record, 51, 53), field(record, 54, 63)];
  return {
    kind: 'achBatch',
    ordinal,
    serviceClass: field(record, 2, 4),
    companyName: field(record, 5, 20),
    companyId: field(record, 41, 50),
    sec,
    entryDescription,
    descriptiveDate: field(record, 64, 69),
    effectiveDate: field(record, 70, 75),
    originatingBank: field(record, 80, 87),
    number: field(record, 88, 94),
    isHealthCarePayment: sec === 'CCD' && entryDescription.toUpperCase() === HEALTH_CARE_DESCRIPTION,
    line,
  };
}

/** Second digit 0–4 of a transaction code is a credit, 5–9 a debit. */
const directionOf = (code: string): 'credit' | 'debit' => ((Number(code[1]) || 0) < 5 ? 'credit' : 'debit');

export function entryItem(record: string, batch: number, line: number): Omit<AchEntryItem, 'addenda'> | undefined {
  const amountCents = centsField(record, 30, 39);
  if (amountCents === undefined) return undefined;
  const transactionCode = field(record, 2, 3);
  return {
    kind: 'achEntry',
    batch,
    transactionCode,
    direction: directionOf(transactionCode),
    routing: field(record, 4, 12),
    account: field(record, 13, 29),
    amountCents,
    individualId: field(record, 40, 54),
    individualName: field(record, 55, 76),
    trace: field(record, 80, 94),
    line,
  };
}

export function addendaOf(record: string): AchAddenda {
  const type = field(record, 2, 3);
  const sequence = wholeField(record, 84, 87);
  if (type === '98' || type === '99') return { type, reason: field(record, 4, 6), text: field(record, 36, 79) };
  return { type, text: field(record, 4, 83), ...(sequence === undefined ? {} : { sequence }) };
}

/** Totals of a batch control (8) or file control (9), which hold the same fields at other places. */
export function statedTotals(record: string, kind: '8' | '9'): AchTotals {
  const at = kind === '8' ? { entries: [5, 10], hash: [11, 20], debit: [21, 32], credit: [33, 44] } : FILE_CONTROL;
  const number = (range: readonly number[]): number => wholeField(record, range[0] ?? 0, range[1] ?? 0) ?? 0;
  return {
    entries: number(at.entries),
    hash: field(record, at.hash[0] ?? 0, at.hash[1] ?? 0),
    debitCents: cents(number(at.debit)),
    creditCents: cents(number(at.credit)),
  };
}

const FILE_CONTROL = { entries: [14, 21], hash: [22, 31], debit: [32, 43], credit: [44, 55] };
