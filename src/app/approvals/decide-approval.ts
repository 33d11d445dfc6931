import { problem, type Problem, type ProblemCode } from '../../contracts/problems.js';
import type { Approval } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { approvalRefusals, isFullyApproved, type ApprovalRefusal } from '../../domain/approvals/approval-matrix.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { approvalJudge, limitRuleOf, type ApprovalJudgement } from './approval-judgement.js';
import { tellOutcome } from './tell-outcome.js';

export interface DecideApproval {
  readonly approvalId: string;
  readonly version?: number;
  readonly decision: 'approved' | 'refused';
  readonly note: string;
}

export interface DecidedApproval {
  readonly id: string;
  /** PENDING: agreed, and one more person must agree as well. */
  readonly state: 'APPROVED' | 'REFUSED' | 'PENDING';
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
    const closed = whyClosed(tx, row, input);
    if (closed) return fail(closed);
    const need = (await approvalJudge(tx))(row);
    const judged = whyNot(tx, row, input, need);
    if (!judged.ok) return judged;
    if (input.decision === 'approved' && !judged.value.enough) return ok(await agree(tx, row, need));
    const state = input.decision === 'approved' ? ('APPROVED' as const) : ('REFUSED' as const);
    await tx.db.approval.update({
      where,
      data: {
        state,
        decidedBy: actor.id,
        decidedOn: toDateColumn(tx.at.date),
        note: input.note,
        judgedBy: { ...need } as object,
        version: { increment: 1 },
      },
    });
    await recordAudit(tx, {
      action: `approval.${input.decision}`,
      subjectType: 'approval',
      subjectId: row.id,
      why: `${row.kind} of ${row.amountCents} cents, by rule ${limitRuleOf(need)}: ${need.level}`,
      before: { state: row.state },
      after: { state, ...need },
    });
    await tellOutcome(deps, tx, row, input.decision);
    return ok({ id: row.id, state, version: row.version + 1 });
  });
}

interface Agreed {
  readonly id: string;
  readonly role: string;
}

const agreedSoFar = (row: Approval): readonly Agreed[] => (row.details as { agreed?: readonly Agreed[] }).agreed ?? [];

/** One of two agreed (rulebook §10: above the limit two people, for government money compliance): kept, nothing takes effect yet. */
async function agree(tx: Tx, row: Approval, need: ApprovalJudgement): Promise<DecidedApproval> {
  const agreed = [...agreedSoFar(row), { id: tx.actor.id, role: tx.actor.role }];
  await tx.db.approval.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { details: { ...(row.details as object), agreed } as object, version: { increment: 1 } },
  });
  await recordAudit(tx, {
    action: 'approval.agree',
    subjectType: 'approval',
    subjectId: row.id,
    why: `${row.kind} of ${row.amountCents} cents needs one more person, by rule ${limitRuleOf(need)}: ${need.level}`,
    after: { state: row.state, ...need },
  });
  return { id: row.id, state: 'PENDING', version: row.version + 1 };
}

/** Why nobody may decide now, or not this person whatever the amount. */
function whyClosed(tx: Tx, row: Approval, input: DecideApproval): Problem | undefined {
  if (row.state !== 'PENDING') return problem('approvalClosed', `approval is ${row.state}`, { state: row.state });
  if (input.version !== undefined && input.version !== row.version)
    return problem('preconditionFailed', 'approval has another version', { version: row.version });
  return row.requestedBy === tx.actor.id ? problem('sameApprover', 'requester and approver are one') : undefined;
}

/** Why this person may not approve it; else whether their word is enough. */
function whyNot(
  tx: Tx,
  row: Approval,
  input: DecideApproval,
  need: ApprovalJudgement,
): Result<{ enough: boolean }, Problem> {
  if (input.decision === 'refused') return ok({ enough: true });
  const agreed = agreedSoFar(row);
  const [refusal] = approvalRefusals({
    need,
    requestedBy: row.requestedBy,
    lapsesOn: need.lapsesOn,
    approvedBy: agreed.map(({ id }) => id),
    today: tx.at.date,
    approver: { id: tx.actor.id, role: tx.actor.role as Role },
  });
  if (refusal) {
    const text =
      refusal === 'expired'
        ? `the request has lapsed on ${need.lapsesOn}`
        : `needs the level ${need.level} (rule ${limitRuleOf(need)})`;
    return fail(problem(codes[refusal], text, { level: need.level, amountCents: Number(row.amountCents) }));
  }
  const everyone = [...agreed, { id: tx.actor.id, role: tx.actor.role }] as { id: string; role: Role }[];
  return ok({ enough: isFullyApproved(need, everyone) });
}

const codes = {
  sameAsRequester: 'sameApprover',
  roleTooLow: 'approvalLimit',
  posterMayNot: 'approvalLimit',
  ownAccount: 'notAllowed',
  expired: 'approvalClosed',
  alreadyApproved: 'approvalClosed',
} as const satisfies Record<ApprovalRefusal, ProblemCode>;
