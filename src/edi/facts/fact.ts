import type { Segment } from '../x12/segment.js';

/** A fact as JSON: a count, a text, a list, or counts by text. A whole number no double holds exactly is a bigint. */
export type Fact = string | number | bigint | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

export type Facts = Record<string, Fact>;

/** JSON text of facts, every digit of a whole number of any size written out. */
export function factsJson(fact: Fact): string {
  if (typeof fact === 'bigint') return fact.toString();
  if (typeof fact !== 'object' || fact === null) return JSON.stringify(fact);
  if (isList(fact)) return `[${fact.map(factsJson).join(',')}]`;
  const entries = Object.entries(fact).map(([key, value]) => `${JSON.stringify(key)}:${factsJson(value)}`);
  return `{${entries.join(',')}}`;
}

const isList = (fact: Fact): fact is readonly Fact[] => Array.isArray(fact);

/** Counts over the segments of one kind of set, from its first ST on. */
export interface SetFacts {
  segment(segment: Segment): void;
  facts(): Facts;
}
