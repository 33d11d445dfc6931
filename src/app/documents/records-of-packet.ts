import { openRecord, type OpenedRecord } from '../../adapters/bound-records.js';
import { readSealedWhole } from '../../adapters/sealed-files.js';
import type { Tx } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';

/** A document kept with a claim that an appeal may rest on. */
export interface KeptRecord {
  readonly id: string;
  readonly title: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

/** Kinds of documents a packet takes along, and what its index calls them (rulebook §5.3). */
const TITLES: Readonly<Record<string, string>> = {
  representative: 'Authorization of the representative',
  waiverOfLiability: 'Waiver of liability',
  authorization: 'Authorization',
  contract: 'Contract clause',
  record: 'Record',
  attachment: 'Record',
};
export const packetKinds: readonly string[] = Object.keys(TITLES);

/** Memory the records of one packet may take while it is bound; what comes behind travels beside it. */
const MAX_BOUND_BYTES = 96 * 1024 * 1024;

/** What a packet was made of, frozen with its hashes when it was bound: the result of its intent. */
export interface PackedPacket {
  readonly documentId: string;
  readonly records: readonly {
    readonly id: string;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly bound: boolean;
  }[];
}

/** Everything kept with the claim that a packet takes along: who may appeal, authorization and contract first, then the records, oldest first. */
export async function keptRecords(tx: Tx, claimId: string): Promise<readonly KeptRecord[]> {
  const rows = await tx.db.document.findMany({
    where: { organizationId: tx.organizationId, subjectId: claimId, kind: { in: [...packetKinds] } },
    orderBy: [{ createdOn: 'asc' }, { id: 'asc' }],
  });
  const counts = new Map<string, number>();
  return rows
    .sort((a, b) => packetKinds.indexOf(a.kind) - packetKinds.indexOf(b.kind))
    .map((row) => {
      const name = TITLES[row.kind] ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const { id, sha256, mediaType } = row;
      return { id, title: `${name} ${counts.get(name)}`, sha256, mediaType, sizeBytes: Number(row.sizeBytes) };
    });
}

/** Reads and opens them one after another; a byte changed on disk breaks off. */
export async function openRecords(
  deps: Deps,
  organizationId: string,
  kept: readonly KeptRecord[],
): Promise<readonly OpenedRecord[]> {
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  const opened: OpenedRecord[] = [];
  let taken = 0;
  for (const record of kept) {
    const { title, sha256, mediaType } = record;
    taken += record.sizeBytes;
    opened.push(
      taken > MAX_BOUND_BYTES
        ? { title, sha256, how: 'beside', why: 'too large to bind' }
        : await openRecord({
            title,
            sha256,
            mediaType,
            bytes: await readSealedWhole(store, organizationId, record.id),
          }),
    );
  }
  return opened;
}

export const packedOf = (
  documentId: string,
  kept: readonly KeptRecord[],
  opened: readonly OpenedRecord[],
): PackedPacket => ({
  documentId,
  records: kept.map(({ id, sha256, sizeBytes }, at) => ({
    id,
    sha256,
    sizeBytes,
    bound: opened[at]?.how !== 'beside',
  })),
});
