import { randomUUID } from 'node:crypto';
import { storeSealed } from '../../adapters/sealed-files.js';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { FileTooLarge } from '../../security/sealed-file.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { startStory } from '../stories/record-event.js';
import { crashPoint } from '../../crash-points.js';

/** Largest X12 upload (reliability §6.9). */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

export interface InboundBytes {
  readonly organizationId: string;
  readonly actor: Actor;
  /** 'upload', 'keyed', 'webhook:<name>' or 'drop:<partner id>'. */
  readonly source: string;
  /** The sender's name for it; only data, kept sealed. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Written from what the actor keyed off this scan. */
  readonly keyedFrom?: { readonly scanId: string };
}

/**
 * Seals the bytes while hashing them, then stores the row and starts the file's story in one transaction.
 * The same bytes again are refused with the id of the first; a crash in between leaves only an orphan of sealed bytes.
 */
export async function storeInboundFile(deps: Deps, input: InboundBytes): Promise<Result<{ fileId: string }, Problem>> {
  const fileId = randomUUID();
  const { organizationId: org, actor } = input;
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  const sealed = await storeSealed(store, org, fileId, input.bytes, MAX_FILE_BYTES).catch((error: unknown) => {
    if (error instanceof FileTooLarge) return undefined;
    throw error;
  });
  if (!sealed)
    return fail(
      problem('tooLarge', `A file may have at most ${MAX_FILE_BYTES / 1024 / 1024} MiB. Split it and send the parts.`),
    );
  crashPoint('fileSealed');
  return inTransaction(deps.db, org, { actor }, async (tx): Promise<Result<{ fileId: string }, Problem>> => {
    const created = await tx.db.inboundFile.createMany({
      data: [
        {
          id: fileId,
          organizationId: org,
          sha256: sealed.sha256,
          sizeBytes: BigInt(sealed.sizeBytes),
          source: input.source,
          name: new Uint8Array(
            deps.keys.sealText({ org, table: 'inbound_files', column: 'name', rowId: fileId }, input.name),
          ),
          receivedOn: toDateColumn(tx.at.date),
          ...(input.keyedFrom && { keyedBy: actor.id, scanId: input.keyedFrom.scanId }),
        },
      ],
      skipDuplicates: true,
    });
    if (created.count === 0) return fail(await duplicateOf(tx, sealed.sha256));
    await recordAudit(tx, {
      action: 'file.receive',
      subjectType: 'file',
      subjectId: fileId,
      why: input.source,
      after: { sha256: sealed.sha256, sizeBytes: sealed.sizeBytes, ...input.keyedFrom },
    });
    await startStory(tx, 'file', fileId, { type: 'fileReceived' });
    return ok({ fileId });
  });
}

async function duplicateOf(tx: Tx, sha256: string): Promise<Problem> {
  const { organizationId } = tx;
  const first = await tx.db.inboundFile.findUnique({
    where: { organizationId_sha256: { organizationId, sha256 } },
    select: { id: true },
  });
  return problem(
    'duplicateFile',
    `The same file came before as ${first?.id ?? 'another file'}; nothing was done again.`,
    { firstFileId: first?.id ?? null },
  );
}
