import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import type { Deps } from '../deps.js';
import { versionedClassifierFor } from './classifier.js';
import type { Subject } from './post-chunk.js';

/** The remittance as it is when nobody else posts it or keeps plans of it, from now to the end of the transaction. */
export async function lockRemittance(tx: Tx, remittanceId: string): Promise<RemittanceRow> {
  await tx.db
    .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${tx.organizationId}::uuid AND id = ${remittanceId}::uuid FOR UPDATE`;
  return tx.db.remittance.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: remittanceId } },
  });
}

/** The remittance with everything that planning any of its CLPs needs. */
export async function subjectOf({ config }: Deps, tx: Tx, row: RemittanceRow): Promise<Subject> {
  const remittance = await remittanceOf(tx, row);
  const { identityKey, payerId } = remittance;
  const { classify, version } = await versionedClassifierFor(tx, payerId);
  // Another build may plan by other rules, or write other columns.
  const rulesVersion = (): string => [tx.at.date, version(), identityKey, payerId, config.buildId ?? ''].join(' ');
  return { row, remittance, classify, rulesVersion };
}

/** A payment whose first posting was taken back as a whole posts again under a key of its own. */
async function keyOfPosting(tx: Tx, { identityKey }: RemittanceRow): Promise<string> {
  const unposted = await tx.db.remittance.count({
    where: { organizationId: tx.organizationId, identityKey, state: 'UNPOSTED' },
  });
  return unposted === 0 ? identityKey : `${identityKey}#${unposted + 1}`;
}

/** The remittance as the posting rules know it; its claims come in chunks unless the caller has them. */
export async function remittanceOf(
  tx: Tx,
  row: RemittanceRow,
  claims: readonly RemittanceClaim[] = [],
): Promise<Remittance> {
  const adjustments = await tx.db.providerAdjustment.findMany({
    where: { organizationId: tx.organizationId, remittanceId: row.id },
    orderBy: { ordinal: 'asc' },
  });
  if (!row.payerId) throw new Error(`Remittance ${row.id} has no payer`);
  return {
    remittanceId: row.id,
    identityKey: await keyOfPosting(tx, row),
    payerId: row.payerId,
    paymentDate: fromDateColumn(row.paymentDate),
    paymentCents: Number(row.paymentCents),
    claims,
    providerAdjustments: adjustments.map((plb) => ({
      ordinal: plb.ordinal,
      reason: plb.reason,
      amountCents: Number(plb.amountCents),
      ...(plb.reference && { reference: plb.reference }),
    })),
  };
}
