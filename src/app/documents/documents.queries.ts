import { readSealed } from '../../adapters/sealed-files.js';
import { problem, type Problem } from '../../contracts/problems.js';
import type { Document } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';

export interface DocumentRow {
  readonly id: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly pages: number;
  readonly mediaType: string;
  readonly createdOn: string;
}

const show = (row: Document): DocumentRow => ({
  id: row.id,
  kind: row.kind,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  sha256: row.sha256,
  sizeBytes: Number(row.sizeBytes),
  pages: row.pages,
  mediaType: row.mediaType,
  createdOn: fromDateColumn(row.createdOn),
});

/** Everything written about a claim: its own documents and those of its denials, newest first. */
export async function listDocuments(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  claimId: string,
): Promise<Result<{ readonly items: readonly DocumentRow[] }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({
      where: { organizationId_id: { organizationId, id: claimId } },
      select: { id: true },
    });
    if (!claim) return fail(problem('notFound', 'claim'));
    const rows = await tx.db.document.findMany({
      where: { organizationId, subjectId: { in: [claimId, ...(await denialIds(tx, claimId))] } },
      orderBy: [{ createdOn: 'desc' }, { id: 'asc' }],
    });
    return ok({ items: rows.map(show) });
  });
}

async function denialIds(tx: Tx, claimId: string): Promise<string[]> {
  const rows = await tx.db.denial.findMany({
    where: { organizationId: tx.organizationId, claimId },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Row and unsealed bytes of one document, streamed; a byte changed on disk breaks the stream off. */
export async function openDocument(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<{ readonly row: DocumentRow; readonly bytes: AsyncGenerator<Uint8Array> }, Problem>> {
  const row = await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    tx.db.document.findUnique({ where: { organizationId_id: { organizationId, id } } }),
  );
  if (!row) return fail(problem('notFound', 'document'));
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  return ok({ row: show(row), bytes: readSealed(store, organizationId, id) });
}
