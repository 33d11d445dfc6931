import type { Replanned } from '../stories/replanned-deadline.js';
import type { AttachmentRejected } from '../payer-rules/attachment-rules.js';
import type { FilingExceptionKind } from '../payer-rules/filing-exception.js';
import type { Cents } from '../money.js';
import type { PaperEvidence } from './filing-proof.js';
import type { VoidReason } from './void-reason.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { DenialOutcome, DenialState } from '../appeals/denial-state.js';
import type { CoverageConsequence } from '../coverages/coverage-consequences.js';
import type { RejectRemedy } from '../coverages/reject-reasons.js';

/** What an 835 said about one claim, after its money was posted (rulebook §2.1, §4.1). */
export interface RemittancePosted {
  readonly type: 'remittancePosted';
  readonly remittanceClaimId: string;
  /** CLP02 as written. */
  readonly status: string;
  readonly paidCents: Cents;
  readonly patientResponsibilityCents: Cents;
  readonly deniedLines: number;
  readonly totalLines: number;
  /** Open denials of this claim after the posting; a turn trusts the facts it loads, which may be newer. */
  readonly openDenials: number;
  /** CLP02 22: this record takes an earlier one back. */
  readonly reversal: boolean;
  /** The payer never sent that record: its new decision, which follows at once, stands in for the earlier one. */
  readonly replaced?: boolean;
  /** CLP02 19/20/21 or RARC MA18/N89: the payer forwarded it to the next payer. */
  readonly crossover: boolean;
  /** Patient share that stays with this payer's receivable because another payer comes next. */
  readonly forNextPayerCents?: Cents;
  /** A reversal that took back what the next payer's claim was handed: that payer must be told of the correction. */
  readonly nextPayerTakenFrom?: boolean;
  /** The payer's answer to a second entry of a claim it has decided before (CARC 18); decides nothing. */
  readonly duplicate?: boolean;
  /** Amount no posting rule explains (unknown code, PI, OA, CO-45 for the full charge). */
  readonly unexplainedCents: Cents;
  /** Interest the payer added for a late payment (AMT*I). */
  readonly interestCents?: Cents;
  /** Production date of the remittance. */
  readonly date: PlainDate;
  readonly payerControlNumber: string | null;
}

/**
 * What came after a decision was taken back (absent: nothing yet). `restated`: other amounts, which this claim's document
 * carries now (loops 2320 and 2430); `unchanged`: the same amounts; `forwarded`: the payer before tells this one itself.
 */
export type NewPriorDecision = 'restated' | 'unchanged' | 'forwarded';

export type ClaimEvent =
  | { readonly type: 'claimImported' }
  /** `changes`: values of the document a person changed; none when it is only to be sent again. */
  | { readonly type: 'claimCorrected'; readonly note?: string; readonly changes?: number }
  /** Lines past Medicare's limit left for a claim of their own; the other claim begins with `untimelyLinesKept` (TF1). */
  | { readonly type: 'linesSplitOff'; readonly lines: number }
  | { readonly type: 'untimelyLinesKept'; readonly fromClaim: string }
  /** A person recorded why the payer takes the claim later, with the document that shows it and the last day it names (TF4). */
  | {
      readonly type: 'filingExceptionRecorded';
      readonly kind: FilingExceptionKind;
      readonly on: PlainDate;
      readonly documentId: string;
      readonly until?: PlainDate;
    }
  /** A person kept a paper that shows when the payer had the claim (TF5). */
  | { readonly type: 'filingEvidenceRecorded'; readonly kind: PaperEvidence; readonly on: PlainDate }
  | { readonly type: 'holdPlaced'; readonly reason: string }
  | { readonly type: 'holdReleased'; readonly note?: string }
  | { readonly type: 'holdKept'; readonly reason: string }
  | { readonly type: 'submitted'; readonly batchId: string; readonly date: PlainDate }
  /** TA1 and 999 refused it; `file`: a person found that nobody ever received it. */
  | { readonly type: 'batchRejected'; readonly level: 'TA1' | '999' | 'file'; readonly codes: readonly string[] }
  | { readonly type: 'payerRejected'; readonly categories: readonly string[] }
  | { readonly type: 'payerAccepted'; readonly receiptDate: PlainDate; readonly payerClaimNumber: string | null }
  /** An acknowledgement clock of the batch ran out for this claim: '277CA' the payer's, 'clearinghouse 277CA' the partner's own. */
  | { readonly type: 'claimSilent'; readonly clock: string }
  /** 277 answer: category (A0…X0) and status code as written. */
  | {
      readonly type: 'claimStatusAnswered';
      readonly category: string;
      readonly statusCode: string;
      readonly date: PlainDate;
    }
  | RemittancePosted
  | {
      readonly type: 'denialChanged';
      readonly denialId: string;
      readonly state: DenialState;
      readonly outcome: DenialOutcome | null;
    }
  /** The next payer's claim exists and carries what was left; `crossover`: the payer forwarded it, we only wait. */
  | { readonly type: 'nextPayerBilled'; readonly nextClaimId?: string; readonly crossover?: boolean }
  /** The next payer's first decision was posted on its own claim. */
  | { readonly type: 'nextPayerAnswered' }
  /** The next payer's claim has come to its end. */
  | { readonly type: 'nextPayerFinished' }
  /** A person mended what kept the claim from going to the next payer. */
  | { readonly type: 'nextPayerRequested' }
  /** A person found that no further payer exists: what is left is the patient's, where a guard does not forbid it. */
  | { readonly type: 'nextPayerDeclined' }
  /** A person decided that Medicare is billed conditionally for this insurer of an accident (42 CFR 411.50–411.54). */
  | { readonly type: 'conditionalClaimChosen'; readonly accidentDate: PlainDate }
  | { readonly type: 'conditionalClaimPostponed'; readonly lookAgainDate: PlainDate }
  | { readonly type: 'conditionalClaimDeclined' }
  | { readonly type: 'conditionalClaimBilled'; readonly nextClaimId?: string }
  /** Medicare's claim could not be written: codes of the guide's checks. */
  | { readonly type: 'conditionalClaimBlocked'; readonly faults: string }
  /** This claim was forwarded by the payer before it; its payer is not billed by us until the clock runs out. */
  | { readonly type: 'crossoverAwaited' }
  | { readonly type: 'crossoverOverdue' }
  /** The payer before took its decision back, or changed it: what it left to this payer changed with it. */
  | { readonly type: 'priorPayerChanged'; readonly decision?: NewPriorDecision }
  /** A 271 said something new of a coverage of the patient: `what` changed (kinds in words), and what follows for this claim. */
  | ({ readonly type: 'coverageChanged'; readonly what: string } & CoverageConsequence)
  /** The payer refused to answer about coverage (AAA): what to do, and in plain words why (`reject-reasons`). */
  | {
      readonly type: 'coverageRefused';
      readonly remedy: RejectRemedy;
      /** AAA03 and the level it stands at. */
      readonly code: string;
      readonly level: string;
      readonly words: string;
      readonly field?: string;
      /** AAA04 W or X: the payer names the days itself. */
      readonly waitDays?: number;
    }
  /** A person mended what the payer could not use; it is asked again. */
  | { readonly type: 'eligibilityCorrected'; readonly note?: string }
  /** A person named the coverage that owes this claim. */
  | { readonly type: 'otherCoverageChosen'; readonly coverageId: string }
  /** A person found that the coverage on the claim stands: the answer was wrong, or nobody else is known. */
  | { readonly type: 'coverageKept' }
  | { readonly type: 'responsibilityTransferred' }
  | { readonly type: 'responsibilitySettled'; readonly how: 'paid' | 'writtenOff' }
  | { readonly type: 'payerPromised'; readonly promisedDate: PlainDate }
  | { readonly type: 'payerSaysNotOnFile' }
  | { readonly type: 'payerSaysPaid'; readonly paymentDate: PlainDate }
  | { readonly type: 'documentsSent' }
  /** The records are attached to the claim, to leave as a 275. */
  | { readonly type: 'recordsReady' }
  | AttachmentRejected
  | { readonly type: 'documentsUnavailable'; readonly reason?: string }
  | { readonly type: 'balanceReviewed'; readonly note?: string }
  | { readonly type: 'writeOffProposed' }
  | { readonly type: 'writeOffApproved' }
  | { readonly type: 'writeOffRefused' }
  | { readonly type: 'closedPaymentReviewed' }
  /** A person takes the claim back as if it had never been sent: frequency 8. */
  | { readonly type: 'voidAsked'; readonly reason: VoidReason }
  | { readonly type: 'voidConfirmed' }
  /** Whoever a claim was escalated to said what happens next; no clock is reset by it. */
  | { readonly type: 'escalationAnswered'; readonly note?: string }
  | { readonly type: 'incidentClosed'; readonly rootCause?: string }
  /** A supervisor moves one deadline; never past its hard date (architecture §4.1.8). */
  | ({ readonly type: 'replanned' } & Replanned)
  | { readonly type: 'followUpExpedited' }
  | { readonly type: 'timeReached' };

export type ClaimEventType = ClaimEvent['type'];
export type EventOf<Type extends ClaimEventType> = Extract<ClaimEvent, { readonly type: Type }>;
