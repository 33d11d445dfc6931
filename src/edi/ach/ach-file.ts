import type { Cents } from '../../domain/money.js';
import type { ReassociationTrace } from './reassociation-trace.js';

/** A NACHA file in file order. `line` is the record's ordinal, from 1. */
export type AchItem = AchFileItem | AchBatchItem | AchEntryItem | AchBatchEndItem | AchFileEndItem | AchProblemItem;

/** Record 1. Dates YYMMDD, times HHMM as sent. */
export interface AchFileItem {
  readonly kind: 'achFile';
  readonly immediateDestination: string;
  readonly immediateOrigin: string;
  readonly date: string;
  readonly time: string;
  readonly modifier: string;
  readonly line: number;
}

/** Record 5. `isHealthCarePayment`: SEC code CCD with entry description HCCLAIMPMT (CAQH CORE 370). */
export interface AchBatchItem {
  readonly kind: 'achBatch';
  readonly ordinal: number;
  readonly serviceClass: string;
  readonly companyName: string;
  readonly companyId: string;
  readonly sec: string;
  readonly entryDescription: string;
  readonly descriptiveDate: string;
  readonly effectiveDate: string;
  readonly originatingBank: string;
  readonly number: string;
  readonly isHealthCarePayment: boolean;
  readonly line: number;
}

/** Record 7. `05` carries payment information, `99` a return, `98` a notice of change. */
export interface AchAddenda {
  readonly type: string;
  /** Payment information, or the return's information; trimmed. */
  readonly text: string;
  /** Return reason (R01…) or change code (C01…) of a 98 or 99. */
  readonly reason?: string;
  readonly sequence?: number;
}

/** Record 6 with its addenda. */
export interface AchEntryItem {
  readonly kind: 'achEntry';
  readonly batch: number;
  /** 22, 32 credits to checking, savings; 27, 37 debits; 21, 26 … returns. */
  readonly transactionCode: string;
  readonly direction: 'credit' | 'debit';
  /** Eight digits and the check digit. */
  readonly routing: string;
  readonly account: string;
  readonly amountCents: Cents;
  readonly individualId: string;
  readonly individualName: string;
  /** Fifteen digits: originating bank and sequence. */
  readonly trace: string;
  readonly addenda: readonly AchAddenda[];
  /** Key to the remittance, when an addenda 05 holds one. */
  readonly reassociation?: ReassociationTrace;
  readonly line: number;
}

interface AchTotals {
  readonly entries: number;
  readonly debitCents: Cents;
  readonly creditCents: Cents;
  /** Sum of the eight-digit routing numbers, last ten digits. */
  readonly hash: string;
}

export interface AchBatchEndItem {
  readonly kind: 'achBatchEnd';
  readonly ordinal: number;
  readonly stated: AchTotals;
  readonly found: AchTotals;
  readonly foots: boolean;
  readonly line: number;
}

export interface AchFileEndItem {
  readonly kind: 'achFileEnd';
  readonly batches: number;
  readonly batchesFound: number;
  readonly blocks: number;
  readonly stated: AchTotals;
  readonly found: AchTotals;
  readonly foots: boolean;
  readonly line: number;
}

export type { AchTotals };

export type AchProblemCode =
  | 'ACH_NOT_ACH'
  | 'ACH_RECORD_LENGTH'
  | 'ACH_RECORD_UNKNOWN'
  | 'ACH_RECORD_MISPLACED'
  | 'ACH_AMOUNT_BAD'
  | 'ACH_TOTAL_WRONG'
  | 'ACH_COUNT_WRONG'
  | 'ACH_HASH_WRONG'
  | 'ACH_ADDENDA_WRONG'
  | 'ACH_ROUTING_CHECK_DIGIT'
  | 'ACH_BLOCKING'
  | 'ACH_TRAILER_MISSING';

export interface AchProblemItem {
  readonly kind: 'achProblem';
  readonly code: AchProblemCode;
  readonly severity: 'refused' | 'warning';
  readonly line: number;
  readonly message: string;
}

export const RECORD_CHARACTERS = 94;

/** Check digit of a bank's routing number (ABA): weights 3, 7, 1. */
export function routingCheckDigit(eightDigits: string): string {
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(eightDigits[at] ?? '0'), 0);
  return String((10 - (sum % 10)) % 10);
}
