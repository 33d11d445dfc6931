import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { matchRefunds, type RefundToPayer } from '../../domain/remittances/match-refunds.js';
import type { ProviderAdjustmentPlan } from '../../domain/remittances/plan-provider-adjustments.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import { cancelWorkItems } from '../stories/cancel-work-items.js';
import { recordAudit } from '../stories/record-audit.js';
import { lockRefund, settleRefund } from './settle-refund.js';

/** States of a refund that has left us. */
const LEFT_US = ['SENT', 'CLEARED'];

/** Refunds of ours that this remittance reports back (PLB 72, B2), by ordinal of the adjustment. */
export async function refundsReported(
  tx: Tx,
  { payerId, providerAdjustments }: Pick<Remittance, 'payerId' | 'providerAdjustments'>,
): Promise<Map<number, RefundToPayer>> {
  if (!providerAdjustments.some(({ reason }) => reason === '72' || reason === 'B2')) return new Map();
  const { organizationId } = tx;
  const refunds = await tx.db.refund.findMany({
    where: { organizationId, payerId, owner: 'payer', state: { in: LEFT_US }, reportedIn: null },
    orderBy: [{ sentOn: 'asc' }, { id: 'asc' }],
  });
  const claims = await tx.db.claim.findMany({
    where: { organizationId, id: { in: refunds.flatMap(({ claimId }) => claimId ?? []) } },
    select: { id: true, claimNumber: true, payerClaimNumber: true },
  });
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
  const known = refunds.map(({ id, amountCents, claimId, reference }): RefundToPayer => {
    const claim = claimId ? claimOf.get(claimId) : undefined;
    return {
      refundId: id,
      amountCents: Number(amountCents),
      ...(claimId && { claimId }),
      names: [reference, claim?.claimNumber, claim?.payerClaimNumber].filter(
        (name) => name !== null && name !== undefined,
      ),
    };
  });
  return matchRefunds(providerAdjustments, known);
}

/** Links each reported refund to its place in the remittance and closes what still waited for the bank: the payer has it. */
export async function linkReportedRefunds(
  tx: Tx,
  row: RemittanceRow,
  plans: readonly ProviderAdjustmentPlan[],
): Promise<void> {
  const reported = plans.flatMap(({ ordinal, reason, amountCents, refundId }) =>
    refundId ? [{ refundId, place: `plb:${ordinal}`, reason, amountCents }] : [],
  );
  for (const { refundId, place, reason, amountCents } of reported.sort((a, b) =>
    a.refundId.localeCompare(b.refundId),
  )) {
    const { state } = await lockRefund(tx, refundId);
    await tx.db.refund.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: refundId } },
      data: { reportedIn: row.id, reportedPlace: place, reportedFrom: state },
    });
    await recordAudit(tx, {
      action: 'refund.reported',
      subjectType: 'refund',
      subjectId: refundId,
      why: `PLB ${reason} at ${place} of remittance ${row.id}`,
      after: { amountCents },
    });
    if (state !== 'SENT') continue;
    const closed = await settleRefund(tx, refundId, { event: 'refundReported' });
    if (!closed.ok) throw new Error(`Refund ${refundId} does not close: ${closed.problem.detail}`);
    await cancelWorkItems(tx, { subjectId: refundId, kinds: ['watchRefund'], why: 'the payer reported it back' });
  }
}

/** The remittance is unposted: what it said of a refund was never said, and the bank is watched again. */
export async function forgetReports(tx: Tx, remittanceId: string): Promise<void> {
  const { organizationId } = tx;
  await tx.db.refund.updateMany({
    where: { organizationId, reportedIn: remittanceId, reportedFrom: 'SENT' },
    data: { state: 'SENT', closedOn: null },
  });
  await tx.db.refund.updateMany({
    where: { organizationId, reportedIn: remittanceId },
    data: { reportedIn: null, reportedPlace: null, reportedFrom: null },
  });
}
