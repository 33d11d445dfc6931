import type { Replanned } from '../stories/replanned-deadline.js';
import type { AttachmentRejected } from '../payer-rules/attachment-rules.js';
import type { Cents } from '../money.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { AppealDecision } from './denial-state.js';

export type AuthorizationUrgency = 'standard' | 'expedited';

/** Why an answered request for an authorization is still open. */
export type AuthorizationOpen = 'pended' | 'callPayer' | 'noNumber' | 'numberNotTaken' | 'unclear';

/** Everything a denial's story may learn; names of people's events are the outcomes in the work-item catalog. */
export type DenialEvent =
  | { readonly type: 'denialBorn' }
  | { readonly type: 'correctionChosen' }
  /** The window has closed, and a person sees good cause for filing late. */
  | { readonly type: 'lateAppealChosen' }
  /** More evidence went to a level that is with the payer. */
  | { readonly type: 'appealEvidenceSent' }
  | { readonly type: 'appealChosen' }
  | { readonly type: 'documentsChosen' }
  | { readonly type: 'patientReviewed' }
  | { readonly type: 'reprocessingExpected' }
  | { readonly type: 'otherPayerChosen' }
  /** A paper that shows when the payer had the claim was kept with it (TF5). */
  | { readonly type: 'filingProofFound' }
  | { readonly type: 'otherPayerBilled' }
  | { readonly type: 'otherPayerNotFound' }
  | { readonly type: 'correctionPrepared' }
  /** Frequency as sent (CLM05-3). */
  | { readonly type: 'correctionSubmitted'; readonly date: PlainDate; readonly frequency: '1' | '7' | '8' | 'Q' }
  /** The corrected claim was rejected before adjudication (999, 277CA). */
  | { readonly type: 'correctionRejected' }
  /** Expedited where waiting would harm the patient (42 CFR 422.570, 438.210(d)). */
  | { readonly type: 'authorizationRequested'; readonly urgency?: AuthorizationUrgency; readonly channel?: string }
  /** A person has mended what the payer named: the request leaves again as a 278. */
  | { readonly type: 'authorizationReady'; readonly urgency?: AuthorizationUrgency }
  /** The payer has answered, but not decided, or not so that the story can go on by itself; `code` is HCR03. */
  | { readonly type: 'authorizationPended'; readonly why: AuthorizationOpen; readonly code?: string }
  /** The payer says that none was needed: its denial contradicts it. */
  | { readonly type: 'authorizationNotRequired' }
  | { readonly type: 'authorizationApproved' }
  | { readonly type: 'authorizationRefused' }
  /** The payer could not judge the request (278 AAA): code, level, and in plain words what to mend. */
  | {
      readonly type: 'authorizationRejected';
      readonly code?: string;
      readonly level?: string;
      readonly words?: string;
      readonly field?: string;
    }
  | { readonly type: 'documentsSent' }
  /** The records are attached to the claim, to leave as a 275. */
  | { readonly type: 'recordsReady' }
  | AttachmentRejected
  | { readonly type: 'documentsUnavailable' }
  /** A talk of the treating clinician with the payer's physician: wanted, agreed, and what came of it. */
  | { readonly type: 'peerToPeerChosen' }
  | { readonly type: 'peerToPeerScheduled'; readonly appointmentDate: PlainDate }
  | { readonly type: 'peerToPeerDeclined' }
  | { readonly type: 'peerToPeerOverturned' }
  | { readonly type: 'peerToPeerUpheld' }
  | { readonly type: 'peerToPeerNotHeld' }
  | { readonly type: 'packetReady' }
  /** Something its category usually needs does not exist: another person reads the packet. */
  | { readonly type: 'packetReadyWithout' }
  | {
      readonly type: 'packetBuilt';
      readonly documentId: string;
      readonly pages?: number;
      /** Of the largest file. */
      readonly kilobytes?: number;
      /** Something its category usually needs is left out, with a reason. */
      readonly incomplete?: boolean;
      /** The packet and what could not be bound into it. */
      readonly files?: number;
    }
  | { readonly type: 'packetApproved' }
  | { readonly type: 'packetReturned' }
  | {
      readonly type: 'appealFiled';
      readonly channel: string;
      readonly confirmation: string;
      readonly filedOn?: PlainDate;
    }
  | { readonly type: 'appealAcknowledged'; readonly date: PlainDate }
  | { readonly type: 'appealStillOpen' }
  /** A person goes on to the next level without the decision that did not come in its time. */
  | { readonly type: 'appealEscalated' }
  /** The draft of a complaint to the regulator of the payer: agreed, not made, made. */
  | { readonly type: 'complaintApproved' }
  | { readonly type: 'complaintRefused' }
  | { readonly type: 'complaintFiled' }
  | { readonly type: 'appealDecided'; readonly decision: AppealDecision; readonly decisionDate: PlainDate }
  | { readonly type: 'effectuationDemanded' }
  /** A lead said how a denial goes on that was not triaged, or not acted on, in time. */
  | { readonly type: 'overdueAnswered' }
  | { readonly type: 'appealCancelled' }
  | { readonly type: 'writeOffProposed' }
  | { readonly type: 'writeOffApproved' }
  | { readonly type: 'writeOffRefused' }
  /** A later remittance about the claim was posted; cents are what it newly paid on the denied lines. */
  | {
      readonly type: 'remittancePosted';
      readonly remittanceClaimId: string;
      readonly paidCents: Cents;
      readonly remainingCents: Cents;
      readonly stillDenied: boolean;
      /** The remittance answers an appeal: CARC 193 keeps the decision, 285 dismisses the appeal. */
      readonly kept?: 'unfavorable' | 'dismissed';
      readonly date: PlainDate;
    }
  | { readonly type: 'claimClosed'; readonly how: 'paid' | 'writtenOff' | 'voided' }
  | ({ readonly type: 'replanned' } & Replanned)
  | { readonly type: 'timeReached' };

export type DenialEventType = DenialEvent['type'];
