import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { refundDeadline, type RefundOwner, type RefundReason } from '../../domain/refunds/refund-clock.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { saveDeadlines } from '../stories/save-deadlines.js';

const DIAGNOSE_BUSINESS_DAYS = 5;

export interface NewRefund {
  /** One refund for one reason: the same key is opened once. */
  readonly businessKey: string;
  readonly owner: RefundOwner;
  readonly government?: boolean;
  readonly accountId?: string;
  readonly payerId?: string;
  readonly claimId?: string;
  /** Ledger account that holds the credit; 'refunds-payable' when it is set aside already. */
  readonly place: string;
  readonly amountCents: number;
  readonly reason: RefundReason;
  /** Today where nothing is said. */
  readonly identifiedOn?: PlainDate;
}

/** A credit becomes visible: its row, its clock as a deadline, and the work item that diagnoses it. */
export async function openRefund(tx: Tx, refund: NewRefund): Promise<boolean> {
  const id = randomUUID();
  const { organizationId } = tx;
  const { identifiedOn = tx.at.date } = refund;
  const created = await tx.db.refund.createMany({
    data: [
      {
        id,
        organizationId,
        owner: refund.owner,
        government: refund.government === true,
        accountId: refund.accountId ?? null,
        payerId: refund.payerId ?? null,
        claimId: refund.claimId ?? null,
        place: refund.place,
        setAside: refund.place === 'refunds-payable',
        amountCents: BigInt(refund.amountCents),
        reason: refund.reason,
        businessKey: refund.businessKey,
        identifiedOn: toDateColumn(identifiedOn),
      },
    ],
    skipDuplicates: true,
  });
  if (created.count === 0) return false;
  const subject = {
    type: 'refund',
    id,
    amountCents: refund.amountCents,
    ...(refund.claimId && { claimId: refund.claimId }),
  };
  const conditional = refund.reason === 'conditionalPayment';
  const clock = refundDeadline(
    { kind: refund.owner, government: refund.government === true, conditional },
    identifiedOn,
  );
  await saveDeadlines(tx, subject, [clock]);
  await openWorkItem(tx, subject, {
    kind: 'resolveCredit',
    dedupeKey: `${id}:resolve:0`,
    dueDate: addBusinessDays(tx.at.date, DIAGNOSE_BUSINESS_DAYS),
    facts: {
      owner: refund.owner,
      government: refund.government === true,
      reason: refund.reason,
      backBy: clock.hardDate,
    },
  });
  await recordAudit(tx, {
    action: 'credit.identify',
    subjectType: 'refund',
    subjectId: id,
    why: `${refund.reason} in ${refund.place}`,
    after: { amountCents: refund.amountCents, owner: refund.owner, backBy: clock.hardDate },
  });
  return true;
}
