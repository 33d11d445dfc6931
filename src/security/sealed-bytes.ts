import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const LENGTH_BYTES = 4;

/** Sealed data that does not open here: moved, changed, of another organization, or its key is withdrawn. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

/** Length-prefixed parts, so that no two different lists of parts give the same bytes. */
export function boundTo(...parts: readonly string[]): Buffer {
  const lengths = parts.map((part) => Buffer.byteLength(part, 'utf8'));
  const all = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, 0));
  let at = 0;
  for (const [n, part] of parts.entries()) {
    at = all.writeUInt32BE(lengths[n] ?? 0, at);
    at += all.write(part, at, 'utf8');
  }
  return all;
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
