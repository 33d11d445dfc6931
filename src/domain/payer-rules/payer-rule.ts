import type { ApprovalLimits } from '../approvals/approval-limits.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { MappingValue } from '../denials/mapping-value.js';
import type { RuleUse } from '../stories/turn.js';
import type { ScoreWeights } from '../work-items/score-weights.js';
import type { AppealChances, RecordPrior } from './appeal-chances.js';
import type { AppealChannel } from './appeal-channel.js';
import type { ClaimNeeds } from './claim-needs.js';
import type { FilingBase } from './claim-rules.js';
import type { PayerClass } from './payer-class.js';

export type LimitValue =
  { readonly days: number } | { readonly months: number } | { readonly endOfFollowingYear: true };

/** Who says so; law beats contract beats payer beats product default (rulebook §13). */
export const ruleAuthorities = ['law', 'contract', 'payer', 'default'] as const;
export type RuleAuthority = (typeof ruleAuthorities)[number];

/** What each rule key holds. Days unless the name says otherwise. */
export interface RuleValues {
  readonly timelyFiling: { readonly limit: LimitValue; readonly base?: FilingBase };
  readonly safety: number;
  readonly followUpFirst: number;
  readonly followUpNext: number;
  /** Follow-up when the balance is $5,000 or more, or 30 days or less are left to file. */
  readonly followUpUrgent: number;
  readonly promptPay: number;
  readonly correctedWindow: { readonly days: number; readonly from: 'REMIT' | 'DOS' };
  readonly correctedTarget: number;
  readonly takesReplacement: boolean;
  readonly documentRequest: number;
  readonly crossover: number;
  readonly reversalWait: number;
  readonly paymentExpected: number;
  readonly eligibilityMaxAge: number;
  /** How often a payer that could not answer about coverage is asked again, after 1, 2, 4 … business days. */
  readonly eligibilityRetries: number;
  /** Months a plan waits for unpaid premiums before it ends the coverage, and the first of them that it pays as usual. */
  readonly premiumGraceMonths: number;
  readonly premiumGracePaidMonths: number;
  /** Days to file a service that the payer covers retroactively, from the day we learned it. */
  readonly retroEligibilityDays: number;
  /** Months after the month of the service with which late filing ends even for retroactive coverage; 0 = no such end. */
  readonly retroEligibilityLatestMonths: number;
  readonly triageBusinessDays: number;
  readonly triageBusinessDaysHighDollar: number;
  readonly firstActionBusinessDays: number;
  readonly firstActionBusinessDaysHighDollar: number;
  readonly quietPeriod: number;
  readonly effectuation: number;
  readonly reprocessing: number;
  /** Days after the service in which an authorization may still be asked for; 0 = none after the fact. */
  readonly retroAuthDays: number;
  readonly authorizationDecision: number;
  readonly authorizationDecisionExpedited: number;
  /** Days from the denial in which the payer takes a request for a peer-to-peer; 0 = it offers none. */
  readonly peerToPeerDays: number;
  /** The same for an inpatient stay, in business days. */
  readonly peerToPeerInpatientBusinessDays: number;
  readonly highDollarCents: number;
  /** Days after sending at which an undecided claim becomes a lead's, a supervisor's, a manager's question (§2.2). */
  readonly escalateLead: number;
  readonly escalateSupervisor: number;
  readonly escalateManager: number;
  /** The same from `escalateHighDollarCents` on. */
  readonly escalateLeadHighDollar: number;
  readonly escalateSupervisorHighDollar: number;
  readonly escalateManagerHighDollar: number;
  readonly escalateHighDollarCents: number;
  /** Days left to file at which a stuck claim becomes a lead's, its owner's within a day, a supervisor's, a manager's (TF6). */
  readonly filingLeadDays: number;
  readonly filingOwnerDays: number;
  readonly filingSupervisorDays: number;
  readonly filingManagerDays: number;
  /** Yearly interest on a clean claim paid after the prompt-pay clock, in basis points (1 % = 100); null = nobody entered it yet. */
  readonly promptPayInterestBps: number | null;
  /** The payer shows in a portal where a claim stands: a person looks there before calling (rulebook §2.2). */
  readonly statusPortal: boolean;
  /** Days after the payer's acceptance before which it does not want to be asked (276). */
  readonly statusQuietDays: number;
  /** Business days between two 'not on file' answers that count (rulebook §2.1). */
  readonly notOnFileBusinessDays: number;
  /** Months after its decision in which Medicare Part B reopens it for any reason (42 CFR 405.980(c)). */
  readonly reopeningMonths: number;
  /** The same for good cause (405.986); a clerical error in an unfavorable determination is reopened at any time. */
  readonly reopeningForCauseMonths: number;
  /** A claim denied as a whole comes as a new one, never as a replacement (rulebook C1). */
  readonly deniedNeedsNew: boolean;
  /** Most pages of one appeal packet; 0 = no limit is known. */
  readonly packetMaxPages: number;
  /** Most kilobytes of one file of it; 0 = no limit is known. */
  readonly packetMaxKilobytes: number;
  /** Most files: the packet and what could not be bound into it; 0 = no limit is known. */
  readonly packetMaxFiles: number;
  /** A replacement may be sent while an appeal of the same claim is filed. */
  readonly replacementDuringAppeal: boolean;
  /** Most attempts at one denial before somebody above decides: corrections and appeal levels together. */
  readonly attemptLimit: number;
  /** Work on one appeal, in minutes, and what an hour of it costs, in cents (rulebook §5.4). */
  readonly appealMinutes: number;
  readonly hourlyCostCents: number;
  readonly appealFeeCents: number;
  /** What each party pays for a federal dispute when it is begun, on top of the other costs; cents (rulebook §5.5). */
  readonly idrAdministrativeFeeCents: number;
  /** Expected value from which an appeal is pursued, and the amount from which none is dropped; cents. */
  readonly pursueFromCents: number;
  readonly neverDropCents: number;
  /** What a code means at the payer; one rule a code, the most specific wins over the delivered map (rulebook §4.1). */
  readonly denialMapping: MappingValue;
  /** The organization has a contract with the payer; without one it appeals by the rights of a provider without contract. */
  readonly contracted: boolean;
  /** Appeals at this payer are made for the member, by the plan's own ladder for members, with the member's authorization. */
  readonly memberRights: boolean;
  /** By which way an appeal reaches the payer, and where to. */
  readonly appealChannel: AppealChannel;
  /** The payer takes documents as a 275 (attachment by file); for appeals `appealChannel` says so. */
  readonly takesAttachments: boolean;
  /** The payer takes requests for an authorization as a 278 (005010X217) and answers them so. */
  readonly takesAuthorizationRequests: boolean;
  /** Business days until the 999 of a 275 must have come. */
  readonly attachmentAcknowledgement: number;
  /** Business days the clearinghouse has for the 999 of a file of claims (T-999), and the payer then for its 277CA (T-277CA). */
  readonly acknowledgement999: number;
  readonly acknowledgement277ca: number;
  /** Business days a clearinghouse that answers for itself has, from the 999, to accept, refuse or pass on each claim (T-277CA). */
  readonly acknowledgementClearinghouse: number;
  /** Business days before a visit on which its coverage is looked at again (rulebook §1). */
  readonly eligibilityBeforeVisit: number;
  /** Business days after a question about coverage (270) on which its answer is due; 0 = nobody waits: the payer takes none. */
  readonly eligibilityAnswerBusinessDays: number;
  /** Hour of that day, Eastern time (CAQH CORE). */
  readonly eligibilityAnswerHour: number;
  /** Business days our records office has to answer a payer's request, and after how many it is reminded (T-doc-request). */
  readonly documentOwnerBusinessDays: number;
  readonly documentReminderBusinessDays: number;
  /** Days after the payer's clock for an appeal: call, second request with proof, payer relations (rulebook §5.2). */
  readonly appealStatusCall: number;
  readonly appealSecondRequest: number;
  readonly appealPayerRelations: number;
  /** What an appeal of a category usually has for a chance, in percent, and from how many decisions on our own record counts (§5.4). */
  readonly appealChances: AppealChances;
  readonly appealRecordFrom: number;
  /** Added to our own record before a chance is read from it, so that a short one is not believed wholly (§5.4). */
  readonly appealRecordPrior: RecordPrior;
  /** The payer's own outage extends its filing limits by its length, with the payer's notice as proof. */
  readonly outageExtendsFiling: boolean;
  /**
   * Days a liability insurer, no-fault carrier or workers' compensation plan has to pay promptly; after them Medicare takes a
   * conditional claim (rulebook §1, §4.1); 0 = the payer takes none.
   */
  readonly conditionalPaymentDays: number;
  /** TF3: the denial date of a wrongly billed carrier becomes the base. */
  readonly otherCarrierExtends: boolean;
  /** TF4: months after the notice, or the recoupment, at whose month end filing ends; 0 = the payer knows no exception. */
  readonly filingExceptionMonths: number;
  /** TF4: a document of the payer, an authority or a court that names a later last day to file is followed. */
  readonly filingExceptionByDocument: boolean;
  /** TF4: months after the service before which a recoupment is no exception. */
  readonly recoupmentAfterMonths: number;
  /** What the payer wants on every claim beyond the guide; an edit before sending for each (rulebook §2.1, §13). */
  readonly claimNeeds: ClaimNeeds;
  /** Who may approve up to how much (rulebook §10); of the organization, as are the three below it. */
  readonly approvalLimits: ApprovalLimits;
  /** Days over which amounts of one account and action add up, so that splitting does not help. */
  readonly antiSplittingDays: number;
  /** Business days after which a request nobody decided lapses. */
  readonly approvalBusinessDays: number;
  /** Business days in which an approval given in an emergency above one's limit is reviewed. */
  readonly overrideReviewBusinessDays: number;
  /** Days before a patient's next notice on which the coverage is looked at again if the last check is too old (rulebook §1). */
  readonly eligibilityBeforeBilling: number;
  /** Most work items a person is given a day, what they finished that day counted in (rulebook §7). */
  readonly dailyLoad: number;
  /** What the priority of work is counted by (rulebook §7); of the organization, as are the two below it. */
  readonly workScore: ScoreWeights;
  /** Business days in which an owner must do something about work before it is free again. */
  readonly untouchedBusinessDays: number;
  /** Months over which our own record of an appeal's chance is counted (rulebook §5.4). */
  readonly appealRecordMonths: number;
}

export type RuleKey = keyof RuleValues;

/** Rules of the organization itself: they are of no payer, and no rule for one payer or class may be made of them. */
export const organizationKeys = [
  'approvalLimits',
  'antiSplittingDays',
  'approvalBusinessDays',
  'overrideReviewBusinessDays',
  'eligibilityBeforeBilling',
  'dailyLoad',
  'workScore',
  'untouchedBusinessDays',
  'appealRecordMonths',
] as const satisfies readonly RuleKey[];
export const isOfOrganization = (key: RuleKey): boolean => (organizationKeys as readonly RuleKey[]).includes(key);

/** What decides about money is changed by a director's word alone (rulebook §10: who sets the limits does not use them). */
export const isOfApprovals = (key: RuleKey): boolean =>
  key === 'approvalLimits' ||
  key === 'antiSplittingDays' ||
  key === 'approvalBusinessDays' ||
  key === 'overrideReviewBusinessDays';

/** One effective-dated rule; the narrowest scope wins (rulebook §13). No payer and no class = product default. */
export type PayerRule = {
  [Key in RuleKey]: RuleUse & {
    readonly key: Key;
    readonly value: RuleValues[Key];
    readonly payerKey?: string;
    readonly payerClass?: PayerClass;
    /** Two-letter state of the payer's plan. */
    readonly state?: string;
    readonly contracted?: boolean;
    readonly effectiveFrom: PlainDate;
    readonly effectiveTo?: PlainDate;
    readonly source: string;
    readonly authority: RuleAuthority;
    /** Release of the delivered library that brought it; absent = the first, or a rule of the organization. */
    readonly delivered?: number;
    /** Who approved it; absent = delivered with the product. */
    readonly approver?: string;
  };
}[RuleKey];

export type RuleOf<Key extends RuleKey> = Extract<PayerRule, { readonly key: Key }>;
