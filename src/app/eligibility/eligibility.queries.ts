import type { EligibilityCheck } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { problem, type Problem } from '../../contracts/problems.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface EligibilityRow {
  readonly id: string;
  readonly coverageId: string;
  readonly claimId: string | null;
  readonly trace: string;
  readonly state: string;
  readonly askedOn: string;
  readonly answeredOn: string | null;
  readonly result: string | null;
}

const show = (row: EligibilityCheck): EligibilityRow => ({
  id: row.id,
  coverageId: row.coverageId,
  claimId: row.claimId,
  trace: row.trace,
  state: row.state,
  askedOn: fromDateColumn(row.askedOn),
  answeredOn: fromNullableDate(row.answeredOn) ?? null,
  result: row.result,
});

export interface EligibilityFilter extends PageRequest {
  readonly claimId?: string;
  readonly state?: string;
}

/** Eligibility questions we asked (270) and what came back (271). */
export async function listEligibilityChecks(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: EligibilityFilter,
): Promise<Page<EligibilityRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.eligibilityCheck.findMany({
      where: {
        organizationId,
        ...(filter.claimId && { claimId: filter.claimId }),
        ...(filter.state && { state: filter.state }),
        ...(from && { id: { gt: from.id } }),
      },
      orderBy: { id: 'asc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.id, id: row.id }), show);
  });
}

export async function getEligibilityCheck(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<EligibilityRow, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.eligibilityCheck.findUnique({ where: { organizationId_id: { organizationId, id } } });
    return row ? ok(show(row)) : fail(problem('notFound', 'eligibility check'));
  });
}
