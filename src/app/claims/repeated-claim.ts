import type { Claim } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';

/** States in which a claim may still be scrubbed. */
const BEFORE_PAYER = ['DRAFT', 'HOLD', 'SCRUBBING', 'EDIT_FAILED', 'REJECTED'];
/** What was billed on such a claim may be billed anew: the payer refused it, or it was withdrawn. */
const OUT_OF_THE_WAY = ['REJECTED', 'DENIED', 'CLOSED_WRITTEN_OFF', 'CLOSED_VOIDED'];

export const isBeforePayer = (state: string): boolean => BEFORE_PAYER.includes(state);

/**
 * Whether the payer would find an exact duplicate (CARC 18): another claim of the same patient to the same payer by the same
 * provider with the same lines (day, code, modifiers, units, charge). Of two that both wait to be sent, the one opened
 * later is the duplicate, so that one of them goes out. A claim and the one it was split from or handed on from are none.
 */
export async function isRepeat(tx: Tx, claim: Claim): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<{ repeated: boolean }[]>`
    WITH mine AS (SELECT procedure, modifiers, units, charge_cents, service_from, service_through FROM claim_lines
                   WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claim.id}::uuid)
    SELECT EXISTS (
      SELECT 1 FROM claims o
       WHERE o.organization_id = ${tx.organizationId}::uuid AND o.patient_id = ${claim.patientId}::uuid AND o.id <> ${claim.id}::uuid
         AND o.payer_id = ${claim.payerId}::uuid AND o.kind = ${claim.kind} AND o.sequence = ${claim.sequence}
         AND o.provider_npi = ${claim.providerNpi} AND o.charge_cents = ${claim.chargeCents}
         AND o.service_from = ${claim.serviceFrom}::date AND o.service_through = ${claim.serviceThrough}::date
         AND o.state <> ALL(${OUT_OF_THE_WAY}::text[])
         AND o.id IS DISTINCT FROM ${claim.parentClaimId}::uuid AND o.parent_claim_id IS DISTINCT FROM ${claim.id}::uuid
         AND (o.state <> ALL(${BEFORE_PAYER}::text[]) OR (o.created_on, o.claim_number) < (${claim.createdOn}::date, ${claim.claimNumber}))
         AND NOT EXISTS (
           SELECT * FROM mine EXCEPT ALL
           SELECT procedure, modifiers, units, charge_cents, service_from, service_through FROM claim_lines l
            WHERE l.organization_id = o.organization_id AND l.claim_id = o.id)
         AND EXISTS (SELECT 1 FROM mine)) AS repeated`;
  return found?.repeated ?? false;
}
