import type { Intent } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { HeldSend } from '../../domain/payer-outages/next-sends.js';

/** An intent that an outage let go carries the outage's id here, so that a second try of its step passes as well. */
interface ReleasedDetails {
  readonly releasedBy?: string;
}

/** True while the payer can take nothing and this send is not among those let go; what has begun to leave is never stopped. */
export async function waitsForPayer(tx: Tx, payerId: string, intent: Intent): Promise<boolean> {
  if (intent.sentAt) return false;
  const [outage] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM payer_outages
     WHERE organization_id = ${tx.organizationId}::uuid AND payer_id = ${payerId}::uuid AND state <> 'OVER' LIMIT 1`;
  return outage !== undefined && (intent.details as ReleasedDetails).releasedBy !== outage.id;
}

/** What waits for this payer; sends of a claim that is held itself wait for the claim, not for the payer. */
export async function heldSends(tx: Tx, payerId: string): Promise<readonly HeldSend[]> {
  const rows = await tx.db.$queryRaw<
    { id: string; kind: string; claim: string; intended: Date; file_by: Date | null }[]
  >`
    SELECT i.id, i.kind, c.id AS claim, i.intended_on AS intended, t.hard_date AS file_by
      FROM intents i
      LEFT JOIN denials d ON d.organization_id = i.organization_id AND d.id = i.subject_id
      JOIN claims c ON c.organization_id = i.organization_id
                   AND c.id = CASE i.story_kind WHEN 'day-book' THEN (i.details ->> 'claimId')::uuid ELSE coalesce(d.claim_id, i.subject_id) END
      LEFT JOIN deadlines t ON t.organization_id = i.organization_id AND t.subject_id = c.id
                           AND t.kind = 'timely-filing' AND t.closed_on IS NULL
     WHERE i.organization_id = ${tx.organizationId}::uuid AND i.state = 'HELD' AND c.payer_id = ${payerId}::uuid AND NOT c.held
       AND c.state <> 'HOLD' AND i.kind IN ('submitClaim', 'submitCorrectedClaim', 'checkEligibility', 'requestClaimStatus', 'sendAttachment',
                                          'sendAuthorizationRequest')`;
  return rows.map((row) => {
    const fileBy = fromNullableDate(row.file_by);
    return {
      intentId: row.id,
      claimId: row.claim,
      kind: row.kind,
      intendedOn: fromDateColumn(row.intended),
      ...(fileBy && { fileBy }),
    };
  });
}
