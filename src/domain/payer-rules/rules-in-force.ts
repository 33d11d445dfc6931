import type { PlainDate } from '../dates/plain-date.js';
import { mappedCode } from '../denials/mapping-value.js';
import { dollarsOf } from '../money.js';
import type { PayerRule, RuleAuthority, RuleKey } from './payer-rule.js';
import { valueWords } from './payer-quirks.js';
import { precedence, rankedRules, type RuledPayer } from './resolve-rule.js';
import { ruleKeys } from './rule-value.js';

/** One rule as it is shown: what it says, who says so, since when. */
export interface ShownRule {
  readonly ruleId: string;
  readonly version: number;
  readonly value: string;
  readonly authority: RuleAuthority;
  readonly source: string;
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo: PlainDate | null;
  /** Null = delivered with the product. */
  readonly approver: string | null;
}

/** The rule in force for one key, and each rule that fits too but lost, with the reason. */
export interface RuleInForce extends ShownRule {
  readonly key: RuleKey;
  readonly why: string;
  readonly beaten: readonly (ShownRule & { readonly why: string })[];
}

/** Every rule that holds for a payer on a day, and why it won (rulebook §13). */
export function rulesInForce(payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): readonly RuleInForce[] {
  return ruleKeys.flatMap((key) => {
    if (key === 'denialMapping') return mappingsInForce(payer, on, library);
    const [winner, ...others] = rankedRules(library, { ...payer, key, on });
    if (!winner) return [];
    const beaten = others.map((other) => ({ ...shown(other), why: precedence(winner, other).why }));
    const why = beaten[0]?.why ?? 'the only rule that fits';
    return [{ key, ...shown(winner), why, beaten }];
  });
}

/** Mappings do not beat one another unless they speak of the same code: each is shown. */
const mappingsInForce = (payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): readonly RuleInForce[] =>
  rankedRules(library, { ...payer, key: 'denialMapping', on }).map((rule) => ({
    key: 'denialMapping',
    ...shown(rule),
    why: 'of all mappings of a code the most specific wins',
    beaten: [],
  }));

/** A rule beside the one that is in force without it, where it is for. */
export interface RuleDiff {
  readonly from: ShownRule | null;
  readonly to: ShownRule;
  /** Whether it would be in force, and why (not). */
  readonly wins: boolean;
  readonly why: string;
}

/** What a rule would change where it is for, on a day (rulebook §13, the diff). */
export function compareWithWinner(rule: PayerRule, on: PlainDate, library: readonly PayerRule[]): RuleDiff {
  const { payerKey, payerClass = 'unknown', state, contracted } = rule;
  const place = {
    payerClass,
    ...(payerKey !== undefined && { payerKey }),
    ...(state !== undefined && { state }),
    ...(contracted !== undefined && { contracted }),
  };
  const others = library.filter((other) => other.ruleId !== rule.ruleId || other.version !== rule.version);
  const [before] = rankedRules(others, { ...place, key: rule.key, on }).filter((other) => isOfSameCode(other, rule));
  const { order, why } = before ? precedence(rule, before) : { order: -1, why: 'the only rule that fits' };
  return { from: before ? shown(before) : null, to: shown(rule), wins: order < 0, why };
}

/** A mapping is compared with mappings of its own code only. */
const isOfSameCode = (other: PayerRule, rule: PayerRule): boolean =>
  other.key !== 'denialMapping' || rule.key !== 'denialMapping' || mappedCode(other.value) === mappedCode(rule.value);

const shown = (rule: PayerRule): ShownRule => ({
  ruleId: rule.ruleId,
  version: rule.version,
  value: rule.key.endsWith('Cents') ? dollarsOf(Number(rule.value)) : valueWords(rule.value, unitOf(rule.key)),
  authority: rule.authority,
  source: rule.source,
  effectiveFrom: rule.effectiveFrom,
  effectiveTo: rule.effectiveTo ?? null,
  approver: rule.approver ?? null,
});

const units: Partial<Readonly<Record<RuleKey, string>>> = {
  promptPayInterestBps: 'basis points a year',
  reopeningMonths: 'months',
  reopeningForCauseMonths: 'months',
  packetMaxPages: 'pages',
  packetMaxKilobytes: 'kilobytes',
  packetMaxFiles: 'files',
  attemptLimit: 'attempts',
  appealRecordFrom: 'decisions',
  eligibilityRetries: 'times',
  premiumGraceMonths: 'months',
  retroEligibilityLatestMonths: 'months',
  premiumGracePaidMonths: 'months',
  filingExceptionMonths: 'months',
  recoupmentAfterMonths: 'months',
  notOnFileBusinessDays: 'business days',
  attachmentAcknowledgement: 'business days',
  acknowledgement999: 'business days',
  acknowledgement277ca: 'business days',
  acknowledgementClearinghouse: 'business days',
  eligibilityBeforeVisit: 'business days',
  eligibilityAnswerBusinessDays: 'business days',
  eligibilityAnswerHour: 'o’clock Eastern time',
  documentOwnerBusinessDays: 'business days',
  documentReminderBusinessDays: 'business days',
  peerToPeerInpatientBusinessDays: 'business days',
  appealMinutes: 'minutes',
  approvalBusinessDays: 'business days',
  overrideReviewBusinessDays: 'business days',
  dailyLoad: 'work items',
  untouchedBusinessDays: 'business days',
  appealRecordMonths: 'months',
  triageBusinessDays: 'business days',
  triageBusinessDaysHighDollar: 'business days',
  firstActionBusinessDays: 'business days',
  firstActionBusinessDaysHighDollar: 'business days',
};

export const unitOf = (key: RuleKey): string => units[key] ?? 'days';
