import { randomUUID } from 'node:crypto';
import { dropSealed, readSealed, storeSealed } from '../../adapters/sealed-files.js';
import { contentKind } from '../../edi/x12/275/content-kind.js';
import { decodeBase64 } from '../../edi/x12/275/decode-base64.js';
import type { Deps } from '../deps.js';
import { mediaTypeOf } from './media-types.js';
import type { KeptDocument } from './store-document.js';

/** As many first bytes as tell what a document is. */
const HEAD_BYTES = 2_048;

const storeOf = (deps: Deps) => ({ keys: deps.keys, dataDir: deps.config.dataDir });

/** Seals bytes while they arrive, one piece held at a time, and tells by the first of them what they are. */
export async function sealContent(
  deps: Deps,
  organizationId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<KeptDocument> {
  const id = randomUUID();
  let head = Buffer.alloc(0);
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
      yield piece;
    }
  }
  const { sha256, sizeBytes } = await storeSealed(storeOf(deps), organizationId, id, watched());
  return { id, sha256, sizeBytes, pages: 0, mediaType: mediaTypeOf(contentKind(head)) };
}

/** The document that sealed Base64 text stands for; the text itself is dropped. */
export async function decodeSealed(deps: Deps, organizationId: string, text: KeptDocument): Promise<KeptDocument> {
  const letters = readSealed(storeOf(deps), organizationId, text.id);
  const decoded = await sealContent(deps, organizationId, decodeBase64(letters));
  await dropContent(deps, organizationId, text);
  return decoded;
}

/** Forgets sealed bytes that no row names. */
export const dropContent = (deps: Deps, organizationId: string, { id }: KeptDocument): Promise<void> =>
  dropSealed(storeOf(deps), organizationId, id);
