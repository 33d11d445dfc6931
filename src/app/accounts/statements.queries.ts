import type { Notice } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

/** A statement or other notice to a guarantor, as intended and sent. */
export interface StatementRow {
  readonly id: string;
  readonly accountId: string;
  readonly planId: string | null;
  readonly kind: string;
  readonly number: number;
  readonly amountCents: number;
  readonly state: string;
  readonly intendedOn: string;
  readonly sentOn: string | null;
}

export interface StatementFilter extends PageRequest {
  readonly accountId?: string;
  readonly state?: string;
}

const show = (row: Notice): StatementRow => ({
  id: row.id,
  accountId: row.accountId,
  planId: row.planId,
  kind: row.kind,
  number: row.number,
  amountCents: Number(row.amountCents),
  state: row.state,
  intendedOn: fromDateColumn(row.intendedOn),
  sentOn: fromNullableDate(row.sentOn) ?? null,
});

export async function listStatements(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: StatementFilter,
): Promise<Page<StatementRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const before = from && new Date(from.value);
    const rows = await tx.db.notice.findMany({
      where: {
        organizationId,
        ...(filter.accountId && { accountId: filter.accountId }),
        ...(filter.state && { state: filter.state }),
        ...(before && from && { OR: [{ intendedOn: { lt: before } }, { intendedOn: before, id: { lt: from.id } }] }),
      },
      orderBy: [{ intendedOn: 'desc' }, { id: 'desc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.intendedOn.toISOString(), id: row.id }), show);
  });
}
