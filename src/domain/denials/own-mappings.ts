import type { PayerRule, RuleOf } from '../payer-rules/payer-rule.js';
import type { RuledPayer } from '../payer-rules/resolve-rule.js';
import { denialMappings, type DenialMapping } from './classify-adjustment.js';

const isMapping = (rule: PayerRule): rule is RuleOf<'denialMapping'> => rule.key === 'denialMapping';

/** The mappings that may concern a payer: the organization's own among its rules first, then those delivered. */
export function mappingsFor(rules: readonly PayerRule[], payer: RuledPayer): readonly DenialMapping[] {
  const own = rules.filter(isMapping).filter((rule) => concerns(rule, payer));
  return own.length === 0 ? denialMappings : [...own.map(asMapping), ...denialMappings];
}

/** Payer and class are compared code by code; state and contract limit a whole rule. */
const concerns = (rule: PayerRule, payer: RuledPayer): boolean =>
  (rule.state === undefined || rule.state === payer.state) &&
  (rule.contracted === undefined || rule.contracted === (payer.contracted ?? true));

function asMapping(rule: RuleOf<'denialMapping'>): DenialMapping {
  const { carc, group, rarc, appealable, ...row } = rule.value;
  return {
    ruleId: rule.ruleId,
    version: rule.version,
    own: true,
    carc,
    row,
    effectiveFrom: rule.effectiveFrom,
    ...(rule.effectiveTo && { effectiveTo: rule.effectiveTo }),
    ...(rule.payerKey && { payerKey: rule.payerKey }),
    ...(rule.payerClass && { payerClass: rule.payerClass }),
    ...(group && { group }),
    ...(rarc && { rarc }),
    ...(appealable === false && { appealable }),
  };
}
