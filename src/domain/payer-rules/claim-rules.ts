import type { PlainDate } from '../dates/plain-date.js';
import type { ApprovalLimits } from '../approvals/approval-limits.js';
import type { EscalationLadders, LadderStep } from './escalation-ladder.js';
import type { PursuitRules } from '../appeals/pursue-or-drop.js';
import type { AppealChannel } from './appeal-channel.js';
import type { RuleUse } from '../stories/turn.js';

/** A number of days with the rule it comes from. */
export interface DayRule extends RuleUse {
  readonly days: number;
  readonly source: string;
}

/** Base dates of timely filing (rulebook TF1). */
export type FilingBase =
  'DOS_FROM' | 'DOS_THROUGH' | 'DISCHARGE' | 'END_OF_SERVICE_MONTH' | 'PRIMARY_REMIT' | 'NOTICE' | 'CONTROL';

export interface FilingLimit extends RuleUse {
  /** Exactly one of them counts. */
  readonly limit: { readonly days: number } | { readonly months: number } | { readonly endOfFollowingYear: true };
  readonly base: FilingBase;
  readonly source: string;
  /** TF3: the denial of a wrongly billed payer is the base, with its notice as proof. */
  readonly otherCarrierExtends?: boolean;
  /** Days from the notice of retroactive coverage; counts where it ends later. */
  readonly retroEligibility?: RetroRule;
}

/** Days from the notice of retroactive coverage, and the day after which the state takes no claim for it. */
export interface RetroRule extends DayRule {
  readonly atTheLatest?: RuleUse & { readonly day: PlainDate; readonly source: string };
}

/** All rules one claim turn needs, resolved for its payer and dates (architecture §4.1.8). */
export interface ClaimRules {
  readonly timelyFiling: FilingLimit;
  /** Safety days between safe and hard date (G5). */
  readonly safety: DayRule;
  readonly followUpFirst: DayRule;
  readonly followUpNext: DayRule;
  readonly followUpUrgent: DayRule;
  readonly promptPay: DayRule;
  /** Yearly interest after that clock, in basis points; null = nobody entered it, and no amount is computed. */
  readonly promptPayInterest: RuleUse & { readonly bps: number | null };
  readonly documentRequest: DayRule;
  /** Business days our records office has for what the payer asked, and after how many it is reminded. */
  readonly documentOwner: DayRule;
  readonly documentReminder: DayRule;
  readonly crossover: DayRule;
  readonly reversalWait: DayRule;
  readonly paymentExpected: DayRule;
  /** Days an insurer of an accident has before Medicare takes a conditional claim (42 CFR 411.50). */
  readonly conditionalPayment: DayRule;
  /** Days after the receipt before which the payer answers no status question. */
  readonly statusQuiet: DayRule;
  readonly notOnFile: DayRule;
  /** From so many cents, and so near the end of filing, the payer is asked again sooner. */
  readonly highDollar: DayRule;
  readonly filingNear: DayRule;
  readonly eligibilityMaxAge: DayRule;
  /** Times a payer that could not answer is asked again. */
  readonly eligibilityRetries: DayRule;
  /** When a claim that does not move becomes the question of a lead, a supervisor, a manager. */
  readonly escalation: EscalationLadders;
  /** Months Medicare's exceptions give (TF4), and after how many a recoupment is one; both in `days`. */
  readonly filingException: DayRule;
  readonly recoupmentAfter: DayRule;
  /** Whether a document that names a later last day is followed (TF4). */
  readonly filingExceptionByDocument: RuleUse & { readonly followed: boolean };
  /** Days to file from the notice that the payer covers the service retroactively; 0 = none. */
  readonly retroEligibility: RetroRule;
  /** The payer takes documents as a 275; its 999 is due after so many business days. */
  readonly takesAttachments: boolean;
  readonly attachmentAcknowledgement: DayRule;
  /** False: the payer takes no frequency 8 (Medicare Part B, rulebook C2). */
  readonly takesVoid: boolean;
}

/** Clocks of one file of claims, in business days: 999 from its sending, 277CA from the 999 (rulebook §2.2). */
export interface BatchRules {
  readonly acknowledgement999: DayRule;
  readonly acknowledgement277ca: DayRule;
  /** The clearinghouse’s own answer, from the 999. */
  readonly acknowledgementClearinghouse: DayRule;
}

/** Who approves money, and for how long a request stands (rulebook §10). */
export interface ApprovalRules {
  readonly limits: ApprovalLimits & RuleUse;
  readonly antiSplitting: DayRule;
  /** Business days in which an emergency override is reviewed. */
  readonly overrideReview: DayRule;
  /** Business days after which a request lapses. */
  readonly lapsesAfter: DayRule;
}

/** Rules one turn of a denial's story needs. */
export interface DenialRules {
  readonly safety: DayRule;
  readonly correctedClaim: DayRule & { readonly from: 'REMIT' | 'DOS' };
  readonly correctedInternalTarget: DayRule;
  /** Months in which Medicare Part B reopens what it decided; in `days`. */
  readonly reopening: DayRule;
  /** The same for good cause; in `days`. */
  readonly reopeningForCause: DayRule;
  /** What was denied as a whole comes as a new claim (rulebook C1). */
  readonly deniedNeedsNew: boolean;
  /** False: the payer takes no frequency 7 or 8 (Medicare Part B, rulebook C2). */
  readonly takesReplacement: boolean;
  readonly triageBusinessDays: DayRule;
  readonly firstActionBusinessDays: DayRule;
  readonly documentWindow: DayRule;
  /** Business days our records office has for what a payer asked, and after how many it is reminded. */
  readonly documentOwner: DayRule;
  readonly documentReminder: DayRule;
  /** Days after the payer's clock for an appeal: call, second request, payer relations; one after the other. */
  readonly appealChases: readonly DayRule[];
  readonly quietPeriod: DayRule;
  readonly effectuation: DayRule;
  readonly reprocessing: DayRule;
  /** Days after which the payer takes a conditional claim where an insurer of an accident has not paid; 0 = it takes none. */
  readonly conditionalPayment: DayRule;
  /** Days after the service in which an authorization may still be asked for; 0 = the payer gives none after the fact. */
  readonly retroAuthorization: DayRule;
  /** Days the payer has to decide about it. */
  readonly authorizationDecision: DayRule;
  /** The same for an expedited request. */
  readonly authorizationDecisionExpedited: DayRule;
  /** Days from the denial to ask for a peer-to-peer, and business days for an inpatient stay; 0 = the payer offers none. */
  readonly peerToPeer: DayRule;
  readonly peerToPeerInpatient: DayRule;
  /** The payer is asked by file (278); else a person asks by portal, fax or phone. */
  readonly takesAuthorizationRequests: boolean;
  readonly packetReviewFromCents: number;
  /** Most pages of one packet, kilobytes of one file, and files; 0 = no limit is known. */
  readonly packetMaxPages: DayRule;
  readonly packetMaxKilobytes: DayRule;
  readonly packetMaxFiles: DayRule;
  readonly replacementDuringAppeal: boolean;
  readonly attemptLimit: DayRule;
  readonly appealChannel: AppealChannel & RuleUse;
  /** The payer takes documents as a 275; its 999 is due after so many business days. */
  readonly takesAttachments: boolean;
  readonly attachmentAcknowledgement: DayRule;
  /** What an appeal costs and from which expected value it is pursued. */
  readonly pursuit: PursuitRules;
  readonly levels: readonly AppealLevelRule[];
  /** To whom a window of the denial is brought as its last day comes near (TF7). */
  readonly windows: Readonly<Record<'appeal-filing' | 'corrected-claim', readonly LadderStep[]>>;
}

/** The right to have a dismissal reviewed: its window in days from the notice, and who gives it. */
export interface DismissalReview {
  readonly days: number;
  readonly source: string;
}

/** How long a new dispute about the same item must wait, and how long it may be begun afterwards. */
export interface CoolingOff {
  readonly days: number;
  readonly thenBusinessDays: number;
  readonly source: string;
}

/** One level of a program's appeal ladder (rulebook §5.1, §5.2). */
export interface AppealLevelRule extends RuleUse {
  readonly level: number;
  readonly name: string;
  readonly window:
    | { readonly days: number }
    /** `elseNextFirst`: where the last month has no such day the first one of the next counts, not its own last (45 CFR 147.136). */
    | { readonly months: number; readonly elseNextFirst?: 1 }
    | { readonly businessDays: number };
  /** Days presumed between notice and receipt; added to the hard date only (Medicare FFS: 5). */
  readonly receiptDays: number;
  /** Days the payer has to decide; null = no clock. */
  readonly decisionDays: number | null;
  /** The same where the law counts business days; `decisionDays` is null then. */
  readonly decisionBusinessDays?: number;
  /** Least amount in controversy, by filing year; cents. */
  readonly minimumCents: Readonly<Record<number, number>>;
  /** The payer forwards the case itself; nobody files (MA plan to the independent review entity). */
  readonly automatic: boolean;
  /** A negotiation: when its clock has run, agreed or not, the next level opens, counted from its last day. */
  readonly endsByItself?: boolean;
  /** After a decision about the same item between the same parties none of this level may be begun for a while. */
  readonly coolingOff?: CoolingOff;
  /** How long a dismissal by this level may be brought to the next one; null = nobody reviews it; absent = the next level's own window. */
  readonly dismissalReview?: DismissalReview | null;
  /** Where this level is filed, whatever the payer's own channel is. */
  readonly filedWith?: string;
  readonly source: string;
}
