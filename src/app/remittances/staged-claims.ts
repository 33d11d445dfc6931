import type { Tx } from '../../db/in-transaction.js';
import type { Prisma, RemittanceClaim as RemittanceClaimRow } from '../../db/generated/client.js';
import { slicesOf } from '../../db/slices.js';
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
export const CLAIMS_A_CHUNK = 250;

/** The CLPs of a remittance in the order of the file, some at a time: all of them, or those with the given ordinals. */
export async function* stagedChunks(
  deps: Deps,
  tx: Tx,
  remittanceId: string,
  ordinals?: readonly number[],
): AsyncGenerator<StagedClaim[]> {
  if (ordinals) {
    for (const slice of slicesOf(ordinals, CLAIMS_A_CHUNK)) {
      const some = await claimsWhere(deps, tx, { remittanceId, ordinal: { in: slice } });
      if (some.length > 0) yield some;
    }
    return;
  }
  for (let after = 0; ;) {
    const some = await claimsWhere(deps, tx, { remittanceId, ordinal: { gt: after } });
    if (some.length > 0) yield some;
    if (some.length < CLAIMS_A_CHUNK) return;
    after = some.at(-1)?.row.ordinal ?? after;
  }
}

/** The CLPs between two ordinals, both included. */
export const stagedBetween = (
  deps: Deps,
  tx: Tx,
  remittanceId: string,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<StagedClaim[]> => claimsWhere(deps, tx, { remittanceId, ordinal: { gte: first, lte: last } });

async function claimsWhere(deps: Deps, tx: Tx, where: Prisma.RemittanceClaimWhereInput): Promise<StagedClaim[]> {
  const rows = await tx.db.remittanceClaim.findMany({
    where: { ...where, organizationId: tx.organizationId },
    orderBy: { ordinal: 'asc' },
    take: CLAIMS_A_CHUNK,
  });
  return rows.map((row) => openStaged(deps, tx, row));
}

/** All of them: for a preview, which writes nothing. */
export async function stagedClaims(deps: Deps, tx: Tx, remittanceId: string): Promise<StagedClaim[]> {
  const all: StagedClaim[] = [];
  for await (const some of stagedChunks(deps, tx, remittanceId)) all.push(...some);
  return all;
}

export async function stagedClaim(deps: Deps, tx: Tx, id: string): Promise<StagedClaim> {
  const where = { organizationId_id: { organizationId: tx.organizationId, id } };
  return openStaged(deps, tx, await tx.db.remittanceClaim.findUniqueOrThrow({ where }));
}

export const openStaged = (deps: Deps, tx: Tx, row: RemittanceClaimRow): StagedClaim => ({
  row,
  document: deps.keys.openJson<RemittanceClaim>(
    { org: tx.organizationId, table: 'remittance_claims', column: 'document', rowId: row.id },
    row.document,
  ),
});
