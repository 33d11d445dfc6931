import { seededRandom as seededNumbers } from '../seeded-numbers.js';

/** Repeatable numbers from a seed (mulberry32): the same seed makes the same file on every machine. */
export interface SeededRandom {
  /** Whole number from 0 to `limit` − 1. */
  below(limit: number): number;
  between(from: number, through: number): number;
  pick<T>(list: readonly T[]): T;
  /** Picks by the `weight` of each entry. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T;
  /** True `percent` times of a hundred. */
  chance(percent: number): boolean;
}

export function seededRandom(seed: number): SeededRandom {
  const number = seededNumbers(seed);
  const below = (limit: number): number => Math.floor(number() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[below(list.length)];
    if (chosen === undefined) throw new Error('Nothing to pick from');
    return chosen;
  };
  const weighted = <T extends { readonly weight: number }>(list: readonly T[]): T => {
    let left = below(list.reduce((sum, entry) => sum + entry.weight, 0));
    for (const entry of list) {
      left -= entry.weight;
      if (left < 0) return entry;
    }
    return pick(list);
  };
  return {
    below,
    between: (from, through) => from + below(through - from + 1),
    pick,
    weighted,
    chance: (p) => below(100) < p,
  };
}
