import type { Payer, PayerRule as PayerRuleRow } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { PayerRule, RuleAuthority, RuleKey } from '../../domain/payer-rules/payer-rule.js';
import type { RuledPayer } from '../../domain/payer-rules/resolve-rule.js';
import { isContracted } from '../../domain/payer-rules/rules-for.js';
import { libraryAsOf, libraryRelease, ruleLibrary } from '../../domain/payer-rules/rule-library.js';

/** A payer as a decision sees it: with the organization's own rules, so that it can be judged again with the same ones. */
export interface JudgedPayer extends RuledPayer, Rulings {}

/** Which rules a decision was judged by. */
export interface Rulings {
  readonly ownRules?: readonly PayerRule[];
  /** Release of the delivered library; absent on decisions made before it was kept, which are of the first. */
  readonly library?: number;
}

export const ruledPayer = (payer: Pick<Payer, 'ruleKey' | 'payerClass' | 'state'>): RuledPayer => ({
  payerKey: payer.ruleKey,
  payerClass: payer.payerClass as PayerClass,
  ...(payer.state && { state: payer.state }),
});

/** The payer with the active rules that concern it. */
export async function judgedPayer(
  tx: Tx,
  payer: Pick<Payer, 'ruleKey' | 'payerClass' | 'state'>,
): Promise<JudgedPayer> {
  const rows = await tx.db.payerRule.findMany({
    where: {
      organizationId: tx.organizationId,
      state: 'ACTIVE',
      AND: [
        { OR: [{ payerKey: null }, { payerKey: payer.ruleKey }] },
        { OR: [{ payerClass: null }, { payerClass: payer.payerClass }] },
      ],
    },
    orderBy: [{ ruleId: 'asc' }, { version: 'asc' }],
  });
  const judged = {
    ...ruledPayer(payer),
    library: libraryRelease,
    ...(rows.length > 0 && { ownRules: rows.map(payerRule) }),
  };
  return withContract(judged, tx.at.date);
}

/** Without a contract where the organization's own rule says so on the day; the delivered rule knows none such. */
export const withContract = (judged: JudgedPayer, on: PlainDate): JudgedPayer =>
  judged.ownRules?.some(({ key }) => key === 'contracted') && !isContracted(judged, on, libraryFor(judged))
    ? { ...judged, contracted: false }
    : judged;

/** The delivered library as it was when the decision was made, with the organization's own rules. */
export const libraryFor = ({ ownRules = [], library = 1 }: Rulings): readonly PayerRule[] => [
  ...libraryAsOf(library),
  ...ownRules,
];

/** What holds now for whatever payer, to be kept with a decision about several. */
export const ownRulings = async (tx: Tx): Promise<Rulings> => ({
  library: libraryRelease,
  ownRules: await storedRules(tx),
});

async function storedRules(tx: Tx, key?: RuleKey): Promise<readonly PayerRule[]> {
  const rows = await tx.db.payerRule.findMany({
    where: { organizationId: tx.organizationId, state: 'ACTIVE', ...(key && { key }) },
    orderBy: [{ ruleId: 'asc' }, { version: 'asc' }],
  });
  return rows.map(payerRule);
}

/** Delivered rules and every active one of the organization, whatever payer it is for; of its own only those of `key`, if one is named. */
export async function activeRules(tx: Tx, key?: RuleKey): Promise<readonly PayerRule[]> {
  return [...ruleLibrary, ...(await storedRules(tx, key))];
}

/** A stored rule as the domain knows it. */
export function payerRule(row: PayerRuleRow): PayerRule {
  return {
    ruleId: row.ruleId,
    version: row.version,
    key: row.key as RuleKey,
    value: row.value,
    authority: row.authority as RuleAuthority,
    source: row.source,
    effectiveFrom: fromDateColumn(row.effectiveFrom),
    ...(row.effectiveTo && { effectiveTo: fromDateColumn(row.effectiveTo) }),
    ...(row.payerKey && { payerKey: row.payerKey }),
    ...(row.payerClass && { payerClass: row.payerClass as PayerClass }),
    ...(row.planState && { state: row.planState }),
    ...(row.contracted !== null && { contracted: row.contracted }),
    ...(row.decidedBy && { approver: row.decidedBy }),
  } as PayerRule;
}
