import { problem, type Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { explainUnposted, lockUnposted, matchUnposted, returnUnposted } from './resolve-unposted.js';

export interface PersonsDecision {
  readonly outcome: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** What a poster's decision about an unposted item does, in the transaction that closes its work item; a problem changes nothing. */
export async function settleUnposted(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  { outcome, fields }: PersonsDecision,
): Promise<Result<string, Problem>> {
  const id = (item.facts as Record<string, unknown>)['unpostedItemId'];
  if (item.kind !== 'unknownClaimPayment' || typeof id !== 'string') return ok('nothing to do');
  const locked = await lockUnposted(tx, id);
  if (!locked.ok) return locked;
  if (outcome === 'returned') return returnUnposted(tx, locked.value);
  if (outcome === 'explained') return explainUnposted(tx, locked.value);
  const claim = await tx.db.claim.findUnique({
    where: {
      organizationId_claimNumber: {
        organizationId: tx.organizationId,
        claimNumber: String(fields['claimNumber'] ?? ''),
      },
    },
  });
  if (!claim) return fail(problem('outcomeIncomplete', 'no claim of ours has this number', { wrong: 'claimNumber' }));
  return matchUnposted(deps, tx, locked.value, claim);
}
