import { problem, type Problem } from '../../contracts/problems.js';
import type { Refund } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

/** A credit and what became of it: whose money, why, since when, and how it went back. */
export interface RefundRow {
  readonly id: string;
  readonly owner: string;
  /** Money of a government program: the 60-day rule of 42 CFR 401.305 runs. */
  readonly government: boolean;
  readonly accountId: string | null;
  readonly payerId: string | null;
  readonly claimId: string | null;
  readonly amountCents: number;
  readonly reason: string;
  readonly state: string;
  readonly identifiedOn: string;
  readonly sentOn: string | null;
  readonly closedOn: string | null;
  /** Check number or the payer's request number. */
  readonly reference: string | null;
}

export interface RefundDetail extends RefundRow {
  readonly preparedBy: string | null;
  readonly deadlines: readonly { readonly kind: string; readonly hardDate: string; readonly closedOn: string | null }[];
  readonly postings: readonly { readonly kind: string; readonly postedOn: string; readonly amountCents: number }[];
}

const show = (row: Refund): RefundRow => ({
  id: row.id,
  owner: row.owner,
  government: row.government,
  accountId: row.accountId,
  payerId: row.payerId,
  claimId: row.claimId,
  amountCents: Number(row.amountCents),
  reason: row.reason,
  state: row.state,
  identifiedOn: fromDateColumn(row.identifiedOn),
  sentOn: fromNullableDate(row.sentOn) ?? null,
  closedOn: fromNullableDate(row.closedOn) ?? null,
  reference: row.reference,
});

export interface RefundFilter extends PageRequest {
  readonly state?: string;
  readonly owner?: string;
  readonly accountId?: string;
  readonly claimId?: string;
}

/** Oldest first: the law counts from the day a credit was identified. */
export async function listRefunds(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: RefundFilter,
): Promise<Page<RefundRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const after = from && new Date(from.value);
    const rows = await tx.db.refund.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.owner && { owner: filter.owner }),
        ...(filter.accountId && { accountId: filter.accountId }),
        ...(filter.claimId && { claimId: filter.claimId }),
        ...(from && after && { OR: [{ identifiedOn: { gt: after } }, { identifiedOn: after, id: { gt: from.id } }] }),
      },
      orderBy: [{ identifiedOn: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.identifiedOn.toISOString(), id: row.id }), show);
  });
}

export async function getRefund(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<RefundDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.refund.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'refund'));
    return ok({
      ...show(row),
      preparedBy: row.preparedBy,
      deadlines: await deadlinesOf(tx, id),
      postings: await postingsOf(tx, id),
    });
  });
}

async function deadlinesOf(tx: Tx, subjectId: string): Promise<RefundDetail['deadlines']> {
  const rows = await tx.db.deadline.findMany({
    where: { organizationId: tx.organizationId, subjectId },
    orderBy: { hardDate: 'asc' },
  });
  return rows.map((row) => ({
    kind: row.kind,
    hardDate: fromDateColumn(row.hardDate),
    closedOn: fromNullableDate(row.closedOn) ?? null,
  }));
}

/** What the books say of it: set aside, paid, come back; cents on refunds payable, negative while it is owed. */
async function postingsOf(tx: Tx, refundId: string): Promise<RefundDetail['postings']> {
  const rows = await tx.db.posting.findMany({
    where: { organizationId: tx.organizationId, sourceId: refundId },
    include: { entries: { where: { ledgerAccount: 'refunds-payable' } } },
    orderBy: { recordedAt: 'asc' },
  });
  return rows.map(({ kind, postedOn, entries }) => ({
    kind,
    postedOn: fromDateColumn(postedOn),
    amountCents: entries.reduce((sum, entry) => sum + Number(entry.amountCents), 0),
  }));
}
