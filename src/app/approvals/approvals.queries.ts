import { problem, type Problem } from '../../contracts/problems.js';
import type { Approval } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { approvalJudge, type DecidedBy } from './approval-judgement.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface ApprovalRow {
  readonly id: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly workItemId: string | null;
  readonly amountCents: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestedBy: string;
  readonly requestedOn: string;
  readonly state: string;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly version: number;
  /** Who must approve and by which rules: of today while it waits, else as they were when it was decided; null where nobody kept it. */
  readonly need: DecidedBy | null;
}

export interface ApprovalFilter extends PageRequest {
  readonly state?: string;
  readonly kind?: string;
}

const show = (row: Approval, judge: Judge): ApprovalRow => ({
  id: row.id,
  kind: row.kind,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  workItemId: row.workItemId,
  amountCents: Number(row.amountCents),
  details: row.details as Record<string, unknown>,
  requestedBy: row.requestedBy,
  requestedOn: fromDateColumn(row.requestedOn),
  state: row.state,
  decidedBy: row.decidedBy,
  decidedOn: fromNullableDate(row.decidedOn) ?? null,
  version: row.version,
  need: row.state === 'PENDING' ? judge(row) : (row.judgedBy as unknown as DecidedBy | null),
});

type Judge = (row: Approval) => DecidedBy | null;

/** Nothing is read where nothing waits. */
const judgeFor = async (tx: Tx, rows: readonly Approval[]): Promise<Judge> =>
  rows.some(({ state }) => state === 'PENDING') ? approvalJudge(tx) : () => null;

export async function listApprovals(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: ApprovalFilter,
): Promise<Page<ApprovalRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const after = from && new Date(from.value);
    const rows = await tx.db.approval.findMany({
      where: {
        organizationId,
        state: filter.state ?? 'PENDING',
        ...(filter.kind && { kind: filter.kind }),
        ...(after && from && { OR: [{ requestedOn: { gt: after } }, { requestedOn: after, id: { gt: from.id } }] }),
      },
      orderBy: [{ requestedOn: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    const judge = await judgeFor(tx, rows);
    return pageOf(
      rows,
      filter.limit,
      (row) => ({ value: row.requestedOn.toISOString(), id: row.id }),
      (row) => show(row, judge),
    );
  });
}

export async function getApproval(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<ApprovalRow, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.approval.findUnique({ where: { organizationId_id: { organizationId, id } } });
    return row ? ok(show(row, await judgeFor(tx, [row]))) : fail(problem('notFound', 'approval'));
  });
}
