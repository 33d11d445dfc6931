/** How the remittances of a payer post: what balances posts by itself, or a person looks at each first. */
export const postingPolicies = ['automatic', 'review'] as const;
export type PostingPolicy = (typeof postingPolicies)[number];

export interface PayersPolicy {
  readonly policy: PostingPolicy;
  /** Cents of one payment (BPR02) up to which it may post without a second person; 0 = no limit. */
  readonly limitCents: number;
  /** Only for a payment keyed from paper: cents above which another person than the poster checks it. */
  readonly keyedCheckCents?: number;
}

/**
 * `review`: one person releases it. `aboveLimit`: one proposes, another agrees, whatever the policy.
 * `secondCheck`: keyed from paper above the limit of the organization; who keyed it does not release it.
 */
export type HoldReason = 'review' | 'aboveLimit' | 'secondCheck';

/** Why a balanced remittance waits for a person; undefined when it posts by itself. */
export function holdReason(
  { policy, limitCents, keyedCheckCents }: PayersPolicy,
  paymentCents: number,
): HoldReason | undefined {
  if (limitCents > 0 && paymentCents > limitCents) return 'aboveLimit';
  if (keyedCheckCents !== undefined && paymentCents > keyedCheckCents) return 'secondCheck';
  return policy === 'review' ? 'review' : undefined;
}
