import type { Approval } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { charityExcessPosting } from '../../domain/ledger/refund-postings.js';
import type { Allocation, PatientBalanceFacts } from '../../domain/patients/patient-balance.js';
import { splitCharity } from '../../domain/patients/screen-assistance.js';
import { savePostings } from '../ledger/save-postings.js';
import { openRefund } from '../refunds/open-refund.js';
import { recordEvent } from '../stories/record-event.js';
import { writeOffOfGuarantor } from './post-write-off.js';

/**
 * An approved application: what is still owed is written off as charity (never as bad debt or small balance), what was paid
 * above the guarantor's share becomes a refund that is due (26 CFR 1.501(r)-6(c)(6)). The story hears of each write-off.
 */
export async function grantCharity(tx: Tx, approval: Approval): Promise<void> {
  const { discounts = [] } = approval.details as { discounts?: readonly Allocation[] };
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: approval.subjectId } },
  });
  const { responsibilities = [] } = account.stateFacts as Partial<PatientBalanceFacts>;
  const { writeOffs, excess } = splitCharity(discounts, responsibilities);
  for (const wanted of writeOffs) {
    for (const { claimId, amountCents } of await writeOffOfGuarantor(tx, approval, wanted, 'WO-CHAR')) {
      await recordEvent(tx, {
        story: 'patient-balance',
        subjectId: account.id,
        type: 'writeOffApproved',
        key: `approval:${approval.id}:${claimId}:writeOffApproved`,
        facts: { approvalId: approval.id, amountCents, claimId },
      });
    }
  }
  for (const { claimId, amountCents } of excess) {
    const businessKey = `approval:${approval.id}:${claimId}:excess`;
    const effectiveDate = tx.at.date;
    const source = { type: 'approval', id: approval.id };
    const posting = charityExcessPosting({
      businessKey,
      effectiveDate,
      amountCents,
      claimId,
      source,
      guarantorAccountId: account.id,
    });
    if ((await savePostings(tx, [posting])) === 0) continue;
    await openRefund(tx, {
      businessKey,
      owner: 'patient',
      accountId: account.id,
      claimId,
      amountCents,
      reason: 'assistance',
      place: 'refunds-payable',
    });
  }
}
