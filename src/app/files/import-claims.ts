import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { openClaim } from '../claims/open-claim.js';
import type { Deps } from '../deps.js';
import { readInbound, type FileRef } from './read-inbound.js';
import { askAboutRefusedClaims, noteRefusedClaim } from './refuse-claims.js';
import { refusedParts } from './refused-parts.js';
import { crashPoint } from '../../crash-points.js';

/** Claims a transaction; small, so that people are never kept waiting by an import. */
const CLAIMS_A_TRANSACTION = 25;

export interface ImportedClaims {
  opened: number;
  repeats: number;
  refused: number;
}

/**
 * Opens every usable claim of an 837; repeats change nothing, refused ones are problems of the file and one work item. Claims of a
 * damaged set, and those with values that cannot be read, change nothing: `recognizeFile` told a person of them.
 * A second run resumes by itself.
 */
export async function importClaims(
  deps: Deps,
  file: FileRef,
  heartbeat: () => void = () => undefined,
): Promise<ImportedClaims> {
  const total: ImportedClaims = { opened: 0, repeats: 0, refused: 0 };
  const refused = await refusedParts(deps, file);
  const reasons: Record<string, number> = {};
  let pending: Claim837[] = [];
  let where = { interchange: 0, group: 0, set: 0 };
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const claims = pending;
    pending = [];
    heartbeat();
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importClaims') }, (tx) =>
      openAll(deps, tx, { file, claims, total, reasons }),
    );
    crashPoint('claimsOpened');
  };
  for await (const item of readInbound(deps, file)) {
    if (item.kind === 'set') where = { interchange: item.interchange, group: item.group, set: item.ordinal };
    if (item.kind === 'claim') {
      if (refused.has(where, item.claim.claimNumber)) total.refused += 1;
      else pending.push(item.claim);
    }
    if (pending.length >= CLAIMS_A_TRANSACTION) await flush();
  }
  await flush();
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('importClaims') }, (tx) =>
    askAboutRefusedClaims(tx, file.fileId, reasons),
  );
  return total;
}

interface OpenAll {
  readonly file: FileRef;
  readonly claims: readonly Claim837[];
  readonly total: ImportedClaims;
  readonly reasons: Record<string, number>;
}

async function openAll(deps: Deps, tx: Tx, { file, claims, total, reasons }: OpenAll): Promise<void> {
  for (const claim of claims) {
    const opened = await openClaim(deps, tx, claim, file.fileId);
    if (opened.became === 'opened') total.opened += 1;
    else if (opened.became === 'repeat') total.repeats += 1;
    else {
      total.refused += 1;
      reasons[opened.reason] = (reasons[opened.reason] ?? 0) + 1;
      await noteRefusedClaim(tx, file.fileId, claim, opened.reason);
    }
  }
  await tx.db.inboundFile.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: file.fileId } },
    data: { summary: { claims: { ...total } } },
  });
}
