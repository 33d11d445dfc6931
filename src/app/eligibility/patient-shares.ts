import type { Tx } from '../../db/in-transaction.js';
import { MONEY_OF_PATIENT } from '../claims/patient-share.js';

/** What insurance left to a patient on one claim, whether paid since or not. */
export interface PatientShare {
  readonly id: string;
  readonly account_id: string;
  readonly service_from: Date;
  readonly cents: bigint;
}

/** Claims of a patient with such a share; one that was taken back again is none. */
export const patientShares = (tx: Tx, patientId: string): Promise<PatientShare[]> => tx.db.$queryRaw<PatientShare[]>`
    SELECT c.id, c.account_id, c.service_from, sum(e.amount_cents)::bigint AS cents
      FROM claims c
      JOIN ledger_entries e ON e.organization_id = c.organization_id AND e.claim_id = c.id AND e.ledger_account = 'receivable.patient'
      JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id AND p.kind <> ALL (${MONEY_OF_PATIENT})
     WHERE c.organization_id = ${tx.organizationId}::uuid AND c.patient_id = ${patientId}::uuid
     GROUP BY c.organization_id, c.id, c.account_id, c.service_from HAVING sum(e.amount_cents) > 0 ORDER BY c.id`;
