import { fail, ok, type Result } from '../result.js';
import type { FilingBase } from './claim-rules.js';
import { wrongLimits } from '../approvals/approval-limits.js';
import { wrongMapping } from '../denials/mapping-value.js';
import { wrongChances, wrongPrior } from './appeal-chances.js';
import { appealChannels } from './appeal-channel.js';
import { wrongNeeds } from './claim-needs.js';
import { wrongWeights } from '../work-items/score-weights.js';
import { isObject } from './json-object.js';
import type { RuleKey, RuleValues } from './payer-rule.js';

/** What form the value of a key has; a new key does not compile until it is named here. */
const forms = {
  timelyFiling: 'filing',
  safety: 'number',
  followUpFirst: 'number',
  followUpNext: 'number',
  followUpUrgent: 'number',
  promptPay: 'number',
  correctedWindow: 'window',
  correctedTarget: 'number',
  takesReplacement: 'boolean',
  documentRequest: 'number',
  crossover: 'number',
  reversalWait: 'number',
  paymentExpected: 'number',
  eligibilityMaxAge: 'number',
  eligibilityRetries: 'number',
  premiumGraceMonths: 'number',
  premiumGracePaidMonths: 'number',
  retroEligibilityDays: 'number',
  retroEligibilityLatestMonths: 'number',
  triageBusinessDays: 'number',
  triageBusinessDaysHighDollar: 'number',
  firstActionBusinessDays: 'number',
  firstActionBusinessDaysHighDollar: 'number',
  quietPeriod: 'number',
  effectuation: 'number',
  reprocessing: 'number',
  retroAuthDays: 'number',
  authorizationDecision: 'number',
  authorizationDecisionExpedited: 'number',
  peerToPeerDays: 'number',
  peerToPeerInpatientBusinessDays: 'number',
  highDollarCents: 'number',
  escalateLead: 'number',
  escalateSupervisor: 'number',
  escalateManager: 'number',
  escalateLeadHighDollar: 'number',
  escalateSupervisorHighDollar: 'number',
  escalateManagerHighDollar: 'number',
  escalateHighDollarCents: 'number',
  filingLeadDays: 'number',
  filingOwnerDays: 'number',
  filingSupervisorDays: 'number',
  filingManagerDays: 'number',
  promptPayInterestBps: 'rate',
  statusPortal: 'boolean',
  statusQuietDays: 'number',
  notOnFileBusinessDays: 'number',
  reopeningMonths: 'number',
  reopeningForCauseMonths: 'number',
  deniedNeedsNew: 'boolean',
  packetMaxPages: 'number',
  packetMaxKilobytes: 'number',
  packetMaxFiles: 'number',
  replacementDuringAppeal: 'boolean',
  attemptLimit: 'number',
  appealMinutes: 'number',
  hourlyCostCents: 'number',
  appealFeeCents: 'number',
  idrAdministrativeFeeCents: 'number',
  pursueFromCents: 'number',
  neverDropCents: 'number',
  denialMapping: 'mapping',
  contracted: 'boolean',
  memberRights: 'boolean',
  appealChannel: 'channel',
  takesAttachments: 'boolean',
  takesAuthorizationRequests: 'boolean',
  attachmentAcknowledgement: 'number',
  acknowledgement999: 'number',
  acknowledgement277ca: 'number',
  acknowledgementClearinghouse: 'number',
  eligibilityBeforeVisit: 'number',
  eligibilityAnswerBusinessDays: 'number',
  eligibilityAnswerHour: 'hour',
  documentOwnerBusinessDays: 'number',
  documentReminderBusinessDays: 'number',
  appealStatusCall: 'number',
  appealSecondRequest: 'number',
  appealPayerRelations: 'number',
  appealChances: 'chances',
  appealRecordFrom: 'number',
  appealRecordPrior: 'prior',
  outageExtendsFiling: 'boolean',
  otherCarrierExtends: 'boolean',
  conditionalPaymentDays: 'number',
  filingExceptionMonths: 'number',
  filingExceptionByDocument: 'boolean',
  recoupmentAfterMonths: 'number',
  claimNeeds: 'needs',
  approvalLimits: 'limits',
  antiSplittingDays: 'number',
  approvalBusinessDays: 'number',
  overrideReviewBusinessDays: 'number',
  eligibilityBeforeBilling: 'number',
  dailyLoad: 'number',
  workScore: 'weights',
  untouchedBusinessDays: 'number',
  appealRecordMonths: 'number',
} as const satisfies Readonly<
  Record<
    RuleKey,
    | 'number'
    | 'rate'
    | 'hour'
    | 'boolean'
    | 'filing'
    | 'window'
    | 'mapping'
    | 'channel'
    | 'chances'
    | 'prior'
    | 'limits'
    | 'weights'
    | 'needs'
  >
>;

export const ruleKeys = Object.keys(forms) as readonly RuleKey[];

const filingBases: readonly string[] = [
  'DOS_FROM',
  'DOS_THROUGH',
  'DISCHARGE',
  'END_OF_SERVICE_MONTH',
  'PRIMARY_REMIT',
  'NOTICE',
  'CONTROL',
] satisfies readonly FilingBase[];

/** Largest count of days, months, pages or cents anybody may mean. */
const MOST = 100_000_000;
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MOST;

/** A proposed value as the key wants it, or what is wrong with it. */
export function readRuleValue<Key extends RuleKey>(key: Key, value: unknown): Result<RuleValues[Key], string> {
  const wrong = wrongForm(key, value);
  return wrong ? fail(`${key}: ${wrong}`) : ok(value as RuleValues[Key]);
}

function wrongForm(key: RuleKey, value: unknown): string | undefined {
  switch (forms[key]) {
    case 'number':
      return isCount(value) ? undefined : 'a whole number, zero or more';
    case 'hour':
      return isCount(value) && value <= 23 ? undefined : 'a whole hour of the day, 0 to 23';
    case 'rate':
      return value === null || isCount(value)
        ? undefined
        : 'a whole number, zero or more, or null while nobody knows it';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'window':
      return isObject(value) && isCount(value['days']) && (value['from'] === 'REMIT' || value['from'] === 'DOS')
        ? undefined
        : '{ days, from: REMIT or DOS }';
    case 'mapping':
      return wrongMapping(value);
    case 'limits':
      return wrongLimits(value);
    case 'needs':
      return wrongNeeds(value);
    case 'weights':
      return wrongWeights(value);
    case 'chances':
      return wrongChances(value);
    case 'prior':
      return wrongPrior(value);
    case 'channel':
      return isChannel(value) ? undefined : `{ channel: ${appealChannels.join(', ')}, to? }`;
    case 'filing':
      return isFiling(value) ? undefined : '{ limit: { days } or { months } or { endOfFollowingYear }, base? }';
  }
}

function isChannel(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((name) => name !== 'channel' && name !== 'to')) return false;
  const { channel, to } = value;
  const isPlace = to === undefined || (typeof to === 'string' && to.trim() !== '' && to.length <= 200);
  return (appealChannels as readonly unknown[]).includes(channel) && isPlace;
}

function isFiling(value: unknown): boolean {
  if (!isObject(value) || !isObject(value['limit'])) return false;
  const { limit, base } = value;
  const counted = isCount(limit['days']) || isCount(limit['months']) || limit['endOfFollowingYear'] === true;
  return (
    counted &&
    Object.keys(limit).length === 1 &&
    (base === undefined || (typeof base === 'string' && filingBases.includes(base)))
  );
}
