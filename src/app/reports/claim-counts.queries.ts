import type { Tx } from '../../db/in-transaction.js';

/** Counts of claims; one claim may be in several. */
export interface ClaimCounts {
  /** Claims that came in; those we opened for another payer of the same visit are not among them. */
  readonly imported: number;
  readonly submitted: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly paid: number;
  readonly denied: number;
  readonly appealed: number;
  readonly recovered: number;
  readonly correctedSubmitted: number;
  readonly patientResponsibility: number;
  readonly planned: number;
  readonly placed: number;
  readonly writtenOff: number;
  readonly open: number;
}

type Row = { readonly [Name in keyof ClaimCounts]: bigint };

export async function claimCounts(tx: Tx): Promise<ClaimCounts> {
  const [row] = await tx.db.$queryRaw<Row[]>`
    WITH c AS (SELECT * FROM claims WHERE organization_id = ${tx.organizationId}::uuid),
         s AS (SELECT * FROM submissions WHERE organization_id = ${tx.organizationId}::uuid AND sent_on IS NOT NULL),
         d AS (SELECT * FROM denials WHERE organization_id = ${tx.organizationId}::uuid),
         r AS (SELECT * FROM responsibilitys WHERE organization_id = ${tx.organizationId}::uuid)
    SELECT (SELECT count(*) FROM c WHERE parent_claim_id IS NULL) AS imported,
           (SELECT count(DISTINCT claim_id) FROM s) AS submitted,
           (SELECT count(*) FROM c WHERE accepted_on IS NOT NULL) AS accepted,
           (SELECT count(DISTINCT subject_id) FROM story_events WHERE organization_id = ${tx.organizationId}::uuid
              AND story_kind = 'claim' AND type IN ('payerRejected', 'batchRejected')) AS rejected,
           (SELECT count(DISTINCT rc.claim_id) FROM remittance_claims rc JOIN remittances m
              ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id AND m.state = 'POSTED'
             WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.claim_id IS NOT NULL AND rc.paid_cents > 0) AS paid,
           (SELECT count(DISTINCT claim_id) FROM d) AS denied,
           (SELECT count(DISTINCT d.claim_id) FROM d JOIN appeal_levels l ON l.organization_id = d.organization_id AND l.denial_id = d.id
             WHERE l.filed_on IS NOT NULL) AS appealed,
           (SELECT count(DISTINCT claim_id) FROM d WHERE outcome IN ('paid', 'partial')) AS recovered,
           (SELECT count(DISTINCT claim_id) FROM s WHERE frequency IN ('7', 'Q')) AS "correctedSubmitted",
           (SELECT count(DISTINCT claim_id) FROM r) AS "patientResponsibility",
           (SELECT count(DISTINCT r.claim_id) FROM r JOIN payment_plans p ON p.organization_id = r.organization_id AND p.account_id = r.account_id
             WHERE p.state IN ('ACTIVE', 'LATE', 'DEFAULTED', 'COMPLETED')) AS planned,
           (SELECT count(DISTINCT i.claim_id) FROM placement_items i JOIN placements p ON p.organization_id = i.organization_id
              AND p.id = i.placement_id WHERE i.organization_id = ${tx.organizationId}::uuid AND p.placed_on IS NOT NULL) AS placed,
           (SELECT count(*) FROM (SELECT claim_id FROM ledger_entries WHERE organization_id = ${tx.organizationId}::uuid
              AND ledger_account LIKE 'writeoff.%'
              AND ledger_account NOT IN ('writeoff.WO-CON', 'writeoff.WO-CAP', 'writeoff.WO-SEQ', 'writeoff.WO-QMB', 'writeoff.ADJ-SETTLE')
             GROUP BY claim_id HAVING sum(amount_cents) <> 0) w) AS "writtenOff",
           (SELECT count(*) FROM c WHERE state NOT LIKE 'CLOSED%') AS open`;
  if (!row) throw new Error('No answer to the claim counts');
  return Object.fromEntries(
    Object.entries(row).map(([name, count]) => [name, Number(count)]),
  ) as unknown as ClaimCounts;
}
