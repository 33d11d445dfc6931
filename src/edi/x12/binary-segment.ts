import { LF, asciiText, isBlank, isDigit, type Delimiters } from './delimiters.js';

/** The bytes a binary segment is looked for in, and what is known about them. */
export interface BinaryInput {
  readonly buf: Uint8Array;
  readonly start: number;
  readonly filled: number;
  readonly finished: boolean;
  readonly delimiters: Delimiters;
  readonly binaryBytes: number;
  /** Longer data are handed out in pieces of `PIECE_BYTES` while they arrive; what is shorter comes with its segment. */
  readonly heldBytes: number;
  /** Bytes of the data that were handed out already: they stand no longer in `buf`. */
  readonly handedOut: number;
  /** Where an earlier search for the next terminator stopped. */
  readonly resyncAt: number;
  /** The trailer that closes the set if nothing follows these data: what a length that says too much runs over. */
  readonly closing?: { readonly segments: number; readonly control: string };
  /** Takes the offsets of the element separators before the data. */
  readonly seps: Int32Array;
}

/**
 * `text`: no binary segment after all, cut it like any other. `more`: needs more bytes. `piece`: hand out the bytes from
 * `from` to `to`, then ask again. `data`: the (rest of the) data end at `end`. `huge`: over the limit; `skip` bytes from
 * `end` on are data to be dropped.
 */
export type BinaryOutcome =
  | { readonly kind: 'text' }
  | { readonly kind: 'more'; readonly resyncAt: number }
  | { readonly kind: 'piece'; readonly from: number; readonly to: number; readonly resyncAt: number }
  | {
      readonly kind: 'data';
      readonly count: number;
      readonly end: number;
      readonly lengthWrong: boolean;
      readonly unterminated: boolean;
    }
  | { readonly kind: 'huge'; readonly count: number; readonly end: number; readonly skip: number };

const HEAD_BYTES = 200;

/** Every piece but the last has this length, so that pieces do not depend on where chunks end. */
export const PIECE_BYTES = 64 * 1024;

export function isBinaryTag(buf: Uint8Array, start: number, element: number): boolean {
  const tag = asciiText(buf, start, start + 3);
  return (tag === 'BIN' || tag === 'BDS') && buf[start + 3] === element;
}

/**
 * BIN02 is exactly BIN01 bytes, BDS03 exactly BDS02, if a terminator follows; else the data run to the next one. Of data
 * longer than `heldBytes` a wrong length is known only when most of them are gone: the search then begins where it ends.
 * Before the first of them goes, as much is awaited as is held: a length that runs over the end of a file not longer than
 * that is known to be wrong, and what follows is read.
 */
export function binarySegment(input: BinaryInput): BinaryOutcome {
  const { buf, start, filled, finished, delimiters, handedOut } = input;
  const count = buf[start + 1] === 73 ? 2 : 3;
  const data = dataStart(input, count);
  if (data < 0) return finished || data === -2 ? { kind: 'text' } : { kind: 'more', resyncAt: 0 };
  const length = wholeNumber(buf, (input.seps[count - 2] ?? 0) + 1, data - 1);
  const left = length - handedOut;
  const end = data + left;
  if (handedOut === 0 && length > Math.min(input.heldBytes, input.binaryBytes)) {
    const window = Math.min(filled, data + Math.min(input.heldBytes, input.binaryBytes));
    if (window === filled && !finished) return { kind: 'more', resyncAt: 0 };
    const over = length > input.binaryBytes ? closedAt(input, data, window) : -1;
    if (over >= 0) return { kind: 'data', count, end: over, lengthWrong: true, unterminated: false };
    if (finished && end > filled) return nextTerminator(input, count, data);
  }
  if (length > input.binaryBytes) return { kind: 'huge', count, end: data, skip: length };
  if (left > 0 && length > input.heldBytes && (end <= filled || filled - data >= PIECE_BYTES)) {
    return { kind: 'piece', from: data, to: Math.min(end, data + PIECE_BYTES), resyncAt: 0 };
  }
  const width = delimiters.lineFeed ? 2 : 1;
  if (left >= 0 && end + width > filled && !finished) return { kind: 'more', resyncAt: 0 };
  if (left >= 0 && end <= filled) {
    const terminated = end < filled && isTerminator(buf, end, delimiters);
    if (terminated || end === filled)
      return { kind: 'data', count, end, lengthWrong: false, unterminated: !terminated };
  }
  return nextTerminator(input, count, data);
}

/**
 * A length over the limit refuses its set in any case. It is not believed either when the set's own trailer (right count,
 * right control number) stands in the first bytes and a set or the group's end after it: the sets behind it are read.
 */
function closedAt({ buf, delimiters, closing }: BinaryInput, from: number, to: number): number {
  if (closing === undefined || closing.control === '') return -1;
  const [element, terminator] = [String.fromCharCode(delimiters.element), String.fromCharCode(delimiters.terminator)];
  const trailer = ['SE', String(closing.segments), closing.control].join(element) + terminator;
  for (let at = buf.indexOf(delimiters.terminator, from); at >= 0 && at < to;) {
    let next = at + 1;
    while (next < to && isBlank(buf[next] ?? 0)) next += 1;
    const end = next + trailer.length;
    if (end < to && buf[next] === 83 && asciiText(buf, next, end) === trailer) {
      let after = end;
      while (after < to && isBlank(buf[after] ?? 0)) after += 1;
      const id = asciiText(buf, after, Math.min(after + 3, to));
      if (id === `ST${element}` || id === `GE${element}`) return at;
    }
    at = buf.indexOf(delimiters.terminator, at + 1);
  }
  return -1;
}

function isTerminator(buf: Uint8Array, at: number, delimiters: Delimiters): boolean {
  return buf[at] === delimiters.terminator && (!delimiters.lineFeed || buf[at + 1] === LF);
}

/** The end of data whose length is wrong. At most `heldBytes` are kept for the search, then a piece at a time. */
function nextTerminator(input: BinaryInput, count: number, data: number): BinaryOutcome {
  const { buf, filled, finished, delimiters, handedOut } = input;
  const searchable = delimiters.lineFeed && !finished ? filled - 1 : filled;
  const most = Math.min(handedOut > 0 ? PIECE_BYTES : input.heldBytes, input.binaryBytes - handedOut);
  let at = Math.max(data, input.resyncAt);
  while (at < searchable && at - data < most && !isTerminator(buf, at, delimiters)) at += 1;
  const isEnd = at < searchable && isTerminator(buf, at, delimiters);
  if (at - data >= most && handedOut + most < input.binaryBytes) {
    return { kind: 'piece', from: data, to: data + Math.min(most, PIECE_BYTES), resyncAt: at };
  }
  if (at - data >= most && at < searchable && !isEnd) return { kind: 'huge', count, end: data, skip: at - data };
  if (!isEnd && !finished) return { kind: 'more', resyncAt: at };
  if (handedOut > 0 && at > data) return { kind: 'piece', from: data, to: at, resyncAt: at };
  return { kind: 'data', count, end: isEnd ? at : filled, lengthWrong: true, unterminated: !isEnd };
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
