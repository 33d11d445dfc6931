import type { Tx } from '../../db/in-transaction.js';
import { isGovernment, MINIMUM_PATIENT_REFUND_CENTS } from '../../domain/refunds/refund-clock.js';
import { openRefund } from './open-refund.js';

interface Credit {
  readonly place: 'patient-unapplied' | 'receivable.patient' | 'receivable.payer';
  readonly account_id: string | null;
  readonly payer_id: string | null;
  readonly payer_class: string | null;
  readonly claim_id: string | null;
  readonly cents: bigint;
  /** Our own correction (frequency 7 or 8), or the new decision of the payer before, made the payer owe less than it had paid. */
  readonly lowered: boolean;
  /** Refunds of this place so far: part of the key, so that a later credit is a new one. */
  readonly earlier: bigint;
}

/**
 * The books' credits of today that nobody looks at yet (rulebook §9.7): patient money without a responsibility, receivables
 * below zero. A payer's credit counts only on claims that nobody will decide about again soon: a takeback clears itself. What
 * our own correction lowered is identified the day the payer decided it, whatever else is open (C5, 42 CFR 401.305); what the
 * new decision of the payer before lowered, the day we know of it and tell this payer.
 */
export async function findCredits(tx: Tx): Promise<number> {
  const credits = await tx.db.$queryRaw<Credit[]>`
    WITH unapplied AS (
      SELECT 'patient-unapplied' AS place, account_id, NULL::uuid AS payer_id, NULL AS payer_class, NULL::uuid AS claim_id, -sum(amount_cents)::bigint AS cents, false AS lowered
        FROM ledger_entries WHERE organization_id = ${tx.organizationId}::uuid AND ledger_account = 'patient-unapplied' AND account_id IS NOT NULL
       GROUP BY account_id HAVING sum(amount_cents) <= ${-MINIMUM_PATIENT_REFUND_CENTS}),
    overpaid AS (
      SELECT b.ledger_account AS place, c.account_id, p.id AS payer_id, p.payer_class, c.id AS claim_id, -b.balance_cents AS cents, coalesce(l.lowered, false) AS lowered
        FROM ledger_balances b
        JOIN claims c ON c.organization_id = b.organization_id AND c.id = b.claim_id
        JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id
        LEFT JOIN LATERAL (
          SELECT s.frequency IN ('7', '8', 'Q') AND (c.adjudicated_on >= s.sent_on OR c.state_facts ->> 'replacementAskedOn' IS NOT NULL) AS lowered
            FROM submissions s
           WHERE s.organization_id = c.organization_id AND s.claim_id = c.id AND s.state <> 'WITHDRAWN'
           ORDER BY s.number DESC LIMIT 1) l ON b.ledger_account = 'receivable.payer'
       WHERE b.organization_id = ${tx.organizationId}::uuid AND b.balance_cents < 0
         AND ((b.ledger_account = 'receivable.patient' AND b.balance_cents <= ${-MINIMUM_PATIENT_REFUND_CENTS})
              OR (b.ledger_account = 'receivable.payer'
                  AND (c.state LIKE 'CLOSED%' OR (l.lowered AND c.state <> 'REVERSED'))))),
    credits AS (SELECT * FROM unapplied UNION ALL SELECT * FROM overpaid)
    SELECT k.*, (SELECT count(*) FROM refunds r WHERE r.organization_id = ${tx.organizationId}::uuid AND r.place = k.place
                   AND r.claim_id IS NOT DISTINCT FROM k.claim_id
                   AND (k.claim_id IS NOT NULL OR r.account_id = k.account_id)) AS earlier
      FROM credits k
     WHERE NOT EXISTS (SELECT 1 FROM refunds r WHERE r.organization_id = ${tx.organizationId}::uuid AND r.place = k.place
                          AND r.claim_id IS NOT DISTINCT FROM k.claim_id AND (k.claim_id IS NOT NULL OR r.account_id = k.account_id)
                          AND r.state IN ('IDENTIFIED', 'PROPOSED'))
     ORDER BY k.cents DESC`;
  let opened = 0;
  for (const credit of credits) opened += (await open(tx, credit)) ? 1 : 0;
  return opened;
}

function open(tx: Tx, credit: Credit): Promise<boolean> {
  const subject = credit.claim_id ?? credit.account_id ?? '';
  const payers = credit.place === 'receivable.payer';
  return openRefund(tx, {
    businessKey: `credit:${credit.place}:${subject}:${Number(credit.earlier) + 1}`,
    owner: payers ? 'payer' : 'patient',
    government: payers && isGovernment(credit.payer_class ?? undefined),
    place: credit.place,
    amountCents: Number(credit.cents),
    reason: credit.place === 'patient-unapplied' ? 'unapplied' : credit.lowered ? 'correctionLowered' : 'overpaid',
    ...(credit.claim_id && { claimId: credit.claim_id }),
    ...(payers
      ? credit.payer_id && { payerId: credit.payer_id }
      : credit.account_id && { accountId: credit.account_id }),
  });
}
