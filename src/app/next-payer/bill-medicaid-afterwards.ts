import type { Claim } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { openClaimContent } from '../claims/claim-content.js';
import { holderOf } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { claimBalance } from '../ledger/save-postings.js';
import { openRefund } from '../refunds/open-refund.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { lastDecision } from './bill-next-payer.js';
import { claimToNextPayer } from './claim-to-next-payer.js';
import { moveToMedicaid } from './move-to-medicaid.js';
import { openNextClaim } from './open-next-claim.js';
import { askToTakeBack } from './take-back-write-off.js';

export interface Afterwards {
  readonly claim: Claim;
  readonly coverageId: string;
  /** What insurance left to the patient on this claim, without what was written off since. */
  readonly shareCents: number;
  readonly writtenOffCents: number;
}

/**
 * Medicaid covers the service after all: what was the patient's becomes the claim to Medicaid, with the decision of the payer
 * before, and what the patient paid of it a refund on its way to approval (42 CFR 447.15: Medicaid's payment is in full). What
 * was written off of it follows when somebody agrees to take the write-off back; the claim does not wait for that.
 */
export async function billMedicaidAfterwards(deps: Deps, tx: Tx, after: Afterwards): Promise<void> {
  const { claim, coverageId, shareCents, writtenOffCents } = after;
  if (shareCents + writtenOffCents <= 0) return;
  const key = { organizationId: tx.organizationId };
  const coverage = await tx.db.coverage.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: coverageId } } });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: coverage.payerId } } });
  const decision = await lastDecision(deps, tx, claim);
  const holder = holderOf(deps, coverage);
  if (!decision || !holder) return blocked(tx, after, [decision ? 'INSURED_UNKNOWN' : 'DECISION_MISSING']);
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const turned = claimToNextPayer(content, decision, { payer, holder });
  if (!turned.ok) return blocked(tx, after, turned.problem);
  const nextClaimId = await openNextClaim(deps, tx, {
    parent: claim,
    coverage,
    content: turned.value,
    crossover: false,
    memory: { priorRemittanceDate: decision.decidedOn, retroEligibleOn: tx.at.date },
  });
  const moved = `${claim.id}:retro-medicaid:${coverageId}`;
  const to = { claimId: nextClaimId, payerId: coverage.payerId };
  if (shareCents > 0) await moveToMedicaid(tx, { claim, to, key: moved, amountCents: shareCents });
  if (writtenOffCents > 0) await askToTakeBack(tx, { claim, to, amountCents: writtenOffCents });
  await giveBack(tx, claim);
}

/** What the patient paid of the share is a credit now; it is queued for approval at once. */
async function giveBack(tx: Tx, { id: claimId, accountId }: Claim): Promise<void> {
  const paidCents = -(await claimBalance(tx, claimId, 'receivable.patient'));
  if (paidCents <= 0) return;
  await openRefund(tx, {
    businessKey: `credit:receivable.patient:${claimId}:retro-medicaid`,
    owner: 'patient',
    place: 'receivable.patient',
    amountCents: paidCents,
    reason: 'retroMedicaid',
    claimId,
    accountId,
  });
}

async function blocked(tx: Tx, { claim, shareCents }: Afterwards, faults: readonly string[]): Promise<void> {
  await openWorkItem(
    tx,
    { type: 'claim', id: claim.id, claimId: claim.id, amountCents: shareCents },
    {
      kind: 'nextPayerBlocked',
      dedupeKey: `${claim.id}:medicaid:blocked`,
      dueDate: addBusinessDays(tx.at.date, 5),
      facts: { faults: faults.join(' '), amountCents: shareCents },
    },
  );
}
