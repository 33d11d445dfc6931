import { readSealed } from '../../adapters/sealed-files.js';
import { inTransaction, systemActor } from '../../db/in-transaction.js';
import type { ReadOptions } from '../../edi/x12/options.js';
import { readX12, type X12Item } from '../../edi/x12/read.js';
import type { Deps } from '../deps.js';

/** Names one inbound file of an organization. */
export interface FileRef {
  readonly organizationId: string;
  readonly fileId: string;
}

/** Reads the sealed file as typed items, flat in memory, with the leniencies of its trading partner. */
export async function* readInbound(deps: Deps, file: FileRef): AsyncGenerator<X12Item> {
  const options = await leniencies(deps, file);
  const bytes = readSealed({ keys: deps.keys, dataDir: deps.config.dataDir }, file.organizationId, file.fileId);
  for await (const batch of readX12(bytes, options)) yield* batch;
}

/** A partner's named leniencies; test files (ISA15 = T) are taken by stepped organizations only. */
async function leniencies(deps: Deps, file: FileRef): Promise<ReadOptions> {
  return inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    const row = await tx.db.inboundFile.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: tx.organizationId, id: file.fileId } },
      select: { source: true },
    });
    const partnerId = row.source.startsWith('drop:') ? row.source.slice('drop:'.length) : undefined;
    const partner = partnerId
      ? await tx.db.tradingPartner.findUnique({
          where: { organizationId_id: { organizationId: tx.organizationId, id: partnerId } },
        })
      : null;
    return { allow: { ...(partner?.leniencies as object | undefined), ...(tx.stepped && { allowTestUsage: true }) } };
  });
}
