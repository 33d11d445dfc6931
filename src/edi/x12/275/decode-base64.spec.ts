import fc from 'fast-check';
import { decodeBase64 } from './decode-base64.js';

async function decoded(text: string, cuts: readonly number[]): Promise<Buffer> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let from = 0;
    for (const to of [...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]) {
      yield Buffer.from(text.slice(from, to), 'latin1');
      from = Math.max(from, to);
    }
  }
  const parts: Uint8Array[] = [];
  for await (const part of decodeBase64(pieces())) parts.push(part);
  return Buffer.concat(parts);
}

describe('Base64 in a BDS segment', () => {
  it('gives the bytes it was made from, wherever it is cut and whatever line ends it has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(400), { maxLength: 4 }),
        async (bytes, cuts) => {
          const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
          expect((await decoded(lines, cuts)).equals(Buffer.from(bytes))).toBe(true);
        },
      ),
    );
  });
});
