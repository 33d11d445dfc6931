import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { BalanceCount } from './balance-remittance.js';

/**
 * What a generated remittance shall show, by name. Claims: `denial` a claim with every line denied, `partialDenial`,
 * `zeroPay` paid 0 because the patient owes all, `secondary` CLP02 2 with OA-23, `tertiary`, `forwarded` 19, 20, 21,
 * `notOurs` 23, `predetermination` 25, `replacement` and `void` frequency 7 and 8, `claimLevel` without lines,
 * `inpatient` MIA, `remarks` MOA and LQ, `interest` AMT*I with PLB L6, `downcoded` SVC06.
 * Reversals: `reversal` original, CLP02 22 and correction in one file, `laterReversal` original in one remittance,
 * reversal and correction in the next, `orphanReversal` one without original.
 * Payment: `plb` some adjustments, `allPlb` every code with both signs, `plbOnly` no claims, `nonPayment` NON and 0,
 * `capitation` PLB CT. Faults: `unbalancedLine`, `unbalancedClaim`, `unbalancedPayment`, `debit` BPR03 D.
 */
export type RemittanceFeature =
  | 'denial'
  | 'partialDenial'
  | 'zeroPay'
  | 'secondary'
  | 'tertiary'
  | 'forwarded'
  | 'notOurs'
  | 'predetermination'
  | 'replacement'
  | 'void'
  | 'claimLevel'
  | 'inpatient'
  | 'remarks'
  | 'interest'
  | 'downcoded'
  | 'reversal'
  | 'laterReversal'
  | 'orphanReversal'
  | 'plb'
  | 'allPlb'
  | 'plbOnly'
  | 'nonPayment'
  | 'capitation'
  | 'unbalancedLine'
  | 'unbalancedClaim'
  | 'unbalancedPayment'
  | 'debit';

export interface Generate835Options {
  /** ST sets of the file. Default 1. */
  readonly remittances?: number;
  /** Ordinary claims of each; features add their own. Default 3. */
  readonly claims?: number;
  /** Most lines of a claim. Default 4. */
  readonly linesAtMost?: number;
  readonly features?: readonly RemittanceFeature[];
  /** By how much the `unbalanced…` features are wrong. Default 1,000 (10.00). */
  readonly wrongByCents?: number;
  /** BPR16, DTM*405 and the envelope's date. Default 2026-03-02. */
  readonly date?: PlainDate;
  /** ISA13 of the file. Default 1. */
  readonly control?: number;
}

/** What is true of one generated remittance; computed while it is made, never by reading it. */
export interface RemittanceTruth {
  readonly trace: string;
  readonly payerTraceId: string;
  readonly method: string;
  readonly paymentCents: number;
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly plbCents: number;
  readonly providerAdjustments: number;
  /** CAS reasons of claims and lines. */
  readonly claimAdjustments: number;
  readonly reversals: number;
  /** Claim numbers (CLP01) in order of the file, at most the first thousand. */
  readonly claimNumbers: readonly string[];
  readonly expected: {
    readonly balanced: boolean;
    readonly debit: boolean;
    readonly lines: BalanceCount;
    readonly claims: BalanceCount;
    readonly rollups: BalanceCount;
    readonly paymentDifferenceCents: number;
  };
}

/** PLB03-1 codes a payer uses (domain rulebook §6.4). */
export const PLB_CODES: readonly [string, ...string[]] = [
  ...(['WO', 'FB', '72', 'B2', 'B3', 'L6', '51', '50', 'CS', 'J1', 'IR', 'LE', 'OB'] as const),
  ...(['AP', 'PI', 'IS', 'LS', 'PL', 'C5', 'E3', 'IP', 'BN', 'CT', 'CR', 'CV'] as const),
];
