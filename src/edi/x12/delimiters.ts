/** Separators of one interchange as byte values; `repetition` is -1 when the interchange has none. */
export interface Delimiters {
  readonly element: number;
  readonly component: number;
  readonly repetition: number;
  readonly terminator: number;
  /** The terminator is CR LF. */
  readonly lineFeed: boolean;
}

/** What a byte is to the tokenizer, 0 for nothing special: one look at a table a byte, whatever the separators are. */
export const SEPARATES_ELEMENTS = 1;
/** A control character or the repetition separator: whoever checks values must look at them. */
const ODD = 2;
export const ENDS_SEGMENT = 4;

/** The kind of each byte value under these separators. A terminator that also separates elements ends segments. */
export function kindsOfBytes({ element, repetition, terminator }: Delimiters): Uint8Array {
  const kinds = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 || byte === 127 ? ODD : 0));
  if (repetition >= 0) kinds[repetition] = ODD;
  kinds[element] = SEPARATES_ELEMENTS;
  kinds[terminator] = ENDS_SEGMENT;
  return kinds;
}

export const CR = 13;
export const LF = 10;
export const STAR = 42;
export const COLON = 58;
export const CARET = 94;
export const TILDE = 126;

/** Blanks that may stand around a segment: space, tab, CR, LF. */
export const isBlank = (byte: number): boolean => byte === 32 || byte === 9 || byte === CR || byte === LF;

export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** ASCII letter or digit: never a separator. */
export const isAlphanumeric = (byte: number): boolean =>
  isDigit(byte) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

/** What stands in an ISA: the end of its content, its separators, and whether they can be trusted. */
export interface IsaLayout {
  /** Offset of the terminator. */
  readonly end: number;
  readonly delimiters: Delimiters;
  /** A separator is missing, a letter or digit, or two are the same; `delimiters` are then a guess. */
  readonly doubtful: boolean;
}

const ISA_ELEMENTS = 16;

/**
 * Separators by counting, never by offset: the byte after `ISA` separates elements; after the sixteenth of them stand
 * the component separator and the terminator. `undefined` when the bytes end before (ask again with more, or take it
 * as cut). `end` bounds the view: a CR as terminator needs one byte more to tell CR LF. With `guess`, separators that
 * cannot be right are looked for before the group header.
 */
export function isaLayout(
  buf: Uint8Array,
  start: number,
  end: number,
  { atEnd, guess }: { readonly atEnd: boolean; readonly guess: boolean },
): IsaLayout | undefined {
  const element = buf[start + 3] ?? 0;
  const separators: number[] = [];
  let at = start + 3;
  while (at < end && separators.length < ISA_ELEMENTS) {
    if (buf[at] === element) separators.push(at);
    at += 1;
  }
  if (separators.length < ISA_ELEMENTS || at + 2 > end) return undefined;
  const terminator = buf[at + 1] ?? 0;
  if (terminator === CR && at + 2 >= end && !atEnd) return undefined;
  const delimiters: Delimiters = {
    element,
    component: buf[at] ?? COLON,
    repetition: repetitionOf(buf, separators),
    terminator,
    lineFeed: terminator === CR && at + 2 < end && buf[at + 2] === LF,
  };
  if (!areDoubtful(delimiters)) return { end: at + 1, delimiters, doubtful: false };
  return guess ? guessFromGroup(buf, start, end, delimiters) : { end: at + 1, delimiters, doubtful: true };
}

function areDoubtful(d: Delimiters): boolean {
  const taken = [d.element, d.component, d.terminator];
  return taken.some(isAlphanumeric) || new Set(taken).size < taken.length;
}

/** ISA11 separates repetitions from version 00402 on, unless it is a letter or digit (`U`: none). */
function repetitionOf(buf: Uint8Array, separators: readonly number[]): number {
  const from = (separators[10] ?? 0) + 1;
  const to = separators[11] ?? 0;
  const byte = buf[from] ?? 0;
  if (to - from !== 1 || isAlphanumeric(byte)) return -1;
  const version = asciiText(buf, to + 1, separators[12] ?? 0).trim();
  return version >= '00402' ? byte : -1;
}

/** An ISA with an element too few: the terminator is the byte before `GS`, the component separator the one before it. */
function guessFromGroup(buf: Uint8Array, start: number, end: number, read: Delimiters): IsaLayout {
  const limit = Math.min(end, start + 400);
  for (let at = start + 60; at + 2 < limit; at += 1) {
    if (buf[at] !== 71 || buf[at + 1] !== 83 || buf[at + 2] !== read.element) continue;
    let terminatorAt = at - 1;
    while (isBlank(buf[terminatorAt] ?? 0)) terminatorAt -= 1;
    const terminator = buf[terminatorAt] ?? TILDE;
    if (terminatorAt === sixteenth(buf, start, read.element) + 2) break;
    if (isAlphanumeric(terminator) || terminator === read.element) break;
    const before = buf[terminatorAt - 1] ?? COLON;
    const component = isAlphanumeric(before) || before === read.element ? COLON : before;
    return { end: terminatorAt, delimiters: { ...read, component, terminator, lineFeed: false }, doubtful: true };
  }
  const at = sixteenth(buf, start, read.element);
  return { end: at + 2, delimiters: read, doubtful: true };
}

function sixteenth(buf: Uint8Array, start: number, element: number): number {
  let at = start + 3;
  for (let seen = 0; ; at += 1) {
    if (buf[at] === element && (seen += 1) === ISA_ELEMENTS) return at;
  }
}

/** A NUL that separates nothing stands in these bytes. */
export function holdsNul(buf: Uint8Array, from: number, to: number, delimiters: Delimiters | undefined): boolean {
  const { element, component, repetition } = delimiters ?? {};
  return element !== 0 && component !== 0 && repetition !== 0 && buf.subarray(from, to).includes(0);
}

export function asciiText(buf: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(buf[at] ?? 0);
  return text;
}

/** A UTF-8 byte-order mark is skipped at the start of the file and before an ISA; `more`: the bytes do not tell yet. */
export function byteOrderMark(
  buf: Uint8Array,
  where: { readonly at: number; readonly filled: number; readonly finished: boolean; readonly atStart: boolean },
): 'mark' | 'none' | 'more' {
  const { at, filled, finished, atStart } = where;
  if (at + (atStart ? 3 : 6) > filled && !finished) return 'more';
  if (buf[at + 1] !== 0xbb || buf[at + 2] !== 0xbf || at + 3 > filled) return 'none';
  return atStart || (at + 6 <= filled && asciiText(buf, at + 3, at + 6) === 'ISA') ? 'mark' : 'none';
}

/** An entry, no entry at all, a part of several. */
const ZIP_BEGINNINGS = new Set(['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']);

/** What a file that begins with no ISA is, told by its first five bytes: a segment, an archive, or anything else. */
export function startWithoutIsa(buf: Uint8Array, start: number, end: number): 'no-isa' | 'compressed' | 'not-x12' {
  const [first, second] = [buf[start] ?? 0, buf[start + 1] ?? 0];
  if (first === 0x1f && second === 0x8b) return 'compressed';
  if (ZIP_BEGINNINGS.has(asciiText(buf, start, start + 4))) return 'compressed';
  let idEnd = start;
  while (idEnd < end && idEnd < start + 4 && isAlphanumeric(buf[idEnd] ?? 0)) idEnd += 1;
  const next = idEnd < end ? (buf[idEnd] ?? 0) : -1;
  const isLetter = first >= 65 && first <= 90;
  const isSegment = isLetter && idEnd - start >= 2 && idEnd - start <= 3;
  if (!isSegment) return 'not-x12';
  // A separator outside ASCII, or NUL, is believed only where the first segment is one that begins a file.
  const begins = asciiText(buf, start, idEnd) === 'GS' || asciiText(buf, start, idEnd) === 'ST';
  const separates = begins ? next >= 0 : next >= 9 && next <= 126;
  return separates && (!isBlank(next) || next === 9) ? 'no-isa' : 'not-x12';
}

const SERVICE_QUALIFIER: Readonly<Record<string, number>> = { SVC: 1, SV1: 1, SV2: 2, SV3: 1 };

/**
 * Separators of a file without ISA: the byte after its first segment identifier, `^` and `~`; components are separated
 * by the byte after the two-character qualifier of the first service line (SVC01, SV101, SV202, SV301), else `:`.
 */
export function delimitersWithoutIsa(buf: Uint8Array, start: number, end: number): Delimiters {
  let at = start;
  while (at < end && isAlphanumeric(buf[at] ?? 0)) at += 1;
  const element = buf[at] ?? STAR;
  const component = componentFromServiceLine(buf, start, end, element) ?? COLON;
  return { element, component, repetition: CARET, terminator: TILDE, lineFeed: false };
}

function componentFromServiceLine(buf: Uint8Array, start: number, end: number, element: number): number | undefined {
  let at = start;
  while (at < end) {
    while (at < end && isBlank(buf[at] ?? 0)) at += 1;
    const wanted = buf[at + 3] === element ? SERVICE_QUALIFIER[asciiText(buf, at, at + 3)] : undefined;
    const next = buf.indexOf(TILDE, at);
    const stop = next < 0 || next > end ? end : next;
    if (wanted !== undefined) return qualifierSeparator(buf, at + 3, stop, element, wanted);
    at = stop + 1;
  }
  return undefined;
}

function qualifierSeparator(
  buf: Uint8Array,
  from: number,
  stop: number,
  element: number,
  wanted: number,
): number | undefined {
  let seen = 0;
  for (let at = from; at < stop; at += 1) {
    if (buf[at] === element && (seen += 1) === wanted) {
      const byte = at + 3 < stop ? buf[at + 3] : undefined;
      return byte === undefined || byte === element || isAlphanumeric(byte) ? undefined : byte;
    }
  }
  return undefined;
}
