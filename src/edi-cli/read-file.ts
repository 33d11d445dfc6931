import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a file, chunk by chunk; `-` is standard input. */
export function bytesOf(path: string): AsyncIterable<Uint8Array> {
  return path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** Why a file could not be read, without a stack. */
export function readFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
