/** One value of a claim as it was and as it became (rulebook C4). */
export interface ClaimChange {
  /** Place in the claim: `lines.0.procedure.code`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What a correction changed, leaf by leaf; equal documents differ in nothing. */
export function claimDiff(before: unknown, after: unknown, field = ''): readonly ClaimChange[] {
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => claimDiff(before[name], after[name], field === '' ? name : `${field}.${name}`));
  }
  return before === after ? [] : [{ field, before: before ?? null, after: after ?? null }];
}
