/** What a person knows how to work (rulebook §7: assign by skill and payer); an empty list leaves nothing out. */
export interface Skills {
  readonly queues: readonly string[];
  readonly kinds: readonly string[];
  readonly payerIds: readonly string[];
}

/** Whoever nobody said anything about works whatever their role may. */
export const EVERYTHING: Skills = { queues: [], kinds: [], payerIds: [] };

/** What of an item decides who works it. */
export interface Work {
  readonly queue: string;
  readonly kind: string;
  readonly role: string;
  readonly claimId: string | null;
  /** Payer of its claim; null for work about no claim, which any payer's people may do. */
  readonly payerId: string | null;
}

/** By skill, one of the queues or kinds, and by payer. */
export function fits({ queues, kinds, payerIds }: Skills, work: Pick<Work, 'queue' | 'kind' | 'payerId'>): boolean {
  const skilled = queues.length + kinds.length === 0 || queues.includes(work.queue) || kinds.includes(work.kind);
  return skilled && (payerIds.length === 0 || work.payerId === null || payerIds.includes(work.payerId));
}

/** Who has an item in hand: given to them, or reserved and not lapsed. */
export interface Holding extends Work {
  readonly owner: string;
}

export type SkillsOf = (owner: string) => Skills;

/**
 * Who owns the claim of an item as far as such work goes: whoever holds another item of the claim for the same role and knows
 * this work too (one owner a claim). Nobody is made the owner of what they cannot do.
 */
export const claimOwners = (work: Work, held: readonly Holding[], skillsOf: SkillsOf): readonly string[] =>
  work.claimId === null
    ? []
    : held
        .filter((other) => other.claimId === work.claimId && other.role === work.role)
        .map(({ owner }) => owner)
        .filter((owner) => fits(skillsOf(owner), work));

/** May this person take it: it fits, and its claim is nobody else's. */
export function mayTake(owner: string, work: Work, held: readonly Holding[], skillsOf: SkillsOf): boolean {
  const owners = claimOwners(work, held, skillsOf);
  return fits(skillsOf(owner), work) && (owners.length === 0 || owners.includes(owner));
}
