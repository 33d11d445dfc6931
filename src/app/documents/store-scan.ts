import type { Problem } from '../../contracts/problems.js';
import type { Actor } from '../../db/in-transaction.js';
import { ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { storeUpload } from './store-upload.js';

/** Kind of a document that is the paper a remittance was keyed from. */
export const REMITTANCE_SCAN = 'remittanceScan';

/** Keeps the scan of a paper remittance; the same bytes again are the same scan. */
export async function storeScan(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<{ readonly scanId: string }, Problem>> {
  const why = 'the paper a remittance is keyed from';
  const upload = { kind: REMITTANCE_SCAN, action: 'document.scan', why, bytes };
  const stored = await storeUpload(deps, actor, organizationId, upload);
  return stored.ok ? ok({ scanId: stored.value.documentId }) : stored;
}
