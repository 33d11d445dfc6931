import { problem, type Problem } from '../../contracts/problems.js';
import type { Denial, WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { takesNewEvidenceWithCause } from '../../domain/appeals/evidence-rules.js';
import { missingPapers } from '../../domain/appeals/packet-papers.js';
import type { DenialCategory } from '../../domain/denials/classification.js';
import { openClaimContent } from '../claims/claim-content.js';
import type { Deps } from '../deps.js';
import { packetKinds } from '../documents/records-of-packet.js';
import type { OutcomeFields } from '../work-items/outcome-fields.js';
import { ASSEMBLED, lastAssembled } from './assembled-packet.js';
import { levelsOfDenial } from './levels-of-denial.js';

/** CLM07: the provider does not accept assignment. */
const NOT_ASSIGNED = 'C';

/** Why this answer about an appeal packet is not taken; undefined = it is. */
export function refusePacket(
  deps: Pick<Deps, 'keys'>,
  tx: Tx,
  item: WorkItem,
  { outcome, fields }: { readonly outcome: string; readonly fields: OutcomeFields },
): Promise<Problem | undefined> {
  return item.kind === 'packetReview' && outcome === 'approved'
    ? refuseOwnReview(tx, item)
    : refuseBarePacket(deps, tx, item, { outcome, fields });
}

/** The second person is another one than whoever assembled the packet (rulebook §5, §10). */
async function refuseOwnReview(tx: Tx, item: WorkItem): Promise<Problem | undefined> {
  const assembled = await lastAssembled(tx, item.subjectId);
  return assembled?.closedBy === tx.actor.id
    ? problem('sameApprover', 'Whoever assembled the packet may not be its second reader.')
    : undefined;
}

/**
 * A packet is not called ready without what its level and its category demand (rulebook §5, §5.3): the answer names what is missing
 * and the work stays where it is. What is only expected may be left out with a reason (`readyWithout`).
 */
async function refuseBarePacket(
  deps: Pick<Deps, 'keys'>,
  tx: Tx,
  item: WorkItem,
  { outcome, fields }: { readonly outcome: string; readonly fields: OutcomeFields },
): Promise<Problem | undefined> {
  if (item.kind !== 'assembleAppeal' || !ASSEMBLED.includes(outcome)) return undefined;
  const where = { organizationId: tx.organizationId };
  const denial = await tx.db.denial.findUnique({ where: { organizationId_id: { ...where, id: item.subjectId } } });
  if (!denial) return undefined;
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...where, id: denial.claimId } } });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...where, id: claim.payerId } } });
  const kept = await tx.db.document.groupBy({
    by: ['kind'],
    where: { ...where, subjectId: claim.id, kind: { in: [...packetKinds] } },
  });
  const level = Number((item.facts as { level?: number }).level ?? 1);
  const rule = (await levelsOfDenial(tx, payer, denial)).find((one) => one.level === level);
  const { required, expected } = missingPapers({
    category: denial.category as DenialCategory,
    levelRuleId: rule?.ruleId ?? '',
    unassigned: openClaimContent(deps, tx.organizationId, claim.id, claim.content).assignment === NOT_ASSIGNED,
    kept: kept.map(({ kind }) => kind),
  });
  if (required.length > 0) return problem('documentMissing', `Attach to the claim: ${required.join('; ')}.`);
  if (isBlank(fields['goodCause']) && (await bringsNewEvidence(tx, denial, rule?.ruleId ?? '')))
    return problem(
      'outcomeIncomplete',
      'Records came after level 2 was filed: say in goodCause why they were not in by then (42 CFR 405.966, 405.1018).',
      { missing: 'goodCause' },
    );
  if (expected.length === 0 || outcome === 'readyWithout') return undefined;
  const way = 'or say why it is filed without it (readyWithout): another person then reads the packet';
  return problem('documentMissing', `Attach to the claim: ${expected.join('; ')}; ${way}.`);
}

const isBlank = (value: OutcomeFields[string] | undefined): boolean => typeof value !== 'string' || value.trim() === '';

/** Medicare's higher levels: something was kept with the claim after the day on which level 2 was filed. */
async function bringsNewEvidence(tx: Tx, { id, claimId }: Denial, levelRuleId: string): Promise<boolean> {
  if (!takesNewEvidenceWithCause(levelRuleId)) return false;
  const where = { organizationId: tx.organizationId };
  const second = await tx.db.appealLevel.findUnique({
    where: { organizationId_denialId_level: { ...where, denialId: id, level: 2 } },
  });
  if (!second?.filedOn) return false;
  const kind = { in: [...packetKinds] };
  const since = { gt: second.filedOn };
  return (await tx.db.document.count({ where: { ...where, subjectId: claimId, kind, createdOn: since } })) > 0;
}
