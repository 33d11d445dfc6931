import { join } from 'node:path';

/** Expected trouble of the operator, with the way to mend it in the message. */
export class BackupProblem extends Error {
  override name = 'BackupProblem';
}

export interface TableCopy {
  readonly name: string;
  readonly rows: number;
  /** SHA-256 of the rows as Postgres writes them (COPY text). */
  readonly sha256: string;
}

export interface FileCopy {
  /** Path under `files`, with slashes. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly form: 1;
  readonly backupId: string;
  readonly takenAt: string;
  readonly migrations: readonly string[];
  readonly tables: readonly TableCopy[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
  readonly files: readonly FileCopy[];
  /** A text sealed with the installation's own keys: only with the same key file is the restored data of any use. */
  readonly keyCheck: string;
}

/** Owner of the sealed parts of a backup; no organization has this name. */
export const BACKUP_OWNER = 'backup';
export const MIGRATIONS_TABLE = '_prisma_migrations';
export const keyCheckPlace = (backupId: string) => ({
  org: BACKUP_OWNER,
  table: 'backup',
  column: 'key_check',
  rowId: backupId,
});
export const manifestPath = (folder: string): string => join(folder, 'manifest.sealed');
export const tablePath = (folder: string, table: string): string => join(folder, 'tables', `${table}.sealed`);
export const filesFolder = (folder: string): string => join(folder, 'files');
/** The seal binds each part to its backup and its name, so parts of two backups cannot be mixed. */
export const partOf = (backupId: string, name: string) => ({ org: BACKUP_OWNER, fileId: `${backupId}/${name}` });
export const MANIFEST_PART = { org: BACKUP_OWNER, fileId: 'manifest' } as const;
