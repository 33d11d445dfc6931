/**
 * A BAI2 balance report, in file order: one `bankFile` (01), groups (02), accounts (03), transactions (16) and the
 * totals that close them (49, 98, 99). Amounts are integers in the currency's minor unit, as written; a type code says
 * whether they came in or went out. `line` is the physical line, from 1.
 */
export type BankItem =
  BankFileItem | BankGroupItem | BankAccountItem | BankTransactionItem | BankTotalItem | BankProblemItem;

export interface BankFileItem {
  readonly kind: 'bankFile';
  readonly sender: string;
  readonly receiver: string;
  /** YYMMDD and HHMM as sent. */
  readonly date: string;
  readonly time: string;
  readonly id: string;
  readonly line: number;
}

export interface BankGroupItem {
  readonly kind: 'bankGroup';
  readonly ordinal: number;
  readonly receiver: string;
  readonly originator: string;
  /** 1 update, 2 deletion, 3 correction, 4 test. */
  readonly status: string;
  readonly asOfDate: string;
  readonly asOfTime: string;
  readonly currency: string;
  readonly line: number;
}

/** Funds availability of an amount: `S` spread over days, `V` value-dated, `D` distributed. */
export interface FundsAvailability {
  readonly type: string;
  readonly valueDate?: string;
  readonly valueTime?: string;
  /** Amounts by days until available. */
  readonly parts: readonly { readonly days: number; readonly amount: number }[];
}

export interface BankSummary {
  readonly typeCode: string;
  readonly amount?: number;
  readonly items?: number;
  readonly availability?: FundsAvailability;
}

export interface BankAccountItem {
  readonly kind: 'bankAccount';
  readonly ordinal: number;
  readonly group: number;
  readonly account: string;
  /** Of the account, else of its group, else USD. Only USD posts. */
  readonly currency: string;
  readonly summaries: readonly BankSummary[];
  readonly line: number;
}

export interface BankTransactionItem {
  readonly kind: 'bankTransaction';
  readonly group: number;
  readonly accountOrdinal: number;
  readonly account: string;
  readonly currency: string;
  /** Three digits: 100–399 credits, 400–699 debits, 7xx loans, 9xx the bank's own. */
  readonly typeCode: string;
  readonly direction: 'credit' | 'debit' | 'other';
  readonly amount: number;
  readonly availability?: FundsAvailability;
  readonly bankReference: string;
  readonly customerReference: string;
  /** Text of the record and its 88 continuations. */
  readonly text: string;
  readonly line: number;
}

/** 49, 98 or 99. `total` and `records` as sent; the sums found stand beside them. */
export interface BankTotalItem {
  readonly kind: 'bankAccountEnd' | 'bankGroupEnd' | 'bankFileEnd';
  readonly total?: number;
  readonly totalFound: number;
  /** Accounts of a group, groups of a file. */
  readonly parts?: number;
  readonly partsFound: number;
  readonly records?: number;
  readonly recordsFound: number;
  readonly foots: boolean;
  readonly line: number;
}

export type BankProblemCode =
  | 'BANK_NOT_BAI2'
  | 'BANK_RECORD_UNKNOWN'
  | 'BANK_RECORD_MISPLACED'
  | 'BANK_AMOUNT_BAD'
  | 'BANK_FIELD_BAD'
  | 'BANK_TOTAL_WRONG'
  | 'BANK_COUNT_WRONG'
  | 'BANK_TRAILER_MISSING';

export interface BankProblemItem {
  readonly kind: 'bankProblem';
  readonly code: BankProblemCode;
  readonly severity: 'refused' | 'warning';
  readonly line: number;
  /** Sentence for a biller, without account numbers. */
  readonly message: string;
}

/** Direction of a type code by the BAI2 code ranges. */
export function directionOf(typeCode: string): 'credit' | 'debit' | 'other' {
  const code = Number(typeCode);
  if (code >= 100 && code <= 399) return 'credit';
  return code >= 400 && code <= 699 ? 'debit' : 'other';
}
