import type { Remittance } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';

/** States that vouch for nothing: what a repeat repeats may have turned out damaged since. */
const VOUCHES_FOR_NOTHING = ['READING', 'REPEAT'];

/**
 * Remittances of the same payment: by identity key, and between paper and file also by payer, number and date, since who
 * keyed a check may not have known how the payer names itself in TRN03.
 */
export async function earlierPayments(tx: Tx, row: Remittance): Promise<Remittance[]> {
  const { organizationId } = tx;
  const others = { organizationId, id: { not: row.id }, state: { notIn: VOUCHES_FOR_NOTHING } };
  const same = await tx.db.remittance.findMany({
    where: { ...others, identityKey: row.identityKey },
    orderBy: { id: 'asc' },
  });
  if (!row.payerId) return same;
  const { payerId, trace, paymentDate } = row;
  const alike = await tx.db.remittance.findMany({
    where: { ...others, payerId, trace, paymentDate, identityKey: { not: row.identityKey } },
    orderBy: { id: 'asc' },
  });
  if (alike.length === 0) return same;
  const keyed = await tx.db.inboundFile.findMany({
    where: { organizationId, id: { in: [row, ...alike].map(({ fileId }) => fileId) }, keyedBy: { not: null } },
    select: { id: true },
  });
  const onPaper = new Set(keyed.map(({ id }) => id));
  return [...same, ...alike.filter(({ fileId }) => onPaper.has(fileId) !== onPaper.has(row.fileId))];
}
