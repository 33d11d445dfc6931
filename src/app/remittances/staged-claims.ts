import type { Tx } from '../../db/in-transaction.js';
import type { RemittanceClaim as RemittanceClaimRow } from '../../db/generated/client.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import type { Deps } from '../deps.js';

/** A CLP row with its opened document. */
export interface StagedClaim {
  readonly row: RemittanceClaimRow;
  readonly document: RemittanceClaim;
}

/**
 * CLPs that are opened, matched, planned and saved together: what they leave behind dies young, so that memory does not grow with
 * the remittance, and no stretch of planning keeps the process from its other work for long.
 */
const CLAIMS_A_CHUNK = 250;

/** The CLPs of a remittance in the order of the file, some at a time. */
export async function* stagedChunks(deps: Deps, tx: Tx, remittanceId: string): AsyncGenerator<StagedClaim[]> {
  for (let after = 0; ;) {
    const rows = await tx.db.remittanceClaim.findMany({
      where: { organizationId: tx.organizationId, remittanceId, ordinal: { gt: after } },
      orderBy: { ordinal: 'asc' },
      take: CLAIMS_A_CHUNK,
    });
    if (rows.length > 0) yield rows.map((row) => opened(deps, tx, row));
    if (rows.length < CLAIMS_A_CHUNK) return;
    after = rows.at(-1)?.ordinal ?? after;
  }
}

/** All of them: for a preview, which writes nothing. */
export async function stagedClaims(deps: Deps, tx: Tx, remittanceId: string): Promise<StagedClaim[]> {
  const all: StagedClaim[] = [];
  for await (const some of stagedChunks(deps, tx, remittanceId)) all.push(...some);
  return all;
}

export async function stagedClaim(deps: Deps, tx: Tx, id: string): Promise<StagedClaim> {
  const where = { organizationId_id: { organizationId: tx.organizationId, id } };
  return opened(deps, tx, await tx.db.remittanceClaim.findUniqueOrThrow({ where }));
}

const opened = (deps: Deps, tx: Tx, row: RemittanceClaimRow): StagedClaim => ({
  row,
  document: deps.keys.openJson<RemittanceClaim>(
    { org: tx.organizationId, table: 'remittance_claims', column: 'document', rowId: row.id },
    row.document,
  ),
});
