import { ZERO_CENTS, type Cents } from '../../domain/money.js';
import { isDigit, type Delimiters } from './delimiters.js';
import { packSegmentId } from './pack-code.js';
import type { Segment, SegmentPlace } from './segment.js';
import { shortText } from './short-text.js';

/** Strings of up to this many characters are copied by the engine; longer slices would keep the whole chunk alive. */
const COPIED_SLICE = 12;

const ONE_CHARACTER: readonly string[] = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));

/**
 * The reader's only segment: moved along the bytes, made of offsets. The text of a whole chunk is decoded once, on the
 * first string somebody asks for, and only when it is plain ASCII, so that byte offsets are character offsets.
 */
export class SegmentView implements Segment {
  buf: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  count = 0;
  /** Offsets of the element separators, closed by the segment's end at index `count`. */
  seps = new Int32Array(64);
  delimiters: Delimiters | undefined;
  /** File offset of `buf[0]`. */
  base = 0;
  /** End of what may be read in `buf`. */
  filled = 0;
  interchange = 0;
  group = 0;
  set = 0;
  setControl = '';
  ordinal = 0;
  ordinalInSet = 0;
  /** Bytes of its binary data that went out before it: its data element is then empty. */
  handedOut = 0;
  /** Bytes of its binary data in all. */
  dataBytes = 0;
  /** It may hold a control character or a repetition: a hint for who checks values. */
  isOdd = false;
  /** Set when a text was not UTF-8 and was read as Latin-1. */
  sawLatin1 = false;
  /** Leaves NUL in texts. Off, it is shown as U+FFFD: no database keeps a text with NUL, and its set is refused. */
  keepsNul = false;

  private chunkText: string | undefined;
  private chunkAscii = true;
  private idText = '';
  private idNumber = -1;
  private idStart = -1;

  /** Separators found so far, after the buffer's content moved down. */
  moveSeparators(by: number): void {
    for (let at = 0; at < this.count; at += 1) this.seps[at] = (this.seps[at] ?? 0) - by;
  }

  widenSeparators(): Int32Array<ArrayBuffer> {
    const wider = new Int32Array(this.seps.length * 2);
    wider.set(this.seps);
    this.seps = wider;
    return wider;
  }

  /** Offset in the file of its first byte. */
  get byte(): number {
    return this.base + this.start - this.handedOut;
  }

  /** After the buffer's content changed. */
  forgetText(): void {
    this.chunkText = undefined;
    this.chunkAscii = true;
    this.idStart = -1;
  }

  get id(): string {
    if (this.idStart !== this.start) this.readId();
    return this.idText;
  }

  /** The identifier as a small integer (`packSegmentId`); -1 when it is not two or three capital letters and digits. */
  get packedId(): number {
    if (this.idStart !== this.start) this.readId();
    return this.idNumber;
  }

  private readId(): void {
    const { buf, start } = this;
    const stop = this.count === 0 ? this.end : (this.seps[0] ?? 0);
    this.idStart = start;
    this.idNumber = packSegmentId(buf, start, stop);
    this.idText = this.textOf(start, stop);
  }

  from(n: number): number {
    return (this.seps[n - 1] ?? 0) + 1;
  }

  to(n: number): number {
    return this.seps[n] ?? 0;
  }

  el(n: number): string {
    return n > this.count || n < 1 ? '' : this.textOf(this.from(n), this.to(n));
  }

  isEmpty(n: number): boolean {
    return n > this.count || n < 1 || this.from(n) >= this.to(n);
  }

  bytes(n: number): Uint8Array {
    return n > this.count || n < 1 ? new Uint8Array(0) : this.buf.slice(this.from(n), this.to(n));
  }

  comp(n: number, k: number): string {
    if (n > this.count || n < 1) return '';
    const separator = this.delimiters?.component ?? -1;
    const to = this.to(n);
    let from = this.from(n);
    let left = k;
    for (let at = from; at < to; at += 1) {
      if (this.buf[at] !== separator) continue;
      left -= 1;
      if (left === 0) return this.textOf(from, at);
      from = at + 1;
    }
    return left === 1 ? this.textOf(from, to) : '';
  }

  comps(n: number): string[] {
    return n > this.count || n < 1 ? [] : this.cut(this.from(n), this.to(n), this.delimiters?.component ?? -1);
  }

  reps(n: number): string[] {
    return n > this.count || n < 1 ? [] : this.cut(this.from(n), this.to(n), this.delimiters?.repetition ?? -1);
  }

  repComps(n: number): string[][] {
    if (n > this.count || n < 1) return [];
    const repetition = this.delimiters?.repetition ?? -1;
    const component = this.delimiters?.component ?? -1;
    const found: string[][] = [];
    const to = this.to(n);
    let from = this.from(n);
    for (let at = from; at <= to; at += 1) {
      if (at < to && this.buf[at] !== repetition) continue;
      found.push(this.cut(from, at, component));
      from = at + 1;
    }
    return found;
  }

  cents(n: number): Cents | undefined {
    return n > this.count || n < 1 ? undefined : centsOf(this.buf, this.from(n), this.to(n));
  }

  eightDigits(n: number): number {
    if (n > this.count || n < 1) return -1;
    const { buf } = this;
    const from = this.from(n);
    if (this.to(n) - from !== 8) return -1;
    let value = 0;
    for (let at = from; at < from + 8; at += 1) {
      const digit = (buf[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }

  raw(): string {
    return this.textOf(this.start, this.end);
  }

  place(): SegmentPlace {
    const { interchange, group, set, setControl, ordinal, ordinalInSet } = this;
    const segmentId = this.id;
    const byte = this.byte;
    const length = this.end - this.start + this.handedOut;
    // One literal a shape: every claim and line has a place, and spreading one into another costs more than both.
    const [segment, segmentInSet] = [ordinal, ordinalInSet];
    if (set === 0) {
      if (group === 0) return { interchange, segment, segmentId, byte, length };
      return { interchange, group, segment, segmentId, byte, length };
    }
    if (group === 0) return { interchange, set, setControl, segment, segmentInSet, segmentId, byte, length };
    return { interchange, group, set, setControl, segment, segmentInSet, segmentId, byte, length };
  }

  /** Text of bytes `from` to `to` of the buffer. */
  textOf(from: number, to: number): string {
    const length = to - from;
    if (length <= 0) return '';
    if (length === 1) {
      const byte = this.buf[from] ?? 0;
      if (byte < 128 && byte > 0) return ONE_CHARACTER[byte] ?? '';
    }
    if (length <= 3) {
      const known = shortText(this.buf, from, length);
      if (known !== '') return known;
    }
    if (this.chunkText === undefined && this.chunkAscii) this.readChunkText();
    const text = this.chunkText;
    if (text === undefined) return this.decoded(from, to);
    if (length <= COPIED_SLICE) return text.slice(from, to);
    let pieces = text.slice(from, from + COPIED_SLICE);
    for (let at = from + COPIED_SLICE; at < to; at += COPIED_SLICE) {
      pieces += text.slice(at, Math.min(at + COPIED_SLICE, to));
    }
    return pieces;
  }

  private readChunkText(): void {
    const filled = this.buf.subarray(0, this.filled);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(filled);
    // A letter of several bytes shortens the text; a byte that is no UTF-8 becomes U+FFFD.
    if (text.length === filled.length && !text.includes('\ufffd')) this.chunkText = this.withoutNul(text);
    else this.chunkAscii = false;
  }

  private decoded(from: number, to: number): string {
    const bytes = this.buf.subarray(from, to);
    if (!hasHighByte(bytes)) return this.withoutNul(latin1(bytes));
    try {
      return this.withoutNul(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    } catch {
      this.sawLatin1 = true;
      return this.withoutNul(latin1(bytes));
    }
  }

  private withoutNul(text: string): string {
    return this.keepsNul || !text.includes('\0') ? text : text.replaceAll('\0', '\ufffd');
  }

  private cut(from: number, to: number, separator: number): string[] {
    const parts: string[] = [];
    let begin = from;
    for (let at = from; at < to; at += 1) {
      if (this.buf[at] !== separator) continue;
      parts.push(this.textOf(begin, at));
      begin = at + 1;
    }
    parts.push(this.textOf(begin, to));
    return parts;
  }
}

function hasHighByte(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) > 127) return true;
  return false;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) text += ONE_CHARACTER[bytes[at] ?? 0];
  return text;
}

/** Digits of whole units that still fit a safe integer of cents. */
const MOST_DIGITS = 15;

/** Exact cents of an X12 decimal of at most two places; undefined when there is none (never rounded). */
export function centsOf(buf: Uint8Array, from: number, to: number): Cents | undefined {
  let at = from;
  const first = buf[at] ?? 0;
  const negative = first === 45;
  if (negative || first === 43) at += 1;
  if (at >= to) return undefined;
  let value = 0;
  let digits = 0;
  let significant = 0;
  let decimals = -1;
  for (; at < to; at += 1) {
    const byte = buf[at] ?? 0;
    if (byte === 46 && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!isDigit(byte)) return undefined;
    digits += 1;
    if (decimals >= 0 && (decimals += 1) > 2) return undefined;
    value = value * 10 + (byte - 48);
    if (value > 0 && (significant += 1) > MOST_DIGITS) return undefined;
  }
  if (digits === 0) return undefined;
  const scaled = decimals === 2 ? value : decimals === 1 ? value * 10 : value * 100;
  if (scaled === 0) return ZERO_CENTS;
  if (!Number.isSafeInteger(scaled)) return undefined;
  return (negative ? -scaled : scaled) as Cents;
}
