import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { openClaim } from '../claims/open-claim.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { readInbound, type FileRef } from './read-inbound.js';
import { refusedParts } from './refused-parts.js';

/** Claims a transaction; small, so that people are never kept waiting by an import. */
const CLAIMS_A_TRANSACTION = 25;

export interface ImportedClaims {
  opened: number;
  repeats: number;
  refused: number;
}

/**
 * Opens every usable claim of an 837; repeats change nothing, refused ones are listed in one work item. Claims of a
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
  let pending: Claim837[] = [];
  let where = { interchange: 0, group: 0, set: 0 };
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const claims = pending;
    pending = [];
    heartbeat();
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importClaims') }, (tx) =>
      openAll(deps, tx, { file, claims, total }),
    );
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
  return total;
}

interface OpenAll {
  readonly file: FileRef;
  readonly claims: readonly Claim837[];
  readonly total: ImportedClaims;
}

async function openAll(deps: Deps, tx: Tx, { file, claims, total }: OpenAll): Promise<void> {
  for (const claim of claims) {
    const opened = await openClaim(deps, tx, claim, file.fileId);
    if (opened.became === 'opened') total.opened += 1;
    else if (opened.became === 'repeat') total.repeats += 1;
    else {
      total.refused += 1;
      await openWorkItem(
        tx,
        { type: 'file', id: file.fileId },
        {
          kind: 'brokenFile',
          dedupeKey: `${file.fileId}:claim:${claim.place?.segment ?? 0}`,
          dueDate: addBusinessDays(tx.at.date, 1),
          facts: { reason: opened.reason, segment: claim.place?.segment ?? 0, byte: claim.place?.byte ?? 0 },
        },
      );
    }
  }
  await tx.db.inboundFile.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: file.fileId } },
    data: { summary: { claims: { ...total } } },
  });
}
