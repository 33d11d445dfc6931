import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { newKeyFile } from './key-file.js';
import { KeyRing } from './key-ring.js';
import { FileTooLarge, openFile, sealStream } from './sealed-file.js';

const ring = new KeyRing(newKeyFile());
const place = { org: 'org-1', fileId: 'file-1' };
const folder = mkdtempSync(join(tmpdir(), 'sealed-'));
const path = join(folder, 'deep', 'file-1');
afterAll(() => rmSync(folder, { recursive: true }));

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('sealed files', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])(
    'gives back %i bytes unchanged, hashed on the way',
    async (size) => {
      const bytes = randomBytes(size);
      const sealed = await sealStream(ring, place, pieces(bytes, 10_007), path);
      expect(sealed).toEqual({ sizeBytes: size, sha256: createHash('sha256').update(bytes).digest('hex') });
      expect((await openFile(ring, place, path)).equals(bytes)).toBe(true);
    },
  );

  it('shows nothing of the file on disk', async () => {
    await sealStream(ring, place, pieces(Buffer.from('ISA*00*SMITH~'.repeat(50)), 100), path);
    expect(readFileSync(path).includes('SMITH')).toBe(false);
  });

  it.each([
    { org: 'org-2', fileId: 'file-1' },
    { org: 'org-1', fileId: 'file-2' },
  ])('does not open as %j', async (other) => {
    await sealStream(ring, place, pieces(Buffer.from('ISA'), 3), path);
    await expect(openFile(ring, other, path)).rejects.toThrow('does not open as this file');
  });

  it('notices a missing tail, swapped chunks and a changed header', async () => {
    await sealStream(ring, place, pieces(randomBytes(200_000), 4096), path);
    const sealed = readFileSync(path);
    const chunk = 65_552;
    const [head, first, second, rest] = [
      sealed.subarray(0, 14),
      sealed.subarray(14, 14 + chunk),
      sealed.subarray(14 + chunk, 14 + 2 * chunk),
      sealed.subarray(14 + 2 * chunk),
    ];
    const damaged = [
      Buffer.concat([head, first, second]),
      Buffer.concat([head, second, first, rest]),
      Buffer.concat([head, first]),
      Buffer.concat([Buffer.from('RCLF1'), Buffer.from([0, 2]), sealed.subarray(7)]),
      head,
      sealed.subarray(0, 9),
      Buffer.alloc(0),
    ];
    for (const bytes of damaged) {
      writeFileSync(path, bytes);
      await expect(openFile(ring, place, path)).rejects.toThrow();
    }
  });

  it('leaves nothing behind when the upload is too large', async () => {
    rmSync(path, { force: true });
    await expect(sealStream(ring, place, pieces(randomBytes(70_000), 1000), path, 66_000)).rejects.toThrow(
      FileTooLarge,
    );
    expect(readdirSync(join(folder, 'deep'))).toEqual([]);
  });
});
