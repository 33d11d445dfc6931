import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveInbound, refuseInbound, waitingFiles, type DropFolders } from './file-drop.js';
import { crashPoint } from '../crash-points.js';

/** A file found in a partner's inbound folder. */
export interface FoundFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What became of a file: safely stored (or a known repeat), refused for good, or to be looked at again in the next round. */
export type Taken = 'stored' | 'refused' | 'later';

export interface InboxRound {
  readonly folders: DropFolders;
  /** How long a file must have rested: a partner may still be writing it under its final name. */
  readonly restedMs: number;
  readonly store: (file: FoundFile) => Promise<Taken>;
}

/** Hands every waiting file to `store`; only one that is safely stored leaves for the archive, a refused one for `refused`. */
export async function pollInbox({ folders, restedMs, store }: InboxRound): Promise<number> {
  let taken = 0;
  for (const name of await waitingFiles(folders.inbound)) {
    const path = join(folders.inbound, name);
    const before = await seen(path);
    if (!before || Date.now() - before.mtimeMs < restedMs) continue;
    const became = await store({ name, sizeBytes: before.size, bytes: bytesOf(path) });
    if (became === 'later' || !isSame(before, await seen(path))) continue; // it grew while we read: the whole is taken next time
    crashPoint('fileStored');
    await (became === 'stored' ? archiveInbound : refuseInbound)(folders, name);
    taken += 1;
  }
  return taken;
}

/** Opened when it is read, not before. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

const seen = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined);
const isSame = (before: Stats, after: Stats | undefined): boolean =>
  after?.size === before.size && after.mtimeMs === before.mtimeMs;
