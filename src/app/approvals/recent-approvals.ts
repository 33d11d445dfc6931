import type { Approval } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { ApprovalAction } from '../../domain/approvals/approval-limits.js';
import { actionOfWriteOff } from '../../domain/approvals/approval-matrix.js';
import { isWriteOffCode } from '../../domain/ledger/write-off-codes.js';

interface Asked {
  readonly kind: string;
  readonly details: unknown;
}

/** The row of the approval table a request belongs to. */
export function actionOf({ kind, details }: Asked): ApprovalAction {
  const code = (details as Record<string, unknown>)['writeOffCode'];
  switch (kind) {
    case 'placement':
      return 'badDebt';
    case 'charity':
      return 'charity';
    case 'refund':
      return (details as Record<string, unknown>)['owner'] === 'payer' ? 'payerRefund' : 'patientRefund';
    case 'unpost':
      return 'cashReversal';
    case 'posting':
      return 'posting';
    case 'packet-review':
      return 'packetReview';
    default:
      return typeof code === 'string' && isWriteOffCode(code) ? actionOfWriteOff(code) : 'denialWriteOff';
  }
}

interface RecentRow extends Asked {
  readonly id: string;
  readonly state: string;
  readonly subject: string;
  /** Account the money is of: amounts of one account add up. */
  readonly account: string;
  readonly cents: bigint;
}

/** What was asked for in the trailing days (rule `antiSplittingDays`), approved or waiting: splitting an amount does not help. */
export const askedRecently = (tx: Tx, days: number): Promise<RecentRow[]> => tx.db.$queryRaw<RecentRow[]>`
  SELECT a.id, a.kind, a.state, a.subject_id AS subject, a.details, a.amount_cents AS cents,
         coalesce(c.account_id, dc.account_id, rf.account_id, rf.payer_id, a.subject_id) AS account
    FROM approvals a
    LEFT JOIN claims c ON c.organization_id = a.organization_id AND a.subject_type = 'claim' AND c.id = a.subject_id
    LEFT JOIN denials d ON d.organization_id = a.organization_id AND a.subject_type = 'appeal' AND d.id = a.subject_id
    LEFT JOIN claims dc ON dc.organization_id = d.organization_id AND dc.id = d.claim_id
    LEFT JOIN refunds rf ON rf.organization_id = a.organization_id AND a.subject_type = 'refund' AND rf.id = a.subject_id
   WHERE a.organization_id = ${tx.organizationId}::uuid AND a.state IN ('PENDING', 'APPROVED')
     AND a.requested_on > ${tx.at.date}::date - ${days}::int`;

/** Cents of the same account and action as this request's among what was asked recently, itself not counted. */
export function recentCentsOf(rows: readonly RecentRow[], request: Approval): number {
  const account = rows.find(({ id }) => id === request.id)?.account;
  const action = actionOf(request);
  return rows
    .filter((row) => row.id !== request.id && row.account === account && actionOf(row) === action)
    .reduce((sum, row) => sum + Number(row.cents), 0);
}
