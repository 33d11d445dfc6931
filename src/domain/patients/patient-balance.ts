import type { PlainDate } from '../dates/plain-date.js';
import type { Turn } from '../stories/turn.js';

/** States of a guarantor account's balance story (rulebook §9); SETTLED is final until a new responsibility arrives. */
export type PatientBalanceState =
  'IDLE' | 'DUNNING' | 'PLAN_OFFERED' | 'ON_PLAN' | 'FROZEN' | 'ASSISTANCE' | 'PLACEMENT_REVIEW' | 'PLACED' | 'SETTLED';

/** Why dunning is frozen; it resumes when the last reason is gone. */
export type FreezeReason = 'inquiry' | 'dispute' | 'address';

/** One claim's amount a guarantor owes, with a day 0 of its own (architecture ruling 10). */
export interface PatientResponsibility {
  readonly claimId: string;
  /** Liability transfer date. */
  readonly transferDate: PlainDate;
  readonly amountCents: number;
  readonly paidCents: number;
  readonly writtenOffCents: number;
  /** Date of the first statement that names it: the day 0 of dunning (rulebook §9.2). */
  readonly dayZero?: PlainDate;
  /** Notices sent that name it: 1–3 statements, 4 the final notice. */
  readonly noticesSent: number;
  readonly lastNoticeOn?: PlainDate;
  readonly finalNoticeOn?: PlainDate;
  readonly onPlan: boolean;
  /** Proposed for an agency, or with it: a placement lists items (architecture ruling 10). */
  readonly placement?: 'selected' | 'placed';
}

export interface PatientBalanceFacts {
  readonly accountId: string;
  readonly state: PatientBalanceState;
  readonly responsibilities: readonly PatientResponsibility[];
  /** Statements of the account so far: the number in the idempotency key. */
  readonly statementNumber: number;
  readonly freezeReasons: readonly FreezeReason[];
  /** The state to return to when the freeze or the assistance review ends. */
  readonly resumeState?: PatientBalanceState;
  readonly frozenOn?: PlainDate;
  /** Assistance and freezes so far, for keys that tell one from the next. */
  readonly interruptions: number;
  readonly offersMade: number;
  readonly offerAnswerBy?: PlainDate;
  readonly planDeclined: boolean;
  readonly planId?: string;
  /** The last plan that was paid: a payment to it that comes back opens it again. */
  readonly paidPlanId?: string;
  /** Returned payments the plan was told of. */
  readonly planReturns?: number;
  /** Dunning rests until then (a patient payment, a declined placement). */
  readonly pausedUntil?: PlainDate;
  readonly placements: number;
  readonly placedOn?: PlainDate;
  readonly placementId?: string;
  readonly placementReviewNotBefore?: PlainDate;
  readonly lastActivityOn: PlainDate;
  /** Guards of rulebook §9.1 that hold now for the account (codes of `mayBillPatient`). */
  readonly guards: readonly string[];
  /** Financial assistance was screened or its notice sent with the statements. */
  readonly assistanceNotified: boolean;
  /** No payer's claim behind these responsibilities is still open. */
  readonly insuranceFinal: boolean;
  /** Two-letter state of the guarantor, for state waiting periods; unknown = the strictest. */
  readonly stateOfResidence?: string;
}

export type PatientBalanceEvent =
  | { readonly type: 'responsibilityAdded'; readonly claimId: string; readonly amountCents: number }
  /** A remittance reversal took (part of) a responsibility back. */
  | { readonly type: 'responsibilityReversed'; readonly claimId: string; readonly amountCents: number }
  | {
      readonly type: 'paymentReceived';
      readonly paymentId: string;
      readonly amountCents: number;
      /** Collected by the agency: placed items first, and no reason to recall. */
      readonly fromAgency?: boolean;
      /** A receipt is mailed. */
      readonly receipt?: boolean;
    }
  /** A check bounced or a card payment was charged back: what it had paid is owed again. */
  | {
      readonly type: 'paymentReturned';
      readonly paymentId: string;
      readonly allocations: readonly Allocation[];
      /** A mail address is there: the guarantor is told in writing. */
      readonly mail?: boolean;
    }
  | { readonly type: 'planAnswered'; readonly answer: 'accepted'; readonly planId: string }
  | { readonly type: 'planAnswered'; readonly answer: 'declined'; readonly planId?: string | null }
  /** The guarantor asked for a plan; a person offers it. */
  | { readonly type: 'planRequested'; readonly months?: number }
  /** `returns`: returned payments the plan had heard of when it counted as paid. */
  | { readonly type: 'planCompleted'; readonly returns?: number }
  | { readonly type: 'planDefaulted' }
  | { readonly type: 'inquiryOpened' }
  | { readonly type: 'inquiryAnswered' }
  | { readonly type: 'disputed' }
  | { readonly type: 'mailBounced' }
  | { readonly type: 'addressFixed' }
  | { readonly type: 'assistanceApplied' }
  /** Decided by another person; the write-offs it brings come as events of their own before it. */
  | { readonly type: 'assistanceDecided' }
  | { readonly type: 'assistanceIncomplete' }
  | { readonly type: 'placementProposed'; readonly approvalId?: string }
  | { readonly type: 'placementDeclined' }
  | { readonly type: 'placementApproved'; readonly placementId: string }
  | { readonly type: 'placementReturned'; readonly placementId?: string }
  /** A guard of §9.1 was put on the account or taken off; the facts hold those that stand now. */
  | { readonly type: 'guardsChanged' }
  /** What was paid too much went back to the guarantor. */
  | { readonly type: 'creditRefunded'; readonly claimId: string; readonly amountCents: number }
  | { readonly type: 'writeOffApproved'; readonly amountCents: number; readonly claimId?: string }
  /** The guarantor says a check is on its way: dunning rests. */
  | { readonly type: 'payByCheckPromised' }
  | { readonly type: 'timeReached' };

export type PatientBalanceEventType = PatientBalanceEvent['type'];

/** Money of this turn, to be posted by the use case in the same transaction. */
export interface Allocation {
  readonly claimId: string;
  readonly amountCents: number;
  /** The plan it was counted to: a payment that comes back is taken off it again. */
  readonly planId?: string;
}

/** A proposed placement with the items it lists; its story begins with it. */
export interface SelectedPlacement {
  readonly placementId: string;
  readonly items: readonly Allocation[];
}

/** A turn of the patient-balance story. */
export interface PatientBalanceTurn extends Turn<PatientBalanceState> {
  /** The account as it is after the turn, its responsibilities included: what the use case stores. */
  readonly after: PatientBalanceFacts;
  /** What a payment paid, oldest responsibility first: the posting's entries. */
  readonly allocations: readonly Allocation[];
  /** Patient money no responsibility took. */
  readonly unallocatedCents: number;
  /** Balances to write off without a person (code WO-SB, rulebook §9.6). */
  readonly smallBalances: readonly Allocation[];
  readonly selected?: SelectedPlacement;
}

/** What is still owed on one responsibility; never negative (a credit is a refund, not a debt). */
export const owedCents = (item: PatientResponsibility): number =>
  Math.max(0, item.amountCents - item.paidCents - item.writtenOffCents);

export const totalOwedCents = (items: readonly PatientResponsibility[]): number =>
  items.reduce((sum, item) => sum + owedCents(item), 0);

/** An account on which nothing was ever owed. */
export const newPatientBalance = (accountId: string, on: PlainDate): PatientBalanceFacts => ({
  accountId,
  state: 'IDLE',
  responsibilities: [],
  statementNumber: 0,
  freezeReasons: [],
  interruptions: 0,
  offersMade: 0,
  planDeclined: false,
  placements: 0,
  lastActivityOn: on,
  guards: [],
  assistanceNotified: true,
  insuranceFinal: true,
});
