import { readSealed } from '../../adapters/sealed-files.js';
import type { Deps } from '../deps.js';
import type { FileRef } from './read-inbound.js';

const SIGNATURES: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['gzip archive', [0x1f, 0x8b]],
  ['zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['zip archive', [0x50, 0x4b, 0x05, 0x06]],
  ['bzip2 archive', [0x42, 0x5a, 0x68]],
  ['xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG image', [0xff, 0xd8, 0xff]],
  ['PGP message', [0x2d, 0x2d, 0x2d, 0x2d, 0x2d, 0x42, 0x45, 0x47, 0x49, 0x4e, 0x20, 0x50, 0x47, 0x50]],
];

/** What a file that is not X12 seems to be, by its first bytes; archives are never opened, so none can unpack to a bomb. */
export async function looksLike(deps: Deps, file: FileRef): Promise<string> {
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  for await (const bytes of readSealed(store, file.organizationId, file.fileId)) return kindOf(bytes);
  return 'empty file';
}

function kindOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty file';
  const found = SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  if (found) return found[0];
  const first = String.fromCharCode(bytes[0] ?? 0);
  if (first === '<') return 'XML or HTML';
  if (first === '{' || first === '[') return 'JSON';
  return Buffer.from(bytes.subarray(0, 3)).toString('latin1').toUpperCase() === 'ISA' ? 'X12' : 'unknown';
}
