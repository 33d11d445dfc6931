import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of one trading partner: we write `outbound`, the partner takes files to `outbound/taken`; `inbound` is read and archived. */
export interface DropFolders {
  readonly outbound: string;
  readonly inbound: string;
}

const TAKEN = 'taken';
const ARCHIVE = 'archive';
const PARTIAL = '.partial';

/** Was a file of this name ever delivered? Answers the in-doubt question after a crash between send and record. */
export async function wasDelivered(folders: DropFolders, name: string): Promise<boolean> {
  return (await exists(join(folders.outbound, name))) || (await exists(join(folders.outbound, TAKEN, name)));
}

/** Delivers a file by one atomic rename; a name that was delivered before is not delivered again. */
export async function deliverFile(
  folders: DropFolders,
  name: string,
  bytes: Iterable<Uint8Array>,
): Promise<'delivered' | 'was-there'> {
  await mkdir(join(folders.outbound, TAKEN), { recursive: true });
  if (await wasDelivered(folders, name)) return 'was-there';
  const partial = join(folders.outbound, `${name}${PARTIAL}`);
  const file = await open(partial, 'w');
  try {
    for (const chunk of bytes) await file.write(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, join(folders.outbound, name));
  return 'delivered';
}

/** Names of whole files waiting in a folder, oldest name first; partial and hidden files are left alone. */
export async function waitingFiles(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith(PARTIAL))
    .map((entry) => entry.name)
    .sort();
}

/** Moves a file that is safely stored out of the inbox. */
export async function archiveInbound(folders: DropFolders, name: string): Promise<void> {
  await mkdir(join(folders.inbound, ARCHIVE), { recursive: true });
  await rename(join(folders.inbound, name), join(folders.inbound, ARCHIVE, name));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
