import { eventRule } from '../../contracts/event-table.js';
import { problem, type Problem } from '../../contracts/problems.js';
import type { Approval } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { approvalLimitCents } from './approval-limits.js';

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

/** A request nobody decides lapses after this many business days (rulebook §10). */
const EXPIRES_AFTER_BUSINESS_DAYS = 10;

const EVENTS: Readonly<Record<string, { readonly approved: string; readonly refused: string }>> = {
  'write-off': { approved: 'writeOffApproved', refused: 'writeOffRefused' },
  placement: { approved: 'placementApproved', refused: 'placementDeclined' },
  'packet-review': { approved: 'packetApproved', refused: 'packetReturned' },
};

/** Decides once; the second decision, the requester and a role below the amount are refused. */
export async function decideApproval(
  deps: Deps, actor: Actor, organizationId: string, input: DecideApproval,
): Promise<Result<DecidedApproval, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM approvals WHERE organization_id = ${organizationId}::uuid AND id = ${input.approvalId}::uuid FOR UPDATE`;
    const where = { organizationId_id: { organizationId, id: input.approvalId } };
    const row = await tx.db.approval.findUnique({ where });
    if (!row) return fail(problem('notFound', 'approval'));
    const refused = await whyNot(tx, row, input);
    if (refused) return fail(refused);
    const state = input.decision === 'approved' ? ('APPROVED' as const) : ('REFUSED' as const);
    await tx.db.approval.update({
      where,
      data: { state, decidedBy: actor.id, decidedOn: toDateColumn(tx.at.date), note: input.note, version: { increment: 1 } },
    });
    await recordAudit(tx, {
      action: `approval.${input.decision}`, subjectType: 'approval', subjectId: row.id, why: `${row.kind} of ${row.amountCents} cents`,
      before: { state: row.state }, after: { state },
    });
    await tellStory(tx, row, input.decision);
    return ok({ id: row.id, state, version: row.version + 1 });
  });
}

async function whyNot(tx: Tx, row: Approval, input: DecideApproval): Promise<Problem | undefined> {
  if (row.state !== 'PENDING') return problem('approvalClosed', `approval is ${row.state}`, { state: row.state });
  if (input.version !== undefined && input.version !== row.version) {
    return problem('preconditionFailed', 'approval has another version', { version: row.version });
  }
  if (row.requestedBy === tx.actor.id) return problem('sameApprover', 'requester and approver are one');
  if (addBusinessDays(fromDateColumn(row.requestedOn), EXPIRES_AFTER_BUSINESS_DAYS) < tx.at.date && input.decision === 'approved') {
    return problem('approvalClosed', 'the request has lapsed after 10 business days; refuse it and ask anew', { requestedOn: fromDateColumn(row.requestedOn) });
  }
  const limit = approvalLimitCents(row.kind, tx.actor.role, writeOffCodeOf(row));
  const total = Number(row.amountCents) + (await approvedLately(tx, row));
  if (input.decision === 'approved' && total > limit) {
    return problem('approvalLimit', `limit of ${tx.actor.role} is ${limit} cents per subject in 30 days`, { limitCents: Number.isFinite(limit) ? limit : null });
  }
  return undefined;
}

const writeOffCodeOf = (row: Approval): string | undefined => {
  const code = (row.details as Record<string, unknown>)['writeOffCode'];
  return typeof code === 'string' ? code : undefined;
};

/** Anti-splitting: what was approved for the same subject and kind within 30 days counts against the limit. */
async function approvedLately(tx: Tx, row: Approval): Promise<number> {
  const [sum] = await tx.db.$queryRaw<{ cents: bigint }[]>`
    SELECT coalesce(sum(amount_cents), 0)::bigint AS cents FROM approvals
     WHERE organization_id = ${tx.organizationId}::uuid AND kind = ${row.kind} AND subject_id = ${row.subjectId}::uuid
       AND state = 'APPROVED' AND decided_on > ${tx.at.date}::date - 30`;
  return Number(sum?.cents ?? 0n);
}

/** The proposal's outcome as an event, and any event that had waited for the decision. */
async function tellStory(tx: Tx, row: Approval, decision: DecideApproval['decision']): Promise<void> {
  const story = row.subjectType as StoryKind;
  const details = row.details as Record<string, string | number>;
  const types = [EVENTS[row.kind]?.[decision], details['eventAfter']];
  for (const type of types) {
    if (typeof type !== 'string' || !eventRule(story, type)) continue;
    await recordEvent(tx, {
      story, subjectId: row.subjectId, type, key: `approval:${row.id}:${type}`,
      facts: {
        approvalId: row.id, amountCents: Number(row.amountCents), ...(row.kind === 'placement' && { placementId: row.id }),
        ...(details['writeOffCode'] !== undefined && { writeOffCode: details['writeOffCode'] }),
        ...(row.workItemId && { workItemId: row.workItemId }),
      },
    });
  }
}
