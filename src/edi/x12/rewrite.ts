import { asciiText } from './delimiters.js';
import { Tokenizer } from './tokenizer.js';

/**
 * A segment with everything around it, one character per byte (Latin-1), so that it can be written back byte for byte.
 * `before` are the blanks since the last terminator, `after` those before its own.
 */
export interface RawToken {
  readonly before: string;
  readonly id: string;
  readonly elements: readonly string[];
  /** The element separator of its interchange. */
  readonly separator: string;
  readonly after: string;
  /** Empty for a last segment without terminator. */
  readonly terminator: string;
}

const LIMITS = { segmentBytes: 64 * 1024 * 1024, elements: 1_000_000, binaryBytes: 64 * 1024 * 1024 };
const SLICE_BYTES = 64 * 1024;
const CHUNK_CHARACTERS = 64 * 1024;

function tokenOf(tokenizer: Tokenizer): RawToken {
  const { segment, gapStart, tokenEnd } = tokenizer;
  const { buf, start, end, count } = segment;
  const { terminator = 126, element = 42, lineFeed = false } = segment.delimiters ?? {};
  const ending = tokenizer.faults.unterminated ? '' : String.fromCharCode(terminator) + (lineFeed ? '\n' : '');
  const elements: string[] = [];
  for (let n = 1; n <= count; n += 1) elements.push(asciiText(buf, segment.from(n), segment.to(n)));
  return {
    before: asciiText(buf, gapStart, start),
    id: asciiText(buf, start, count === 0 ? end : segment.from(1) - 1),
    elements,
    separator: String.fromCharCode(element),
    after: asciiText(buf, end, tokenEnd - ending.length),
    terminator: ending,
  };
}

/** Every segment of a file as raw tokens, in batches; the last one may hold only what stands after the last segment. */
export async function* readRawTokens(input: AsyncIterable<Uint8Array>): AsyncGenerator<RawToken[]> {
  const tokenizer = new Tokenizer(LIMITS);
  const drain = (): RawToken[] => {
    const tokens: RawToken[] = [];
    while (tokenizer.next()) tokens.push(tokenOf(tokenizer));
    return tokens;
  };
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      const slice = chunk.subarray(at, at + SLICE_BYTES);
      if (tokenizer.stopped) {
        yield looseBytes(slice);
        continue;
      }
      tokenizer.push(slice);
      yield drain();
      // No X12: what was gathered and what follows is given back as it came.
      if (tokenizer.stopped) yield looseBytes(tokenizer.remainder());
    }
  }
  if (tokenizer.stopped) return;
  tokenizer.finish();
  const last = [...drain(), ...looseBytes(tokenizer.remainder())];
  if (last.length > 0) yield last;
}

/** Bytes that are no segment. */
function looseBytes(bytes: Uint8Array): RawToken[] {
  if (bytes.length === 0) return [];
  const before = asciiText(bytes, 0, bytes.length);
  return [{ before, id: '', elements: [], separator: '', after: '', terminator: '' }];
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Gives a read file back with its own separators, line ends and blanks: byte-equal when no token was changed. */
export function* rewrite(tokens: Iterable<RawToken>): Generator<Uint8Array> {
  let text = '';
  for (const { before, id, elements, separator, after, terminator } of tokens) {
    text += before + id;
    for (const element of elements) text += separator + element;
    text += after + terminator;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield bytesOf(text);
    text = '';
  }
  if (text !== '') yield bytesOf(text);
}
