/**
 * Named patches. A change of a story's own commands goes behind a predicate here, e.g.
 * `export const asksEligibilityFirst = (): boolean => patched('asks-eligibility-first');`
 * with one recorded history per path in test/replay/histories. Rule changes never need one: rules live in the transaction.
 */
export const PATCHES: readonly string[] = [];
