import type { Request } from 'express';
import { MAX_FILE_BYTES } from '../app/files/store-inbound-file.js';
import { problem, ProblemError } from '../contracts/problems.js';
import { filePart } from './multipart-file.js';

export interface UploadedFile {
  /** The sender's name; only data. */
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Body of an operation that takes a PDF, as the OpenAPI document describes it. */
export const pdfBody = {
  schema: { type: 'string', format: 'binary', description: 'A PDF; or multipart/form-data with one part "file".' },
} as const;

const MAX_NAME = 255;

/** Boundaries and part headers around the bytes. */
const MULTIPART_ROOM = 64 * 1024;

/** The bytes of a raw or multipart upload as they come; nothing is held in memory, and a body that says it is too large is not read. */
export async function uploadedFile(req: Request, headerName: string | undefined): Promise<UploadedFile> {
  if (Number(req.get('content-length') ?? 0) > MAX_FILE_BYTES + MULTIPART_ROOM) throw tooLarge();
  const { fileName, bytes } = await receivedFile(req, headerName);
  return { fileName: fileName.slice(0, MAX_NAME), bytes: atMost(bytes) };
}

const tooLarge = (): ProblemError =>
  new ProblemError(
    problem('tooLarge', `A file may have at most ${MAX_FILE_BYTES / 1024 / 1024} MiB. Split it and send the parts.`, {
      maxBytes: MAX_FILE_BYTES,
    }),
  );

async function* atMost(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of bytes) {
      received += chunk.byteLength;
      if (received > MAX_FILE_BYTES) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    throw BROKEN_OFF.has((error as { code?: string }).code ?? '') ? brokenOff() : error;
  }
}

const BROKEN_OFF: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Nobody hears this answer; what counts is that the Idempotency-Key is free for the next try. */
const brokenOff = (): ProblemError =>
  new ProblemError(
    problem('unavailable', 'The upload broke off before its end; nothing of it was kept. Send it again.'),
  );

async function receivedFile(req: Request, headerName: string | undefined): Promise<UploadedFile> {
  const encoding = req.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity')
    throw new ProblemError(
      problem(
        'invalidInput',
        `Content-Encoding ${encoding.slice(0, 20).replace(/[^\w-]/g, '?')}: unpack the file and send its plain bytes.`,
      ),
    );
  const type = req.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) {
    const part = await filePart(req, type);
    return { fileName: headerName ?? part.fileName, bytes: part.bytes };
  }
  if (type.startsWith('application/json'))
    throw new ProblemError(
      problem('invalidInput', 'Send the bytes as application/octet-stream or multipart/form-data.'),
    );
  return { fileName: headerName ?? 'upload', bytes: req };
}
