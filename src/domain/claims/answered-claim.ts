/** Whose status a 277 tells, when it carries our trace and a claim number. */
export type AnsweredClaim =
  | { readonly claimId: string }
  /** Neither is ours. */
  | { readonly unknown: true }
  /** The trace is of a question about one claim, the number of another: neither may be moved by it. */
  | { readonly contradicts: true };

/** Our trace and the claim number must name the same claim; either alone is enough (rulebook G7). */
export function answeredClaim(asked: string | undefined, named: string | undefined): AnsweredClaim {
  if (asked !== undefined && named !== undefined && asked !== named) return { contradicts: true };
  const claimId = asked ?? named;
  return claimId === undefined ? { unknown: true } : { claimId };
}
