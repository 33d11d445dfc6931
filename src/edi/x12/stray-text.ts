import { asciiText, isAlphanumeric, isBlank, LF } from './delimiters.js';

const HEADER_BYTES = 4;

/**
 * Text after IEA that is no segment ends where an ISA begins on a new word, so that it does not swallow the next
 * interchange. Returns that offset; `segment` when a terminator comes first, `more` when the bytes do not tell yet.
 */
export function strayTextEnd(
  buf: Uint8Array,
  range: { readonly start: number; readonly filled: number; readonly finished: boolean; readonly limit: number },
  terminator: number,
): number | 'segment' | 'more' {
  const { start, filled, finished, limit } = range;
  const bound = Math.min(filled, start + limit);
  for (let at = start; at < bound; at += 1) {
    if (buf[at] === terminator) return 'segment';
    if (buf[at] !== 73 || at === start || !isBlank(buf[at - 1] ?? 0)) continue;
    if (at + HEADER_BYTES > filled) return finished ? 'segment' : 'more';
    if (asciiText(buf, at, at + 3) === 'ISA' && !isAlphanumeric(buf[at + 3] ?? 65)) return at;
  }
  return finished || bound === start + limit ? 'segment' : 'more';
}

/** Whether the segment from `start` to `end` is an IEA. */
export const isIea = (buf: Uint8Array, start: number, end: number): boolean =>
  end - start >= 3 && buf[start] === 73 && buf[start + 1] === 69 && buf[start + 2] === 65;

/** Offset of the next terminator, `filled` when there is none; `more` when its LF may come with the next bytes. */
export function terminatorFrom(
  buf: Uint8Array,
  range: {
    readonly start: number;
    readonly filled: number;
    readonly finished: boolean;
    readonly terminator: number;
    readonly lineFeed: boolean;
  },
): number | 'more' {
  const { start, filled, finished, terminator, lineFeed } = range;
  for (let at = buf.indexOf(terminator, start); at >= 0 && at < filled; at = buf.indexOf(terminator, at + 1)) {
    if (lineFeed && at + 1 >= filled && !finished) return 'more';
    if (!lineFeed || buf[at + 1] === LF) return at;
  }
  return filled;
}
