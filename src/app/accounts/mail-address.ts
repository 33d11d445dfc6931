import type { Tx } from '../../db/in-transaction.js';

/** A guarantor without one is told in another way; a letter to nobody would count as bounced. */
export async function hasMailAddress(tx: Tx, accountId: string): Promise<boolean> {
  const { emailIndex } = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: accountId } },
    select: { emailIndex: true },
  });
  return emailIndex !== null;
}
