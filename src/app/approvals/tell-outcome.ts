import { ProblemError } from '../../contracts/problems.js';
import { eventRule } from '../../contracts/event-table.js';
import type { Approval } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { takeBackWriteOff } from '../next-payer/take-back-write-off.js';
import { settleProposedPosting } from '../remittances/hold-remittance.js';
import { unpostRemittance } from '../remittances/unpost-remittance.js';
import { settleRefund } from '../refunds/settle-refund.js';
import { recordEvent } from '../stories/record-event.js';
import { grantCharity } from './grant-charity.js';
import { postWriteOff, type WrittenOff } from './post-write-off.js';

const EVENTS: Readonly<Record<string, { readonly approved: string; readonly refused: string }>> = {
  'write-off': { approved: 'writeOffApproved', refused: 'writeOffRefused' },
  placement: { approved: 'placementApproved', refused: 'placementDeclined' },
  'packet-review': { approved: 'packetApproved', refused: 'packetReturned' },
};

export type ApprovalOutcome = 'approved' | 'refused';

/**
 * What an approval's outcome means, in the transaction that decided it: an approved write-off is posted first, so that the
 * story finds the books as they are now; then the proposal's outcome becomes an event, and any event that had waited for it.
 */
export async function tellOutcome(deps: Deps, tx: Tx, row: Approval, outcome: ApprovalOutcome): Promise<void> {
  if (row.kind === 'posting') return settleProposedPosting(deps, tx, row, outcome);
  if (row.kind === 'unpost' && outcome === 'approved') await unpostRemittance(tx, row.subjectId);
  if (row.kind === 'refund' && row.subjectType === 'refund') return settleApprovedRefund(tx, row, outcome);
  if (row.kind === 'write-off-reversal') return outcome === 'approved' ? takeBackWriteOff(tx, row) : undefined;
  if (row.kind === 'charity' && outcome === 'approved') await grantCharity(tx, row);
  const writtenOff = row.kind === 'write-off' && outcome === 'approved' ? await postWriteOff(tx, row) : [];
  const story = row.subjectType as StoryKind;
  const details = row.details as Record<string, string | number>;
  for (const type of [EVENTS[row.kind]?.[outcome], details['eventAfter']]) {
    if (typeof type !== 'string' || !eventRule(story, type)) continue;
    if (type === 'writeOffApproved' && story === 'patient-balance') continue;
    await recordEvent(tx, {
      story,
      subjectId: row.subjectId,
      type,
      key: `approval:${row.id}:${type}`,
      facts: {
        approvalId: row.id,
        amountCents: Number(row.amountCents),
        ...(row.kind === 'placement' && { placementId: row.id }),
        ...(details['writeOffCode'] !== undefined && { writeOffCode: details['writeOffCode'] }),
        ...(row.workItemId && { workItemId: row.workItemId }),
      },
    });
  }
  for (const part of writtenOff) if (part.owedBy === 'guarantor') await lowerResponsibility(tx, row, part);
}

async function settleApprovedRefund(tx: Tx, row: Approval, outcome: ApprovalOutcome): Promise<void> {
  const event = outcome === 'approved' ? ('refundApproved' as const) : ('refundRefused' as const);
  const settled = await settleRefund(tx, row.subjectId, { event, preparedBy: row.requestedBy });
  if (!settled.ok && outcome === 'approved') throw new ProblemError(settled.problem);
}

/** The account's story counts off exactly what was posted, claim by claim. */
async function lowerResponsibility(tx: Tx, row: Approval, { claimId, amountCents }: WrittenOff): Promise<void> {
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claimId } },
  });
  await recordEvent(tx, {
    story: 'patient-balance',
    subjectId: claim.accountId,
    type: 'writeOffApproved',
    key: `approval:${row.id}:${claimId}:writeOffApproved`,
    facts: { approvalId: row.id, amountCents, claimId },
  });
}
