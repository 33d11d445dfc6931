import { NO_SURROUNDINGS, type Surroundings } from './binary-run.js';
import { BinaryData, isBinaryTag, type BinaryOutcome } from './binary-segment.js';
import {
  LF,
  ENDS_SEGMENT,
  SEPARATES_ELEMENTS,
  TILDE,
  asciiText,
  byteOrderMark,
  delimitersWithoutIsa,
  holdsNul,
  isAlphanumeric,
  isBlank,
  isaLayout,
  kindsOfBytes,
  startWithoutIsa,
  type Delimiters,
} from './delimiters.js';
import { SegmentView } from './segment-view.js';
import { isIea, strayTextEnd, terminatorFrom } from './stray-text.js';
import { noFaults, type TokenFaults } from './token-faults.js';
import type { FileStart, TokenizerLimits } from './tokenizer-limits.js';

/** Bytes looked through for the component separator of a file without ISA. */
const INFERENCE_BYTES = 1024 * 1024;
/** Blanks kept before a segment for `rewrite`. */
const GAP_BYTES = 1024 * 1024;
const FIRST_CAPACITY = 256 * 1024;
const ISA_BYTES_AT_MOST = 4_096;

/**
 * Cuts X12 bytes into segments in one pass: `push` a chunk, call `next` until it is false, and after the last chunk
 * `finish` and `next` again. `segment` is the same view each time. What is carried from chunk to chunk is one partial
 * segment; where a chunk ends changes nothing.
 */
export class Tokenizer {
  readonly segment = new SegmentView();
  faults: TokenFaults = noFaults();
  fileStart: FileStart = 'unknown';
  /** True while the view stands on an ISA. */
  onIsa = false;
  /** Offset in the buffer of the first byte after the last terminator, blanks included (for `rewrite`). */
  gapStart = 0;
  /** Offset in the buffer after the terminator of the segment the view stands on. */
  tokenEnd = 0;

  /** Nothing more is read: see `stop`. */
  stopped = false;
  /** Takes binary data longer than `heldBytes` before their segment comes; the bytes are the taker's own. */
  onPiece: (bytes: Uint8Array) => void = () => undefined;
  /** What is known of the set binary data stand in: it tells where they end when their length lies. */
  surroundings: () => Surroundings = () => NO_SURROUNDINGS;

  private buf = new Uint8Array(FIRST_CAPACITY);
  private pos = 0;
  private filled = 0;
  private finished = false;
  /** Where the search for this segment's terminator goes on after a chunk's end; 0 when none is under way. */
  private resumeAt = 0;
  private skipping = false;
  private skipBytes = 0;
  private delimiters: Delimiters | undefined;
  private kinds: Uint8Array = new Uint8Array(256);
  private clean = true;
  /** A segment is under way: its blanks are skipped or part of it was scanned. */
  private begun = false;
  private afterIea = false;
  private nulSeen = false;
  /** The binary segment under way. */
  private binary: BinaryData | undefined;

  constructor(private readonly limits: TokenizerLimits) {}

  push(chunk: Uint8Array): void {
    if (this.stopped) return;
    if (this.pos - this.gapStart > GAP_BYTES) this.gapStart = this.pos;
    const kept = this.gapStart;
    const left = this.filled - kept;
    if (kept > 0 && (this.filled + chunk.length > this.buf.length || left < 1_024)) this.moveDown(kept);
    if (this.filled + chunk.length > this.buf.length) this.grow(this.filled + chunk.length);
    this.buf.set(chunk, this.filled);
    // One native search a chunk: text is looked through again only in the rare file that has a NUL.
    if (!this.nulSeen) this.nulSeen = chunk.includes(0);
    this.filled += chunk.length;
    this.segment.filled = this.filled;
    this.segment.forgetText();
  }

  /** Something was noticed at the segment the view stands on: see `faults`. */
  get faulty(): boolean {
    return !this.clean;
  }

  /** Nothing more is read: the file is no X12, or a limit was reached. */
  stop(): void {
    this.stopped = true;
    this.pos = this.filled;
  }

  finish(): void {
    this.finished = true;
    // What an earlier chunk left behind the last byte must not be taken for an LF or a letter.
    this.buf.fill(0, this.filled, this.filled + 8);
  }

  /** Bytes after the last segment: blanks, or a file that is no X12. */
  remainder(): Uint8Array {
    return this.buf.slice(this.gapStart, this.filled);
  }

  /** Moves the view to the next segment; false when more bytes are needed, or at the end. */
  next(): boolean {
    if (this.stopped) return false;
    if (!this.begun) {
      this.begun = true;
      this.gapStart = this.pos;
      if (!this.clean) this.faults = noFaults();
      this.clean = true;
    }
    if (this.skipping && !this.skipTail()) return false;
    if (!this.skipBlanks()) return false;
    if (this.delimiters !== undefined && this.buf[this.pos] !== 73) return this.scanOther(this.delimiters);
    return this.beginsWithHeader();
  }

  /** Any segment but an ISA; after IEA it may be text that a new interchange ends. */
  private scanOther(delimiters: Delimiters): boolean {
    if (!this.afterIea || this.resumeAt > 0) return this.scan(delimiters, this.pos);
    const { buf, pos: start, filled, finished } = this;
    const range = { start, filled, finished, limit: this.limits.segmentBytes };
    const end = strayTextEnd(buf, range, delimiters.terminator);
    if (end === 'more') return false;
    if (end === 'segment') return this.scan(delimiters, start);
    this.onIsa = false;
    this.segment.count = 0;
    return this.take(end, end);
  }

  private moveDown(kept: number): void {
    this.buf.copyWithin(0, kept, this.filled);
    this.segment.base += kept;
    this.pos -= kept;
    this.gapStart -= kept;
    this.filled -= kept;
    if (this.resumeAt === 0) return;
    this.resumeAt -= kept;
    this.segment.moveSeparators(kept);
  }

  private grow(needed: number): void {
    const wider = new Uint8Array(Math.max(needed, this.buf.length * 2));
    wider.set(this.buf.subarray(0, this.filled));
    this.buf = wider;
    this.segment.buf = wider;
  }

  private fault(name: keyof TokenFaults): void {
    this.faults[name] = true;
    this.clean = false;
  }

  /** Leaves `pos` on the first byte of a segment; false when there is none yet. Empty segments do not exist. */
  private skipBlanks(): boolean {
    if (this.resumeAt > 0) return true;
    const { buf, filled, finished } = this;
    const terminator = this.delimiters?.terminator ?? -1;
    let at = this.pos;
    for (; at < filled; at += 1) {
      const byte = buf[at] ?? 0;
      if (byte === terminator) continue;
      if (!isBlank(byte)) {
        if (byte !== 0xef) break;
        const mark = byteOrderMark(buf, { at, filled, finished, atStart: this.fileStart === 'unknown' });
        if (mark === 'more') return this.stay(at);
        if (mark === 'none') break;
        at += 2;
      }
    }
    if (at > this.pos) this.fault(this.fileStart === 'unknown' ? 'leadingBytes' : 'blanks');
    this.pos = at;
    return at < filled;
  }

  private stay(at: number): false {
    this.pos = at;
    return false;
  }

  /** At an `I`, or at the first segment of the file. */
  private beginsWithHeader(): boolean {
    const { buf, pos, filled } = this;
    if (this.resumeAt > 0 && this.delimiters !== undefined) return this.scan(this.delimiters, pos);
    if (filled - pos < 5 && !this.finished) return false;
    if (filled - pos >= 4 && asciiText(buf, pos, pos + 3) === 'ISA' && !isAlphanumeric(buf[pos + 3] ?? 65)) {
      return this.takeIsa();
    }
    if (this.delimiters !== undefined) return this.scanOther(this.delimiters);
    return this.beginsWithoutIsa();
  }

  private takeIsa(): boolean {
    const { pos, filled, finished } = this;
    const end = Math.min(filled, pos + ISA_BYTES_AT_MOST);
    const complete = finished || end === pos + ISA_BYTES_AT_MOST;
    // A guess at doubtful separators looks at the group header, so it waits for 400 bytes at every chunk size.
    const layout = isaLayout(this.buf, pos, end, { atEnd: complete, guess: this.limits.countedSeparators !== true });
    if (!complete && (layout === undefined || (layout.doubtful && filled - pos < 512))) return false;
    if (this.fileStart === 'unknown') this.fileStart = 'isa';
    if (layout === undefined) {
      this.fault('isaCut');
      const element = this.buf[pos + 3] ?? 42;
      const fallback = { element, component: 58, repetition: -1, terminator: 126, lineFeed: false };
      this.use(fallback);
      return this.scan(fallback, pos, true);
    }
    if (layout.doubtful) this.fault('delimitersBad');
    this.use(layout.delimiters);
    return this.scanIsa(layout.end);
  }

  private use(delimiters: Delimiters): void {
    this.delimiters = delimiters;
    this.segment.delimiters = delimiters;
    this.kinds = kindsOfBytes(delimiters);
  }

  /** The ISA's own elements may hold its terminator's byte, so its end is the counted one. */
  private scanIsa(end: number): boolean {
    const { element = 0, lineFeed = false } = this.delimiters ?? {};
    let count = 0;
    for (let at = this.pos; at < end && count < 16; at += 1) {
      if (this.buf[at] === element) this.segment.seps[count++] = at;
    }
    this.segment.count = count;
    this.onIsa = true;
    return this.take(end, end + (lineFeed ? 2 : 1));
  }

  private beginsWithoutIsa(): boolean {
    const { buf, pos, filled, finished } = this;
    const start = startWithoutIsa(buf, pos, filled);
    if (start !== 'no-isa') {
      this.fileStart = start;
      this.stop();
      return false;
    }
    if (filled - pos < INFERENCE_BYTES && !finished) return false;
    this.fileStart = 'no-isa';
    const delimiters = delimitersWithoutIsa(buf, pos, Math.min(filled, pos + INFERENCE_BYTES));
    this.use(delimiters);
    return this.scan(delimiters, pos);
  }

  /** Finds separators and the terminator from `pos`, or from where the last chunk ended. */
  private scan(delimiters: Delimiters, start: number, cutIsa = false): boolean {
    const view = this.segment;
    const { lineFeed } = delimiters;
    const { buf, kinds } = this;
    const bound = Math.min(this.filled, start + this.limits.segmentBytes);
    let at = this.resumeAt > 0 ? this.resumeAt : start;
    let count = this.resumeAt > 0 ? view.count : 0;
    let seps = view.seps;
    let isOdd = this.resumeAt > 0 && view.isOdd;
    if (at === start) {
      if (buf[start] === 66) {
        const taken = this.scanBinary(delimiters);
        if (taken !== 'text') return taken;
      }
      this.onIsa = cutIsa;
    }
    for (; at < bound; at += 1) {
      const kind = kinds[buf[at] ?? 0] ?? 0;
      if (kind === 0) continue;
      if (kind === SEPARATES_ELEMENTS) {
        if (count + 1 >= seps.length) seps = view.widenSeparators();
        seps[count++] = at;
      } else if (kind === ENDS_SEGMENT && (!lineFeed || buf[at + 1] === LF || this.lacksNext(at))) break;
      else isOdd = true;
    }
    view.count = count;
    view.isOdd = isOdd;
    if (at < bound && lineFeed && this.lacksNext(at)) return this.pause(at);
    if (at < bound) return this.take(at, at + (lineFeed ? 2 : 1));
    if (at >= start + this.limits.segmentBytes) {
      this.fault('tooLong');
      this.skipping = true;
      return this.take(at, at);
    }
    if (!this.finished) return this.pause(at);
    this.fault('unterminated');
    return this.take(at, at);
  }

  /** The byte after `at`, perhaps an LF, may come with the next chunk. */
  private lacksNext(at: number): boolean {
    return at + 1 >= this.filled && !this.finished;
  }

  private pause(at: number): false {
    this.resumeAt = at;
    return false;
  }

  /** Closes the view on `pos` to `end`, blanks at its end left out. */
  private take(end: number, tokenEnd: number): boolean {
    const view = this.segment;
    const { buf, pos } = this;
    let textEnd = end;
    const element = view.delimiters?.element ?? -1;
    while (textEnd > pos && isBlank(buf[textEnd - 1] ?? 0) && buf[textEnd - 1] !== element && !this.onIsa) textEnd -= 1;
    if (textEnd < end) this.fault('blanks');
    if (this.nulSeen && holdsNul(buf, pos, textEnd, view.delimiters)) this.fault('nul');
    if (view.count > this.limits.elements) {
      this.fault('tooManyElements');
      view.count = this.limits.elements;
      textEnd = view.seps[view.count] ?? textEnd;
    }
    return this.close(textEnd, tokenEnd);
  }

  private close(end: number, tokenEnd: number): true {
    const view = this.segment;
    view.buf = this.buf;
    view.start = this.pos;
    view.end = end;
    view.handedOut = this.binary?.handedOut ?? 0;
    view.dataBytes = this.binary?.length ?? 0;
    this.binary = undefined;
    view.seps[view.count] = end;
    view.ordinal += 1;
    view.ordinalInSet += 1;
    this.resumeAt = 0;
    this.begun = false;
    if (this.limits.findIsaAfterIea === true) {
      this.afterIea = !this.onIsa && (this.afterIea || isIea(this.buf, this.pos, end));
    }
    this.tokenEnd = tokenEnd;
    this.pos = tokenEnd;
    return true;
  }

  /** Drops the rest of a segment over the limit. */
  private skipTail(): boolean {
    const dropped = Math.min(this.skipBytes, this.filled - this.pos);
    this.skipBytes -= dropped;
    this.pos += dropped;
    if (this.skipBytes > 0) return false;
    const { pos: start, filled, finished } = this;
    const { terminator = TILDE, lineFeed = false } = this.delimiters ?? {};
    const at = terminatorFrom(this.buf, { start, filled, finished, terminator, lineFeed });
    if (at === 'more') return this.stay(filled - 1);
    this.skipping = at === filled;
    this.pos = this.skipping ? filled : at + (lineFeed ? 2 : 1);
    this.gapStart = this.pos;
    return !this.skipping;
  }

  /** BIN and BDS: their data may hold any byte. Long data go to `onPiece` as they arrive. */
  private scanBinary(delimiters: Delimiters): boolean | 'text' {
    const { buf, filled, finished, segment } = this;
    if (this.pos + 4 > filled) return finished ? 'text' : false;
    if (!isBinaryTag(buf, this.pos, delimiters.element)) return 'text';
    const { binaryBytes, heldBytes = Infinity, literalLengths: literal = false } = this.limits;
    this.binary ??= new BinaryData({ binaryBytes, heldBytes, literal }, this.surroundings());
    const where = { buf, filled, finished, delimiters, base: segment.base, seps: segment.seps };
    let outcome: BinaryOutcome;
    do {
      outcome = this.binary.next({ ...where, start: this.pos });
      if (outcome.kind === 'piece') this.handOut(this.binary, outcome.from, outcome.to);
    } while (outcome.kind === 'piece');
    if (outcome.kind === 'text') this.binary = undefined;
    if (outcome.kind === 'text') return 'text';
    if (outcome.kind === 'more') return false;
    this.onIsa = false;
    segment.count = outcome.count;
    if (outcome.kind === 'huge') {
      this.fault('binaryTooLong');
      this.skipping = true;
      this.skipBytes = outcome.skip;
      return this.close(outcome.end, outcome.end);
    }
    if (outcome.lengthWrong) this.fault('binaryLengthWrong');
    if (outcome.unterminated) this.fault('unterminated');
    const width = outcome.unterminated ? 0 : delimiters.lineFeed ? 2 : 1;
    return this.close(outcome.end, outcome.end + width);
  }
  /** Gives a piece away and moves the segment's head up to the data that are left. */
  private handOut(binary: BinaryData, from: number, to: number): void {
    const { buf, pos } = this;
    this.onPiece(buf.slice(from, to));
    const moved = to - from;
    buf.copyWithin(pos + moved, pos, from);
    this.pos += moved;
    this.gapStart = this.pos;
    binary.handedOut += moved;
    this.segment.forgetText();
  }
}
