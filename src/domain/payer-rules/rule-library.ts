import { deliveredLimits } from '../approvals/approval-limits.js';
import { deliveredWeights } from '../work-items/score-weights.js';
import { plainDate, type PlainDate } from '../dates/plain-date.js';
import type { AppealChances } from './appeal-chances.js';
import type { PayerClass } from './payer-class.js';
import type { PayerRule, RuleKey, RuleValues, RuleAuthority } from './payer-rule.js';

const always = plainDate('2000-01-01');

interface Scope {
  readonly payerKey?: string;
  readonly payerClass?: PayerClass;
  readonly state?: string;
  readonly contracted?: boolean;
  readonly effectiveFrom?: PlainDate;
  readonly version?: number;
  /** Release of the library that brought it; a row added to a key that is known already names the next one. */
  readonly delivered?: number;
}

/** The rule id is its key and scope: `timely-filing.payer-aetna.tx`. */
function rule<Key extends RuleKey>(key: Key, value: RuleValues[Key], source: string, scope: Scope = {}): PayerRule {
  const { effectiveFrom = always, version = 1, delivered, ...where } = scope;
  const place = [
    where.payerKey && `payer-${where.payerKey}`,
    where.payerClass && kebab(where.payerClass),
    where.state?.toLowerCase(),
    where.contracted === undefined ? undefined : where.contracted ? 'contracted' : 'non-contracted',
  ].filter(Boolean);
  const ruleId = [kebab(key), ...(place.length > 0 ? place : ['default'])].join('.');
  return {
    ruleId,
    version,
    key,
    value,
    source,
    authority: authorityOf(source, where),
    effectiveFrom,
    ...(delivered !== undefined && { delivered }),
    ...where,
  } as PayerRule;
}

/** The rulebook cites where each number comes from; what the citation is says how much weight it has. */
function authorityOf(source: string, where: Omit<Scope, 'effectiveFrom' | 'version' | 'delivered'>): RuleAuthority {
  if (/product default/i.test(source)) return 'default';
  if (/\b(CFR|USC|NYCRR|statute|Texas prompt-pay law|CMS-\d+)\b/.test(source)) return 'law';
  if (/\bcontract\b/i.test(source)) return 'contract';
  return Object.keys(where).length > 0 ? 'payer' : 'default';
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const daysRule = (days: number, source: string, scope: Scope): PayerRule =>
  rule('timelyFiling', { limit: { days } }, source, scope);

const medicaidDays: Readonly<Record<string, number>> = { TX: 95, NY: 90, IL: 180 };
const bcbsSource = 'Payer manual, range 90–365 days';

/** Timely filing (rulebook §3). */
const timelyFiling: readonly PayerRule[] = [
  daysRule(90, 'Product default: unknown commercial payer', {}),
  rule('timelyFiling', { limit: { months: 12 }, base: 'DOS_FROM' }, '42 CFR 424.44', { payerClass: 'medicare' }),
  daysRule(90, 'Contract, product default', { payerClass: 'medicareAdvantage' }),
  rule('timelyFiling', { limit: { months: 12 } }, '42 CFR 422.520, as 424.44', {
    payerClass: 'medicareAdvantage',
    contracted: false,
  }),
  daysRule(365, 'Humana Medicare Advantage contract', { payerClass: 'medicareAdvantage', payerKey: 'humana' }),
  daysRule(90, 'Product default: unknown state Medicaid', { payerClass: 'medicaid' }),
  ...Object.entries(medicaidDays).map(([state, days]) =>
    daysRule(days, `State Medicaid manual ${state}`, { payerClass: 'medicaid', state }),
  ),
  ...['GA', 'CA'].map((state) =>
    rule(
      'timelyFiling',
      { limit: { months: 6 }, base: 'END_OF_SERVICE_MONTH' },
      `State Medicaid manual ${state}: six months from the end of the service month`,
      { payerClass: 'medicaid', state },
    ),
  ),
  rule('timelyFiling', { limit: { months: 6 } }, 'State Medicaid manual AZ', { payerClass: 'medicaid', state: 'AZ' }),
  rule('timelyFiling', { limit: { months: 12 } }, 'State Medicaid manual FL', { payerClass: 'medicaid', state: 'FL' }),
  daysRule(90, 'Contract, product default, range 90–365 days', { payerClass: 'medicaidMco' }),
  daysRule(90, 'UnitedHealthcare administrative guide', { payerKey: 'uhc' }),
  daysRule(120, 'Aetna office manual, physicians', { payerKey: 'aetna' }),
  daysRule(95, 'Texas prompt-pay law', { payerKey: 'aetna', state: 'TX' }),
  daysRule(365, 'Aetna, non-participating', { payerKey: 'aetna', contracted: false }),
  daysRule(90, 'Cigna reference guide, participating', { payerKey: 'cigna' }),
  daysRule(180, 'Cigna reference guide, non-participating', { payerKey: 'cigna', contracted: false }),
  daysRule(180, 'Humana provider manual, physicians', { payerKey: 'humana' }),
  daysRule(90, 'Anthem provider manual', { payerKey: 'anthem' }),
  daysRule(180, bcbsSource, { payerKey: 'bcbs' }),
  rule('timelyFiling', { limit: { months: 12 }, base: 'DISCHARGE' }, '32 CFR 199.7', { payerClass: 'tricare' }),
  daysRule(180, 'VA community care', { payerClass: 'va' }),
  rule('timelyFiling', { limit: { endOfFollowingYear: true } }, '20 CFR 10.803', { payerClass: 'feca' }),
  rule('timelyFiling', { limit: { endOfFollowingYear: true } }, 'FEP brochure', { payerKey: 'bcbs-fep' }),
  daysRule(30, 'Product default: unknown state', { payerClass: 'workersComp' }),
  daysRule(30, 'Product default: unknown state', { payerClass: 'auto' }),
  daysRule(35, 'Florida PIP statute 627.736', { payerClass: 'auto', state: 'FL' }),
  daysRule(45, 'New York no-fault, 11 NYCRR 65', { payerClass: 'auto', state: 'NY' }),
];

/**
 * Days to bill a service that Medicaid covers retroactively, from the day it was told, by state; half a year counts as 180 days,
 * which is never longer than six months.
 */
const retroMedicaid: readonly (readonly [state: string, days: number, source: string])[] = [
  ['TX', 95, '1 TAC 354.1003: 95 days from the day eligibility is added to the file'],
  ['NY', 30, '18 NYCRR 540.6(a): 30 days after a delay outside the provider’s control ends'],
  ['IL', 180, '89 Ill. Adm. Code 140.20: 180 days from the notice of retroactive eligibility'],
  ['GA', 180, 'Product default for GA: six months from the determination, as the state gives from the service'],
  [
    'CA',
    60,
    'Product default for CA: 60 days from the proof of eligibility, as late billing under 22 CCR 51008.5 allows',
  ],
  ['AZ', 180, 'A.R.S. 36-2904: six months from the posting of eligibility'],
  ['FL', 365, 'Product default for FL: 12 months, with proof of retroactive eligibility'],
];

const FLORIDA_HANDBOOK =
  'Florida Medicaid Provider General Handbook, exceptions to the 12-month time limit: 12 months from the update of eligibility';

/** Months after the month of the service with which late filing ends for retroactive coverage too, by state. */
const latestRetroMedicaid: readonly (readonly [state: string, months: number, source: string])[] = [
  ['GA', 12, 'Georgia statute O.C.G.A. 49-4-145: an extension ends 12 months after the month of the service'],
  [
    'CA',
    12,
    '22 CCR 50746(a): beyond a year after the month of service only by court, hearing or error, with its document',
  ],
];

/** Timers (rulebook §2.2). */
const timers: readonly PayerRule[] = [
  rule('followUpFirst', 14, 'Product default'),
  rule('followUpFirst', 15, 'Product default', { payerClass: 'medicare' }),
  rule('followUpFirst', 21, 'Product default', { payerClass: 'medicaid' }),
  rule('followUpFirst', 21, 'Product default', { payerClass: 'medicaidMco' }),
  rule('followUpFirst', 30, 'Product default', { payerClass: 'workersComp' }),
  rule('followUpFirst', 30, 'Product default', { payerClass: 'auto' }),
  rule('followUpNext', 14, 'Product default'),
  rule('followUpUrgent', 7, 'Product default'),
  rule('promptPay', 30, 'Product default for state prompt-pay laws: 30 days for electronic claims'),
  rule('promptPay', 30, '42 USC 1395u(c)', { payerClass: 'medicare' }),
  rule('promptPay', 30, '42 CFR 422.520', { payerClass: 'medicareAdvantage' }),
  rule('promptPay', 90, '42 CFR 447.45(d): 99 % in 90 days', { payerClass: 'medicaid' }),
  rule('promptPay', 90, '42 CFR 447.45(d)', { payerClass: 'medicaidMco' }),
  rule('acknowledgement999', 1, 'Product default: rulebook §2.2 T-999, one business day from the transmission'),
  rule('acknowledgement277ca', 3, 'Product default: rulebook §2.2 T-277CA, three business days from the 999'),
  rule(
    'acknowledgementClearinghouse',
    1,
    'Product default: rulebook §2.2 T-277CA, clearinghouse one business day from the 999',
  ),
  rule('documentRequest', 30, 'Product default'),
  rule('documentRequest', 45, 'Medicare additional documentation request', { payerClass: 'medicare' }),
  rule('crossover', 30, 'Product default'),
  rule('reversalWait', 30, 'Product default'),
  rule('paymentExpected', 10, 'Product default: remittance within 10 days of a finalized status'),
  rule('eligibilityMaxAge', 30, 'Product default'),
  rule('eligibilityBeforeVisit', 3, 'Product default: rulebook §1, three business days before the service'),
  rule(
    'eligibilityAnswerBusinessDays',
    1,
    'Product default: rulebook §1, CAQH CORE batch answers on the next business day',
  ),
  rule('eligibilityAnswerHour', 7, 'Product default: rulebook §1, CAQH CORE batch answers by 7:00 a.m. Eastern time'),
  rule('eligibilityRetries', 3, 'Product default: after one, two and four business days'),
  rule('premiumGraceMonths', 3, '45 CFR 156.270(d): three consecutive months'),
  rule('premiumGracePaidMonths', 1, '45 CFR 156.270(d)(1): the first month is paid'),
  rule('retroEligibilityDays', 0, 'Product default: retroactive coverage extends nothing'),
  rule('retroEligibilityDays', 90, 'Product default for Medicaid of an unknown state: 90 days from the notice', {
    payerClass: 'medicaid',
  }),
  rule('retroEligibilityDays', 90, 'Product default for Medicaid plans: 90 days from the notice', {
    payerClass: 'medicaidMco',
  }),
  ...retroMedicaid.map(([state, days, source]) =>
    rule('retroEligibilityDays', days, source, { payerClass: 'medicaid', state }),
  ),
  rule('retroEligibilityDays', 365, FLORIDA_HANDBOOK, {
    payerClass: 'medicaid',
    state: 'FL',
    version: 2,
    delivered: 2,
  }),
  rule('retroEligibilityLatestMonths', 0, 'Product default: the notice alone counts'),
  ...latestRetroMedicaid.map(([state, months, source]) =>
    rule('retroEligibilityLatestMonths', months, source, { payerClass: 'medicaid', state }),
  ),
  rule('safety', 7, 'Product default'),
  rule('escalateLead', 45, 'Product default'),
  rule('escalateSupervisor', 60, 'Product default'),
  rule('escalateManager', 90, 'Product default'),
  rule('escalateLeadHighDollar', 30, 'Product default'),
  rule('escalateSupervisorHighDollar', 45, 'Product default'),
  rule('escalateManagerHighDollar', 60, 'Product default'),
  rule('escalateHighDollarCents', 1_000_000, 'Product default'),
  rule('filingLeadDays', 30, 'Product default'),
  rule('filingOwnerDays', 14, 'Product default'),
  rule('filingSupervisorDays', 7, 'Product default'),
  rule('filingManagerDays', 2, 'Product default'),
  rule('statusPortal', true, 'Product default: rulebook §2.2 T-follow-n, 276, then portal, then call'),
  rule('statusQuietDays', 0, 'Product default'),
  rule('statusQuietDays', 14, 'Medicare: no payment before day 14 after receipt', { payerClass: 'medicare' }),
  rule('notOnFileBusinessDays', 2, 'Product default: rulebook §2.1, confirmed twice'),
  // Rates are the law's of a state, or change every half-year: none is invented here, the office enters those it may claim.
  rule('promptPayInterestBps', null, 'Product default: unset; enter the rate of the state’s prompt-pay law'),
  rule(
    'promptPayInterestBps',
    null,
    'Product default: unset; enter the Treasury’s rate of the half-year (42 USC 1395u(c)(2)(C), 31 USC 3902(a))',
    { payerClass: 'medicare' },
  ),
  rule('promptPayInterestBps', 0, 'Product default: 42 CFR 447.45 gives providers no interest', {
    payerClass: 'medicaid',
  }),
  rule('outageExtendsFiling', false, 'Product default: only where the payer says so in writing'),
  rule('otherCarrierExtends', false, 'Product default'),
  rule('conditionalPaymentDays', 0, 'Product default: only Medicare pays conditionally'),
  rule('conditionalPaymentDays', 120, '42 CFR 411.21, 411.50: promptly is within 120 days', { payerClass: 'medicare' }),
  rule('filingExceptionMonths', 0, 'Product default: no exception is known'),
  rule('filingExceptionMonths', 6, '42 CFR 424.44(b)', { payerClass: 'medicare' }),
  rule(
    'filingExceptionByDocument',
    true,
    'Product default: rulebook TF4, disaster, retroactive eligibility, outage, court order, each with its document',
  ),
  rule('recoupmentAfterMonths', 6, '42 CFR 424.44(b)(3)–(4); asked of Medicare alone (product default)'),
];

/** Medicare Advantage and Medicaid: seven days since 2026, fourteen before; 72 hours where it is urgent (rulebook §1). */
const authorizationClocks: readonly PayerRule[] = (
  [
    ['medicareAdvantage', '42 CFR 422.568(b)', '42 CFR 422.572(a)'],
    ['medicaid', '42 CFR 440.230(e)', '42 CFR 440.230(e)'],
    ['medicaidMco', '42 CFR 438.210(d)(1)', '42 CFR 438.210(d)(2)'],
  ] as const
).flatMap(([payerClass, standard, expedited]) => [
  rule('authorizationDecision', 14, `${standard}, before CMS-0057-F`, { payerClass }),
  rule('authorizationDecision', 7, `${standard}, CMS-0057-F`, {
    payerClass,
    effectiveFrom: plainDate('2026-01-01'),
    version: 2,
  }),
  rule('authorizationDecisionExpedited', 3, expedited, { payerClass }),
]);

/** Chance to win by category, in percent (rulebook §5.4). */
const usualChances: AppealChances = {
  chances: {
    DOC: 70,
    CONTRACT: 60,
    CODE: 55,
    DUP: 50,
    MEDNEC: 45,
    AUTH: 40,
    BUNDLE: 35,
    TIMELY_PROVEN: 35,
    ELIG: 30,
    NONCOV: 10,
    TIMELY: 5,
    OTHER: 30,
  },
};

/** Corrections, denials and appeals (rulebook §2.3, §4.1, §5). */
const corrections: readonly PayerRule[] = [
  rule('correctedWindow', { days: 180, from: 'REMIT' }, 'Product default'),
  rule('correctedWindow', { days: 365, from: 'REMIT' }, 'UnitedHealthcare: 12 months in total', { payerKey: 'uhc' }),
  ...['aetna', 'cigna', 'humana', 'bcbs', 'anthem'].map((payerKey) =>
    rule('correctedWindow', { days: 180, from: 'REMIT' }, 'Payer manual', { payerKey }),
  ),
  rule('correctedWindow', { days: 180, from: 'REMIT' }, 'Medi-Cal: six months from payment or denial', {
    payerClass: 'medicaid',
    state: 'CA',
  }),
  rule('correctedWindow', { days: 365, from: 'DOS' }, '42 CFR 424.44: a new claim within 12 months of the service', {
    payerClass: 'medicare',
  }),
  rule('reopeningMonths', 12, '42 CFR 405.980(c): one year for any reason, longer for cause; asked of Medicare alone'),
  rule('reopeningForCauseMonths', 48, '42 CFR 405.980(c), 405.986: four years for good cause; asked of Medicare alone'),
  rule('deniedNeedsNew', false, 'Product default: what was decided is replaced'),
  rule('correctedTarget', 14, 'Product default'),
  rule('contracted', true, 'Product default: enter a payer without contract'),
  rule(
    'memberRights',
    false,
    'Product default: 29 CFR 2560.503-1(h), 42 CFR 438.402(c)(1)(ii) need the member’s authorization',
  ),
  rule('appealChannel', { channel: 'portal' }, 'Product default'),
  rule('takesAttachments', false, 'Product default: by agreement with the payer until 2028-05-26 (91 FR 14350)'),
  rule(
    'takesAuthorizationRequests',
    false,
    'Product default: after enrollment for the 278 with the payer (45 CFR 162.1302)',
  ),
  rule('attachmentAcknowledgement', 1, 'Product default: rulebook §2.2 T-999'),
  rule('documentOwnerBusinessDays', 5, 'Product default: rulebook §2.2 T-doc-request'),
  rule('documentReminderBusinessDays', 3, 'Product default: rulebook §2.2 T-doc-request'),
  rule('takesReplacement', true, 'X12 837 CLM05-3'),
  rule('replacementDuringAppeal', false, 'Product default'),
  rule('attemptLimit', 8, 'Product default'),
  rule('appealMinutes', 30, 'Product default'),
  rule('hourlyCostCents', 3_000, 'Product default'),
  rule('appealFeeCents', 0, 'Product default'),
  rule('idrAdministrativeFeeCents', 0, 'Product default: unset for disputes begun before 2026-06-11; enter the fee'),
  rule('idrAdministrativeFeeCents', 1_500, '45 CFR 149.510(d)(2); 91 FR 33900: $15 a party', {
    effectiveFrom: plainDate('2026-06-11'),
    version: 2,
  }),
  rule('appealStatusCall', 5, 'Product default: rulebook §5.2, call when the payer’s clock has run'),
  rule('appealSecondRequest', 15, 'Product default: rulebook §5.2, second request with the proof of filing'),
  rule(
    'appealPayerRelations',
    30,
    'Product default: rulebook §5.2, payer relations, regulator where law sets the clock',
  ),
  rule('appealChances', usualChances, 'Product default: rulebook §5.4, until our own record counts'),
  rule('appealRecordFrom', 20, 'Product default: rulebook §5.4, decided appeals of 24 months'),
  rule('appealRecordPrior', { wins: 2, decided: 4 }, 'Product default: rulebook §5.4, (wins + 2) / (decided + 4)'),
  rule('pursueFromCents', 2_500, 'Product default'),
  rule('neverDropCents', 100_000, 'Product default'),
  rule('packetMaxPages', 0, 'Product default: unset; enter what the payer’s channel takes'),
  rule('packetMaxKilobytes', 0, 'Product default: unset; enter what the payer’s channel takes'),
  rule('packetMaxFiles', 0, 'Product default: unset; enter what the payer’s channel takes'),
  rule('triageBusinessDays', 2, 'Product default'),
  rule('triageBusinessDaysHighDollar', 1, 'Product default'),
  rule('firstActionBusinessDays', 5, 'Product default'),
  rule('firstActionBusinessDaysHighDollar', 2, 'Product default'),
  rule('quietPeriod', 30, 'Product default'),
  rule('effectuation', 30, 'Product default'),
  rule('reprocessing', 30, 'Product default'),
  rule('claimNeeds', { needs: [] }, 'Product default: what the guide wants, no more'),
  rule('retroAuthDays', 14, 'Product default: days from the service or admission'),
  rule('authorizationDecision', 7, 'Product default, as CMS-0057-F: seven calendar days for a standard request'),
  rule('authorizationDecisionExpedited', 3, 'Product default, as CMS-0057-F: 72 hours for an expedited request'),
  ...authorizationClocks,
  rule('peerToPeerDays', 14, 'Product default: rulebook §5.2, from the denial'),
  rule('peerToPeerDays', 0, 'Original Medicare: its contractors decide by redetermination', { payerClass: 'medicare' }),
  rule(
    'peerToPeerInpatientBusinessDays',
    5,
    'Industry convention: rulebook §5.2, from the denial of an inpatient stay',
  ),
  rule('peerToPeerInpatientBusinessDays', 0, 'Original Medicare: its contractors decide by redetermination', {
    payerClass: 'medicare',
  }),
  rule('highDollarCents', 500_000, 'Product default'),
];

/** What is the organization's own business, whoever pays (rulebook §1, §5.4, §7, §10). */
const ofTheOrganization: readonly PayerRule[] = [
  rule('approvalLimits', deliveredLimits, 'Product default: rulebook §10'),
  rule('antiSplittingDays', 30, 'Product default: rulebook §10, thresholds are per account per rolling 30 days'),
  rule('approvalBusinessDays', 10, 'Product default: rulebook §10'),
  rule(
    'overrideReviewBusinessDays',
    2,
    'Product default: rulebook §10, emergency override reviewed within two business days',
  ),
  rule('eligibilityBeforeBilling', 7, 'Product default: rulebook §1, before the patient is billed'),
  rule('dailyLoad', 60, 'Product default: rulebook §7, most items of one person a day'),
  rule('workScore', deliveredWeights, 'Product default: rulebook §7'),
  rule('untouchedBusinessDays', 2, 'Product default: rulebook §7, reassign after two business days untouched'),
  rule('appealRecordMonths', 24, 'Product default: rulebook §5.4, won and decided over 24 months'),
];

/** The rule library as delivered; an organization's own rules are added to it. */
export const ruleLibrary: readonly PayerRule[] = [...timelyFiling, ...timers, ...corrections, ...ofTheOrganization];

const releaseOf = ({ delivered = 1 }: PayerRule): number => delivered;

/** The library's release; decisions keep it, so that they are judged again by the rules they were made by. */
export const libraryRelease = Math.max(...ruleLibrary.map(releaseOf));

/**
 * The library as a release delivered it. A row is never changed or taken out (a spec compares it with what was delivered): a new
 * value is a row of a higher version and a later release. Keys that the release did not know are as they came.
 */
export function libraryAsOf(release: number): readonly PayerRule[] {
  if (release >= libraryRelease) return ruleLibrary;
  const known = ruleLibrary.filter((row) => releaseOf(row) <= release);
  const keys = new Set(known.map((row) => row.key));
  return ruleLibrary.filter((row) => releaseOf(row) <= release || !keys.has(row.key));
}
