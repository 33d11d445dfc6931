import { runFrom, wholeNumber, type Evidence, type Run, type RunBytes, type Surroundings } from './binary-run.js';
import { LF, asciiText, isBlank } from './delimiters.js';
import { terminatorFrom } from './stray-text.js';

/** The bytes a binary segment is looked for in. */
export interface BinaryInput extends RunBytes {
  /** The segment's first byte. Data handed out already stand no longer behind its head. */
  readonly start: number;
  /** File offset of `buf[0]`. */
  readonly base: number;
  /** Takes the offsets of the element separators before the data. */
  readonly seps: Int32Array;
}

export interface BinaryLimits {
  readonly binaryBytes: number;
  /** Longer data are handed out in pieces of `PIECE_BYTES` while they arrive; what is shorter comes with its segment. */
  readonly heldBytes: number;
  /**
   * Data that are held as a whole end where their length says when a terminator stands there, else at the next terminator,
   * whatever follows: facts count what a plain reader of the standard would see.
   */
  readonly literal?: boolean;
}

/**
 * `text`: no binary segment after all, cut it like any other. `more`: needs more bytes. `piece`: hand out the bytes from
 * `from` to `to`, then ask again. `data`: the (rest of the) data end at `end`. `huge`: over the limit; `skip` bytes from
 * `end` on are data to be dropped.
 */
export type BinaryOutcome =
  | { readonly kind: 'text' }
  | { readonly kind: 'more' }
  | { readonly kind: 'piece'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'data';
      readonly count: number;
      readonly end: number;
      readonly lengthWrong: boolean;
      readonly unterminated: boolean;
    }
  | { readonly kind: 'huge'; readonly count: number; readonly end: number; readonly skip: number };

const MORE = { kind: 'more' } as const;
const HEAD_BYTES = 200;

/** Every piece but the last has this length, so that pieces do not depend on where chunks end. */
export const PIECE_BYTES = 64 * 1024;

/** How far behind a possible end its segments are followed; what stands between it and the stated end waits that long. */
const REACH_BYTES = 16 * 1024 * 1024;
/** How far the segments behind the stated end are followed: they need only be segments. */
const NEAR_BYTES = 4 * 1024;

export function isBinaryTag(buf: Uint8Array, start: number, element: number): boolean {
  const tag = asciiText(buf, start, start + 3);
  return (tag === 'BIN' || tag === 'BDS') && buf[start + 3] === element;
}

/** Where the data end, decided; an offset of the file. */
interface End {
  readonly at: number;
  readonly lengthWrong: boolean;
  readonly unterminated: boolean;
}

/**
 * Finds the end of the data of one BIN or BDS. The length before them is believed when a terminator and a segment of the
 * guide stand at its end, unless an earlier terminator leads to the trailers of this very set. When it is wrong, the data
 * end at the first terminator that does so, else at one before a segment of the guide, else (at the end of the file) at
 * any. All decisions are made by offsets of the file, so that where chunks end changes nothing.
 */
export class BinaryData {
  /** Bytes of the data that were handed out. */
  handedOut = 0;
  /** Bytes of the data, once they are known. */
  length = 0;
  /** File offsets: of the data, of how far ends were looked for, and of ends found (-1: none). */
  private origin = -1;
  private scanned = -1;
  private closing = -1;
  private isCounted = false;
  private open = -1;
  private faint = -1;
  /** The stated end; -1 when there is none, or it was found wrong. */
  private stated = -1;
  private isHuge = false;
  private statedLength = -1;
  private windowEnd = -1;
  private decided: End | undefined;

  constructor(
    private readonly limits: BinaryLimits,
    private readonly around: Surroundings,
  ) {}

  next(input: BinaryInput): BinaryOutcome {
    const count = input.buf[input.start + 1] === 73 ? 2 : 3;
    const data = dataStart(input, count);
    if (data < 0) return input.finished || data === -2 ? { kind: 'text' } : MORE;
    if (this.origin < 0) this.begin(input, data, count);
    if (this.limits.literal && this.statedLength <= this.limits.heldBytes) return this.literally(input, data, count);
    return this.decided === undefined ? this.search(input, data, count) : this.finish(input, data, count);
  }

  /** The stated end, else the next terminator. */
  private literally(
    { buf, base, filled, finished, delimiters }: BinaryInput,
    data: number,
    count: number,
  ): BinaryOutcome {
    const width = delimiters.lineFeed ? 2 : 1;
    const end = data + this.statedLength;
    if (this.statedLength >= 0) {
      if (end + width > filled && !finished) return MORE;
      const terminated = end < filled && isTerminator(buf, end, delimiters);
      if (terminated || end === filled)
        return { kind: 'data', count, end, lengthWrong: false, unterminated: !terminated };
    }
    const any = terminatorFrom(buf, { start: this.scanned - base, filled, finished, ...delimiters });
    this.scanned = base + (any === 'more' ? filled - 1 : any);
    if (any === 'more' || (any === filled && !finished)) return MORE;
    return { kind: 'data', count, end: any, lengthWrong: true, unterminated: any === filled };
  }

  /** The buffer's content says how long the data are. */
  private begin({ buf, base, seps }: BinaryInput, data: number, count: number): void {
    const { binaryBytes, heldBytes } = this.limits;
    this.statedLength = wholeNumber(buf, (seps[count - 2] ?? 0) + 1, data - 1);
    this.origin = base + data;
    this.scanned = this.origin;
    this.isHuge = this.statedLength > binaryBytes;
    if (this.statedLength >= 0 && !this.isHuge) this.stated = this.origin + this.statedLength;
    else this.windowEnd = this.origin + Math.min(heldBytes, binaryBytes);
  }

  private search(input: BinaryInput, data: number, count: number): BinaryOutcome {
    const until = this.stated >= 0 ? this.stated : this.windowEnd;
    const isWaiting = this.scan(input, until);
    const piece = this.piece(input, data);
    if (piece !== undefined) return piece;
    const isAtEnd = input.finished && this.scanned >= input.base + input.filled;
    if (isWaiting || (this.closing < 0 && this.scanned < until && !isAtEnd)) return MORE;
    const end = this.stated >= 0 ? this.judgeStated(input) : this.judgeWindow(input, data, isAtEnd);
    if (end === 'more') return MORE;
    if (end === 'huge') return this.huge(input, data, count);
    if (end === undefined) return this.search(input, data, count);
    this.decided = end;
    return this.finish(input, data, count);
  }

  /** Looks for possible ends; true when the bytes do not tell yet of one. */
  private scan(input: BinaryInput, until: number): boolean {
    if (this.closing >= 0) return false;
    const { buf, base, filled, finished, delimiters } = input;
    const stop = Math.min(until - base, filled);
    const width = delimiters.lineFeed ? 2 : 1;
    let at = this.scanned - base;
    // A plain loop: terminators may be as dense as every other byte, and each call of a native search costs more.
    for (; at < stop; at += 1) {
      if (buf[at] !== delimiters.terminator) continue;
      const next = at + width < filled ? (buf[at + width] ?? 0) : -1;
      const isLetter = next >= 65 && next <= 90;
      if (next >= 0 && !isLetter && !isBlank(next)) continue;
      if (delimiters.lineFeed && at + 1 < filled && buf[at + 1] !== LF) continue;
      const run = next < 0 && !finished ? 'more' : runFrom(input, at, REACH_BYTES, this.around);
      if (run === 'more') {
        this.scanned = base + at;
        return true;
      }
      this.note(run, base);
      if (this.closing >= 0) break;
      at = run.next - 1;
    }
    this.scanned = Math.max(this.scanned, base + at);
    return false;
  }

  /** Keeps the first end of each kind; one that waited in vain for the stated end makes room for the next. */
  private note({ evidence, at }: Exclude<Run, string>, base: number): void {
    const offset = base + at;
    if (evidence === 'closing' || evidence === 'numbered') {
      this.closing = offset;
      this.isCounted = evidence === 'closing';
    } else if (evidence === 'open' && !isNear(this.open, offset, REACH_BYTES)) this.open = offset;
    else if (evidence === 'contradicted' && !isNear(this.faint, offset, this.limits.heldBytes)) this.faint = offset;
  }

  /** Nothing behind an end that may still be the true one is handed out. */
  private holdAt(): number {
    let hold = this.scanned;
    if (this.closing >= 0) hold = Math.min(hold, this.closing);
    if (isNear(this.open, this.scanned, REACH_BYTES)) hold = Math.min(hold, this.open);
    if (isNear(this.faint, this.scanned, this.limits.heldBytes)) hold = Math.min(hold, this.faint);
    return hold;
  }

  /** A piece that is data in any case. What is not longer than is held is never cut into pieces. */
  private piece({ base }: BinaryInput, data: number): BinaryOutcome | undefined {
    const hold = this.holdAt();
    const isHeld = this.isHuge || hold - this.origin <= this.limits.heldBytes;
    if (isHeld || hold - base - data < PIECE_BYTES) return undefined;
    return { kind: 'piece', from: data, to: data + PIECE_BYTES };
  }

  /** Whether the data end where their length says; undefined: they do not, and what follows must be searched. */
  private judgeStated(input: BinaryInput): End | 'more' | undefined {
    const { stated, closing } = this;
    const { base, filled, finished } = input;
    const proven = closing < 0 ? undefined : { at: closing, lengthWrong: true, unterminated: false };
    if (proven !== undefined && stated - closing > REACH_BYTES) return proven;
    const at = stated - base;
    if (at >= filled && !finished) return 'more';
    if (at === filled) return proven ?? { at: stated, lengthWrong: false, unterminated: true };
    const evidence = at > filled ? 'none' : this.evidenceAt(input, at);
    if (evidence === 'more') return 'more';
    const right = { at: stated, lengthWrong: false, unterminated: false };
    if (evidence === 'closing' || (evidence === 'numbered' && !this.isCounted)) return right;
    if (proven !== undefined) return proven;
    const other = evidence === 'outside' ? this.bestEnd() : -1;
    if (evidence !== 'none') return other < 0 ? right : { ...right, at: other, lengthWrong: true };
    this.stated = -1;
    const { binaryBytes, heldBytes } = this.limits;
    this.windowEnd = Math.min(Math.min(stated, base + filled) + heldBytes, this.origin + binaryBytes);
    return undefined;
  }

  /** What stands at the stated end. */
  private evidenceAt(input: BinaryInput, at: number): Evidence | 'more' {
    const { buf, filled, finished, delimiters } = input;
    if (buf[at] !== delimiters.terminator) return 'none';
    if (delimiters.lineFeed && at + 1 >= filled && !finished) return 'more';
    if (delimiters.lineFeed && buf[at + 1] !== LF) return 'none';
    const run = runFrom(input, at, NEAR_BYTES, this.around);
    if (run === 'more') return 'more';
    return run.evidence === 'closing' && run.at > at ? 'open' : run.evidence;
  }

  /** The best end nothing was handed out behind of. */
  private bestEnd(): number {
    if (this.closing >= 0) return this.closing;
    if (isNear(this.open, this.scanned, REACH_BYTES)) return this.open;
    return isNear(this.faint, this.scanned, this.limits.heldBytes) ? this.faint : -1;
  }

  /** The length is known to be wrong: the best end of what was looked through, or on to the next stretch. */
  private judgeWindow(input: BinaryInput, data: number, isAtEnd: boolean): End | 'huge' | undefined {
    const { base, buf, filled, delimiters } = input;
    const best = this.isHuge ? this.closing : this.bestEnd();
    if (best >= 0) return { at: best, lengthWrong: true, unterminated: false };
    if (this.isHuge && !(isAtEnd && this.origin + this.statedLength > base + filled)) return 'huge';
    if (isAtEnd) {
      const found = terminatorFrom(buf, { start: data, filled, finished: true, ...delimiters });
      const any = found === 'more' ? filled : found;
      return { at: base + any, lengthWrong: true, unterminated: any === filled };
    }
    if (this.scanned - this.origin >= this.limits.binaryBytes) return 'huge';
    this.windowEnd = this.scanned + PIECE_BYTES;
    return undefined;
  }

  private huge(input: BinaryInput, data: number, count: number): BinaryOutcome {
    const skip = this.isHuge ? this.statedLength : this.scanned - input.base - data;
    return { kind: 'huge', count, end: data, skip };
  }

  /** Hands out what is left of long data, then ends them. */
  private finish({ base }: BinaryInput, data: number, count: number): BinaryOutcome {
    const { at, lengthWrong, unterminated } = this.decided ?? { at: 0, lengthWrong: true, unterminated: true };
    const end = at - base;
    this.length = at - this.origin;
    const inPieces = this.length > this.limits.heldBytes && end > data;
    if (inPieces) return { kind: 'piece', from: data, to: Math.min(end, data + PIECE_BYTES) };
    return { kind: 'data', count, end, lengthWrong, unterminated };
  }
}

const isNear = (offset: number, from: number, most: number): boolean => offset >= 0 && from - offset <= most;

const isTerminator = (buf: Uint8Array, at: number, { terminator, lineFeed }: BinaryInput['delimiters']): boolean =>
  buf[at] === terminator && (!lineFeed || buf[at + 1] === LF);

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
