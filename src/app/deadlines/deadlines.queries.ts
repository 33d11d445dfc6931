import type { Deadline } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { addDays } from '../../domain/dates/plain-date.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface DeadlineRow {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly claimId: string | null;
  readonly kind: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly baseDate: string;
  readonly safeDate: string;
  readonly hardDate: string;
  readonly source: string;
  readonly closedOn: string | null;
  readonly closedHow: string | null;
}

export interface DueDeadline extends DeadlineRow {
  /** Owed by payers on the claim behind the deadline, cents. */
  readonly amountCents: number;
}

export const deadlineRow = (row: Deadline): DeadlineRow => ({
  id: row.id,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  claimId: row.claimId,
  kind: row.kind,
  ruleId: row.ruleId,
  ruleVersion: row.ruleVersion,
  baseDate: fromDateColumn(row.baseDate),
  safeDate: fromDateColumn(row.safeDate),
  hardDate: fromDateColumn(row.hardDate),
  source: row.source,
  closedOn: fromNullableDate(row.closedOn) ?? null,
  closedHow: row.closedHow,
});

export interface DeadlineFilter extends PageRequest {
  readonly withinDays: number;
  readonly kind?: string;
}

export type DueDeadlines = Page<DueDeadline> & { readonly totalCents: number };

/** Open deadlines whose safe date falls within the coming days, most urgent first, with the money at stake. */
export async function listDueDeadlines(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: DeadlineFilter,
): Promise<DueDeadlines> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const after = from && new Date(from.value);
    const rows = await tx.db.deadline.findMany({
      where: {
        organizationId,
        closedOn: null,
        safeDate: { lte: new Date(addDays(tx.at.date, filter.withinDays)) },
        ...(filter.kind && { kind: filter.kind }),
        ...(after && from && { OR: [{ safeDate: { gt: after } }, { safeDate: after, id: { gt: from.id } }] }),
      },
      orderBy: [{ safeDate: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    const claimIds = [
      ...new Set(rows.flatMap((row) => row.claimId ?? (row.subjectType === 'claim' ? row.subjectId : []))),
    ];
    const balances = await tx.db.ledgerBalance.findMany({
      where: { organizationId, claimId: { in: claimIds }, ledgerAccount: 'receivable.payer' },
    });
    const cents = new Map(balances.map((row) => [row.claimId, Number(row.balanceCents)]));
    const page = pageOf(
      rows,
      filter.limit,
      (row) => ({ value: row.safeDate.toISOString(), id: row.id }),
      (row) => ({
        ...deadlineRow(row),
        amountCents: cents.get(row.claimId ?? row.subjectId) ?? 0,
      }),
    );
    const claims = new Map(page.items.map((row) => [row.claimId ?? row.subjectId, row.amountCents]));
    return { ...page, totalCents: [...claims.values()].reduce((sum, one) => sum + one, 0) };
  });
}
