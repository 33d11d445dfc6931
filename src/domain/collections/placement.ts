import type { PlainDate } from '../dates/plain-date.js';
import type { RuleUse } from '../stories/turn.js';

/** States of one placement with an agency (rulebook §9.6). */
export type PlacementState =
  'SELECTED' | 'APPROVED' | 'PLACED' | 'PARTIAL' | 'DISPUTED' | 'LEGAL_REQUESTED' | 'RECALLED' | 'PAID' | 'RETURNED';

/** Why a placement is taken back; travels to the agency as a code, never as words about the guarantor. */
export type RecallReason =
  'paid' | 'insurance' | 'dispute' | 'assistance' | 'plan' | 'guard' | 'inactive' | 'complaint';

export interface PlacementRecord {
  readonly placementId: string;
  /** Guarantor account: subject of the patient-balance story that hears the result. */
  readonly accountId: string;
  readonly state: PlacementState;
  readonly placedCents: number;
  /** Gross, as credited to the guarantor; the agency's commission never lowers it. */
  readonly collectedCents: number;
  readonly selectedOn: PlainDate;
  /** Business days the proposal stands (rule `approvalBusinessDays` of the day it was made); absent on records made before it was a rule. */
  readonly lapsesAfter?: RuleUse & { readonly days: number };
  /** The placement file left. */
  readonly sentOn?: PlainDate;
  /** The agency acknowledged it. */
  readonly placedOn?: PlainDate;
  readonly recalledOn?: PlainDate;
  readonly recallReason?: RecallReason;
  /** The recall file left. */
  readonly recallSentOn?: PlainDate;
  readonly lastActivityOn: PlainDate;
  /** From here the agency's answer is waited for; a person who chased it moves it on. */
  readonly answerAwaitedFrom?: PlainDate;
  /** Times a person asked the agency; part of the work item's key. */
  readonly chases: number;
  /** Disputes and requests for legal action so far; part of the work item's key. */
  readonly questions: number;
}

export type PlacementEvent =
  /** The patient balance proposed it; another person must approve. */
  | { readonly type: 'placementSelected' }
  | { readonly type: 'placementApproved' }
  | { readonly type: 'placementRefused' }
  | { readonly type: 'fileSent'; readonly action: 'place' | 'recall' }
  /** The agency has the account and begins. */
  | { readonly type: 'agencyAcknowledged' }
  /** The agency does not take it (closed list of codes in `agency-answer.ts`). */
  | { readonly type: 'agencyRejected' }
  | { readonly type: 'agencyPaid'; readonly paymentId: string; readonly amountCents: number }
  | { readonly type: 'agencyDisputed' }
  | { readonly type: 'disputeVerified' }
  | { readonly type: 'legalRequested' }
  | { readonly type: 'legalRefused' }
  | { readonly type: 'recallNeeded'; readonly reason?: RecallReason }
  | { readonly type: 'recallConfirmed' }
  | { readonly type: 'agencyReturned' }
  /** A person asked the silent agency: it answered, or it promised to. */
  | { readonly type: 'agencyAnswered' }
  | { readonly type: 'agencyChased' }
  | { readonly type: 'timeReached' };

export type PlacementEventType = PlacementEvent['type'];

/** A placement that was proposed today. */
export const newPlacement = (
  placementId: string,
  about: Pick<PlacementRecord, 'accountId' | 'placedCents' | 'lapsesAfter'>,
  on: PlainDate,
): PlacementRecord => ({
  placementId,
  ...about,
  state: 'SELECTED',
  collectedCents: 0,
  selectedOn: on,
  lastActivityOn: on,
  chases: 0,
  questions: 0,
});
