import { LF, asciiText, isDigit, type Delimiters } from './delimiters.js';

/** The bytes a binary segment is looked for in, and what is known about them. */
export interface BinaryInput {
  readonly buf: Uint8Array;
  readonly start: number;
  readonly filled: number;
  readonly finished: boolean;
  readonly delimiters: Delimiters;
  readonly binaryBytes: number;
  /** Where an earlier search for the next terminator stopped. */
  readonly resyncAt: number;
  /** Takes the offsets of the element separators before the data. */
  readonly seps: Int32Array;
}

/**
 * `text`: no binary segment after all, cut it like any other. `more`: needs more bytes. `data`: the data end at `end`.
 * `huge`: over the limit; `skip` bytes from `end` on are data to be dropped.
 */
export type BinaryOutcome =
  | { readonly kind: 'text' }
  | { readonly kind: 'more'; readonly resyncAt: number }
  | {
      readonly kind: 'data';
      readonly count: number;
      readonly end: number;
      readonly lengthWrong: boolean;
      readonly unterminated: boolean;
    }
  | { readonly kind: 'huge'; readonly count: number; readonly end: number; readonly skip: number };

const HEAD_BYTES = 200;

export function isBinaryTag(buf: Uint8Array, start: number, element: number): boolean {
  const tag = asciiText(buf, start, start + 3);
  return (tag === 'BIN' || tag === 'BDS') && buf[start + 3] === element;
}

/** BIN02 is exactly BIN01 bytes, BDS03 exactly BDS02, if a terminator follows; else the data run to the next one. */
export function binarySegment(input: BinaryInput): BinaryOutcome {
  const { buf, start, filled, finished, delimiters } = input;
  const count = buf[start + 1] === 73 ? 2 : 3;
  const data = dataStart(input, count);
  if (data < 0) return finished || data === -2 ? { kind: 'text' } : { kind: 'more', resyncAt: 0 };
  const length = wholeNumber(buf, (input.seps[count - 2] ?? 0) + 1, data - 1);
  if (length > input.binaryBytes) return { kind: 'huge', count, end: data, skip: length };
  const end = data + length;
  const width = delimiters.lineFeed ? 2 : 1;
  if (length >= 0 && end + width > filled && !finished) return { kind: 'more', resyncAt: 0 };
  if (length >= 0 && end <= filled) {
    const terminated = end < filled && isTerminator(buf, end, delimiters);
    if (terminated || end === filled)
      return { kind: 'data', count, end, lengthWrong: false, unterminated: !terminated };
  }
  return nextTerminator(input, count, data);
}

function isTerminator(buf: Uint8Array, at: number, delimiters: Delimiters): boolean {
  return buf[at] === delimiters.terminator && (!delimiters.lineFeed || buf[at + 1] === LF);
}

function nextTerminator(input: BinaryInput, count: number, data: number): BinaryOutcome {
  const { buf, filled, finished, delimiters } = input;
  const searchable = delimiters.lineFeed && !finished ? filled - 1 : filled;
  for (let at = Math.max(data, input.resyncAt); at < searchable; at += 1) {
    if (isTerminator(buf, at, delimiters))
      return { kind: 'data', count, end: at, lengthWrong: true, unterminated: false };
    if (at - data >= input.binaryBytes) return { kind: 'huge', count, end: data, skip: at - data };
  }
  if (!finished) return { kind: 'more', resyncAt: searchable };
  return { kind: 'data', count, end: filled, lengthWrong: true, unterminated: true };
}

/** Offset of the data; -1 when the bytes end before, -2 when the segment has no data element. */
function dataStart(input: BinaryInput, count: number): number {
  const { buf, start, filled, delimiters, seps } = input;
  let seen = 0;
  for (let at = start; at < filled; at += 1) {
    if (buf[at] === delimiters.terminator || at - start > HEAD_BYTES) return -2;
    if (buf[at] !== delimiters.element) continue;
    seps[seen++] = at;
    if (seen === count) return at + 1;
  }
  return -1;
}

/** -1 when the bytes are no whole number of at most twelve digits. */
function wholeNumber(buf: Uint8Array, from: number, to: number): number {
  if (from >= to || to - from > 12) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const byte = buf[at] ?? 0;
    if (!isDigit(byte)) return -1;
    value = value * 10 + (byte - 48);
  }
  return value;
}
