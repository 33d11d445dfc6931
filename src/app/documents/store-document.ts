import { createHash, randomUUID } from 'node:crypto';
import { storeSealed } from '../../adapters/sealed-files.js';
import type { Rendered } from '../../adapters/pdf-pages.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';

/** Sealed bytes on disk that no row names yet. */
export interface SealedDocument extends Rendered {
  readonly id: string;
  readonly sha256: string;
}

/** Seals a drawn document on disk; what crashes before its row is written leaves bytes nobody can open. */
export async function sealDocument(deps: Deps, organizationId: string, rendered: Rendered): Promise<SealedDocument> {
  const id = randomUUID();
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  await storeSealed(store, organizationId, id, chunks(rendered.bytes));
  return { ...rendered, id, sha256: createHash('sha256').update(rendered.bytes).digest('hex') };
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
export async function saveDocument(tx: Tx, sealed: SealedDocument, place: DocumentPlace): Promise<void> {
  await tx.db.document.create({
    data: {
      ...place,
      id: sealed.id,
      organizationId: tx.organizationId,
      sha256: sealed.sha256,
      sizeBytes: BigInt(sealed.bytes.length),
      pages: sealed.pages,
      createdOn: toDateColumn(tx.at.date),
    },
  });
}
