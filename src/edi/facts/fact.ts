import type { Segment } from '../x12/segment.js';

/** A fact as JSON: a count, a text, a list, or counts by text. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

export type Facts = Record<string, Fact>;

/** Counts over the segments of one kind of set, from its first ST on. */
export interface SetFacts {
  segment(segment: Segment): void;
  facts(): Facts;
}
