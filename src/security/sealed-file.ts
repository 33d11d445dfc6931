import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeyRing } from './key-ring.js';
import { boundTo, NONCE_BYTES, SealBroken, TAG_BYTES } from './sealed-bytes.js';

/** Whose file it is; a sealed file copied to another organization or id does not open. */
export interface FilePlace {
  readonly org: string;
  readonly fileId: string;
}

export interface SealedFile {
  readonly sizeBytes: number;
  /** SHA-256 of the plain bytes, hex: the file's identity. */
  readonly sha256: string;
}

/** The plain stream grew past what its kind may have. */
export class FileTooLarge extends Error {
  override name = 'FileTooLarge';
}

const MAGIC = Buffer.from('RCLF1');
const SALT_BYTES = 7;
const CHUNK_BYTES = 64 * 1024;
const HEADER_BYTES = MAGIC.length + 2 + SALT_BYTES;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/**
 * Writes a stream sealed in chunks of 64 KiB, each AES-256-GCM; nonce = random salt, chunk number, last-chunk flag
 * (the STREAM construction), so chunks cannot be swapped, doubled or cut off. Written beside, then renamed: whole or absent.
 */
export async function sealStream(
  keys: KeyRing,
  place: FilePlace,
  source: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes = Infinity,
): Promise<SealedFile> {
  const { keyId, key } = keys.sealingKey(place.org, 'file');
  const salt = randomBytes(SALT_BYTES);
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(draft, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    await file.writeFile(Buffer.concat([MAGIC, versionBytes(keyId), salt]));
    for await (const { chunk, index, last } of inChunks(source)) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new FileTooLarge(`more than ${maxBytes} bytes`);
      hash.update(chunk);
      const cipher = createCipheriv('aes-256-gcm', key, nonce(salt, index, last)).setAAD(placeBytes(place, keyId));
      await file.writeFile(Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]));
    }
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** Reads a sealed file chunk by chunk; throws `SealBroken` before any byte that is not authentic. */
export async function* openStream(keys: KeyRing, place: FilePlace, path: string): AsyncGenerator<Buffer> {
  let header: Buffer | undefined;
  for await (const { chunk, index, last } of inChunks(createReadStream(path), HEADER_BYTES, SEALED_CHUNK_BYTES)) {
    if (index < 0) {
      header = chunk;
      if (last || !header.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBroken('not a sealed file');
      continue;
    }
    if (!header || chunk.length < TAG_BYTES) throw new SealBroken('cut off');
    const keyId = `${place.org}/file/${header.readUInt16BE(MAGIC.length)}`;
    const key = keys.key(keyId);
    if (!key) throw new SealBroken('key version is withdrawn or unknown');
    yield openChunk(key, { place, keyId, salt: header.subarray(-SALT_BYTES), index, last }, chunk);
  }
}

/** The whole plain file; for documents that fit in memory. */
export async function openFile(keys: KeyRing, place: FilePlace, path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of openStream(keys, place, path)) parts.push(part);
  return Buffer.concat(parts);
}

interface ChunkPlace {
  readonly place: FilePlace;
  readonly keyId: string;
  readonly salt: Buffer;
  readonly index: number;
  readonly last: boolean;
}

function openChunk(key: Buffer, at: ChunkPlace, chunk: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(at.salt, at.index, at.last), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(placeBytes(at.place, at.keyId)).setAuthTag(chunk.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken('does not open as this file');
  }
}

interface Chunk {
  readonly chunk: Buffer;
  /** -1 for the header when one is asked for. */
  readonly index: number;
  readonly last: boolean;
}

/** Re-cuts a stream: an optional header, then chunks of one size; the last one may be shorter, also empty. */
async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  headerBytes = 0,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Chunk> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let index = headerBytes > 0 ? -1 : 0;
  const wanted = () => (index < 0 ? headerBytes : chunkBytes);
  for await (const part of source) {
    pending.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    pendingBytes += part.byteLength;
    while (pendingBytes > wanted()) {
      const joined = Buffer.concat(pending);
      yield { chunk: joined.subarray(0, wanted()), index, last: false };
      const rest = joined.subarray(wanted());
      index += 1;
      pending = [rest];
      pendingBytes = rest.length;
    }
  }
  yield { chunk: Buffer.concat(pending), index, last: true };
}

function nonce(salt: Buffer, index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES);
  salt.copy(bytes);
  bytes.writeUInt32BE(index, SALT_BYTES);
  bytes.writeUInt8(last ? 1 : 0, NONCE_BYTES - 1);
  return bytes;
}

function versionBytes(keyId: string): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(Number(keyId.split('/')[2]));
  return bytes;
}

const placeBytes = (place: FilePlace, keyId: string): Buffer => boundTo('1', 'file', place.org, place.fileId, keyId);
