import type { PlainDate } from '../dates/plain-date.js';
import type { PayerClass } from './payer-class.js';
import { ruleAuthorities, type PayerRule, type RuleKey, type RuleOf } from './payer-rule.js';

/** The payer as rules see it. */
export interface RuledPayer {
  /** Slug of a known payer: 'uhc', 'aetna'; absent = only its class counts. */
  readonly payerKey?: string;
  readonly payerClass: PayerClass;
  readonly state?: string;
  /** True when the organization has a contract with the payer; absent counts as true. */
  readonly contracted?: boolean;
}

export interface RuleQuestion<Key extends RuleKey> extends RuledPayer {
  readonly key: Key;
  readonly on: PlainDate;
}

/**
 * The rule in force on a date: law before contract before payer before product default; then the narrowest scope (payer,
 * class, state, contract status), then the later start, then the higher version (rulebook §13).
 */
export function resolveRule<Key extends RuleKey>(
  rules: readonly PayerRule[],
  question: RuleQuestion<Key>,
): RuleOf<Key> | undefined {
  return rankedRules(rules, question)[0];
}

/** Every rule that fits a question, the winner first. */
export function rankedRules<Key extends RuleKey>(
  rules: readonly PayerRule[],
  question: RuleQuestion<Key>,
): readonly RuleOf<Key>[] {
  const fitting = rules.filter((rule): rule is RuleOf<Key> => rule.key === question.key && fits(rule, question));
  return fitting.sort((a, b) => precedence(a, b).order);
}

/** Which of two rules goes first, and why. */
export function precedence(a: PayerRule, b: PayerRule): { readonly order: number; readonly why: string } {
  const authority = ruleAuthorities.indexOf(a.authority) - ruleAuthorities.indexOf(b.authority);
  const [first, second] = authority < 0 ? [a, b] : [b, a];
  if (authority !== 0) return { order: authority, why: `${first.authority} goes before ${second.authority}` };
  if (narrowness(a) !== narrowness(b)) return { order: narrowness(b) - narrowness(a), why: 'the narrower scope wins' };
  if (a.effectiveFrom !== b.effectiveFrom)
    return { order: a.effectiveFrom < b.effectiveFrom ? 1 : -1, why: 'the later start wins' };
  return { order: b.version - a.version, why: 'the higher version wins' };
}

const fits = (rule: PayerRule, question: RuleQuestion<RuleKey>): boolean =>
  isForPayer(rule, question) &&
  rule.effectiveFrom <= question.on &&
  (rule.effectiveTo === undefined || question.on <= rule.effectiveTo);

/** Whether a rule is for such a payer at all, whatever the day. */
export const isForPayer = (rule: PayerRule, payer: RuledPayer): boolean =>
  (rule.payerKey === undefined || rule.payerKey === payer.payerKey) &&
  (rule.payerClass === undefined || rule.payerClass === payer.payerClass) &&
  (rule.state === undefined || rule.state === payer.state) &&
  (rule.contracted === undefined || rule.contracted === (payer.contracted ?? true));

const narrowness = (rule: PayerRule): number =>
  (rule.payerKey === undefined ? 0 : 8) +
  (rule.payerClass === undefined ? 0 : 4) +
  (rule.state === undefined ? 0 : 2) +
  (rule.contracted === undefined ? 0 : 1);

/** The rule, or a broken invariant: the library must hold a product default for every key. */
export function requiredRule<Key extends RuleKey>(
  rules: readonly PayerRule[],
  question: RuleQuestion<Key>,
): RuleOf<Key> {
  const rule = resolveRule(rules, question);
  if (!rule) throw new Error(`No rule for ${question.key} on ${question.on}`);
  return rule;
}
