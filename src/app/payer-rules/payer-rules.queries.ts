import { problem, type Problem } from '../../contracts/problems.js';
import type { PayerRule as PayerRuleRow } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { appealLevelsFor } from '../../domain/appeals/appeal-levels.js';
import { appealProgramFor } from '../../domain/payer-rules/rules-for.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { AppealLevelRule } from '../../domain/payer-rules/claim-rules.js';
import { rulesInForce, type RuleInForce } from '../../domain/payer-rules/rules-in-force.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';
import { judgedPayer, libraryFor } from './own-rules.js';

export interface PayerRules {
  readonly payerId: string;
  readonly name: string;
  readonly payerClass: string;
  readonly on: PlainDate;
  readonly rules: readonly RuleInForce[];
  readonly appealLevels: readonly AppealLevelRule[];
}

/** What holds for a payer on a day, and why each rule won over the others that fit. */
export async function rulesOfPayer(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { payerId, on }: { readonly payerId: string; readonly on?: PlainDate },
): Promise<Result<PayerRules, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const payer = await tx.db.payer.findUnique({ where: { organizationId_id: { organizationId, id: payerId } } });
    if (!payer) return fail(problem('notFound', 'payer'));
    const judged = await judgedPayer(tx, payer);
    const day = on ?? tx.at.date;
    return ok({
      payerId,
      name: payer.name,
      payerClass: payer.payerClass,
      on: day,
      rules: rulesInForce(judged, day, libraryFor(judged)),
      appealLevels: appealLevelsFor(
        appealProgramFor(judged, { rarcs: [], on: day }, libraryFor(judged)),
        payer.ruleKey,
        day,
      ),
    });
  });
}

export interface RuleRow {
  readonly id: string;
  readonly ruleId: string;
  readonly version: number;
  readonly key: string;
  readonly value: unknown;
  readonly authority: string;
  readonly source: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly state: string;
  /** Claims and cents whose deadlines would move, as counted when it was proposed or last decided about. */
  readonly preview: unknown;
  readonly proposedBy: string;
  readonly proposedOn: string;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly replanState: string;
}

export const rulePageRow = (row: PayerRuleRow): RuleRow => ({
  id: row.id,
  ruleId: row.ruleId,
  version: row.version,
  key: row.key,
  value: row.value,
  authority: row.authority,
  source: row.source,
  effectiveFrom: fromDateColumn(row.effectiveFrom),
  effectiveTo: fromNullableDate(row.effectiveTo) ?? null,
  state: row.state,
  preview: row.preview,
  proposedBy: row.proposedBy,
  proposedOn: fromDateColumn(row.proposedOn),
  decidedBy: row.decidedBy,
  decidedOn: fromNullableDate(row.decidedOn) ?? null,
  replanState: row.replanState,
});

export interface RuleFilter extends PageRequest {
  readonly state?: string;
  readonly key?: string;
}

/** The organization's own rules, proposed, active and refused. */
export async function listRules(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: RuleFilter,
): Promise<Page<RuleRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.payerRule.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.key && { key: filter.key }),
        ...(from && { id: { gt: from.id } }),
      },
      orderBy: { id: 'asc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.id, id: row.id }), rulePageRow);
  });
}
