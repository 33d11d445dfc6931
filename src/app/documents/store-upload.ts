import { createHash } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { ContentKind } from '../../edi/x12/275/attachment.js';
import { contentKind } from '../../edi/x12/275/content-kind.js';
import { mediaTypeOf } from './media-types.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { saveDocument, sealDocument, type DocumentPlace } from './store-document.js';

const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** Where an uploaded document belongs; without a subject it is about itself until something names it. */
export interface UploadPlace {
  /** A PDF alone unless told otherwise; told by the bytes, never by a name. */
  readonly accepts?: readonly ContentKind[];
  readonly kind: string;
  readonly subject?: Pick<DocumentPlace, 'subjectType' | 'subjectId'>;
  readonly why: string;
  readonly action: string;
}

/** Seals a document somebody sent; the same bytes at the same place again are the same one. Refuses another kind and what is too large. */
export async function storeUpload(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  upload: UploadPlace & { readonly bytes: AsyncIterable<Uint8Array> },
): Promise<Result<{ readonly documentId: string }, Problem>> {
  const bytes = await wholeOf(upload.bytes);
  if (!bytes)
    return fail(
      problem('tooLarge', `A document may have at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MiB.`, {
        maxBytes: MAX_UPLOAD_BYTES,
      }),
    );
  const { kind, subject, accepts = ['pdf'] } = upload;
  const looksLike = contentKind(bytes);
  if (!accepts.includes(looksLike))
    return fail(
      problem(
        'unreadableFile',
        accepts.length === 1 ? 'Send the document as a PDF.' : `Send the document as ${accepts.join(', ')}.`,
      ),
    );
  const sha = createHash('sha256').update(bytes).digest('hex');
  const businessKey = [subject?.subjectId, kind, sha].filter(Boolean).join(':');
  const before = await inTransaction(deps.db, organizationId, { actor }, (tx) => knownAs(tx, businessKey));
  if (before) return ok({ documentId: before });
  const sealed = {
    ...(await sealDocument(deps, organizationId, { bytes, pages: 0 })),
    mediaType: mediaTypeOf(looksLike),
  };
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    tx.write`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId}|${businessKey}`}, 0))`;
    const first = await knownAs(tx, businessKey);
    if (first) return ok({ documentId: first });
    const place = subject ?? { subjectType: kind, subjectId: sealed.id };
    await saveDocument(tx, sealed, { ...place, kind, businessKey });
    await recordAudit(tx, {
      action: upload.action,
      subjectType: 'document',
      subjectId: sealed.id,
      why: upload.why,
      after: { sha256: sealed.sha256, sizeBytes: bytes.length },
    });
    return ok({ documentId: sealed.id });
  });
}

async function knownAs(tx: Tx, businessKey: string): Promise<string | undefined> {
  const known = await tx.db.document.findUnique({
    where: { organizationId_businessKey: { organizationId: tx.organizationId, businessKey } },
    select: { id: true },
  });
  return known?.id;
}

async function wholeOf(source: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > MAX_UPLOAD_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
