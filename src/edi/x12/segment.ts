import type { Cents } from '../../domain/money.js';

/**
 * Where a segment stands in the file as received. Ordinals start at 1 and count the whole file (`interchange`,
 * `segment`), the interchange (`group`), the group (`set`) or the set, ST being 1 (`segmentInSet`).
 * `byte` is the offset of the segment's first byte from the start of the file, `length` its bytes without terminator.
 */
export interface SegmentPlace {
  readonly interchange: number;
  readonly group?: number;
  readonly set?: number;
  /** ST02 of the set the segment stands in. */
  readonly setControl?: string;
  readonly segment: number;
  readonly segmentInSet?: number;
  readonly segmentId: string;
  readonly byte: number;
  readonly length: number;
}

/**
 * A view on one segment, valid only during the synchronous call it is handed to: the reader moves the same view on to
 * the next segment. Take out what you need as strings and numbers, never keep the view.
 */
export interface Segment {
  /** Segment identifier as sent: `CLP`, `NM1`. */
  readonly id: string;
  /** Elements present after the identifier; trailing empty elements count as sent. */
  readonly count: number;
  /** Element `n` (from 1) as text, exactly as sent; '' when absent. */
  el(n: number): string;
  /** Component `k` (from 1) of element `n`; '' when absent. */
  comp(n: number, k: number): string;
  /** All components of element `n`; `[]` when the element is absent. */
  comps(n: number): string[];
  /** Repetitions of element `n`; the whole element when the interchange has no repetition separator; `[]` when absent. */
  reps(n: number): string[];
  /** Repetitions of element `n`, each cut into components. */
  repComps(n: number): string[][];
  /** Element `n` as exact cents; undefined when empty or no amount of at most two decimals. Tell the two by `isEmpty`. */
  cents(n: number): Cents | undefined;
  /** Element `n` as a number when it is eight digits (a date), else -1. */
  eightDigits(n: number): number;
  /** True when element `n` is absent or has no bytes. */
  isEmpty(n: number): boolean;
  /** Bytes of element `n`, copied (BIN02, BDS03). */
  bytes(n: number): Uint8Array;
  /** Segment text without terminator, as sent. */
  raw(): string;
  place(): SegmentPlace;
}
