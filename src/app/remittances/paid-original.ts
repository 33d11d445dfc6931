import type { Tx } from '../../db/in-transaction.js';

/** Did posted decisions other than this record pay the claim, reversals counted off? Then CARC 18 means its second entry. */
export async function hasPaidOriginal(tx: Tx, claimId: string, remittanceClaimId: string): Promise<boolean> {
  const [row] = await tx.db.$queryRaw<{ paid: bigint | null }[]>`
    SELECT sum(rc.paid_cents)::bigint AS paid
      FROM remittance_claims rc JOIN remittances m ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id
     WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.claim_id = ${claimId}::uuid
       AND rc.id <> ${remittanceClaimId}::uuid AND m.state = 'POSTED'`;
  return Number(row?.paid ?? 0n) > 0;
}
