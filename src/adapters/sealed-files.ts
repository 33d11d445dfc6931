import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRing } from '../security/key-ring.js';
import { openFile, openStream, sealStream, type SealedFile } from '../security/sealed-file.js';

/** Where sealed bytes of an organization lie: one flat folder, opaque names. */
export interface FileStore {
  readonly keys: KeyRing;
  readonly dataDir: string;
}

const pathOf = (store: FileStore, org: string, fileId: string): string =>
  join(store.dataDir, 'files', org, `${fileId}.sealed`);

export const storeSealed = (
  store: FileStore,
  org: string,
  fileId: string,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes?: number,
): Promise<SealedFile> => sealStream(store.keys, { org, fileId }, bytes, pathOf(store, org, fileId), maxBytes);

export const readSealed = (store: FileStore, org: string, fileId: string): AsyncGenerator<Uint8Array> =>
  openStream(store.keys, { org, fileId }, pathOf(store, org, fileId));

export const readSealedWhole = (store: FileStore, org: string, fileId: string): Promise<Buffer> =>
  openFile(store.keys, { org, fileId }, pathOf(store, org, fileId));

/** Forgets sealed bytes that no row names. */
export const dropSealed = (store: FileStore, org: string, fileId: string): Promise<void> =>
  rm(pathOf(store, org, fileId), { force: true });
