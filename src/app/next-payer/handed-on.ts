import type { Tx } from '../../db/in-transaction.js';
import type { Claim } from '../../db/generated/client.js';
import type { PostingDraft } from '../../domain/ledger/posting.js';
import { draftOf } from '../remittances/earlier-adjudications.js';

/** Place of what was written off because the patient is a QMB, beside the decision it is about. */
export const QMB_PLACE = 'qmb';
/** Place of what went back from the patient because Medicaid covers the service after all. */
export const RETRO_MEDICAID_PLACE = 'retro-medicaid';
/** Place of what went to Medicare conditionally, and of what comes back: no decision of either payer takes it back by itself. */
export const CONDITIONAL_PLACE = 'conditional';
const HANDED_ON = [
  { kind: { in: ['nextPayerTransfer', 'patientTransfer'] }, sourcePlace: null },
  { sourcePlace: { in: [QMB_PLACE, RETRO_MEDICAID_PLACE] } },
];

/** Those of the claims that ever handed anything on. */
export async function claimsThatHandedOn(tx: Tx, claimIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db.posting.findMany({
    where: {
      organizationId: tx.organizationId,
      sourceType: 'claim',
      sourceId: { in: [...claimIds] },
      OR: HANDED_ON,
    },
    select: { sourceId: true },
  });
  return new Set(rows.map(({ sourceId }) => sourceId));
}

/** What `bill-next-payer` moved off this claim and nothing has taken back since, oldest first. */
export async function handedOn(tx: Tx, claimId: string): Promise<PostingDraft[]> {
  const key = { organizationId: tx.organizationId };
  const rows = await tx.db.posting.findMany({
    where: { ...key, sourceType: 'claim', sourceId: claimId, OR: HANDED_ON, reversesId: null },
    orderBy: { businessKey: 'asc' },
  });
  const reversed = await tx.db.posting.findMany({
    where: { ...key, reversesId: { in: rows.map(({ id }) => id) } },
    select: { reversesId: true },
  });
  const gone = new Set(reversed.map(({ reversesId }) => reversesId));
  return Promise.all(rows.filter(({ id }) => !gone.has(id)).map((row) => draftOf(tx, row)));
}

/** What the payers before took off the charge, paid and adjusted: the amount CARC 23 of this payer must repeat (rulebook §4.1). */
export async function priorPayerImpact(
  tx: Tx,
  claim: Pick<Claim, 'id' | 'parentClaimId' | 'chargeCents'>,
): Promise<number | undefined> {
  if (claim.parentClaimId === null) return undefined;
  const [row] = await tx.db.$queryRaw<{ cents: bigint | null }[]>`
    SELECT -sum(amount_cents)::bigint AS cents FROM ledger_entries
     WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claim.id}::uuid AND ledger_account = 'transfer.next-payer'`;
  return Number(claim.chargeCents) - Number(row?.cents ?? 0n);
}
