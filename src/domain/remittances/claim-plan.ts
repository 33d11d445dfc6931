import type { PostingDraft } from '../ledger/posting.js';

/** What our books say about the claim a CLP was matched to. */
export interface ClaimOnBooks {
  readonly claimId: string;
  readonly payerId: string;
  readonly guarantorAccountId: string;
  /** Total charge of the claim. */
  readonly chargeCents: number;
  readonly rank: 'primary' | 'secondary' | 'tertiary';
  /** The claim to the payer before this one. */
  readonly parentClaimId?: string;
  /** Balance of receivable.payer of this claim before this remittance: for a secondary, what the primary left. */
  readonly openPayerCents: number;
  /** Another payer is still to be billed (an active coverage of the next rank). */
  readonly nextPayerId?: string;
  /** Answer of `mayBillPatient`; reasons are guard codes. */
  readonly patientGuard: { readonly mayBill: boolean; readonly reasons: readonly string[] };
  /** Earlier, not yet reversed remittance claims of this claim and payer, oldest first: what a CLP02 22 may take back. */
  readonly earlier: readonly EarlierAdjudication[];
  /** What this claim handed to the next payer's claim or, for want of one, to the patient, and that still stands. */
  readonly handedOn?: readonly PostingDraft[];
  /** What the primary paid and adjusted, to compare with CARC 23. */
  readonly priorPayerImpactCents?: number;
  readonly lines: readonly ClaimLineOnBooks[];
}

export interface ClaimLineOnBooks {
  readonly lineId: string;
  /** REF*6R we sent. */
  readonly lineControlNumber: string;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly serviceDate: string;
  readonly chargeCents: number;
}

export interface EarlierAdjudication {
  /** Absent when it moved no money (a denial). */
  readonly posting?: PostingDraft;
  /** CLP03, CLP04 and CLP07 of the remittance claim it posted. */
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly payerControlNumber?: string;
  /** Our lines it decided, when it decided each of them whole: what tells the parts of a claim the payer split apart. */
  readonly lineIds?: readonly string[];
  /** The payer decided anew without taking this back: only its payment is left, held for the payer (`posting`). */
  readonly replaced?: true;
}

/** One denial as the remittance reports it: facts only, the claim's story decides (architecture §3.4). */
export interface DenialFact {
  readonly group: string;
  readonly carc: string;
  readonly category: string;
  readonly rarcs: readonly string[];
  /** Our line ids where matched, else 'svc:<ordinal>'; empty for a claim-level code without lines. */
  readonly lines: readonly string[];
  readonly amountCents: number;
}

export type ReviewReason =
  | 'unknownCode'
  | 'patientKindNotPr'
  | 'contractualNotCo'
  | 'prContractual'
  | 'fullChargeContractual'
  | 'noLedgerAccount'
  | 'denialWithNegativeAmount'
  | 'beyondBalance'
  | 'balanceLeft'
  | 'patientGuard'
  | 'differsFromPrimary'
  | 'reversalWithoutOriginal'
  | 'predeterminationWithMoney'
  | 'overpaymentCheck'
  | 'unmatchedLine'
  | 'decidedTwice';

/** Why a person must look. */
export interface ReviewFact {
  readonly reason: ReviewReason;
  /** CAS group and reason; empty when the fact is about the whole claim. */
  readonly group: string;
  readonly carc: string;
  readonly amountCents: number;
  /** The part of it that stays on the payer's receivable and that nobody owns yet. */
  readonly leftOpenCents: number;
}

/** The facts of a posted remittance claim, as the claim's event row carries them. */
export interface ClaimOutcome {
  readonly status: string;
  readonly reversal: boolean;
  readonly crossover: boolean;
  readonly paidCents: number;
  readonly patientResponsibilityCents: number;
  readonly deniedLines: number;
  readonly totalLines: number;
}

export interface ReplacedDecision {
  readonly earlier: EarlierAdjudication;
  /** The record that stands for it from now on: nothing, or its payment alone. */
  readonly left?: EarlierAdjudication;
}

export interface ClaimPlan {
  readonly ordinal: number;
  readonly claimId?: string;
  readonly posting?: PostingDraft;
  /** Reversals of what the claim had handed on: a decision that is taken back leaves nothing to hand on. */
  readonly undone?: readonly PostingDraft[];
  /** Earlier decisions this one stands in for although the payer never took them back; their reversals are in `undone`. */
  readonly replaces?: readonly ReplacedDecision[];
  /** A reversal of a decision that a later one had replaced: it settles money only, the claim stands as it stood. */
  readonly ofReplaced?: EarlierAdjudication;
  readonly transferToPatientCents: number;
  /** Patient share that stays with payers because another payer comes next. */
  readonly transferToNextPayerCents: number;
  /** Adjustments posted to write-off accounts by code (contractual, sequestration, QMB, capitation, timely filing). */
  readonly adjustedCents: number;
  readonly deniedCents: number;
  /** Information-only amounts (pending, forwarded, prior payer): stay where they are. */
  readonly informationalCents: number;
  /** Amount nobody owns yet: a reviewBalance work item when not zero. */
  readonly unexplainedCents: number;
  readonly denials: readonly DenialFact[];
  readonly reviews: readonly ReviewFact[];
  readonly outcome: ClaimOutcome;
}
