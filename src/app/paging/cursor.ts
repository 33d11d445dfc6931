/** One page of a list; `nextCursor` is absent on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

/** Where a page starts: the sort value and id of the last row before it. */
export interface CursorPlace {
  readonly value: string;
  readonly id: string;
}

export const encodeCursor = (place: CursorPlace): string =>
  Buffer.from(JSON.stringify([place.value, place.id]), 'utf8').toString('base64url');

/** A cursor we did not make is treated as none: the list begins anew, nothing leaks. */
export function decodeCursor(text: string | undefined): CursorPlace | undefined {
  if (!text) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parts)) return undefined;
    const [value, id] = parts as unknown[];
    return typeof value === 'string' && typeof id === 'string' ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts a list that was read with one row more than the limit. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  place: (row: R) => CursorPlace,
  show: (row: R) => T,
): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const items = kept.map(show);
  return rows.length > limit && last !== undefined ? { items, nextCursor: encodeCursor(place(last)) } : { items };
}
