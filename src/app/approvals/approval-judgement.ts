import type { Approval } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { approvalExpiresOn, approvalNeed, type ApprovalNeed } from '../../domain/approvals/approval-matrix.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { RuleUse } from '../../domain/stories/turn.js';
import { approvalRules } from './approval-rules.js';
import { actionOf, askedRecently, recentCentsOf } from './recent-approvals.js';

/** Who must approve a request, and by which rules (rulebook §10). */
export interface ApprovalJudgement extends ApprovalNeed {
  /** What was asked for the same account and action in the trailing days, this request not counted; cents. */
  readonly recentCents: number;
  /** Last day on which it may be approved. */
  readonly lapsesOn: PlainDate;
  /** The limits, the trailing days and the lapse, as they are in force today. */
  readonly rules: readonly RuleUse[];
}

/** An approval above one's limit that could not wait. */
export interface Override extends RuleUse {
  readonly reason: string;
  /** Last day on which a director reviews it. */
  readonly reviewBy: PlainDate;
}

/** What a decision keeps: the judgement, in whose place it was made, and whether it was an emergency. */
export interface DecidedBy extends ApprovalJudgement {
  readonly onBehalfOf?: string;
  readonly override?: Override;
}

/** Judges requests by the rules of today; what they rest on is read once for all of them. */
export async function approvalJudge(tx: Tx): Promise<(row: Approval) => ApprovalJudgement> {
  const { limits, antiSplitting, lapsesAfter } = await approvalRules(tx);
  const recent = await askedRecently(tx, antiSplitting.days);
  const rules = [limits, antiSplitting, lapsesAfter].map(({ ruleId, version }) => ({ ruleId, version }));
  return (row) => {
    const { owner, government } = row.details as { owner?: string; government?: boolean };
    const recentCents = recentCentsOf(recent, row);
    const need = approvalNeed(
      {
        action: actionOf(row),
        amountCents: Number(row.amountCents),
        recentCents,
        ...(owner === 'payer' && government === true && { government: true }),
      },
      limits,
    );
    return {
      ...need,
      recentCents,
      lapsesOn: approvalExpiresOn(fromDateColumn(row.requestedOn), lapsesAfter.days),
      rules,
    };
  };
}

/** `approval-limits.default v1`: the rule that says how much each level may. */
export const limitRuleOf = ({ rules }: Pick<ApprovalJudgement, 'rules'>): string => {
  const [limits] = rules;
  return limits ? `${limits.ruleId} v${limits.version}` : '';
};
