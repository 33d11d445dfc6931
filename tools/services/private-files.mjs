// Files with secrets: made once, readable by their owner only.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';

/** Reads a JSON file; null when there is none. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read as JSON: ${error.message}`);
  }
}

/** Writes a JSON file with mode 600, whole or not at all. */
export function writePrivateJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** A password of 192 random bits that needs no escaping in a URL or in SQL. */
export function newPassword() {
  return randomBytes(24).toString('base64url');
}
