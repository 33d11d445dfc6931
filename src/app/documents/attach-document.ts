import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, type Result } from '../../domain/result.js';
import type { ContentKind } from '../../edi/x12/275/attachment.js';
import type { Deps } from '../deps.js';
import { storeUpload } from './store-upload.js';

/**
 * What a person may attach to a claim: a record a payer asks for; an authorization or a clause of the contract an appeal rests on
 * (§5.3); the patient's authorization to appeal or the waiver of liability that a level demands (§5.2); the letter of an exception to
 * timely filing (TF4); what shows that the payer had the claim in time (TF5).
 */
export const attachedKinds = [
  'record',
  'authorization',
  'contract',
  'representative',
  'waiverOfLiability',
  'filingException',
  'filingEvidence',
] as const;
export type AttachedKind = (typeof attachedKinds)[number];

export interface AttachDocument {
  readonly claimId: string;
  readonly kind: AttachedKind;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What a record may be: a PDF, or a scan as an image. */
const PAPERS: readonly ContentKind[] = ['pdf', 'jpeg', 'png', 'tiff'];

/** Keeps a document with its claim, sealed and with its hash; a letter of an exception is a PDF. */
export async function attachDocument(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { claimId, kind, bytes }: AttachDocument,
): Promise<Result<{ readonly documentId: string }, Problem>> {
  const known = await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } }, select: { id: true } }),
  );
  if (!known) return fail(problem('notFound', 'claim'));
  return storeUpload(deps, actor, organizationId, {
    kind,
    ...(kind !== 'filingException' && { accepts: PAPERS }),
    subject: { subjectType: 'claim', subjectId: claimId },
    action: 'document.attach',
    why: `attached to the claim as ${kind}`,
    bytes,
  });
}
