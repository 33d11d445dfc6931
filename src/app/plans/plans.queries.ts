import { problem, type Problem } from '../../contracts/problems.js';
import type { PaymentPlan } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface PlanRow {
  readonly id: string;
  readonly accountId: string;
  readonly state: string;
  readonly totalCents: number;
  readonly installmentCount: number;
  readonly firstDueOn: string | null;
  readonly proposedOn: string;
  readonly closedOn: string | null;
  readonly version: number;
}

export interface PlanDetail extends PlanRow {
  readonly installments: readonly InstallmentRow[];
}

export interface InstallmentRow {
  readonly number: number;
  readonly dueOn: string;
  readonly amountCents: number;
  readonly paidCents: number;
  readonly paidOn: string | null;
}

export const planRow = (row: PaymentPlan): PlanRow => ({
  id: row.id,
  accountId: row.accountId,
  state: row.state,
  totalCents: Number(row.totalCents),
  installmentCount: row.installmentCount,
  firstDueOn: fromNullableDate(row.firstDueOn) ?? null,
  proposedOn: fromDateColumn(row.proposedOn),
  closedOn: fromNullableDate(row.closedOn) ?? null,
  version: row.version,
});

export interface PlanFilter extends PageRequest {
  readonly state?: string;
  readonly accountId?: string;
}

export async function listPlans(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: PlanFilter,
): Promise<Page<PlanRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.paymentPlan.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.accountId && { accountId: filter.accountId }),
        ...(from && { id: { gt: from.id } }),
      },
      orderBy: { id: 'asc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.id, id: row.id }), planRow);
  });
}

export async function getPlan(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<PlanDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.paymentPlan.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'plan'));
    const installments = await tx.db.installment.findMany({
      where: { organizationId, planId: id },
      orderBy: { number: 'asc' },
    });
    return ok({
      ...planRow(row),
      installments: installments.map((one) => ({
        number: one.number,
        dueOn: fromDateColumn(one.dueOn),
        amountCents: Number(one.amountCents),
        paidCents: Number(one.paidCents),
        paidOn: fromNullableDate(one.paidOn) ?? null,
      })),
    });
  });
}
