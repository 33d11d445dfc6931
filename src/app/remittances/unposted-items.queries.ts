import { problem, type Problem } from '../../contracts/problems.js';
import type { UnpostedItem } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { daysBetween } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

/** A part of a remittance that found no place: what, how much, whose work, since when, and what became of it. */
export interface UnpostedRow {
  readonly id: string;
  readonly kind: string;
  readonly remittanceId: string;
  readonly place: string;
  readonly payerId: string;
  readonly amountCents: number;
  readonly state: string;
  readonly claimId: string | null;
  readonly waitsForClaimId: string | null;
  readonly openedOn: string;
  /** Days it stands open, or stood until it was resolved. */
  readonly ageDays: number;
  readonly resolvedOn: string | null;
  readonly resolvedBy: string | null;
}

export interface UnpostedDetail extends UnpostedRow {
  /** Whoever holds its work item; null when nobody has taken it. */
  readonly owner: string | null;
  readonly workItemId: string | null;
  readonly history: readonly {
    readonly on: string;
    readonly actor: string;
    readonly action: string;
    readonly why: string;
  }[];
}

const show =
  (today: Tx['at']['date']) =>
  (row: UnpostedItem): UnpostedRow => {
    const [openedOn, resolvedOn] = [fromDateColumn(row.openedOn), fromNullableDate(row.resolvedOn)];
    return {
      id: row.id,
      kind: row.kind,
      remittanceId: row.remittanceId,
      place: row.place,
      payerId: row.payerId,
      amountCents: Number(row.amountCents),
      state: row.state,
      claimId: row.claimId,
      waitsForClaimId: row.waitsForClaimId,
      openedOn,
      ageDays: daysBetween(openedOn, resolvedOn ?? today),
      resolvedOn: resolvedOn ?? null,
      resolvedBy: row.resolvedBy,
    };
  };

export interface UnpostedFilter extends PageRequest {
  readonly state?: string;
  readonly kind?: string;
  readonly payerId?: string;
  readonly remittanceId?: string;
}

/** Oldest first: the one that waits longest is worked first. */
export async function listUnposted(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: UnpostedFilter,
): Promise<Page<UnpostedRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const after = from && new Date(from.value);
    const rows = await tx.db.unpostedItem.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.kind && { kind: filter.kind }),
        ...(filter.payerId && { payerId: filter.payerId }),
        ...(filter.remittanceId && { remittanceId: filter.remittanceId }),
        ...(after && from && { OR: [{ openedOn: { gt: after } }, { openedOn: after, id: { gt: from.id } }] }),
      },
      orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.openedOn.toISOString(), id: row.id }), show(tx.at.date));
  });
}

export async function getUnposted(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<UnpostedDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.unpostedItem.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'unposted item'));
    const item = await tx.db.workItem.findUnique({
      where: { organizationId_dedupeKey: { organizationId, dedupeKey: `${row.remittanceId}:${row.place}` } },
    });
    const audit = await tx.db.auditEntry.findMany({
      where: { organizationId, subjectId: { in: [id, ...(item ? [item.id] : [])] } },
      orderBy: { sequence: 'asc' },
    });
    return ok({
      ...show(tx.at.date)(row),
      owner: item?.assignee ?? null,
      workItemId: item?.id ?? null,
      history: audit.map((entry) => ({
        on: fromDateColumn(entry.businessDate),
        actor: entry.actor,
        action: entry.action,
        why: entry.why,
      })),
    });
  });
}
