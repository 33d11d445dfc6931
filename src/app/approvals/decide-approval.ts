import { problem, type Problem, type ProblemCode } from '../../contracts/problems.js';
import type { Approval } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { approvalNeed, approvalRefusals, type ApprovalRefusal } from '../../domain/approvals/approval-matrix.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { actionOf, recentCents } from './recent-approvals.js';
import { tellOutcome } from './tell-outcome.js';

export interface DecideApproval {
  readonly approvalId: string;
  readonly version?: number;
  readonly decision: 'approved' | 'refused';
  readonly note: string;
}

export interface DecidedApproval {
  readonly id: string;
  readonly state: 'APPROVED' | 'REFUSED';
  readonly version: number;
}

/** Decides once; the second decision, the requester and a role below the amount are refused. */
export async function decideApproval(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: DecideApproval,
): Promise<Result<DecidedApproval, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await tx.db
      .$queryRaw`SELECT 1 FROM approvals WHERE organization_id = ${organizationId}::uuid AND id = ${input.approvalId}::uuid FOR UPDATE`;
    const where = { organizationId_id: { organizationId, id: input.approvalId } };
    const row = await tx.db.approval.findUnique({ where });
    if (!row) return fail(problem('notFound', 'approval'));
    const refused = await whyNot(tx, row, input);
    if (refused) return fail(refused);
    const state = input.decision === 'approved' ? ('APPROVED' as const) : ('REFUSED' as const);
    await tx.db.approval.update({
      where,
      data: {
        state,
        decidedBy: actor.id,
        decidedOn: toDateColumn(tx.at.date),
        note: input.note,
        version: { increment: 1 },
      },
    });
    await recordAudit(tx, {
      action: `approval.${input.decision}`,
      subjectType: 'approval',
      subjectId: row.id,
      why: `${row.kind} of ${row.amountCents} cents`,
      before: { state: row.state },
      after: { state },
    });
    await tellOutcome(tx, row, input.decision);
    return ok({ id: row.id, state, version: row.version + 1 });
  });
}

async function whyNot(tx: Tx, row: Approval, input: DecideApproval): Promise<Problem | undefined> {
  if (row.state !== 'PENDING') return problem('approvalClosed', `approval is ${row.state}`, { state: row.state });
  if (input.version !== undefined && input.version !== row.version) {
    return problem('preconditionFailed', 'approval has another version', { version: row.version });
  }
  if (row.requestedBy === tx.actor.id) return problem('sameApprover', 'requester and approver are one');
  if (input.decision === 'refused') return undefined;
  const need = approvalNeed({
    action: actionOf(row),
    amountCents: Number(row.amountCents),
    recentCents: await recentCents(tx, row),
  });
  if (need.approvers > 1 || need.compliance)
    return problem('notAllowed', 'this amount needs two approvers; decide it on paper');
  const [refusal] = approvalRefusals({
    need,
    requestedBy: row.requestedBy,
    requestedOn: fromDateColumn(row.requestedOn),
    approvedBy: [],
    today: tx.at.date,
    approver: { id: tx.actor.id, role: tx.actor.role as Role },
  });
  return (
    refusal &&
    problem(
      codes[refusal],
      refusal === 'expired' ? 'the request has lapsed after 10 business days' : `needs the level ${need.level}`,
      {
        level: need.level,
        amountCents: Number(row.amountCents),
      },
    )
  );
}

const codes = {
  sameAsRequester: 'sameApprover',
  roleTooLow: 'approvalLimit',
  posterMayNot: 'approvalLimit',
  ownAccount: 'notAllowed',
  expired: 'approvalClosed',
  alreadyApproved: 'approvalClosed',
} as const satisfies Record<ApprovalRefusal, ProblemCode>;
