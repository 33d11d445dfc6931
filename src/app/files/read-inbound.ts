import { readSealed } from '../../adapters/sealed-files.js';
import { inTransaction, systemActor } from '../../db/in-transaction.js';
import type { ReadOptions } from '../../edi/x12/options.js';
import { readX12, type X12Item } from '../../edi/x12/read.js';
import type { Deps } from '../deps.js';
import { RefusedParts, type SetPlace } from './refused-parts.js';

/** Segments of one X12 file (reliability §6.9). */
export const MOST_SEGMENTS = 16_000_000;

/** Names one inbound file of an organization. */
export interface FileRef {
  readonly organizationId: string;
  readonly fileId: string;
}

/** Called while a long reading is alive. */
export type Heartbeat = () => void;

/**
 * The items of the sound parts only: what a refused set, group or interchange holds never comes out, and neither does a
 * single claim of an 837 that has a fault of its own. Reads the file twice; memory stays flat.
 */
export async function* readUsable(deps: Deps, file: FileRef, heartbeat: Heartbeat): AsyncGenerator<X12Item> {
  const options = await leniencies(deps, file);
  const refused = new RefusedParts();
  for await (const item of readInbound(deps, file, heartbeat, options)) refused.take(item);
  let set: SetPlace | undefined;
  let usable = true;
  let interchange = 0;
  for await (const item of readInbound(deps, file, heartbeat, options)) {
    if (item.kind === 'interchange') interchange = item.ordinal;
    if (item.kind === 'set') {
      set = item;
      usable = refused.mayUseSet(item);
    }
    if (!set) usable = refused.mayUseInterchange(interchange);
    const sound = item.kind !== 'claim' || !set || refused.mayUseClaim(set, item.claim.claimNumber);
    if (usable && sound) yield item;
    if (item.kind === 'setEnd') set = undefined;
  }
}

/** Reads the sealed file as typed items, flat in memory, with the leniencies of its trading partner. */
export async function* readInbound(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
  known?: ReadOptions,
): AsyncGenerator<X12Item> {
  const options = known ?? (await leniencies(deps, file));
  const bytes = readSealed({ keys: deps.keys, dataDir: deps.config.dataDir }, file.organizationId, file.fileId);
  for await (const batch of readX12(bytes, options)) {
    heartbeat();
    yield* batch;
  }
}

/** A partner's named leniencies; test files (ISA15 = T) are taken by stepped organizations only. */
async function leniencies(deps: Deps, file: FileRef): Promise<ReadOptions> {
  return inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    const [row] = await tx.db.$queryRaw<{ leniencies: object | null }[]>`
      SELECT p.leniencies FROM inbound_files f
        LEFT JOIN trading_partners p ON p.organization_id = f.organization_id AND f.source = 'drop:' || p.id
       WHERE f.organization_id = ${tx.organizationId}::uuid AND f.id = ${file.fileId}::uuid`;
    if (!row) throw new Error(`file ${file.fileId} is not on file`);
    return {
      limits: { segments: MOST_SEGMENTS },
      allow: { ...row.leniencies, ...(tx.stepped && { allowTestUsage: true }) },
    };
  });
}
