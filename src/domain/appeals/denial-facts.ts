import type { Cents } from '../money.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { OpenDeadline, Turn } from '../stories/turn.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import type { Classification } from '../denials/classification.js';
import type { AppealRecord } from './pursue-or-drop.js';
import type { AppealDecision, AppealLevelState, DenialOutcome, DenialState } from './denial-state.js';

/** One appeal level row. */
export interface AppealLevelFacts {
  /** Number of the level, 1 is the first. */
  readonly level: number;
  readonly state: AppealLevelState;
  readonly filedOn: PlainDate | null;
  readonly decision: AppealDecision | null;
  readonly decidedOn: PlainDate | null;
}

export interface DenialFacts {
  readonly id: string;
  readonly claimId: string;
  readonly state: DenialState;
  /** How many turns this story has had; makes the keys of repeated work items and packets differ. */
  readonly turn: number;
  readonly outcome: DenialOutcome | null;
  readonly payerClass: PayerClass;
  readonly claimKind: 'P' | 'I';
  /** An inpatient stay, by the type of bill; known where physicians may talk about it. */
  readonly inpatient?: boolean;
  readonly classification: Classification;
  /** Group, CARC and RARCs as written on the remittance. */
  readonly group: string;
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly amountCents: Cents;
  readonly claimChargeCents: Cents;
  /** Date of the remittance that denied, the notice date of §5. */
  readonly noticeDate: PlainDate;
  /** Last day the first claim could be filed (base for new claims, rulebook C2, C3). */
  readonly timelyFilingHardDate: PlainDate | null;
  readonly serviceFrom: PlainDate;
  readonly payerClaimNumber: string | null;
  /** The claim has a replacement the payer has not yet decided (C1). */
  readonly correctionPending: boolean;
  /** Corrected claims sent for this claim so far; part of the step's key. */
  readonly corrections: number;
  /** Status calls and demands since filing; part of dedupe keys. */
  readonly chases: number;
  readonly levels: readonly AppealLevelFacts[];
  /** Another denial of the same claim has a filed appeal (architecture §4.1.2: no frequency 7 then). */
  readonly otherAppealFiled: boolean;
  /** An earlier decision of the payer paid this claim: what CARC 18 calls a duplicate is its second entry. */
  readonly paidOriginal?: boolean;
  /** The payer in force has a claim for the same services already: its coverage was found before this denial came. */
  readonly rebilledBefore?: boolean;
  /** CARC 29: stored bytes prove that the payer had the claim in time (rulebook TF5). */
  readonly filingProven?: boolean;
  /** Federal IDR: last day on which a dispute with this payer about one of the same services was decided. */
  readonly sameItemDecidedOn?: PlainDate;
  /** Federal IDR: another denial of this claim is negotiated or disputed already. */
  readonly disputedAlready?: boolean;
  /** Appeals decided before at this payer, of this category and level. */
  readonly appealRecord?: AppealRecord;
  readonly openDeadlines: readonly OpenDeadline[];
  readonly openWorkItemKinds: readonly WorkItemKind[];
}

/** Insert (state DRAFTING and level unknown so far) or update of the level row with this number. */
export interface LevelChange {
  readonly level: number;
  readonly insert: boolean;
  readonly state: AppealLevelState;
  /** Name of the level: 'Redetermination (MAC)'. */
  readonly name: string;
  readonly filedOn?: PlainDate;
  readonly channel?: string;
  readonly confirmation?: string;
  readonly packetDocumentId?: string;
  readonly decision?: AppealDecision;
  readonly decidedOn?: PlainDate;
}

export interface DenialTurn extends Turn<DenialState> {
  readonly levels: readonly LevelChange[];
}
