import { createHash, randomUUID } from 'node:crypto';
import { storeSealed } from '../../adapters/sealed-files.js';
import type { Rendered } from '../../adapters/pdf-pages.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { PDF_TYPE } from './media-types.js';

/** Sealed bytes on disk that no row names yet. */
export interface KeptDocument {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly pages: number;
  readonly mediaType: string;
}

/** The same of a document we drew, with its bytes. */
export interface SealedDocument extends Rendered, KeptDocument {
  readonly pages: number;
}

/** Seals a drawn document on disk; what crashes before its row is written leaves bytes nobody can open. */
export async function sealDocument(deps: Deps, organizationId: string, rendered: Rendered): Promise<SealedDocument> {
  const id = randomUUID();
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  await storeSealed(store, organizationId, id, chunks(rendered.bytes));
  const sha256 = createHash('sha256').update(rendered.bytes).digest('hex');
  return { ...rendered, mediaType: PDF_TYPE, id, sha256, sizeBytes: rendered.bytes.length };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export interface DocumentPlace {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly businessKey: string;
}

/** The row of a sealed document: frozen with its hash, nobody changes it. */
export async function saveDocument(tx: Tx, sealed: KeptDocument, place: DocumentPlace): Promise<void> {
  await tx.db.document.create({
    data: {
      ...place,
      id: sealed.id,
      organizationId: tx.organizationId,
      sha256: sealed.sha256,
      sizeBytes: BigInt(sealed.sizeBytes),
      pages: sealed.pages,
      mediaType: sealed.mediaType,
      createdOn: toDateColumn(tx.at.date),
    },
  });
}
