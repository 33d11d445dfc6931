import { plbCodes, type PlbCode } from './provider-adjustment-codes.js';
import { writeOffCodes, type KpiBucket, type WriteOffCode } from './write-off-codes.js';

export type NormalSide = 'debit' | 'credit';

/** Which term of the money identity an account belongs to (rulebook §15). */
export type MoneyBucket = 'charged' | 'open' | 'paid' | 'contractual' | 'writtenOff' | 'transferred' | 'aside';

export interface LedgerAccountRule {
  readonly title: string;
  readonly side: NormalSide;
  readonly bucket: MoneyBucket;
  readonly kpiBucket?: KpiBucket;
}

const fixedAccounts = {
  'receivable.payer': { title: 'Owed by payers', side: 'debit', bucket: 'open' },
  'receivable.patient': { title: 'Owed by guarantors', side: 'debit', bucket: 'open' },
  'revenue.charges': { title: 'Charges', side: 'credit', bucket: 'charged' },
  'fees.returned-payment': { title: 'Fees for returned payments', side: 'credit', bucket: 'charged' },
  'cash.clearing': { title: 'Money received, before the bank statement', side: 'debit', bucket: 'paid' },
  'refunds-payable': { title: 'Credits we owe back', side: 'credit', bucket: 'paid' },
  suspense: { title: 'Money for claims we do not know yet', side: 'credit', bucket: 'paid' },
  'patient-unapplied': { title: 'Patient money without a responsibility', side: 'credit', bucket: 'paid' },
  'transfer.next-payer': {
    title: 'Handed from one claim to the next payer’s claim',
    side: 'debit',
    bucket: 'transferred',
  },
  'payer-offset': { title: 'Recoveries and balances a payer will still take', side: 'credit', bucket: 'aside' },
  'interest.income': { title: 'Interest paid by payers', side: 'credit', bucket: 'aside' },
  'interest.expense': { title: 'Interest and late charges we pay', side: 'debit', bucket: 'aside' },
  'agency-fees': { title: 'Collection agency commission', side: 'debit', bucket: 'aside' },
  'plb.unknown': { title: 'Provider adjustment with a code we do not know', side: 'debit', bucket: 'aside' },
} as const satisfies Record<string, LedgerAccountRule>;

/** PLB codes with an account of their own: all that are neither offset nor interest. */
export type PlbAccount = `plb.${Exclude<PlbCode, 'WO' | 'FB' | 'L6' | '50' | '51'>}`;
export type WriteOffAccount = `writeoff.${WriteOffCode}`;
export type LedgerAccountCode = keyof typeof fixedAccounts | PlbAccount | WriteOffAccount;

const bucketOf = (kpi: KpiBucket): MoneyBucket => (kpi === 'contractual' ? 'contractual' : 'writtenOff');

function writeOffAccounts(): [string, LedgerAccountRule][] {
  return Object.entries(writeOffCodes).map(([code, rule]) => [
    `writeoff.${code}`,
    { title: rule.title, side: 'debit', bucket: bucketOf(rule.kpiBucket), kpiBucket: rule.kpiBucket },
  ]);
}

function plbAccounts(): [string, LedgerAccountRule][] {
  return Object.entries(plbCodes)
    .filter(([, rule]) => rule.group !== 'offset' && rule.group !== 'interest')
    .map(([code, rule]) => [`plb.${code}`, { title: rule.title, side: 'debit', bucket: 'aside' }]);
}

/** Every account of the ledger with its normal side; debit amounts are positive, credit amounts negative. */
export const chartOfAccounts = Object.fromEntries([
  ...Object.entries(fixedAccounts),
  ...writeOffAccounts(),
  ...plbAccounts(),
]) as Readonly<Record<LedgerAccountCode, LedgerAccountRule>>;

export const isLedgerAccount = (code: string): code is LedgerAccountCode => Object.hasOwn(chartOfAccounts, code);

export const writeOffAccount = (code: WriteOffCode): WriteOffAccount => `writeoff.${code}`;
