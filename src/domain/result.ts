/** Expected trouble is a value: callers branch on `ok`; broken invariants throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(problem: E): { readonly ok: false; readonly problem: E } => ({ ok: false, problem });

/** Closes a switch over a union: a new member does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable value: ${JSON.stringify(value)}`);
}
