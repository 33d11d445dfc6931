// Reads one file out of a zip archive (a Python wheel is one). Enough of the format for that, and no dependency.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DEFLATED = 8;

function directoryStart(zip) {
  // The end record has 22 bytes and a comment of at most 65,535.
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 65_557); at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY)
      return { count: zip.readUInt16LE(at + 10), at: zip.readUInt32LE(at + 16) };
  }
  throw new Error('not a zip archive');
}

function* entries(zip) {
  let { count, at } = directoryStart(zip);
  for (; count > 0; count -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('broken zip directory');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    yield {
      name,
      method: zip.readUInt16LE(at + 10),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      header: zip.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** The bytes of the first file whose name `wanted` accepts. */
export function readFromZip(file, wanted) {
  const zip = readFileSync(file);
  for (const entry of entries(zip)) {
    if (!wanted(entry.name)) continue;
    const start = entry.header + 30 + zip.readUInt16LE(entry.header + 26) + zip.readUInt16LE(entry.header + 28);
    const packed = zip.subarray(start, start + entry.packedSize);
    const bytes = entry.method === DEFLATED ? inflateRawSync(packed) : packed;
    if (bytes.length !== entry.size) throw new Error(`${entry.name} in ${file} is cut short`);
    return bytes;
  }
  throw new Error(`${file} holds no such file`);
}
