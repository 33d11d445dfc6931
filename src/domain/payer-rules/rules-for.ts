import { endOfMonth, type PlainDate } from '../dates/plain-date.js';
import { appealLevelsFor, denialProgramOf } from '../appeals/appeal-levels.js';
import type { DenialCategory } from '../denials/classification.js';
import type { AppealProgram } from '../appeals/appeal-levels.js';
import type { GraceRules } from '../coverages/coverage-consequences.js';
import type { ApprovalRules, BatchRules, ClaimRules, DayRule, DenialRules, RetroRule } from './claim-rules.js';
import type { PayerRule, RuleKey, RuleOf, RuleValues } from './payer-rule.js';
import type { EscalationLadders, EscalationTo, LadderStep } from './escalation-ladder.js';
import type { ScoreRule } from '../work-items/score.js';
import { requiredRule, type RuledPayer } from './resolve-rule.js';
import { filingBaseOf, type FilingDates } from './timely-filing.js';

/** Dates rules are resolved for (rulebook §13): coverage rules on the service, timers and windows on the event. */
export interface ClaimRuleDates extends FilingDates {
  readonly on: PlainDate;
  /** What the payer owes now; large balances are escalated sooner. */
  readonly payerCents: number;
}

type DayKey = { [Key in RuleKey]: RuleValues[Key] extends number ? Key : never }[RuleKey];

const dayRuleOf = (rule: RuleOf<DayKey>): DayRule => ({
  ruleId: rule.ruleId,
  version: rule.version,
  days: rule.value,
  source: rule.source,
});

/** Whose rules are asked where they are for nobody's sake in particular. */
export const NO_PAYER: RuledPayer = { payerClass: 'unknown' };

/** The grace period for premiums at this payer (45 CFR 156.270(d)). */
export const graceRulesFor = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): GraceRules => ({
  months: dayRuleOf(requiredRule(library, { ...payer, key: 'premiumGraceMonths', on })),
  paidMonths: dayRuleOf(requiredRule(library, { ...payer, key: 'premiumGracePaidMonths', on })),
});

/** Business days before a visit at which its coverage is looked at again (rulebook §1). */
export const beforeVisitFor = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...payer, key: 'eligibilityBeforeVisit', on }));

/** When an answer about coverage is due. */
export interface AnswerClock {
  /** 0 = the payer answers no such file; nobody waits. */
  readonly businessDays: DayRule;
  /** Hour of the day, Eastern time. */
  readonly hour: DayRule;
}

/** The clock of a question about coverage that left on a day (rulebook §1, CAQH CORE). */
export const answerClockFor = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): AnswerClock => ({
  businessDays: dayRuleOf(requiredRule(library, { ...payer, key: 'eligibilityAnswerBusinessDays', on })),
  hour: dayRuleOf(requiredRule(library, { ...payer, key: 'eligibilityAnswerHour', on })),
});

/** Days on which the clocks of a file of claims began. */
export interface BatchDates {
  readonly today: PlainDate;
  readonly sentOn: PlainDate | null;
  readonly ack999On: PlainDate | null;
}

/**
 * The clocks of one file of claims (rulebook §2.2). It may hold claims of several payers: the slowest of them counts, so that nobody
 * is asked too early, by the rule of the day on which a clock began. No payers: the file is not closed, or from before they were kept.
 */
export function batchRulesFor(
  payers: readonly RuledPayer[],
  dates: BatchDates,
  library: readonly PayerRule[],
): BatchRules {
  const asked = payers.length > 0 ? payers : [NO_PAYER];
  const slowest = (key: DayKey, on: PlainDate): DayRule =>
    asked
      .map((payer) => dayRuleOf(requiredRule(library, { ...payer, key, on })))
      .reduce((slow, next) => (next.days > slow.days ? next : slow));
  return {
    acknowledgement999: slowest('acknowledgement999', dates.sentOn ?? dates.today),
    acknowledgement277ca: slowest('acknowledgement277ca', dates.ack999On ?? dates.today),
    acknowledgementClearinghouse: slowest('acknowledgementClearinghouse', dates.ack999On ?? dates.today),
  };
}

/** Days to a hard date from which an owner must act within a business day (rulebook TF6). */
export const nearFor = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...payer, key: 'filingOwnerDays', on }));

/** Who approves money on a day (rulebook §10). */
export function approvalRulesFor(on: PlainDate, library: readonly PayerRule[]): ApprovalRules {
  const limits = requiredRule(library, { ...NO_PAYER, key: 'approvalLimits', on });
  return {
    limits: { ...limits.value, ruleId: limits.ruleId, version: limits.version },
    antiSplitting: dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'antiSplittingDays', on })),
    overrideReview: dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'overrideReviewBusinessDays', on })),
    lapsesAfter: dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'approvalBusinessDays', on })),
  };
}

/** What the priority of work is counted by on a day (rulebook §7). */
export const scoreRuleFor = (on: PlainDate, library: readonly PayerRule[]): ScoreRule => {
  const { value, ruleId, version } = requiredRule(library, { ...NO_PAYER, key: 'workScore', on });
  return { ...value, ruleId, version };
};

/** Business days after which untouched work is free again (rulebook §7). */
export const untouchedFor = (on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'untouchedBusinessDays', on }));

/** Months over which our own record of an appeal's chance is counted (rulebook §5.4). */
export const appealRecordMonthsFor = (on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'appealRecordMonths', on }));

/** Days before a patient is billed on which the coverage is looked at (rulebook §1). */
export const beforeBillingFor = (on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'eligibilityBeforeBilling', on }));

/** Most work items of one person a day (rulebook §7). */
export const dailyLoadFor = (on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...NO_PAYER, key: 'dailyLoad', on }));

/** How old the last check of coverage may be before somebody is billed (rulebook §1). */
export const eligibilityAgeFor = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): DayRule =>
  dayRuleOf(requiredRule(library, { ...payer, key: 'eligibilityMaxAge', on }));

/** A state that counts whole months after the month of the service ends with the last day of one. */
const retroEnd = (
  { days: months, source, ...rule }: DayRule,
  serviceFrom: PlainDate,
): Pick<RetroRule, 'atTheLatest'> =>
  months === 0 ? {} : { atTheLatest: { ...rule, source, day: endOfMonth(serviceFrom, months) } };

export function claimRulesFor(payer: RuledPayer, dates: ClaimRuleDates, library: readonly PayerRule[]): ClaimRules {
  const day = (key: DayKey): DayRule => dayRuleOf(requiredRule(library, { ...payer, key, on: dates.on }));
  const filing = requiredRule(library, { ...payer, key: 'timelyFiling', on: dates.serviceFrom });
  const byDocument = requiredRule(library, { ...payer, key: 'filingExceptionByDocument', on: dates.on });
  const interest = requiredRule(library, { ...payer, key: 'promptPayInterestBps', on: dates.on });
  const retroRule = {
    ...day('retroEligibilityDays'),
    ...retroEnd(day('retroEligibilityLatestMonths'), dates.serviceFrom),
  };
  return {
    timelyFiling: {
      ruleId: filing.ruleId,
      version: filing.version,
      source: filing.source,
      limit: filing.value.limit,
      base: filingBaseOf(payer.payerClass, dates, filing.value.base),
      otherCarrierExtends: requiredRule(library, { ...payer, key: 'otherCarrierExtends', on: dates.serviceFrom }).value,
      ...(dates.retroEligibleOn && { retroEligibility: retroRule }),
    },
    safety: day('safety'),
    followUpFirst: day('followUpFirst'),
    followUpNext: day('followUpNext'),
    followUpUrgent: day('followUpUrgent'),
    promptPay: day('promptPay'),
    promptPayInterest: { ruleId: interest.ruleId, version: interest.version, bps: interest.value },
    documentRequest: day('documentRequest'),
    documentOwner: day('documentOwnerBusinessDays'),
    documentReminder: day('documentReminderBusinessDays'),
    crossover: day('crossover'),
    reversalWait: day('reversalWait'),
    paymentExpected: day('paymentExpected'),
    conditionalPayment: dayRuleOf(
      requiredRule(library, { payerClass: 'medicare', key: 'conditionalPaymentDays', on: dates.on }),
    ),
    statusQuiet: day('statusQuietDays'),
    notOnFile: day('notOnFileBusinessDays'),
    highDollar: day('highDollarCents'),
    filingNear: day('filingLeadDays'),
    eligibilityMaxAge: day('eligibilityMaxAge'),
    eligibilityRetries: day('eligibilityRetries'),
    takesAttachments: requiredRule(library, { ...payer, key: 'takesAttachments', on: dates.on }).value,
    attachmentAcknowledgement: day('attachmentAcknowledgement'),
    filingException: day('filingExceptionMonths'),
    recoupmentAfter: day('recoupmentAfterMonths'),
    filingExceptionByDocument: {
      ruleId: byDocument.ruleId,
      version: byDocument.version,
      followed: byDocument.value,
    },
    retroEligibility: retroRule,
    takesVoid:
      requiredRule(library, { ...payer, key: 'takesReplacement', on: dates.on }).value &&
      !(payer.payerClass === 'medicare' && dates.kind === 'P'),
    escalation: ladders(day, dates.payerCents >= day('escalateHighDollarCents').days),
  };
}

/** Rulebook §2.2 T-escalate and TF6; large balances climb sooner. */
function ladders(day: (key: DayKey) => DayRule, highDollar: boolean): EscalationLadders {
  const age = (to: EscalationTo, key: DayKey, highKey: DayKey): LadderStep => {
    const rule = day(highDollar ? highKey : key);
    return { to, rule, why: `${rule.days} days after sending the payer has not decided` };
  };
  return {
    byAge: [
      age('lead', 'escalateLead', 'escalateLeadHighDollar'),
      age('supervisor', 'escalateSupervisor', 'escalateSupervisorHighDollar'),
      age('manager', 'escalateManager', 'escalateManagerHighDollar'),
    ],
    byFiling: daysLeftLadder(day, 'to file'),
  };
}

/** TF6, and TF7 with the same thresholds: by days left to the last day of a window. */
function daysLeftLadder(day: (key: DayKey) => DayRule, toDo: string): readonly LadderStep[] {
  const step = (to: EscalationTo, key: DayKey, duty: string): LadderStep => {
    const rule = day(key);
    return { to, rule, why: `${rule.days} days or less are left ${toDo}: ${duty}` };
  };
  return [
    step('lead', 'filingLeadDays', 'the lead watches it'),
    step('lead', 'filingOwnerDays', 'its owner acts within one business day'),
    step('supervisor', 'filingSupervisorDays', 'the supervisor sees to it'),
    step('manager', 'filingManagerDays', 'the manager decides today'),
  ];
}

export interface DenialRuleDates {
  /** Day of the event that is judged. */
  readonly on: PlainDate;
  readonly claimKind: 'P' | 'I';
  readonly amountCents: number;
  readonly program: AppealProgram;
}

/** Whether a person looks in the payer's portal where a claim stands before calling (rulebook §2.2). */
export const hasStatusPortal = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): boolean =>
  requiredRule(library, { ...payer, key: 'statusPortal', on }).value;

/** Whether the organization has a contract with the payer on a day. */
export const isContracted = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): boolean =>
  requiredRule(library, { ...payer, key: 'contracted', on }).value;

/** By whose rights a denial with these remarks is appealed on a day (rulebook §5.2). */
export const appealProgramFor = (
  payer: RuledPayer,
  {
    rarcs,
    category,
    on,
  }: { readonly rarcs: readonly string[]; readonly category?: DenialCategory; readonly on: PlainDate },
  library: readonly PayerRule[],
): AppealProgram =>
  denialProgramOf({
    payerClass: payer.payerClass,
    rarcs,
    ...(category && { category }),
    contracted: payer.contracted ?? true,
    memberRights: requiredRule(library, { ...payer, key: 'memberRights', on }).value,
  });

export function denialRulesFor(payer: RuledPayer, dates: DenialRuleDates, library: readonly PayerRule[]): DenialRules {
  const find = <Key extends RuleKey>(key: Key): RuleOf<Key> => requiredRule(library, { ...payer, key, on: dates.on });
  const day = (key: DayKey): DayRule => dayRuleOf(find(key));
  const corrected = find('correctedWindow');
  const channel = find('appealChannel');
  const usual = find('appealChances');
  const prior = find('appealRecordPrior');
  const highDollar = dates.amountCents >= day('highDollarCents').days;
  return {
    safety: day('safety'),
    correctedClaim: {
      ruleId: corrected.ruleId,
      version: corrected.version,
      source: corrected.source,
      ...corrected.value,
    },
    correctedInternalTarget: day('correctedTarget'),
    reopening: day('reopeningMonths'),
    reopeningForCause: day('reopeningForCauseMonths'),
    deniedNeedsNew: find('deniedNeedsNew').value,
    takesReplacement:
      (find('takesReplacement') as { value: boolean }).value &&
      !(payer.payerClass === 'medicare' && dates.claimKind === 'P'),
    triageBusinessDays: day(highDollar ? 'triageBusinessDaysHighDollar' : 'triageBusinessDays'),
    firstActionBusinessDays: day(highDollar ? 'firstActionBusinessDaysHighDollar' : 'firstActionBusinessDays'),
    documentWindow: day('documentRequest'),
    documentOwner: day('documentOwnerBusinessDays'),
    documentReminder: day('documentReminderBusinessDays'),
    appealChases: [day('appealStatusCall'), day('appealSecondRequest'), day('appealPayerRelations')],
    quietPeriod: day('quietPeriod'),
    effectuation: day('effectuation'),
    reprocessing: day('reprocessing'),
    conditionalPayment: day('conditionalPaymentDays'),
    retroAuthorization: day('retroAuthDays'),
    authorizationDecision: day('authorizationDecision'),
    authorizationDecisionExpedited: day('authorizationDecisionExpedited'),
    peerToPeer: day('peerToPeerDays'),
    peerToPeerInpatient: day('peerToPeerInpatientBusinessDays'),
    takesAuthorizationRequests: find('takesAuthorizationRequests').value,
    packetReviewFromCents: day('highDollarCents').days,
    packetMaxPages: day('packetMaxPages'),
    packetMaxKilobytes: day('packetMaxKilobytes'),
    packetMaxFiles: day('packetMaxFiles'),
    replacementDuringAppeal: find('replacementDuringAppeal').value,
    attemptLimit: day('attemptLimit'),
    takesAttachments: find('takesAttachments').value,
    attachmentAcknowledgement: day('attachmentAcknowledgement'),
    appealChannel: { ...channel.value, ruleId: channel.ruleId, version: channel.version },
    pursuit: {
      minutes: day('appealMinutes'),
      hourlyCostCents: day('hourlyCostCents'),
      feeCents: day('appealFeeCents'),
      idrFeeCents: day('idrAdministrativeFeeCents'),
      fromCents: day('pursueFromCents'),
      neverDropCents: day('neverDropCents'),
      usual: { ...usual.value, ruleId: usual.ruleId, version: usual.version },
      recordFrom: day('appealRecordFrom'),
      recordPrior: { ...prior.value, ruleId: prior.ruleId, version: prior.version },
    },
    levels: appealLevelsFor(dates.program, payer.payerKey, dates.on),
    windows: {
      'appeal-filing': daysLeftLadder(day, 'to appeal'),
      'corrected-claim': daysLeftLadder(day, 'to correct the claim'),
    },
  };
}
