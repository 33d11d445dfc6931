import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** What is stored of a 256-bit secret; so much randomness needs no slow hash. */
export const hashSecret = (secret: string): Buffer<ArrayBuffer> =>
  Buffer.from(createHash('sha256').update(secret, 'utf8').digest());

export const uuidToHex = (uuid: string): string => {
  if (!UUID.test(uuid)) throw new TypeError('expected a lower-case UUID');
  return uuid.replaceAll('-', '');
};

export const hexToUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
