import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveInbound, waitingFiles, type DropFolders } from './file-drop.js';
import { crashPoint } from '../crash-points.js';

/** A file found in a partner's inbound folder. */
export interface FoundFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Hands every waiting file to `store`; only a file that is safely stored (or is a known repeat) leaves the folder. */
export async function pollInbox(folders: DropFolders, store: (file: FoundFile) => Promise<boolean>): Promise<number> {
  let taken = 0;
  for (const name of await waitingFiles(folders.inbound)) {
    const path = join(folders.inbound, name);
    if (!(await stat(path).catch(() => undefined))) continue;
    if (!(await store({ name, bytes: createReadStream(path) }))) continue;
    crashPoint('fileStored');
    await archiveInbound(folders, name);
    taken += 1;
  }
  return taken;
}
