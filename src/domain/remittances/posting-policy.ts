/** How the remittances of a payer post: what balances posts by itself, or a person looks at each first. */
export const postingPolicies = ['automatic', 'review'] as const;
export type PostingPolicy = (typeof postingPolicies)[number];

export interface PayersPolicy {
  readonly policy: PostingPolicy;
  /** Cents of one payment (BPR02) up to which it may post without a second person; 0 = no limit. */
  readonly limitCents: number;
}

/** `review`: one person releases it. `aboveLimit`: one proposes, another agrees, whatever the policy. */
export type HoldReason = 'review' | 'aboveLimit';

/** Why a balanced remittance waits for a person; undefined when it posts by itself. */
export function holdReason({ policy, limitCents }: PayersPolicy, paymentCents: number): HoldReason | undefined {
  if (limitCents > 0 && paymentCents > limitCents) return 'aboveLimit';
  return policy === 'review' ? 'review' : undefined;
}
