import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import type { PostingPolicy } from '../../domain/remittances/posting-policy.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface ChangePayer {
  readonly payerId: string;
  readonly postingPolicy?: PostingPolicy;
  /** Cents of one payment; 0 = no limit. */
  readonly postingLimitCents?: number;
  /** Its contract pays by the month, from now on; what is posted already stays as it is. */
  readonly capitated?: boolean;
}

/** Changes how a payer's remittances post from now on; what is held already stays held until a person releases it. */
export async function changePayer(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { payerId, postingPolicy, postingLimitCents, capitated }: ChangePayer,
): Promise<Result<{ readonly id: string }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_id: { organizationId, id: payerId } };
    const before = await tx.db.payer.findUnique({ where });
    if (!before) return fail(problem('notFound', 'payer'));
    const after = await tx.db.payer.update({
      where,
      data: {
        ...(postingPolicy && { postingPolicy }),
        ...(postingLimitCents !== undefined && { postingLimitCents: BigInt(postingLimitCents) }),
        ...(capitated !== undefined && { capitated }),
      },
    });
    const shown = (row: typeof after) => ({
      postingPolicy: row.postingPolicy,
      postingLimitCents: Number(row.postingLimitCents),
      capitated: row.capitated,
    });
    await recordAudit(tx, {
      action: 'payer.change',
      subjectType: 'payer',
      subjectId: payerId,
      why: 'set-up',
      before: shown(before),
      after: shown(after),
    });
    return ok({ id: payerId });
  });
}
