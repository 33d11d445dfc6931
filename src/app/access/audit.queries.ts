import type { AuditEntry } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface AuditRow {
  readonly sequence: number;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
  readonly businessDate: string;
  readonly recordedAt: string;
  readonly requestId: string | null;
}

export interface AuditFilter extends PageRequest {
  readonly subjectId?: string;
  readonly actor?: string;
  readonly action?: string;
}

const show = (row: AuditEntry): AuditRow => ({
  sequence: Number(row.sequence),
  actor: row.actor,
  role: row.role,
  action: row.action,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  before: row.before,
  after: row.after,
  why: row.why,
  businessDate: fromDateColumn(row.businessDate),
  recordedAt: row.recordedAt.toISOString(),
  requestId: row.requestId,
});

/** Who did what, newest first. */
export async function listAudit(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: AuditFilter,
): Promise<Page<AuditRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const before = from && /^\d{1,18}$/.test(from.value) ? BigInt(from.value) : undefined;
    const rows = await tx.db.auditEntry.findMany({
      where: {
        organizationId,
        ...(filter.subjectId && { subjectId: filter.subjectId }),
        ...(filter.actor && { actor: filter.actor }),
        ...(filter.action && { action: filter.action }),
        ...(before !== undefined && { sequence: { lt: before } }),
      },
      orderBy: { sequence: 'desc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.sequence.toString(), id: row.sequence.toString() }), show);
  });
}
