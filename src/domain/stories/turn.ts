import type { Cents } from '../money.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { Role } from '../roles.js';
import type { WorkItemKind } from '../work-items/catalog.js';

/** Kinds of durable stories; each is one workflow type (architecture §4). */
export type StoryKind = 'claim' | 'appeal' | 'patient-balance' | 'plan' | 'placement' | 'file' | 'batch' | 'day-book';

/** Which rule, in which version, an answer rests on. */
export interface RuleUse {
  readonly ruleId: string;
  readonly version: number;
}

export type DeadlineKind =
  | 'timely-filing'
  | 'acknowledgement-999'
  | 'acknowledgement-277ca'
  | 'acknowledgement-clearinghouse'
  | 'follow-up'
  | 'prompt-pay'
  | 'corrected-claim'
  | 'appeal-filing'
  | 'appeal-decision'
  | 'effectuation'
  | 'document-request'
  | 'document-collection'
  | 'authorization-request'
  | 'peer-to-peer'
  | 'authorization-decision'
  | 'triage'
  | 'first-action'
  | 'statement'
  | 'plan-answer'
  | 'installment'
  | 'cure'
  | 'crossover'
  | 'not-on-file-check'
  | 'conditional-claim'
  | 'eligibility-retry'
  | 'responsibility'
  | 'refund'
  | 'escheat'
  | 'agency-answer'
  | 'agency-recall'
  | 'work-item';

/**
 * A deadline to be stored as an immutable row. Dates are inclusive in the organization's zone (G2, G5).
 * A draft with the kind of an open row and other dates supersedes it; equal dates change nothing.
 */
export interface DeadlineDraft extends RuleUse {
  readonly kind: DeadlineKind;
  readonly baseDate: PlainDate;
  readonly hardDate: PlainDate;
  readonly safeDate: PlainDate;
  readonly source: string;
}

/** An open deadline row of the subject, as `next` sees it. */
export interface OpenDeadline extends DeadlineDraft {
  readonly id: string;
}

/** A work item to open; the same `dedupeKey` never opens twice. */
export interface WorkItemDraft {
  readonly kind: WorkItemKind;
  /** Whose work it is, where that is not the catalog's role for the kind: each owner then has one open at most. */
  readonly role?: Role;
  readonly dedupeKey: string;
  readonly dueDate: PlainDate;
  /** Codes, ids, amounts and plain words about the work; never names or other PHI. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * A step the story performs as a named activity; stored as an intent before anything leaves.
 * `key` is the business idempotency key `{entityId}:{action}:{version}` (G7).
 */
export interface StepDraft {
  readonly kind: StepKind;
  readonly key: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export type StepKind =
  | 'submitClaim'
  | 'submitCorrectedClaim'
  | 'checkEligibility'
  | 'requestClaimStatus'
  | 'billNextPayer'
  | 'notifyPatient'
  | 'placeWithAgency'
  | 'buildAppealPacket'
  | 'sendAttachment'
  | 'sendAuthorizationRequest'
  | 'buildAndSendBatch'
  | 'sendWorkList';

/** Something another story must learn: an event row for it, written in the same transaction. */
export interface OutgoingEvent {
  readonly toStory: StoryKind;
  readonly subjectId: string;
  readonly type: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** What one judged turn of a story means; the use case saves all of it in one transaction. */
export interface Turn<State extends string> {
  readonly state: State;
  readonly deadlines: readonly DeadlineDraft[];
  /** Open deadline kinds that are met or have lost their object. */
  readonly closeDeadlines: readonly DeadlineKind[];
  /** Those among them that nobody met: another way was taken, or the matter is over. */
  readonly dropDeadlines?: readonly DeadlineKind[];
  readonly workItems: readonly WorkItemDraft[];
  /** Kinds of open work items of this subject that have become pointless. */
  readonly cancelWorkItems: readonly WorkItemKind[];
  readonly steps: readonly StepDraft[];
  readonly events: readonly OutgoingEvent[];
  /** What the story waits for, in a supervisor's words, no PHI: 'payer acknowledgement'. */
  readonly waitFor: string;
  /** The next business date on which the story must act by itself; absent only in a final state. */
  readonly wakeOn?: PlainDate;
  /** Which deadline or timer the wake stands for: 'follow-up, rule follow-up.commercial v1'. */
  readonly wakeReason?: string;
  /** One sentence that explains the decision to a biller. */
  readonly because: string;
  readonly rules: readonly RuleUse[];
  /** Fields of the subject to change along with the state (named by each lifecycle). */
  readonly changes: Readonly<Record<string, string | number | boolean | null>>;
}

/** Business time as every pure function receives it: the organization's civil date and zone-free instant (ISO UTC). */
export interface BusinessTime {
  readonly date: PlainDate;
  readonly instant: string;
}

export interface MoneyAtRisk {
  readonly amountCents: Cents;
}
