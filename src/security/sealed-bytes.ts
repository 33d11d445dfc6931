import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** Sealed data that does not open here: moved, changed, of another organization, or its key is withdrawn. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

/** Length-prefixed parts, so that no two different lists of parts give the same bytes. */
export function boundTo(...parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** AES-256-GCM with a random 96-bit nonce: nonce, ciphertext, tag (NIST SP 800-38D). */
export function sealBytes(key: Uint8Array, place: Uint8Array, plain: Uint8Array): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openBytes(key: Uint8Array, place: Uint8Array, sealed: Uint8Array): Buffer<ArrayBuffer> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken('too short');
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(place).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken('does not open at this place');
  }
}
