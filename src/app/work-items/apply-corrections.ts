import { problem, type Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { ClaimChange } from '../../domain/claims/claim-diff.js';
import { editCatalog } from '../../domain/claims/edit-catalog.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { OutcomeRule } from '../../domain/work-items/catalog.js';
import type { ClaimCorrections } from '../../edi/x12/837p/correct-837.js';
import { correctClaim, lockClaim } from '../claims/correct-claim.js';
import { openClaimContent } from '../claims/claim-content.js';
import { lacksRemark, lacksReopeningReason, REOPENING_REASON } from '../claims/part-a-condition.js';
import type { Deps } from '../deps.js';

/** The claim of an item that brings corrections is locked before the item, as a story's turn does. */
export async function lockClaimOf(tx: Tx, id: string): Promise<void> {
  const item = await tx.db.workItem.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
    select: { claimId: true },
  });
  if (item?.claimId) await lockClaim(tx, item.claimId);
}

/** Outcomes after which a document goes out again. */
const TAKES_CORRECTIONS: readonly string[] = ['claimCorrected', 'correctionPrepared', 'eligibilityCorrected'];

/** Corrections belong to an outcome that sends a document; there they change the claim it is written from. */
export async function applyCorrections(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  rule: OutcomeRule,
  corrections: ClaimCorrections | undefined,
): Promise<Result<readonly ClaimChange[], Problem>> {
  if (!corrections) return rule.event === 'correctionPrepared' ? withoutCorrections(deps, tx, item) : ok([]);
  if (!item.claimId || !TAKES_CORRECTIONS.includes(rule.event))
    return fail(problem('outcomeIncomplete', 'corrections: this outcome sends no document'));
  return correctClaim(deps, tx, item.claimId, corrections);
}

/** A replacement that corrects nothing more must still be able to leave: a Part A claim says in a remark what it is about. */
async function withoutCorrections(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
): Promise<Result<readonly ClaimChange[], Problem>> {
  const claim = item.claimId
    ? await tx.db.claim.findUnique({
        where: { organizationId_id: { organizationId: tx.organizationId, id: item.claimId } },
      })
    : null;
  if (!claim) return ok([]);
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  if (await lacksReopeningReason(tx, claim, content)) return fail(problem('outcomeIncomplete', REOPENING_REASON));
  if (!(await lacksRemark(tx, claim, content))) return ok([]);
  const { message } = editCatalog['change-remark'];
  return fail(problem('outcomeIncomplete', `corrections: remark: ${message}`));
}
