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
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
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
