import type { PlainDate } from '../dates/plain-date.js';
import type { Classification } from '../denials/classification.js';

/** CLP02 values with a meaning of their own (X12 835 code list; rulebook §2.1). */
export const CLP02_REVERSAL = '22';
export const CLP02_PREDETERMINATION = '25';
/** Not this payer's claim; forwarded to the next one. */
export const CLP02_NOT_OURS_FORWARDED = '23';
/** Processed and forwarded to the next payer. */
export const CLP02_FORWARDED: readonly string[] = ['19', '20', '21'];
/** Remark codes that say the claim was crossed over to the next payer (rulebook §4.2). */
export const CROSSOVER_RARCS: readonly string[] = ['MA18', 'N89', 'MA07'];
/** Remark codes that say it was not: the next payer is ours to bill (rulebook §4.2). */
export const NOT_CROSSED_RARCS: readonly string[] = ['MA08', 'MA19', 'MA68', 'N387'];
/** CARCs of a patient's ordinary share (rulebook §4.1). */
export const PATIENT_SHARE_CARCS: readonly string[] = ['1', '2', '3', '66', '247', '248'];

/** One CAS triplet: group, reason, amount (positive reduces the payment). */
export interface ClaimAdjustment {
  readonly group: string;
  readonly carc: string;
  readonly amountCents: number;
}

export interface AdjudicatedProcedure {
  readonly code: string;
  readonly modifiers: readonly string[];
}

/** One SVC of a remittance claim; what the 835 reader yields fits without mapping. */
export interface RemittanceLine {
  /** 1-based position within the claim. */
  readonly ordinal: number;
  /** SVC01: what the payer decided on. */
  readonly procedure: AdjudicatedProcedure;
  /** SVC06: what we had sent, only when the payer changed it. */
  readonly submittedProcedure?: AdjudicatedProcedure;
  readonly serviceFrom?: PlainDate;
  readonly chargeCents: number;
  readonly paidCents: number;
  /** AMT*B6. */
  readonly allowedCents?: number;
  /** REF*6R: our line key. */
  readonly lineControl?: string;
  readonly adjustments: readonly ClaimAdjustment[];
  /** LQ*HE. */
  readonly remarks: readonly string[];
}

/** One CLP of a remittance; what the 835 reader yields fits without mapping. */
export interface RemittanceClaim {
  /** 1-based position of the CLP within its ST set. */
  readonly ordinal: number;
  /** CLP01: our CLM01. */
  readonly claimNumber: string;
  /** CLP02, as sent. */
  readonly status: string;
  readonly chargeCents: number;
  readonly paidCents: number;
  /** CLP05; absent on a reversal. */
  readonly patientResponsibilityCents?: number;
  /** CLP07: the payer's own number (ICN, DCN). */
  readonly payerControlNumber?: string;
  /** DTM*232. */
  readonly from?: PlainDate;
  readonly adjustments: readonly ClaimAdjustment[];
  /** MIA and MOA remark codes. */
  readonly remarks: readonly string[];
  /** AMT of the claim. */
  readonly amounts?: readonly { readonly qualifier: string; readonly amountCents: number }[];
  readonly lines: readonly RemittanceLine[];
}

const AMT_INTEREST = 'I';

/** Interest the payer says it added for this claim (AMT*I); the money itself is a PLB L6 of the same payment. Cents. */
export const interestOf = ({ amounts = [] }: Pick<RemittanceClaim, 'amounts'>): number =>
  amounts.reduce((sum, { qualifier, amountCents }) => (qualifier === AMT_INTEREST ? sum + amountCents : sum), 0);

/** One PLB reason/amount pair: positive lowers this payment, negative raises it. */
export interface ProviderAdjustment {
  /** 1-based position within the ST set. */
  readonly ordinal: number;
  /** PLB03-1. */
  readonly reason: string;
  /** PLB03-2. */
  readonly reference?: string;
  readonly amountCents: number;
}

/** One balanced 835 ST set, ready to post. */
export interface Remittance {
  readonly remittanceId: string;
  /** `remittanceKey`: part of every business key, so that one payment can post only once. */
  readonly identityKey: string;
  readonly payerId: string;
  /** BPR16. */
  readonly paymentDate: PlainDate;
  /** BPR02, never negative. */
  readonly paymentCents: number;
  readonly claims: readonly RemittanceClaim[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
}

/** What a CARC means for money, as the denial tables answer it (rulebook §4.1). */
export type AdjustmentClass = Pick<Classification, 'kind' | 'category' | 'postsTo' | 'patientProtected'>;

export type ClassifyAdjustment = (adjustment: {
  group: string;
  carc: string;
  rarcs: readonly string[];
  amountCents: number;
}) => AdjustmentClass;
