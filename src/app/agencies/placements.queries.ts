import { problem, type Problem } from '../../contracts/problems.js';
import type { Placement } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface PlacementRow {
  readonly id: string;
  readonly accountId: string;
  readonly state: string;
  readonly placedCents: number;
  /** Gross, as credited to the guarantor. */
  readonly collectedCents: number;
  readonly feeCents: number;
  readonly selectedOn: string;
  readonly sentOn: string | null;
  readonly placedOn: string | null;
  readonly closedOn: string | null;
  readonly version: number;
}

export interface PlacementDetail extends PlacementRow {
  readonly items: readonly { readonly claimId: string; readonly amountCents: number }[];
}

const show = (row: Placement): PlacementRow => ({
  id: row.id,
  accountId: row.accountId,
  state: row.state,
  placedCents: Number(row.placedCents),
  collectedCents: Number(row.collectedCents),
  feeCents: Number(row.feeCents),
  selectedOn: fromDateColumn(row.selectedOn),
  sentOn: fromNullableDate(row.sentOn) ?? null,
  placedOn: fromNullableDate(row.placedOn) ?? null,
  closedOn: fromNullableDate(row.closedOn) ?? null,
  version: row.version,
});

export interface PlacementFilter extends PageRequest {
  readonly state?: string;
  readonly accountId?: string;
}

export async function listPlacements(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: PlacementFilter,
): Promise<Page<PlacementRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.placement.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.accountId && { accountId: filter.accountId }),
        ...(from && { id: { gt: from.id } }),
      },
      orderBy: { id: 'asc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.id, id: row.id }), show);
  });
}

export async function getPlacement(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<PlacementDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.placement.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'placement'));
    const items = await tx.db.placementItem.findMany({
      where: { organizationId, placementId: id },
      orderBy: { claimId: 'asc' },
    });
    return ok({
      ...show(row),
      items: items.map(({ claimId, amountCents }) => ({ claimId, amountCents: Number(amountCents) })),
    });
  });
}
