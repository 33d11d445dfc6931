import type { Tx } from '../../db/in-transaction.js';
import type { ClaimState } from '../../domain/claims/claim-state.js';
import type { Deps } from '../deps.js';
import { patientShares } from '../eligibility/patient-shares.js';
import { claimBalance } from '../ledger/save-postings.js';
import { billMedicaidAfterwards } from '../next-payer/bill-medicaid-afterwards.js';
import { rebillOtherPayer } from '../next-payer/rebill-other-payer.js';
import type { StoredEvent } from '../stories/story-news.js';
import type { LoadedClaim } from './claim-facts.js';
import { withdrawQueued } from './withdraw-queued.js';

/** Events after which a claim that stands as billed to the next payer has to be billed there in the same transaction. */
const COVERAGE_EVENTS: readonly string[] = ['coverageChanged', 'otherCoverageChosen'];

/** What the turn decided about the payer, done with the turn: the claim to the payer in force and the money that goes with it. */
export async function followCoverage(
  deps: Deps,
  tx: Tx,
  facts: LoadedClaim,
  { event, state }: { readonly event: StoredEvent; readonly state: ClaimState },
): Promise<void> {
  if (!COVERAGE_EVENTS.includes(event.type) || state !== 'BILLED_NEXT' || facts.state === 'BILLED_NEXT') return;
  const { coverageId, follows } = event.facts as { coverageId?: string; follows?: string };
  if (!coverageId) throw new Error(`Event ${event.id} names no coverage`);
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: facts.id } },
  });
  if (follows === 'rebillMedicaid') {
    const share = (await patientShares(tx, claim.patientId)).find(({ id }) => id === claim.id);
    const [shareCents, writtenOffCents] = [Number(share?.cents ?? 0n), Number(share?.written_off ?? 0n)];
    return billMedicaidAfterwards(deps, tx, { claim, coverageId, shareCents, writtenOffCents });
  }
  await withdrawQueued(tx, claim.id, 'another payer is billed instead');
  await tx.db.intent.updateMany({
    where: { organizationId: tx.organizationId, subjectId: claim.id, kind: 'submitClaim', state: 'INTENDED' },
    data: { state: 'HELD' },
  });
  await rebillOtherPayer(deps, tx, {
    key: `${claim.id}:instead`,
    claim,
    amountCents: await claimBalance(tx, claim.id, 'receivable.payer'),
    coverageId,
  });
}
