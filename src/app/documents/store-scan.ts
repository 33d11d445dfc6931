import { createHash } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { saveDocument, sealDocument } from './store-document.js';

/** Kind of a document that is the paper a remittance was keyed from. */
export const REMITTANCE_SCAN = 'remittanceScan';
const MAX_SCAN_BYTES = 20 * 1024 * 1024;

/** Seals the scan of a paper remittance; the same bytes again are the same scan. Refuses what is no PDF or too large. */
export async function storeScan(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  source: AsyncIterable<Uint8Array>,
): Promise<Result<{ readonly scanId: string }, Problem>> {
  const bytes = await wholeOf(source);
  if (!bytes)
    return fail(
      problem('tooLarge', `A scan may have at most ${MAX_SCAN_BYTES / 1024 / 1024} MiB.`, { maxBytes: MAX_SCAN_BYTES }),
    );
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
    return fail(problem('unreadableFile', 'Send the scan as a PDF.'));
  const businessKey = `${REMITTANCE_SCAN}:${createHash('sha256').update(bytes).digest('hex')}`;
  const where = { organizationId_businessKey: { organizationId, businessKey } };
  const before = await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    tx.db.document.findUnique({ where, select: { id: true } }),
  );
  if (before) return ok({ scanId: before.id });
  const sealed = await sealDocument(deps, organizationId, { bytes, pages: 0 });
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId}|${businessKey}`}, 0))`;
    const first = await tx.db.document.findUnique({ where, select: { id: true } });
    if (first) return ok({ scanId: first.id });
    await saveDocument(tx, sealed, {
      subjectType: REMITTANCE_SCAN,
      subjectId: sealed.id,
      kind: REMITTANCE_SCAN,
      businessKey,
    });
    await recordAudit(tx, {
      action: 'document.scan',
      subjectType: 'document',
      subjectId: sealed.id,
      why: 'the paper a remittance is keyed from',
      after: { sha256: sealed.sha256, sizeBytes: bytes.length },
    });
    return ok({ scanId: sealed.id });
  });
}

async function wholeOf(source: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > MAX_SCAN_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
