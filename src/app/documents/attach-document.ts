import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { storeUpload } from './store-upload.js';

/** What a person may attach to a claim: a record a payer asks for, or the letter an exception to timely filing rests on (TF4). */
export const attachedKinds = ['record', 'filingException'] as const;
export type AttachedKind = (typeof attachedKinds)[number];

export interface AttachDocument {
  readonly claimId: string;
  readonly kind: AttachedKind;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Keeps a PDF with its claim, sealed and with its hash. */
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
    subject: { subjectType: 'claim', subjectId: claimId },
    action: 'document.attach',
    why: `attached to the claim as ${kind}`,
    bytes,
  });
}
