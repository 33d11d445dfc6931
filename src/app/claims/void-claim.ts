import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { obstacleToVoid } from '../../domain/claims/void-claim.js';
import type { VoidReason } from '../../domain/claims/void-reason.js';
import { claimRulesFor } from '../../domain/payer-rules/rules-for.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { libraryFor } from '../payer-rules/own-rules.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { loadClaim } from './claim-facts.js';

export interface VoidClaim {
  readonly claimId: string;
  readonly reason: VoidReason;
  readonly note: string;
}

/** Takes a claim back with frequency 8. What forbids it is said at once; the claim's story sends it and waits for the answer. */
export async function voidClaim(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { claimId, reason, note }: VoidClaim,
): Promise<Result<{ readonly claimId: string; readonly reason: VoidReason }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const known = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } } });
    if (!known) return fail(problem('notFound', 'claim'));
    const facts = await loadClaim(deps, tx, claimId);
    const dates = { ...facts, on: tx.at.date, payerCents: facts.balances.payerCents };
    const obstacle = obstacleToVoid(facts, claimRulesFor(facts.judged, dates, libraryFor(facts.judged)));
    if (obstacle) return fail(problem('conflict', obstacle));
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claimId,
      type: 'voidAsked',
      facts: { reason },
      key: `${claimId}:voidAsked:${facts.turn}`,
    });
    await recordAudit(tx, {
      action: 'claim.void',
      subjectType: 'claim',
      subjectId: claimId,
      why: `${reason}: ${note}`,
      before: { state: facts.state },
    });
    return ok({ claimId, reason });
  });
}
