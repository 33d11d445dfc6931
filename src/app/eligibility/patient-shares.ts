import type { Tx } from '../../db/in-transaction.js';
import { MONEY_OF_PATIENT } from '../claims/patient-share.js';

/** What insurance left to a patient on one claim, whether paid since or not, less what was written off of it. */
export interface PatientShare {
  readonly id: string;
  readonly account_id: string;
  readonly service_from: Date;
  readonly cents: bigint;
  /** What was given up of it: charity, bad debt, small balance. */
  readonly written_off: bigint;
}

/** Claims of a patient with such a share, written off or not; one that was taken back again is none. */
export const patientShares = (tx: Tx, patientId: string): Promise<PatientShare[]> => tx.db.$queryRaw<PatientShare[]>`
    SELECT c.id, c.account_id, c.service_from, sum(e.amount_cents)::bigint AS cents,
           coalesce(-sum(e.amount_cents) FILTER (WHERE p.kind = 'writeOff'), 0)::bigint AS written_off
      FROM claims c
      JOIN ledger_entries e ON e.organization_id = c.organization_id AND e.claim_id = c.id AND e.ledger_account = 'receivable.patient'
      JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id AND p.kind <> ALL (${MONEY_OF_PATIENT})
     WHERE c.organization_id = ${tx.organizationId}::uuid AND c.patient_id = ${patientId}::uuid
     GROUP BY c.organization_id, c.id, c.account_id, c.service_from
    HAVING sum(e.amount_cents) FILTER (WHERE p.kind <> 'writeOff') > 0 ORDER BY c.id`;
