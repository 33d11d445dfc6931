import type { Claim } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';

/**
 * The claim's own row, locked until the transaction ends: two turns of one claim never interleave.
 * Every column by its name; one added to the table belongs here too.
 */
export async function lockClaim(tx: Tx, claimId: string): Promise<Claim> {
  const [row] = await tx.db.$queryRaw<Claim[]>`
    SELECT id, organization_id AS "organizationId", claim_number AS "claimNumber", source_number AS "sourceNumber",
           source_file_id AS "sourceFileId", source_index AS "sourceIndex", patient_id AS "patientId", account_id AS "accountId",
           coverage_id AS "coverageId", payer_id AS "payerId", parent_claim_id AS "parentClaimId", sequence, kind, state, held,
           hold_reason AS "holdReason", charge_cents AS "chargeCents", provider_npi AS "providerNpi", facility_npi AS "facilityNpi",
           service_from AS "serviceFrom", service_through AS "serviceThrough", content, content_version AS "contentVersion",
           payer_claim_number AS "payerClaimNumber", submitted_on AS "submittedOn", accepted_on AS "acceptedOn",
           adjudicated_on AS "adjudicatedOn", first_billed_on AS "firstBilledOn", state_facts AS "stateFacts",
           next_action AS "nextAction", next_action_on AS "nextActionOn", hard_deadline_on AS "hardDeadlineOn",
           created_on AS "createdOn", closed_on AS "closedOn", version, attachment_numbers AS "attachmentNumbers"
      FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${claimId}::uuid FOR UPDATE`;
  if (!row) throw new Error(`claim ${claimId} is not on file`);
  return row;
}

/** Writes what a turn may change of the row, and counts the turn. */
export async function saveClaimRow(tx: Tx, row: Claim): Promise<void> {
  tx.write`
    UPDATE claims SET state = ${row.state}, state_facts = ${JSON.stringify(row.stateFacts)}::jsonb, next_action = ${row.nextAction},
           next_action_on = ${row.nextActionOn}::date, closed_on = ${row.closedOn}::date, hard_deadline_on = ${row.hardDeadlineOn}::date,
           held = ${row.held}, hold_reason = ${row.holdReason}, payer_claim_number = ${row.payerClaimNumber},
           submitted_on = ${row.submittedOn}::date, accepted_on = ${row.acceptedOn}::date, adjudicated_on = ${row.adjudicatedOn}::date,
           first_billed_on = ${row.firstBilledOn}::date, version = version + 1
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${row.id}::uuid`;
}
