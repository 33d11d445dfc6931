import type { ProblemDraft } from './problem.js';
import type { Segment } from './segment.js';

/** Where a guide reader puts what it found: items in file order, faults with their place. */
export interface Sink<Item> {
  item(item: Item): void;
  problem(problem: ProblemDraft): void;
}

/** Reads one transaction set; created at ST by a `GuideReaderFactory`, dropped after `end`. */
export interface GuideReader<Item> {
  /** Every segment from ST to SE, both included. The view is valid only during the call. */
  segment(segment: Segment, out: Sink<Item>): void;
  /**
   * A piece of the data of the BIN or BDS that comes next: data too long to be held. The bytes are the reader's own. The
   * set may break off, or be refused, before the segment comes.
   */
  piece?(bytes: Uint8Array, out: Sink<Item>): void;
  /** After SE, or when the set broke off. Hand out what is still open. */
  end(out: Sink<Item>): void;
}

/** What is known at ST. `guide` is ST03, or GS08 when ST03 is empty. */
export interface SetHeader {
  readonly st01: string;
  readonly guide: string;
  readonly control: string;
}

export type GuideReaderFactory<Item> = (header: SetHeader) => GuideReader<Item>;
