import type { Tx } from '../../db/in-transaction.js';

/**
 * What each payer paid of the charges it decided in the last twelve months, beside what all payers did (rulebook §7).
 * A payer without a decided claim counts as average.
 */
export async function countRecovery(tx: Tx): Promise<void> {
  tx.write`
    WITH decided AS (
      SELECT c.payer_id, sum(c.charge_cents)::double precision AS charged,
             sum(coalesce((SELECT sum(e.amount_cents) FROM ledger_entries e
                            WHERE e.organization_id = c.organization_id AND e.claim_id = c.id
                              AND e.ledger_account = 'cash.clearing' AND e.payer_id IS NOT NULL), 0))::double precision AS paid
        FROM claims c
       WHERE c.organization_id = ${tx.organizationId}::uuid AND c.adjudicated_on > ${tx.at.date}::date - interval '12 months'
       GROUP BY c.payer_id),
    everybody AS (SELECT sum(paid) / nullif(sum(charged), 0) AS rate FROM decided)
    UPDATE payers p
       SET recovery_factor = round((coalesce((d.paid / nullif(d.charged, 0)) / nullif(e.rate, 0), 1))::numeric, 4)::double precision
      FROM decided d, everybody e
     WHERE p.organization_id = ${tx.organizationId}::uuid AND p.id = d.payer_id`;
}
