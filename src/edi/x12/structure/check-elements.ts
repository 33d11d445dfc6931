import { isDigit } from '../delimiters.js';
import type { X12ProblemCode } from '../problem-code.js';
import { SegmentView } from '../segment-view.js';
import type { ElementCheck, SegmentCheck } from './compile-structure.js';
import { packBytes } from '../pack-code.js';

/** What a fault of a segment adds to its place. */
export interface FaultDetail {
  readonly element?: number;
  readonly component?: number;
  readonly expected?: string;
  readonly valueShown?: string;
}

export type TellFault = (code: X12ProblemCode, row: SegmentCheck, view: SegmentView, detail: FaultDetail) => void;

/** Verdicts kept for codes of lists outside the guide. */
const VERDICTS_KEPT = 4_096;

/** 1 for control characters and DEL, which no X12 character set holds. */
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 || byte === 127 ? 1 : 0));

const BINARY = new Set(['BIN', 'BDS']);

/**
 * Compares the elements of a segment with its row. It runs for every element of every file, so it keeps what it looks
 * at in fields instead of making objects: a segment without faults allocates nothing and makes no text, codes are
 * compared as numbers.
 */
export class ElementChecker {
  private view = new SegmentView();
  private buf: Uint8Array = new Uint8Array(0);
  private row: SegmentCheck | undefined;
  private separator = -1;
  private repetition = -1;
  private element = 0;
  private component = 0;

  constructor(private readonly report: TellFault) {}

  /** `matched` is the element whose code chose the row; 0 when none did. */
  check(row: SegmentCheck, view: SegmentView, matched: number): void {
    const { elements } = row;
    const { count, seps, buf, delimiters } = view;
    this.row = row;
    this.view = view;
    this.buf = buf;
    this.separator = delimiters?.component ?? -1;
    this.repetition = delimiters?.repetition ?? -1;
    this.component = 0;
    let from = (seps[0] ?? 0) + 1;
    for (let n = 1; n <= count; n += 1) {
      const to = seps[n] ?? 0;
      if (to > from) {
        this.element = n;
        const check = n < elements.length ? elements[n] : undefined;
        if (check === undefined) this.unlisted(row);
        else if (check.isComposite) this.composite(check, from, to);
        else if (to - from < check.min || to - from > check.max || (!check.isPlain && n !== matched)) {
          this.value(check, from, to);
        }
      }
      from = to + 1;
    }
    // BIN and BDS carry any byte.
    if (view.isOdd && !BINARY.has(row.id)) this.characters(row);
  }

  private tell(code: X12ProblemCode, expected?: string, from = 0, to = 0): void {
    const { row, element, component, view } = this;
    if (row === undefined) return;
    this.report(code, row, view, {
      element,
      ...(component === 0 ? {} : { component }),
      expected: expected === undefined ? row.name : `${row.name}: ${expected}`,
      ...(to === 0 ? {} : { valueShown: view.textOf(from, to) }),
    });
  }

  private unlisted(row: SegmentCheck | undefined): void {
    if (row?.isOpen === false) this.tell('ELEMENT_NOT_USED');
  }

  /** Repetitions and components, cut where the guide allows them. */
  private composite(check: ElementCheck, from: number, to: number): void {
    if (check.repeats === 1) return this.parts(check, from, to);
    let begin = from;
    let repetitions = 0;
    for (let at = from; at <= to; at += 1) {
      if (at < to && this.buf[at] !== this.repetition) continue;
      repetitions += 1;
      if (at > begin) this.parts(check, begin, at);
      begin = at + 1;
    }
    if (repetitions > check.repeats) this.tell('ELEMENT_REPEATED_TOO_OFTEN', `at most ${check.repeats}`);
  }

  private parts(check: ElementCheck, from: number, to: number): void {
    const { components } = check;
    if (components === undefined) return this.value(check, from, to);
    const { buf, separator } = this;
    let begin = from;
    let component = 1;
    for (let at = from; at <= to; at += 1) {
      if (at < to && buf[at] !== separator) continue;
      if (at > begin) {
        this.component = component;
        const part = component < components.length ? components[component] : undefined;
        if (part === undefined) this.unlisted(this.row);
        else if (!part.isPlain || at - begin < part.min || at - begin > part.max) this.value(part, begin, at);
      }
      begin = at + 1;
      component += 1;
    }
    this.component = 0;
  }

  private value(check: ElementCheck, from: number, to: number): void {
    const { buf } = this;
    const { kind } = check;
    const length = kind === 'number' ? digitsIn(buf, from, to) : to - from;
    if (length < 0) this.tell('NUMBER_BAD', undefined, from, to);
    else if (length < check.min) this.tell('ELEMENT_TOO_SHORT', `at least ${check.min} characters`, from, to);
    else if (length > check.max) this.tell('ELEMENT_TOO_LONG', `at most ${check.max} characters`, from, to);
    else if (kind === 'time' && !isTime(buf, from, to)) this.tell('TIME_BAD', undefined, from, to);
    else if (kind === 'date' && !isDate(buf, from, to)) this.tell('DATE_BAD', undefined, from, to);
    else if (check.isCode && !this.isKnownCode(check, from, to)) {
      this.tell('CODE_UNKNOWN', undefined, from, to);
    }
  }

  private isKnownCode(check: ElementCheck, from: number, to: number): boolean {
    const { codes, isKnown, verdicts } = check;
    const packed = packBytes(this.buf, from, to);
    if (codes !== undefined) return packed >= 0 && codes.has(packed);
    const known = packed < 0 ? undefined : verdicts.get(packed);
    if (known !== undefined) return known;
    const verdict = isKnown?.(this.view.textOf(from, to)) ?? true;
    if (packed >= 0 && verdicts.size < VERDICTS_KEPT) verdicts.set(packed, verdict);
    return verdict;
  }

  /** Which element holds the odd character; separators may be control characters themselves. */
  private characters(row: SegmentCheck): void {
    const { buf, view, repetition } = this;
    for (let n = 1; n <= view.count; n += 1) {
      this.element = n;
      let repetitions = 1;
      let isBad = false;
      for (let at = view.from(n); at < view.to(n); at += 1) {
        const byte = buf[at] ?? 0;
        if (byte === repetition) repetitions += 1;
        else if (CONTROL[byte] === 1 && byte !== this.separator) isBad = true;
      }
      if (isBad) this.tell('ELEMENT_CHARACTER_BAD');
      const check = n < row.elements.length ? row.elements[n] : undefined;
      if (check?.repeats === 1 && repetitions > 1) this.tell('ELEMENT_REPEATED_TOO_OFTEN', 'once only');
    }
  }
}

/** Digits of a decimal, which alone count for its length; -1 when it is no number. */
function digitsIn(buf: Uint8Array, from: number, to: number): number {
  let at = from;
  const sign = buf[at];
  if (sign === 45 || sign === 43) at += 1;
  let digits = 0;
  let points = 0;
  for (; at < to; at += 1) {
    const byte = buf[at] ?? 0;
    if (isDigit(byte)) digits += 1;
    else if (byte !== 46 || (points += 1) > 1) return -1;
  }
  return digits === 0 ? -1 : digits;
}

const twoDigits = (buf: Uint8Array, at: number): number => ((buf[at] ?? 0) - 48) * 10 + (buf[at + 1] ?? 0) - 48;

/** HHMM, HHMMSS or HHMMSSD(D). */
function isTime(buf: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isDigit(buf[at] ?? 0)) return false;
  const length = to - from;
  if (length !== 4 && length !== 6 && length !== 7 && length !== 8) return false;
  return twoDigits(buf, from) < 24 && twoDigits(buf, from + 2) < 60 && (length < 6 || twoDigits(buf, from + 4) < 60);
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** CCYYMMDD, or YYMMDD of this century. */
function isDate(buf: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isDigit(buf[at] ?? 0)) return false;
  if (to - from !== 8 && to - from !== 6) return false;
  const century = to - from === 8 ? twoDigits(buf, from) : 20;
  const year = century * 100 + twoDigits(buf, to - 6);
  const month = twoDigits(buf, to - 4);
  const day = twoDigits(buf, to - 2);
  if (year < 1 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day !== 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}
