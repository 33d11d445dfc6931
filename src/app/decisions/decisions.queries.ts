import { problem, type Problem } from '../../contracts/problems.js';
import type { Decision } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import type { SeenBy } from '../work-items/work-items.queries.js';

export interface DecisionRow {
  readonly id: string;
  readonly fromState: string;
  readonly toState: string;
  readonly because: string;
  /** Rule id and version of every rule the decision rests on. */
  readonly rules: unknown;
  readonly decidedOn: string;
}

export interface DecisionDetail extends DecisionRow {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly eventId: string | null;
  readonly recordedAt: string;
  /** Facts, event and business time as judged; null for roles that may not see PHI. */
  readonly inputs: unknown;
}

export const decisionRow = (row: Decision): DecisionRow => ({
  id: row.id,
  fromState: row.fromState,
  toState: row.toState,
  because: row.because,
  rules: row.rules,
  decidedOn: fromDateColumn(row.decidedOn),
});

export async function getDecision(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
  seenBy: SeenBy,
): Promise<Result<DecisionDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.decision.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'decision'));
    return ok({
      ...decisionRow(row),
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      eventId: row.eventId,
      recordedAt: row.recordedAt.toISOString(),
      inputs: seenBy.mayReadPhi
        ? deps.keys.openJson({ org: organizationId, table: 'decisions', column: 'inputs', rowId: id }, row.inputs)
        : null,
    });
  });
}
