// docs/payer-rules.md: the delivered rule library and the appeal ladders, as the decisions read them.
import { code, page, table } from './markdown.mjs';

const placeOf = (rule) =>
  [
    rule.payerKey,
    rule.payerClass,
    rule.state,
    rule.contracted === undefined ? undefined : rule.contracted ? 'contracted' : 'not contracted',
  ]
    .filter(Boolean)
    .join(', ') || 'every payer';

const windowWords = (window) =>
  'days' in window
    ? `${window.days} days`
    : 'months' in window
      ? `${window.months} months`
      : `${window.businessDays} business days`;

const clockWords = ({ decisionDays, decisionBusinessDays }) =>
  decisionBusinessDays !== undefined
    ? `${decisionBusinessDays} business days`
    : decisionDays === null
      ? 'no clock'
      : `${decisionDays} days`;

export async function payerRules({ module }) {
  const { ruleLibrary } = await module('domain/payer-rules/rule-library');
  const { valueWords } = await module('domain/payer-rules/payer-quirks');
  const { unitOf } = await module('domain/payer-rules/rules-in-force');
  const keys = [...new Set(ruleLibrary.map((rule) => rule.key))];
  const intro =
    'Every number of the payer side is one of these rows or a row an organization added (proposed, previewed against its open claims, approved by another person). ' +
    'Law goes before contract, contract before payer, payer before product default; then the narrower scope, the later start, the higher version. ' +
    '`GET /payers/{id}/rules?on=DATE` shows what holds for one payer and why.';
  const parts = keys.flatMap((key) => [
    `## ${code(key)}`,
    table(
      ['rule', 'for', 'value', 'authority', 'source', 'from'],
      ruleLibrary
        .filter((rule) => rule.key === key)
        .map((rule) => [
          code(`${rule.ruleId} v${rule.version}`),
          placeOf(rule),
          valueWords(rule.value, unitOf(rule.key)),
          rule.authority,
          rule.source,
          rule.effectiveFrom,
        ]),
    ),
  ]);
  const { deliveredLevels } = await module('domain/appeals/appeal-levels');
  const ladders = [
    '## Appeal levels',
    table(
      ['rule', 'level', 'file within', 'payer decides within', 'least amount by year', 'source', 'from'],
      deliveredLevels().map((level) => [
        code(`${level.ruleId} v${level.version}`),
        level.name,
        windowWords(level.window) + (level.receiptDays > 0 ? `, ${level.receiptDays} days presumed for the mail` : ''),
        clockWords(level),
        Object.entries(level.minimumCents)
          .map(([year, cents]) => `${year}: $${cents / 100}`)
          .join(', '),
        level.source,
        level.effectiveFrom,
      ]),
    ),
  ];
  return page(
    'Payer rules',
    '`src/domain/payer-rules/rule-library.ts` and `src/domain/appeals/appeal-levels.ts`',
    intro,
    [...parts, ...ladders],
  );
}
