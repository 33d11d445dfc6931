import { createHash, randomUUID } from 'node:crypto';
import { inTransaction, toDateColumn } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { MAX_FILE_BYTES, type InboundBytes } from './store-inbound-file.js';

/** A file whose bytes are never stored keeps this state; there is nothing to read again. */
export const REFUSED = 'REFUSED';

/** Records a file from a folder that is larger than we take: it was never read, but somebody must know and ask for parts. */
export async function refuseInboundFile(
  deps: Deps,
  input: Omit<InboundBytes, 'bytes'> & { readonly sizeBytes: number },
): Promise<void> {
  const { organizationId, actor, source, name, sizeBytes } = input;
  const identity = createHash('sha256')
    .update(JSON.stringify([source, name, sizeBytes]))
    .digest('hex');
  await inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const id = randomUUID();
    const place = { org: organizationId, table: 'inbound_files', column: 'name', rowId: id };
    const created = await tx.db.inboundFile.createMany({
      data: [
        {
          id,
          organizationId,
          sha256: `unread:${identity}`,
          sizeBytes: BigInt(sizeBytes),
          source,
          name: new Uint8Array(deps.keys.sealText(place, name)),
          kind: 'unusable',
          state: REFUSED,
          problemCount: 1,
          receivedOn: toDateColumn(tx.at.date),
        },
      ],
      skipDuplicates: true,
    });
    if (created.count === 0) return;
    const mebibytes = MAX_FILE_BYTES / 1024 / 1024;
    await tx.db.fileProblem.create({
      data: {
        organizationId,
        fileId: id,
        code: 'FILE_TOO_LARGE',
        severity: 'refused',
        place: { byte: MAX_FILE_BYTES },
        message: `A file may have at most ${mebibytes} MiB; nothing of it was read. Ask the partner to split it and send the parts; it lies in the folder "refused".`,
      },
    });
    await openWorkItem(
      tx,
      { type: 'file', id },
      {
        kind: 'brokenFile',
        dedupeKey: `${id}:broken`,
        dueDate: addBusinessDays(tx.at.date, 1),
        facts: {
          kind: 'unusable',
          first: 'FILE_TOO_LARGE',
          problems: 1,
          refused: 1,
          sizeBytes,
          maxBytes: MAX_FILE_BYTES,
        },
      },
    );
    await recordAudit(tx, {
      action: 'file.refuse',
      subjectType: 'file',
      subjectId: id,
      why: `${source}: too large`,
      after: { sizeBytes },
    });
  });
}
