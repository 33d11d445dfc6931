import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crashPoint } from '../crash-points.js';

/** Folders of one trading partner: we write `outbound`, the partner takes files to `outbound/taken`; `inbound` is read and archived. */
export interface DropFolders {
  readonly outbound: string;
  readonly inbound: string;
}

const TAKEN = 'taken';
const ARCHIVE = 'archive';
const REFUSED = 'refused';
const PARTIAL = '.partial';

/** Was a file of this name ever delivered? Answers the in-doubt question after a crash between send and record. */
export async function wasDelivered(folders: DropFolders, name: string): Promise<boolean> {
  return (await exists(join(folders.outbound, name))) || (await exists(join(folders.outbound, TAKEN, name)));
}

/** What lies at the partner's: our bytes, or those of an earlier attempt, which may differ (dates in the envelope). */
export interface Delivery {
  readonly became: 'delivered' | 'was-there';
  /** Of the bytes that were really delivered, hexadecimal. */
  readonly sha256: string;
}

/** Delivers a file by one atomic rename; a name that was delivered before is not delivered again. */
export async function deliverFile(folders: DropFolders, name: string, bytes: Iterable<Uint8Array>): Promise<Delivery> {
  await mkdir(join(folders.outbound, TAKEN), { recursive: true });
  if (await wasDelivered(folders, name)) return { became: 'was-there', sha256: await deliveredHash(folders, name) };
  const partial = join(folders.outbound, `${name}${PARTIAL}`);
  const hash = createHash('sha256');
  const file = await open(partial, 'w');
  try {
    for (const chunk of bytes) {
      await file.write(chunk);
      hash.update(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  crashPoint('filePartial');
  await rename(partial, join(folders.outbound, name));
  return { became: 'delivered', sha256: hash.digest('hex') };
}

/** The partner may take the file while we look: it only ever moves from `outbound` to `taken`. */
async function deliveredHash(folders: DropFolders, name: string): Promise<string> {
  const bytes = await readFile(join(folders.outbound, name)).catch(() => readFile(join(folders.outbound, TAKEN, name)));
  return createHash('sha256').update(bytes).digest('hex');
}

/** Names of whole files waiting in a folder, oldest name first; partial and hidden files are left alone. */
export async function waitingFiles(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith(PARTIAL))
    .map((entry) => entry.name)
    .sort();
}

/** A folder is looked into many times a second, and made once. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(folder, { recursive: true });
    return [];
  }
}

/** Moves a file that is safely stored out of the inbox. */
export const archiveInbound = (folders: DropFolders, name: string): Promise<void> => setAside(folders, name, ARCHIVE);

/** Moves a file that we do not take out of the inbox; nothing of it is thrown away. */
export const refuseInbound = (folders: DropFolders, name: string): Promise<void> => setAside(folders, name, REFUSED);

async function setAside(folders: DropFolders, name: string, where: string): Promise<void> {
  await mkdir(join(folders.inbound, where), { recursive: true });
  await rename(join(folders.inbound, name), join(folders.inbound, where, name));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
