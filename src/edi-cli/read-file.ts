import { createReadStream } from 'node:fs';
import { Progress, sizeOf } from './progress.js';

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a file, chunk by chunk, with a bar while it takes long; `-` is standard input. */
export async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Uint8Array> =
    path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const progress = new Progress(sizeOf(path));
  try {
    for await (const chunk of source) {
      progress.advance(chunk.length);
      yield chunk;
    }
  } finally {
    progress.end();
  }
}

/** Why a file could not be read, without a stack. */
export function readFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
