import { problem, type Problem } from '../../contracts/problems.js';
import type { Decision } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { judgeAgain, type DecisionInputs } from './judge-again.js';
import type { SeenBy } from '../work-items/work-items.queries.js';

export interface DecisionRow {
  readonly id: string;
  readonly fromState: string;
  readonly toState: string;
  readonly because: string;
  /** Rule id and version of every rule the decision rests on. */
  readonly rules: unknown;
  readonly decidedOn: string;
  /** Instant; what was decided on one day happened in this order. */
  readonly recordedAt: string;
}

export interface DecisionDetail extends DecisionRow {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly eventId: string | null;
  /** One sentence for a person who was not there. */
  readonly explanation: string;
  /** The same inputs judged once more now; null where an old decision cannot be. */
  readonly again: { readonly toState: string; readonly because: string; readonly same: boolean } | null;
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
  recordedAt: row.recordedAt.toISOString(),
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
    const place = { org: organizationId, table: 'decisions', column: 'inputs', rowId: id };
    const inputs = deps.keys.openJson<DecisionInputs>(place, row.inputs);
    return ok({
      ...decisionRow(row),
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      eventId: row.eventId,
      explanation: explain(row, inputs),
      again: compare(row, inputs),
      inputs: seenBy.mayReadPhi ? inputs : null,
    });
  });
}

interface RuleRef {
  readonly ruleId: string;
  readonly version: number;
}

/** `On 2026-01-20 (remittancePosted) the claim went from ACCEPTED to DENIED: …; rules timely-filing.default v1.` */
function explain(row: Decision, { event }: DecisionInputs): string {
  const moved =
    row.fromState === row.toState ? `stayed ${row.toState}` : `went from ${row.fromState} to ${row.toState}`;
  const rules = (row.rules as unknown as RuleRef[]).map(({ ruleId, version }) => `${ruleId} v${version}`);
  const because = row.because.replace(/\.$/, '');
  const after = rules.length > 0 ? `; rules ${rules.join(', ')}` : '';
  return `On ${fromDateColumn(row.decidedOn)} (${event.type}) the ${row.subjectType} ${moved}: ${because}${after}.`;
}

function compare(row: Decision, inputs: DecisionInputs): DecisionDetail['again'] {
  const again = judgeAgain(row.subjectType, inputs);
  if (!again) return null;
  const same =
    again.state === row.toState &&
    again.because === row.because &&
    isCited(row.rules as unknown as RuleRef[], again.rules as readonly RuleRef[]);
  return { toState: again.state, because: again.because, same };
}

/** Every rule the decision rested on, in the same version; today's program may name more of what it looks at. */
const isCited = (then: readonly RuleRef[], now: readonly RuleRef[]): boolean =>
  then.every(({ ruleId, version }) => now.some((rule) => rule.ruleId === ruleId && rule.version === version));
