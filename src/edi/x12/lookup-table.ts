/**
 * A table that is asked with text from a file. It has no inherited names: an element that says `constructor` finds
 * nothing, as any other unknown value.
 */
export const lookupTable = <T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, rows);

/** Counts by text from a file, without inherited names. */
export const emptyCounts = (): Record<string, number> => Object.create(null) as Record<string, number>;
