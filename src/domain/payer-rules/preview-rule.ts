import { addBusinessDays, previousBusinessDay, safeDate } from '../dates/business-days.js';
import { addDays, addMonths, daysBetween, type PlainDate } from '../dates/plain-date.js';
import type { DeadlineKind } from '../stories/turn.js';
import type { PayerRule, RuleKey } from './payer-rule.js';
import { NO_PAYER, nearFor } from './rules-for.js';
import { unitOf } from './rules-in-force.js';
import { requiredRule, resolveRule, type RuledPayer } from './resolve-rule.js';
import { filingBaseDate, filingBaseOf, filingLimitDate, type FilingDates } from './timely-filing.js';

/** One open deadline with what a rule needs to be asked again. */
export interface PlannedDeadline {
  readonly deadlineId: string;
  readonly claimId: string;
  readonly kind: DeadlineKind;
  readonly ruleId: string;
  readonly baseDate: PlainDate;
  readonly hardDate: PlainDate;
  readonly safeDate: PlainDate;
  readonly payer: RuledPayer;
  readonly claim: FilingDates;
  /** Last day to file the claim; a correction that must be a new claim ends with it whatever its own window says. */
  readonly filingHardDate?: PlainDate;
  /** Open with the payer. */
  readonly cents: number;
}

/** One deadline that would move. */
export interface DeadlineMove {
  readonly deadlineId: string;
  readonly claimId: string;
  /** Open with the payer. */
  readonly cents: number;
  readonly kind: DeadlineKind;
  readonly fromHardDate: PlainDate;
  readonly toHardDate: PlainDate;
  readonly toSafeDate: PlainDate;
}

/** What a proposed rule would do to the claims open today, in claims and dollars. */
export interface RulePreview {
  readonly claims: number;
  readonly cents: number;
  readonly earlier: number;
  readonly later: number;
  /** Of the moved ones: those whose new hard date has passed already, and those so near that their owner must act within a business day. */
  readonly missed: number;
  readonly urgent: number;
  readonly moves: readonly DeadlineMove[];
}

/** Which open deadlines would be other ones if the rule were in force; nothing moves by this. */
export function previewRule(
  proposed: PayerRule,
  library: readonly PayerRule[],
  open: readonly PlannedDeadline[],
  today: PlainDate,
): RulePreview {
  const rules = [...library, proposed];
  const moves = open.flatMap((deadline) => moveOf(deadline, proposed, rules) ?? []);
  const touched = new Map(open.map((one) => [one.claimId, one.cents]));
  const claims = [...new Set(moves.map((move) => move.claimId))];
  const left = moves.map((move) => daysBetween(today, move.toHardDate));
  const near = nearFor(NO_PAYER, today, library).days;
  return {
    moves,
    claims: claims.length,
    cents: claims.reduce((sum, id) => sum + (touched.get(id) ?? 0), 0),
    earlier: moves.filter((move) => move.toHardDate < move.fromHardDate).length,
    later: moves.filter((move) => move.toHardDate > move.fromHardDate).length,
    missed: left.filter((days) => days < 0).length,
    urgent: left.filter((days) => days >= 0 && days <= near).length,
  };
}

/** The rule a deadline was made by is named by its key: `timely-filing.payer-aetna` is of `timelyFiling`. */
export const isOfKey = (ruleId: string, key: RuleKey): boolean =>
  ruleId.startsWith(`${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.`);

function moveOf(deadline: PlannedDeadline, proposed: PayerRule, rules: readonly PayerRule[]): DeadlineMove | undefined {
  if (!isOfKey(deadline.ruleId, proposed.key)) return undefined;
  const on = proposed.key === 'timelyFiling' ? deadline.claim.serviceFrom : deadline.baseDate;
  if (resolveRule(rules, { ...deadline.payer, key: proposed.key, on }) !== proposed) return undefined;
  const toHardDate = hardDateBy(proposed, deadline);
  if (toHardDate === undefined || toHardDate === deadline.hardDate) return undefined;
  const safety = requiredRule(rules, { ...deadline.payer, key: 'safety', on: deadline.baseDate }).value;
  const isWindow = proposed.key === 'timelyFiling' || proposed.key === 'correctedWindow';
  return {
    deadlineId: deadline.deadlineId,
    claimId: deadline.claimId,
    cents: deadline.cents,
    kind: deadline.kind,
    fromHardDate: deadline.hardDate,
    toHardDate,
    toSafeDate: isWindow ? safeDate(toHardDate, safety) : previousBusinessDay(toHardDate),
  };
}

function hardDateBy(rule: PayerRule, deadline: PlannedDeadline): PlainDate | undefined {
  const { payer, claim, baseDate, hardDate, filingHardDate } = deadline;
  if (rule.key === 'timelyFiling') {
    const base = filingBaseOf(payer.payerClass, claim, rule.value.base);
    return filingLimitDate(filingBaseDate(claim, base), rule.value.limit);
  }
  if (rule.key === 'correctedWindow' && hardDate === filingHardDate) return undefined;
  if (rule.key === 'correctedWindow')
    return addDays(rule.value.from === 'DOS' ? claim.serviceFrom : baseDate, rule.value.days);
  if (typeof rule.value !== 'number') return undefined;
  const unit = unitOf(rule.key);
  if (unit === 'months') return addMonths(baseDate, rule.value);
  return unit === 'business days' ? addBusinessDays(baseDate, rule.value) : addDays(baseDate, rule.value);
}
