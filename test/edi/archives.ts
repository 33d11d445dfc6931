import { crc32 } from 'node:zlib';

/** An entry of a zip as an attacker would write it: any name, any claimed size, a link. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes?: Uint8Array;
  /** What the headers say it unpacks to; its real length by default. */
  readonly claimedBytes?: number;
  /** Its content is the target of a symbolic link. */
  readonly isLink?: boolean;
}

const SYMLINK_MODE = 0o120_777 * 0x1_0000;
const UNIX = 3 * 256;

const u16 = (...values: readonly number[]): Buffer => {
  const out = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => out.writeUInt16LE(value & 0xffff, at * 2));
  return out;
};

const u32 = (...values: readonly number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => out.writeUInt32LE(value >>> 0, at * 4));
  return out;
};

/** A zip of stored entries (PKWARE appnote 4.3), local headers and central directory. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes = new Uint8Array(0), claimedBytes = bytes.length, isLink = false } of entries) {
    const named = Buffer.from(name);
    const common = Buffer.concat([u16(20, 0, 0, 0, 0x5a21), u32(crc32(bytes), bytes.length, claimedBytes)]);
    const local = Buffer.concat([u32(0x0403_4b50), common, u16(named.length, 0), named, bytes]);
    const mode = isLink ? SYMLINK_MODE : 0;
    directory.push(
      Buffer.concat([
        u32(0x0201_4b50),
        u16(UNIX + 20),
        common,
        u16(named.length, 0, 0, 0, 0),
        u32(mode, offset),
        named,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x0605_4b50),
    u16(0, 0, entries.length, entries.length),
    u32(index.length, offset),
    u16(0),
  ]);
  return new Uint8Array(Buffer.concat([...parts, index, end]));
}
