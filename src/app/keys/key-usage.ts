import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** Sealed columns: the first bytes of each value are form and key version. Blind indexes and hashes are none. */
export const SEALED_COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['accounts', 'guarantor'],
  ['appeal_levels', 'confirmation'],
  ['claims', 'content'],
  ['claims', 'source_number'],
  ['contacts', 'details'],
  ['coverages', 'holder'],
  ['coverages', 'member_id'],
  ['decisions', 'inputs'],
  ['coverage_snapshots', 'content'],
  ['eligibility_checks', 'answer'],
  ['inbound_files', 'name'],
  ['patients', 'identity'],
  ['remittance_claims', 'document'],
  ['webhook_sources', 'previous_secret'],
  ['webhook_sources', 'secret'],
  ['work_items', 'answers'],
];

export interface KeyUsage {
  readonly version: number;
  readonly values: number;
  readonly files: number;
}

/** Counts sealed values and files by key version, over every organization the role sees. */
export async function keyUsage(client: pg.Client, dataDir: string): Promise<KeyUsage[]> {
  const values = new Map<number, number>();
  for (const [table, column] of SEALED_COLUMNS) {
    const { rows } = await client.query<{ version: number; count: string }>(
      `SELECT get_byte("${column}", 1) * 256 + get_byte("${column}", 2) AS version, count(*) AS count
         FROM "${table}" WHERE "${column}" IS NOT NULL AND length("${column}") >= 3 GROUP BY 1`,
    );
    for (const { version, count } of rows) values.set(version, (values.get(version) ?? 0) + Number(count));
  }
  const files = await fileVersions(join(dataDir, 'files'));
  const versions = [...new Set([...values.keys(), ...files.keys()])].sort((a, b) => a - b);
  return versions.map((version) => ({ version, values: values.get(version) ?? 0, files: files.get(version) ?? 0 }));
}

/** Magic, then the key version in two bytes (src/security/sealed-file.ts). */
const VERSION_AT = 5;

async function fileVersions(folder: string): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.sealed')) continue;
    const file = await open(join(entry.parentPath, entry.name));
    const head = Buffer.alloc(VERSION_AT + 2);
    await file.read(head, 0, head.length, 0);
    await file.close();
    const version = head.readUInt16BE(VERSION_AT);
    found.set(version, (found.get(version) ?? 0) + 1);
  }
  return found;
}
