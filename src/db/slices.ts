/** Rows of a bulk INSERT: few large statements, each within what a statement may bind (32,767 values). */
export const ROWS_A_STATEMENT = 1_000;

export const slicesOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
