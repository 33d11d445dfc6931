import type { Request } from 'express';
import { problem, ProblemError } from '../contracts/problems.js';
import { filePart } from './multipart-file.js';

export interface UploadedFile {
  /** The sender's name; only data. */
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const MAX_NAME = 255;

/** The bytes of a raw or multipart upload as they come; nothing is held in memory. */
export async function uploadedFile(req: Request, headerName: string | undefined): Promise<UploadedFile> {
  const type = req.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) {
    const part = await filePart(req, type);
    return { fileName: headerName ?? part.fileName, bytes: part.bytes };
  }
  if (type.startsWith('application/json'))
    throw new ProblemError(
      problem('invalidInput', 'Send the bytes as application/octet-stream or multipart/form-data.'),
    );
  return { fileName: (headerName ?? 'upload').slice(0, MAX_NAME), bytes: req };
}
