import { problem, type Problem } from '../../contracts/problems.js';
import type { InboundFile } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';
import type { SeenBy } from '../work-items/work-items.queries.js';

export interface FileRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly source: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly problemCount: number;
  readonly receivedOn: string;
  readonly receivedAt: string;
}

export interface FileDetail extends FileRow {
  /** The sender's name for it; null for roles that may not see PHI. */
  readonly name: string | null;
  readonly summary: unknown;
  readonly problems: readonly FileProblemRow[];
}

export interface FileProblemRow {
  readonly code: string;
  readonly severity: string;
  readonly place: unknown;
  readonly message: string;
}

const MOST_PROBLEMS = 1_000;

const show = (row: InboundFile): FileRow => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  source: row.source,
  sizeBytes: Number(row.sizeBytes),
  sha256: row.sha256,
  problemCount: row.problemCount,
  receivedOn: fromDateColumn(row.receivedOn),
  receivedAt: row.receivedAt.toISOString(),
});

export interface FileFilter extends PageRequest {
  readonly kind?: string;
  readonly state?: string;
}

export async function listFiles(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: FileFilter,
): Promise<Page<FileRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const before = from && new Date(from.value);
    const rows = await tx.db.inboundFile.findMany({
      where: {
        organizationId,
        ...(filter.kind && { kind: filter.kind }),
        ...(filter.state && { state: filter.state }),
        ...(before && from && { OR: [{ receivedAt: { lt: before } }, { receivedAt: before, id: { lt: from.id } }] }),
      },
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.receivedAt.toISOString(), id: row.id }), show);
  });
}

export async function getFile(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
  seenBy: SeenBy,
): Promise<Result<FileDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.inboundFile.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'file'));
    const problems = await tx.db.fileProblem.findMany({
      where: { organizationId, fileId: id },
      orderBy: { id: 'asc' },
      take: MOST_PROBLEMS,
    });
    return ok({
      ...show(row),
      summary: row.summary,
      name: seenBy.mayReadPhi
        ? deps.keys.openText({ org: organizationId, table: 'inbound_files', column: 'name', rowId: id }, row.name)
        : null,
      problems: problems.map((one) => ({
        code: one.code,
        severity: one.severity,
        place: one.place,
        message: one.message,
      })),
    });
  });
}
