import { problem, type Problem, type ProblemCode } from '../../contracts/problems.js';
import type { Approval } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import {
  approvalRefusals,
  isFullyApproved,
  levelFor,
  mayOverride,
  type ActingLevel,
  type ApprovalRefusal,
} from '../../domain/approvals/approval-matrix.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import type { Deps } from '../deps.js';
import { isOwnAccount, OWN_ACCOUNT } from '../staff/own-accounts.js';
import { recordAudit } from '../stories/record-audit.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { approvalRules } from './approval-rules.js';
import {
  approvalJudge,
  limitRuleOf,
  type ApprovalJudgement,
  type DecidedBy,
  type Override,
} from './approval-judgement.js';
import { lentToday } from './delegations.js';
import { tellOutcome } from './tell-outcome.js';

export interface DecideApproval {
  readonly approvalId: string;
  readonly version?: number;
  readonly decision: 'approved' | 'refused';
  readonly note: string;
  /** Why it cannot wait for somebody of the level: it takes effect at once and a director reviews it (rulebook §10). */
  readonly emergency?: string;
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
    const acting = await actingLevel(tx, row);
    const ownOrRelativesAccount = await isOwnAccount(tx, row, actor.id);
    const judged = whyNot(tx, row, input, { need, acting, ownOrRelativesAccount });
    if (!judged.ok) return judged;
    const { enough, overrides } = judged.value;
    const by: DecidedBy = {
      ...need,
      ...(acting.onBehalfOf !== undefined && { onBehalfOf: acting.onBehalfOf }),
      ...(overrides && { override: await reviewLater(tx, row, input.emergency ?? '') }),
    };
    if (input.decision === 'approved' && !enough) return ok(await agree(tx, row, by, acting.role));
    const state = input.decision === 'approved' ? ('APPROVED' as const) : ('REFUSED' as const);
    await tx.db.approval.update({
      where,
      data: {
        state,
        decidedBy: actor.id,
        decidedOn: toDateColumn(tx.at.date),
        note: input.note,
        judgedBy: { ...by } as object,
        version: { increment: 1 },
      },
    });
    await recordAudit(tx, {
      action: `approval.${input.decision}`,
      subjectType: 'approval',
      subjectId: row.id,
      why: `${row.kind} of ${row.amountCents} cents, by rule ${limitRuleOf(need)}: ${need.level}${wordsOf(by)}`,
      before: { state: row.state },
      after: { state, ...by },
    });
    await tellOutcome(deps, tx, row, input.decision);
    return ok({ id: row.id, state, version: row.version + 1 });
  });
}

/** One's own level, or one lent by somebody who is no party to this request. */
const actingLevel = async (tx: Tx, row: Approval): Promise<ActingLevel> =>
  levelFor(tx.actor.role as Role, await lentToday(tx), [row.requestedBy, ...agreedSoFar(row).map(({ id }) => id)]);

/** An emergency is reviewed by a director within the business days of the rule; the approval itself has taken effect. */
async function reviewLater(tx: Tx, row: Approval, reason: string): Promise<Override> {
  const { ruleId, version, days } = (await approvalRules(tx)).overrideReview;
  const reviewBy = addBusinessDays(tx.at.date, days);
  await openWorkItem(
    tx,
    { type: 'organization', id: tx.organizationId, amountCents: Number(row.amountCents) },
    {
      kind: 'reviewOverride',
      dedupeKey: `${row.id}:override`,
      dueDate: reviewBy,
      facts: { approvalId: row.id, kind: row.kind, amountCents: Number(row.amountCents), by: tx.actor.id },
    },
  );
  return { reason, reviewBy, ruleId, version };
}

const wordsOf = ({ onBehalfOf, override }: DecidedBy): string =>
  `${onBehalfOf === undefined ? '' : `, in place of ${onBehalfOf}`}${override ? `, emergency override reviewed by ${override.reviewBy}` : ''}`;

interface Agreed {
  readonly id: string;
  readonly role: string;
}

const agreedSoFar = (row: Approval): readonly Agreed[] => (row.details as { agreed?: readonly Agreed[] }).agreed ?? [];

/** One of two agreed (rulebook §10: above the limit two people, for government money compliance): kept, nothing takes effect yet. */
async function agree(tx: Tx, row: Approval, by: DecidedBy, role: Role): Promise<DecidedApproval> {
  const agreed = [...agreedSoFar(row), { id: tx.actor.id, role }];
  await tx.db.approval.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { details: { ...(row.details as object), agreed } as object, version: { increment: 1 } },
  });
  await recordAudit(tx, {
    action: 'approval.agree',
    subjectType: 'approval',
    subjectId: row.id,
    why: `${row.kind} of ${row.amountCents} cents needs one more person, by rule ${limitRuleOf(by)}: ${by.level}${wordsOf(by)}`,
    after: { state: row.state, ...by },
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

interface Judged {
  readonly need: ApprovalJudgement;
  readonly acting: ActingLevel;
  readonly ownOrRelativesAccount: boolean;
}

/** Why this person may not approve it; else whether their word is enough. */
function whyNot(
  tx: Tx,
  row: Approval,
  input: DecideApproval,
  { need, acting, ownOrRelativesAccount }: Judged,
): Result<{ readonly enough: boolean; readonly overrides?: true }, Problem> {
  if (input.decision === 'refused' && !ownOrRelativesAccount) return ok({ enough: true });
  const agreed = agreedSoFar(row);
  const refusals = approvalRefusals({
    need,
    requestedBy: row.requestedBy,
    lapsesOn: need.lapsesOn,
    approvedBy: agreed.map(({ id }) => id),
    today: tx.at.date,
    approver: { id: tx.actor.id, role: acting.role, ownOrRelativesAccount },
  });
  // No level, lent or in an emergency, lets anybody decide about their own.
  if (refusals.includes('ownAccount')) return fail(problem(codes.ownAccount, OWN_ACCOUNT));
  const [refusal] = refusals;
  if (refusal === 'roleTooLow' && input.emergency !== undefined && mayOverride(need, acting.role))
    return ok({ enough: true, overrides: true });
  if (refusal) {
    const text =
      refusal === 'expired'
        ? `the request has lapsed on ${need.lapsesOn}`
        : `needs the level ${need.level} (rule ${limitRuleOf(need)})`;
    return fail(problem(codes[refusal], text, { level: need.level, amountCents: Number(row.amountCents) }));
  }
  const everyone = [...agreed, { id: tx.actor.id, role: acting.role }] as { id: string; role: Role }[];
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
