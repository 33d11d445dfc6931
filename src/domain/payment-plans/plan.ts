import type { PlainDate } from '../dates/plain-date.js';
import type { Turn } from '../stories/turn.js';

/** States of a payment plan (rulebook §9.4). */
export type PlanState = 'PROPOSED' | 'ACTIVE' | 'LATE' | 'DEFAULTED' | 'COMPLETED' | 'CANCELLED';

export interface Installment {
  /** 1-based. */
  readonly number: number;
  readonly dueDate: PlainDate;
  readonly amountCents: number;
}

export interface PlanTerms {
  readonly installments: readonly Installment[];
  readonly totalCents: number;
  readonly months: number;
  /** A written agreement with more than four installments (12 CFR 1026.2(a)(17)). */
  readonly truthInLending: boolean;
  /** Plans of more than 24 months need a supervisor. */
  readonly needsSupervisor: boolean;
}

export interface PlanFacts {
  readonly planId: string;
  /** Guarantor account: subject of the patient-balance story that hears the result. */
  readonly accountId: string;
  readonly state: PlanState;
  readonly installments: readonly Installment[];
  /** Paid towards these installments, oldest first. */
  readonly paidCents: number;
  /** Payments that came back so far: a completion told before the last of them is out of date. */
  readonly returns?: number;
  /** Notices sent: 'due:<n>', 'late:<n>'. */
  readonly noticesSent: readonly string[];
  /** Cure notices so far; part of the idempotency key. */
  readonly cureNotices: number;
  /** Last day to answer the offer. */
  readonly answerBy?: PlainDate;
  /** Last day to cure; present while a cure notice runs. */
  readonly cureBy?: PlainDate;
  /** A plan may be renegotiated once (rulebook §9.4). */
  readonly renegotiated: boolean;
  /** Last day a person may decide about the default; then dunning takes over. */
  readonly decideBy?: PlainDate;
}

export type PlanEvent =
  /** With what is owed on the day of the answer: less than was offered where something was paid in between. */
  | { readonly type: 'planAccepted'; readonly totalCents?: number }
  | { readonly type: 'planDeclined' }
  | { readonly type: 'paymentReceived'; readonly amountCents: number }
  /** What had been paid came back from the bank: its installments are open again. */
  | { readonly type: 'paymentReturned'; readonly amountCents: number }
  /** Less is owed on it: a payer took a share over, or it was written off. */
  | { readonly type: 'planReduced'; readonly amountCents: number }
  | { readonly type: 'planRenegotiated'; readonly installments?: readonly Installment[] }
  | { readonly type: 'planCancelled' }
  | { readonly type: 'timeReached' };

export type PlanEventType = PlanEvent['type'];

/** A turn of the plan story with the plan as it is after it: what the use case stores. */
export interface PlanTurn extends Turn<PlanState> {
  readonly after: PlanFacts;
}
