import { problem, ProblemError } from '../contracts/problems.js';

export interface FilePart {
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const MAX_HEADER_BYTES = 16 * 1024;
const HEADER_END = Buffer.from('\r\n\r\n');
const wrong = (detail: string): ProblemError => new ProblemError(problem('invalidInput', detail));

/** The first part of a multipart body (RFC 7578) as a stream; what follows it is not read. Memory stays flat. */
export async function filePart(source: AsyncIterable<Uint8Array>, contentType: string): Promise<FilePart> {
  const [, quoted, bare] = /boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary) throw wrong('multipart without boundary');
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = held.indexOf(HEADER_END);
    if (end >= 0) {
      const head = held.subarray(0, end).toString('utf8');
      if (!head.startsWith(`--${boundary}\r\n`)) throw wrong('multipart does not begin with its boundary');
      const rest = held.subarray(end + HEADER_END.length);
      return {
        fileName: /filename="([^"]{0,255})"/i.exec(head)?.[1] ?? 'upload',
        bytes: untilBoundary(chunks, rest, Buffer.from(`\r\n--${boundary}`)),
      };
    }
    if (held.length > MAX_HEADER_BYTES) throw wrong('multipart headers are too long');
    const next = await chunks.next();
    if (next.done) throw wrong('multipart without a part');
    held = Buffer.concat([held, next.value]);
  }
}

/** Hands out bytes up to the delimiter, holding back only what may be its beginning. */
async function* untilBoundary(
  chunks: AsyncIterator<Uint8Array>,
  first: Buffer,
  delimiter: Buffer,
): AsyncGenerator<Buffer> {
  let held = first;
  for (;;) {
    const at = held.indexOf(delimiter);
    if (at >= 0) {
      yield held.subarray(0, at);
      return;
    }
    const safe = held.length - delimiter.length;
    if (safe > 0) {
      yield held.subarray(0, safe);
      held = held.subarray(safe);
    }
    const next = await chunks.next();
    if (next.done) throw wrong('multipart breaks off');
    held = Buffer.concat([held, next.value]);
  }
}
