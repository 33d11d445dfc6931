import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { latest } from '../../domain/dates/plain-date.js';
import type { PayerRule } from '../../domain/payer-rules/payer-rule.js';
import type { StepsPreview } from '../../domain/payer-rules/preview-steps.js';
import type { DeadlineMove } from '../../domain/payer-rules/preview-rule.js';
import { compareWithWinner, type RuleDiff } from '../../domain/payer-rules/rules-in-force.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { activeRules, payerRule } from './own-rules.js';
import { countsOf, previewOpen } from './preview-open.js';
import { previewSteps } from './preview-steps.js';

/** Deadlines and denials shown one by one; the counts are of all. */
const MOST_SHOWN = 500;

interface OfClaim {
  readonly claimNumber: string;
}

/** Everything a proposed or active rule would change among what is open now; nothing changes by reading it. */
export interface RulePreviewPage {
  readonly id: string;
  readonly ruleId: string;
  readonly version: number;
  readonly key: string;
  readonly state: string;
  /** What is in force without it where it is for, and whether it would win. */
  readonly diff: RuleDiff;
  readonly counts: object;
  readonly deadlines: readonly (DeadlineMove & OfClaim)[];
  /** Open denials a mapping would read otherwise. */
  readonly denials: readonly (OfClaim & {
    readonly denialId: string;
    readonly cents: number;
    readonly from: string;
    readonly to: string;
  })[];
  readonly steps: StepsPreview;
}

/** The diff, the affected open claims and the test run of a rule (rulebook §13). */
export async function previewOfRule(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<RulePreviewPage, Problem>> {
  const found = await inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.payerRule.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return undefined;
    const rule = payerRule(row);
    const { id: ruleRowId, state } = row;
    return { rule, page: { id: ruleRowId, state, ...(await looked(tx, rule)) } };
  });
  if (!found) return fail(problem('notFound', 'payer rule'));
  const { rule, page } = found;
  const { ruleId, version, key } = rule;
  return ok({ ...page, ruleId, version, key, steps: await previewSteps(deps, actor, organizationId, rule) });
}

async function looked(
  tx: Tx,
  rule: PayerRule,
): Promise<Pick<RulePreviewPage, 'diff' | 'counts' | 'deadlines' | 'denials'>> {
  const preview = await previewOpen(tx, rule);
  const touched = 'touched' in preview ? preview.touched.slice(0, MOST_SHOWN) : [];
  const moves = preview.moves.slice(0, MOST_SHOWN);
  const ids = [...new Set([...touched, ...moves].map(({ claimId }) => claimId))];
  const claims = await tx.db.claim.findMany({
    where: { organizationId: tx.organizationId, id: { in: ids } },
    select: { id: true, claimNumber: true },
  });
  const numbers = new Map(claims.map(({ id, claimNumber }) => [id, claimNumber]));
  const withNumber = <Row extends { readonly claimId: string }>(row: Row): Row & OfClaim => ({
    ...row,
    claimNumber: numbers.get(row.claimId) ?? '',
  });
  const on = latest([rule.effectiveFrom, tx.at.date]) ?? tx.at.date;
  return {
    diff: compareWithWinner(rule, on, await activeRules(tx)),
    counts: countsOf(preview),
    deadlines: moves.map(withNumber),
    denials: touched.map(withNumber),
  };
}
