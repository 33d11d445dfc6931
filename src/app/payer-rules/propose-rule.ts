import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import type { PayerRule as PayerRuleRow } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { mappedCode, type MappingValue } from '../../domain/denials/mapping-value.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import {
  isOfOrganization,
  type PayerRule,
  type RuleAuthority,
  type RuleKey,
} from '../../domain/payer-rules/payer-rule.js';
import type { StepsPreview } from '../../domain/payer-rules/preview-steps.js';
import { readRuleValue } from '../../domain/payer-rules/rule-value.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { payerRule } from './own-rules.js';
import { rulePageRow, type RuleRow } from './payer-rules.queries.js';
import { countsOf, previewOpen } from './preview-open.js';
import { previewSteps } from './preview-steps.js';

export interface ProposeRule {
  readonly key: RuleKey;
  readonly value: unknown;
  readonly payerKey?: string;
  readonly payerClass?: PayerClass;
  /** Two-letter state of the plan. */
  readonly state?: string;
  readonly contracted?: boolean;
  readonly authority: RuleAuthority;
  readonly source: string;
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo?: PlainDate;
}

/** Stores a proposed rule with what it would change among the open claims; nothing acts on it before another person agrees. */
export async function proposeRule(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ProposeRule,
): Promise<Result<RuleRow, Problem>> {
  const value = readRuleValue(input.key, input.value);
  if (!value.ok) return fail(problem('invalidInput', value.problem));
  if (input.effectiveTo && input.effectiveTo < input.effectiveFrom)
    return fail(problem('invalidInput', 'effectiveTo is before effectiveFrom'));
  if (isOfOrganization(input.key) && isOfOnePayer(input))
    return fail(
      problem('invalidInput', `${input.key} is a rule of the organization: leave payer, class, state and contract out`),
    );
  const stored = await store(deps, actor, organizationId, input, value.value);
  if (!stored.ok) return stored;
  const steps = await previewSteps(deps, actor, organizationId, payerRule(stored.value));
  return ok(rulePageRow(await keepSteps(deps, actor, stored.value, steps)));
}

const store = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ProposeRule,
  value: PayerRule['value'],
): Promise<Result<PayerRuleRow, Problem>> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const nobody = await payerIsNobody(tx, input.payerKey);
    if (nobody) return fail(problem('invalidInput', nobody));
    const ruleId = ruleIdOf(input);
    const row = await tx.db.payerRule.create({
      data: {
        id: randomUUID(),
        organizationId,
        ruleId,
        version: await nextVersion(tx, ruleId),
        key: input.key,
        value: value as object,
        payerKey: input.payerKey ?? null,
        payerClass: input.payerClass ?? null,
        planState: input.state ?? null,
        contracted: input.contracted ?? null,
        authority: input.authority,
        source: input.source,
        effectiveFrom: toDateColumn(input.effectiveFrom),
        effectiveTo: input.effectiveTo ? toDateColumn(input.effectiveTo) : null,
        proposedBy: actor.id,
        proposedOn: toDateColumn(tx.at.date),
      },
    });
    const preview = countsOf(await previewOpen(tx, payerRule(row)));
    const stored = await tx.db.payerRule.update({
      where: { organizationId_id: { organizationId, id: row.id } },
      data: { preview },
    });
    await recordAudit(tx, {
      action: 'payerRule.propose',
      subjectType: 'payerRule',
      subjectId: row.id,
      why: `${ruleId} v${row.version}: ${input.source}`,
      after: { key: input.key, value: input.value as object, ...preview },
    });
    return ok(stored);
  });

/** What the test run found, in claims and dollars; its single steps are read with `GET /payer-rules/{id}/preview`. */
const keepSteps = (deps: Deps, actor: Actor, row: PayerRuleRow, steps: StepsPreview): Promise<PayerRuleRow> =>
  inTransaction(deps.db, row.organizationId, { actor }, (tx) => {
    const { changes: _changes, ...counts } = steps;
    return tx.db.payerRule.update({
      where: { organizationId_id: { organizationId: row.organizationId, id: row.id } },
      data: { preview: { ...(row.preview as object), steps: counts } },
    });
  });

const isOfOnePayer = ({ payerKey, payerClass, state, contracted }: ProposeRule): boolean =>
  [payerKey, payerClass, state, contracted].some((place) => place !== undefined);

/** A rule of a key no payer carries would be approved and never apply: most often the payer's code was meant. */
async function payerIsNobody(tx: Tx, payerKey: string | undefined): Promise<string | undefined> {
  if (payerKey === undefined) return undefined;
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId },
    distinct: ['ruleKey'],
    orderBy: { ruleKey: 'asc' },
  });
  const keys = payers.map(({ ruleKey }) => ruleKey);
  if (keys.includes(payerKey)) return undefined;
  return `payerKey: no payer here has the rule key ${payerKey}; add the payer first, or take one of ${keys.join(', ') || 'none yet'} (ruleKey of GET /organization)`;
}

/** An own rule is named as a delivered one is, with `own` in it: `timely-filing.own.payer-aetna.tx`. */
function ruleIdOf({ key, value, payerKey, payerClass, state, contracted }: ProposeRule): string {
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const place = [
    payerKey && `payer-${payerKey}`,
    payerClass && kebab(payerClass),
    state?.toLowerCase(),
    contracted === undefined ? undefined : contracted ? 'contracted' : 'non-contracted',
    key === 'denialMapping' ? mappedCode(value as MappingValue) : undefined,
  ];
  return [kebab(key), 'own', ...place.filter(Boolean)].join('.');
}

async function nextVersion(tx: Tx, ruleId: string): Promise<number> {
  const last = await tx.db.payerRule.findFirst({
    where: { organizationId: tx.organizationId, ruleId },
    orderBy: { version: 'desc' },
  });
  return (last?.version ?? 0) + 1;
}
