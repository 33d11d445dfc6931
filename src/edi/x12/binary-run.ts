import { LF, asciiText, isBlank, type Delimiters } from './delimiters.js';
import { packSegmentId, packText } from './pack-code.js';

/** What is known of the set, group and interchange in which binary data stand. */
export interface Surroundings {
  /** Ordinal of the binary segment in its set, ST being 1. */
  readonly segmentInSet: number;
  /** Control numbers as sent; '' where nothing is open. */
  readonly set: string;
  readonly group: string;
  readonly interchange: string;
  /** Packed identifiers of the guide; any identifier is one when the guide has no table. */
  readonly identifiers?: ReadonlySet<number>;
}

export const NO_SURROUNDINGS: Surroundings = { segmentInSet: 0, set: '', group: '', interchange: '' };

/**
 * What the segments behind a terminator say of it. `closing`: they lead to the trailer of this very set, which counts
 * them right, so the data end here. `numbered`: the trailers of set, group and interchange are theirs by number, the
 * count is not right. `open`: segments of the guide, as far as we look. `contradicted`: they begin like
 * them but another number, or no segment, follows. `outside`: a header or trailer that cannot stand in a set. `end`: the
 * file ends. `none`: no segment.
 */
export type Evidence = 'closing' | 'numbered' | 'open' | 'contradicted' | 'outside' | 'end' | 'none';

/** `at` is the terminator that closes the data, `next` where the search for another goes on; `more`: ask with more bytes. */
export type Run = { readonly evidence: Evidence; readonly at: number; readonly next: number } | 'more';

export interface RunBytes {
  readonly buf: Uint8Array;
  readonly filled: number;
  readonly finished: boolean;
  readonly delimiters: Delimiters;
}

const SE = packText('SE');
const ST = packText('ST');
const GS = packText('GS');
const GE = packText('GE');
const ISA = packText('ISA');
const IEA = packText('IEA');
const BIN = packText('BIN');
const BDS = packText('BDS');
const OUTSIDE: ReadonlySet<number> = new Set([ST, GS, GE, ISA, IEA]);

const BLANKS_AT_MOST = 64;
const SEGMENT_AT_MOST = 1_024;
const SEGMENTS_AT_MOST = 1_000;
const BINARY_HEAD_AT_MOST = 200;

/**
 * Follows the segments behind the terminator at `at`, data of further binary segments stepped over, no further than
 * `reach` bytes. What it finds depends on those bytes alone, never on how many have arrived: else it asks for more.
 */
export function runFrom(bytes: RunBytes, at: number, reach: number, around: Surroundings): Run {
  const walk = new RunWalk(bytes, at + reach, around);
  const run = walk.from(at);
  return walk.lacksBytes ? 'more' : run;
}

class RunWalk {
  lacksBytes = false;
  private readonly buf: Uint8Array;
  private readonly bound: number;
  private readonly width: number;
  /** Terminators before the segments of the run. */
  private readonly starts: number[] = [];

  constructor(
    private readonly bytes: RunBytes,
    private readonly reachEnd: number,
    private readonly around: Surroundings,
  ) {
    this.buf = bytes.buf;
    this.bound = Math.min(bytes.filled, reachEnd);
    this.width = bytes.delimiters.lineFeed ? 2 : 1;
  }

  from(first: number): Run {
    let terminator = first;
    while (this.starts.length < SEGMENTS_AT_MOST) {
      const segment = this.afterBlanks(terminator + this.width);
      if (!this.has(segment)) return this.atEnd(first);
      const id = this.identifierAt(segment);
      const isFirst = this.starts.length === 0;
      if (OUTSIDE.has(id)) return this.result(isFirst ? 'outside' : 'contradicted', first, terminator + 1);
      if (!this.isLegal(id)) return this.result(isFirst ? 'none' : 'contradicted', first, terminator + 1);
      this.starts.push(terminator);
      const end = id === BIN || id === BDS ? this.binaryEnd(segment, id) : this.terminatorAfter(segment);
      if (end < 0) return this.result(end === BEYOND ? 'open' : 'contradicted', first, terminator + 1);
      if (id === SE) return this.trailer(segment, end, first);
      terminator = end;
    }
    return this.result('open', first, terminator);
  }

  private result(evidence: Evidence, at: number, next: number): Run {
    return { evidence, at, next: Math.max(next, at + 1) };
  }

  /** No byte where a segment should begin: the file ends, or we look no further. */
  private atEnd(first: number): Run {
    const isFar = this.bytes.filled >= this.reachEnd;
    return this.result(isFar || this.starts.length > 0 ? 'open' : 'end', first, first + 1);
  }

  /** Whether this byte can be looked at; notes when it may still arrive. */
  private has(at: number): boolean {
    if (at < this.bound) return true;
    if (at < this.reachEnd && !this.bytes.finished) this.lacksBytes = true;
    return false;
  }

  private isLegal(id: number): boolean {
    if (id < 0) return false;
    const { identifiers } = this.around;
    return id === SE || identifiers === undefined || identifiers.has(id);
  }

  private afterBlanks(from: number): number {
    let at = from;
    while (at - from < BLANKS_AT_MOST && this.has(at) && isBlank(this.buf[at] ?? 0)) at += 1;
    return at;
  }

  /** The packed identifier before an element separator; -1 when there is none. */
  private identifierAt(segment: number): number {
    const { element } = this.bytes.delimiters;
    let at = segment;
    while (at - segment < 4 && this.has(at) && this.buf[at] !== element) at += 1;
    return this.buf[at] === element ? packSegmentId(this.buf, segment, at) : -1;
  }

  private isTerminator(at: number): boolean {
    const { terminator, lineFeed } = this.bytes.delimiters;
    if (!this.has(at) || this.buf[at] !== terminator) return false;
    return !lineFeed || (this.has(at + 1) && this.buf[at + 1] === LF);
  }

  private terminatorAfter(segment: number): number {
    const most = segment + SEGMENT_AT_MOST;
    for (let at = segment; at < most; at += 1) {
      if (!this.has(at)) return at >= this.reachEnd ? BEYOND : NOWHERE;
      if (this.isTerminator(at)) return at;
    }
    return NOWHERE;
  }

  /** The terminator of a binary segment, by its own length. */
  private binaryEnd(segment: number, id: number): number {
    const { element, terminator } = this.bytes.delimiters;
    const wanted = id === BIN ? 2 : 3;
    let [seen, before] = [0, 0];
    for (let at = segment; at - segment < BINARY_HEAD_AT_MOST; at += 1) {
      if (!this.has(at)) return at >= this.reachEnd ? BEYOND : NOWHERE;
      if (this.buf[at] === terminator) return NOWHERE;
      if (this.buf[at] !== element) continue;
      seen += 1;
      if (seen < wanted) before = at;
      else return this.byLength(at + 1, wholeNumber(this.buf, before + 1, at));
    }
    return NOWHERE;
  }

  private byLength(data: number, length: number): number {
    if (length < 0) return NOWHERE;
    const end = data + length;
    if (end >= this.reachEnd) return BEYOND;
    return this.isTerminator(end) ? end : NOWHERE;
  }

  /** The trailer decides: its number is the set's, and its count tells at which of the run's segments the data end. */
  private trailer(segment: number, end: number, first: number): Run {
    const { set, segmentInSet } = this.around;
    if (set === '') return this.result('open', first, end);
    const count = wholeNumberText(this.elementAt(segment, end, 1));
    if (this.elementAt(segment, end, 2) !== set.trim()) return this.result('contradicted', first, end);
    const begin = this.starts[this.starts.length - (count - segmentInSet)];
    if (!this.closes(end, begin !== undefined)) return this.result('contradicted', first, end);
    return this.result(begin === undefined ? 'numbered' : 'closing', begin ?? first, end);
  }

  /** What follows the trailer: with the right count the next set; else group and interchange must close by number. */
  private closes(trailerEnd: number, isExact: boolean): boolean {
    const { group, interchange } = this.around;
    let terminator = trailerEnd;
    let groupClosed = false;
    for (let seen = 0; seen < 3; seen += 1) {
      const segment = this.afterBlanks(terminator + this.width);
      if (!this.has(segment)) return isExact && this.bytes.finished;
      const id = this.identifierAt(segment);
      if (id === ST) return isExact;
      if (id === ISA) return isExact;
      if (id === GS) return isExact || groupClosed;
      if (id !== GE && id !== IEA) return false;
      const end = this.terminatorAfter(segment);
      const number = this.elementAt(segment, end < 0 ? this.bound : end, 2);
      if (number !== (id === GE ? group : interchange).trim()) return false;
      if (id === IEA) return isExact || groupClosed;
      if (end < 0) return isExact;
      groupClosed = true;
      terminator = end;
    }
    return false;
  }

  /** By bytes: data may hold what looks like a trailer every few bytes. */
  private elementAt(segment: number, end: number, n: number): string {
    const { element } = this.bytes.delimiters;
    let [from, left] = [segment, n];
    for (let at = segment; at < end; at += 1) {
      if (this.buf[at] !== element) continue;
      if (left === 0) return asciiText(this.buf, from, at).trim();
      left -= 1;
      from = at + 1;
    }
    return left === 0 ? asciiText(this.buf, from, end).trim() : '';
  }
}

const NOWHERE = -1;
/** Further away than we look. */
const BEYOND = -2;

/** -1 when the bytes are no whole number of at most twelve digits. */
export function wholeNumber(buf: Uint8Array, from: number, to: number): number {
  return to - from > 12 ? -1 : wholeNumberText(asciiText(buf, from, to));
}

const wholeNumberText = (text: string): number => (/^\d{1,12}$/.test(text) ? Number(text) : -1);
