import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { newPlacement } from '../../domain/collections/placement.js';
import type { SelectedPlacement } from '../../domain/patients/patient-balance.js';
import { approvalRules } from '../approvals/approval-rules.js';
import { startStory } from '../stories/record-event.js';

/** A proposed placement begins: its row, the items it lists, and its story, in the transaction that proposed it. */
export async function openPlacement(
  tx: Tx,
  accountId: string,
  { placementId, items }: SelectedPlacement,
): Promise<void> {
  const placedCents = items.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const { organizationId } = tx;
  const { ruleId, version, days } = (await approvalRules(tx)).lapsesAfter;
  const record = newPlacement(
    placementId,
    { accountId, placedCents, lapsesAfter: { ruleId, version, days } },
    tx.at.date,
  );
  await tx.db.placement.create({
    data: {
      id: placementId,
      organizationId,
      accountId,
      placedCents: BigInt(placedCents),
      stateFacts: { ...record } as object,
      selectedOn: toDateColumn(tx.at.date),
    },
  });
  await tx.db.placementItem.createMany({
    data: items.map(({ claimId, amountCents }) => ({
      organizationId,
      placementId,
      claimId,
      amountCents: BigInt(amountCents),
    })),
  });
  await startStory(tx, 'placement', placementId, { type: 'placementSelected' });
}
