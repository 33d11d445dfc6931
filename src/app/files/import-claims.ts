import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { openClaim } from '../claims/open-claim.js';
import type { Deps } from '../deps.js';
import { readUsable, type FileRef } from './read-inbound.js';
import { noteSummary } from './readings.js';
import { askAboutRefusedClaims, noteRefusedClaim } from './refuse-claims.js';
import { crashPoint } from '../../crash-points.js';

/** Claims a transaction; small, so that people are never kept waiting by an import. */
const CLAIMS_A_TRANSACTION = 25;

export interface ImportedClaims {
  opened: number;
  repeats: number;
  refused: number;
}

/**
 * Opens every claim of the sound parts of an 837; repeats change nothing, refused ones are problems of the file and one
 * work item. Of damaged parts `recognizeFile` told a person. A second run resumes by itself.
 */
export async function importClaims(
  deps: Deps,
  file: FileRef,
  heartbeat: () => void = () => undefined,
): Promise<ImportedClaims> {
  const total: ImportedClaims = { opened: 0, repeats: 0, refused: 0 };
  const reasons: Record<string, number> = {};
  let pending: Claim837[] = [];
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
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind === 'claim') pending.push(item.claim);
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
  await noteSummary(tx, file, { claims: { ...total } });
}
