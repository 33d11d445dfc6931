import type { Cents } from '../money.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { OpenDeadline } from '../stories/turn.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import type { FilingExceptionKind } from '../payer-rules/filing-exception.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import type { DenialOutcome, DenialState } from '../appeals/denial-state.js';
import type { ClaimState } from './claim-state.js';
import type { AccidentMsp } from './accident-msp.js';
import type { EditFailure } from './scrub-claim.js';

/** A denial as its claim sees it. */
export interface ClaimDenial {
  readonly id: string;
  readonly state: DenialState;
  readonly outcome: DenialOutcome | null;
  /** The denial covers every line of the claim. */
  readonly wholeClaim: boolean;
}

export interface LineDates {
  readonly from: PlainDate;
  readonly through: PlainDate;
}

/** Fields a turn may change through `changes`; each has the same name in the facts and (suggested) in the row. */
export interface ClaimMemory {
  readonly held: boolean;
  readonly holdReason: string | null;
  readonly submittedOn: PlainDate | null;
  readonly acceptedOn: PlainDate | null;
  readonly payerClaimNumber: string | null;
  /** 'Not on file' answers counted at least two business days apart (rulebook §2.1). */
  readonly notOnFileCount: number;
  readonly notOnFileOn: PlainDate | null;
  readonly unchangedAnswers: number;
  /** Last 277 answer as 'category:status'. */
  readonly lastStatusAnswer: string | null;
  /** Status requests asked for so far; part of the step's key. */
  readonly statusRequests: number;
  /** Status requests since the last answer. */
  readonly unansweredRequests: number;
  /** At least one remittance has been posted. */
  readonly everAdjudicated: boolean;
  /** The last adjudication denied every line. */
  readonly everyLineDenied: boolean;
  readonly crossedOver: boolean;
  /** A void (frequency 8) went to the payer and is not confirmed yet. */
  readonly voidAskedOn?: PlainDate | null;
  /** The exception to timely filing that a person recorded, its day, the document that shows it and the last day that names (TF4). */
  readonly filingExceptionKind?: FilingExceptionKind;
  readonly filingExceptionOn?: PlainDate;
  readonly filingExceptionDocument?: string;
  readonly filingExceptionUntil?: PlainDate | null;
  /** A person decided to send what is past Medicare's year all the same; it is not held for that again. */
  readonly untimelySendingDecided?: boolean;
  /** Business date of the last adjudication; a correction queued after it is still undecided. */
  readonly adjudicatedOn?: PlainDate | null;
  /** The next payer's claim must be created now; whoever creates it writes `nextPayerBilled`. */
  readonly nextPayerDue?: boolean;
  /** A reversal took back what the next payer's claim was handed; it is still to be told what stands now. */
  readonly restatementDue?: boolean;
  /** The payer before decided anew, and this claim's payer, that has the old decision, is still to be told (frequency 7). */
  readonly priorDecisionUntold?: boolean;
  /** The document was corrected while its payer had it; that payer is still to be told, when it has decided (C1, frequency 7). */
  readonly correctionUntold?: boolean;
  /** A replacement nobody's denial asked for, with such news, is with this payer since. */
  readonly replacementAskedOn?: PlainDate | null;
  /** What a person decided about a conditional claim to Medicare for this insurer of an accident. */
  readonly conditionalClaim?: 'billed' | 'declined' | null;
  /** Last day of the time a person gave such an insurer beyond its 120 days. */
  readonly conditionalLookOn?: PlainDate | null;
  /** Times the payer was asked again after it could not answer about coverage. */
  readonly eligibilityRetries?: number;
  /** Premiums are unpaid: the payer may pend until this day (45 CFR 156.270), and is not asked before it. */
  readonly premiumGraceUntil?: PlainDate | null;
  /** Patient share on this claim's payer receivable that the next payer is still to be asked for. */
  readonly shareForNextPayerCents?: number;
}

export interface ClaimFacts extends ClaimMemory {
  readonly id: string;
  readonly state: ClaimState;
  /** How many turns this story has had; makes the keys of repeated work items differ. */
  readonly turn: number;
  readonly payerClass: PayerClass;
  /** Professional (837P) or institutional (837I). */
  readonly kind: 'P' | 'I';
  readonly balances: { readonly payerCents: Cents; readonly patientCents: Cents };
  readonly chargeCents: Cents;
  readonly serviceFrom: PlainDate;
  readonly serviceThrough: PlainDate;
  readonly lines: readonly LineDates[];
  readonly discharge?: PlainDate;
  /** Secondary and tertiary claims: date of the remittance of the payer before (TF2). */
  readonly priorRemittanceDate?: PlainDate;
  /** A wrongly billed payer denied on this day; only a payer's rule makes it the base of timely filing (TF3). */
  readonly otherCarrierDeniedOn?: PlainDate;
  /** Day on which we learned that Medicaid covers the service after all; its filing runs from there where that is later. */
  readonly retroEligibleOn?: PlainDate;
  /** The claim whose payer was asked before; it waits for this one. */
  readonly parentClaimId?: string;
  /** Another payer's amounts are for the whole claim: its lines cannot be parted. */
  readonly undivided?: boolean;
  /** Sendings so far; one that waits in a batch has not been sent. */
  readonly submissions: number;
  readonly lastFrequency: '1' | '7' | '8' | 'Q' | null;
  readonly openDenials: readonly ClaimDenial[];
  readonly resolvedDenials: readonly ClaimDenial[];
  /** What the scrubber found now; empty = clean. Filled by `scrubClaim` before `nextClaim` is asked. */
  readonly editFailures: readonly EditFailure[];
  readonly openDeadlines: readonly OpenDeadline[];
  readonly openWorkItemKinds: readonly WorkItemKind[];
  readonly hasNextPayer: boolean;
  readonly coverageVerifiedOn: PlainDate | null;
  /** This payer insures an accident or work and the patient has Medicare: SBR05 of Medicare's claim after it. */
  readonly medicareAfter?: AccidentMsp;
  /** The payer can take nothing now; what is asked of it waits and its silence means nothing. */
  readonly payerOut?: boolean;
}
