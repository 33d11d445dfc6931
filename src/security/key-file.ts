import { randomBytes } from 'node:crypto';
import { chownSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { writeOnce } from './write-once.js';

const key = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'expected 32 bytes in base64');

/**
 * The key file: every version of the two root keys. New text is sealed by `current`; older versions stay for reading
 * until they are withdrawn. The blind index stays on its own version, since changing it means re-indexing every row.
 */
export const keyFileForm = z.strictObject({
  form: z.literal(1),
  current: z.number().int().min(1).max(65535),
  blindIndex: z.number().int().min(1).max(65535),
  versions: z
    .array(z.strictObject({ version: z.number().int().min(1).max(65535), masterKey: key, systemKey: key }))
    .min(1),
});

export type KeyFile = z.infer<typeof keyFileForm>;

const newVersion = (version: number): KeyFile['versions'][number] => ({
  version,
  masterKey: randomBytes(32).toString('base64'),
  systemKey: randomBytes(32).toString('base64'),
});

export const newKeyFile = (): KeyFile => ({ form: 1, current: 1, blindIndex: 1, versions: [newVersion(1)] });

/** The same file with one more version in use; what is sealed already still opens. */
export function rotated(file: KeyFile): KeyFile {
  const version = Math.max(...file.versions.map((entry) => entry.version)) + 1;
  return { ...file, current: version, versions: [...file.versions, newVersion(version)] };
}

/** Makes the file when it is missing; all processes of an installation then read the same keys. */
export const ensureKeyFile = (path: string): void =>
  writeOnce(path, () => `${JSON.stringify(newKeyFile(), null, 2)}\n`);

/** Replaces the file in one step, readable by its owner only; a reader sees the old or the new one, never a half. */
export function replaceKeyFile(path: string, file: KeyFile): void {
  const { uid, gid } = statSync(path);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(keyFileForm.parse(file), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    chownSync(draft, uid, gid); // the processes run as the owner of the old file
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Puts one more version of both root keys in use and tells its number. Running processes take it up by themselves. */
export function rotateKeyFile(path: string): number {
  const file = rotated(readKeyFile(path));
  replaceKeyFile(path, file);
  return file.current;
}

export function readKeyFile(path: string): KeyFile {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new Error(`RECLAIM_KEY_FILE ${path} can be read by others: chmod 600 it.`);
  }
  const parsed = keyFileForm.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`RECLAIM_KEY_FILE ${path} is not a key file: ${faults}`);
  }
  return parsed.data;
}
