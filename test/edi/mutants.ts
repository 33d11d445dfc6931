import fc from 'fast-check';
import type { GuideReaderFactory } from '../../src/edi/x12/guide-reader.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { readWith } from './read-written.js';

const INSERTS = [
  '~',
  '*',
  ':',
  '^',
  '~~',
  '***',
  '99999999999999999999',
  'HL',
  '~SE*1*1~',
  '~HL*9*8*23~',
  '\n',
  '\u00e9',
  'CAS',
  '-',
];

/** Damages a sound file in many ways; whatever comes, the reader answers with items and problems, never an exception. */
export function expectNoMutantThrows<Item extends { readonly kind: string }>(
  factory: GuideReaderFactory<Item>,
  sound: Uint8Array,
  runs: number,
): void {
  const body = Buffer.from(sound);
  const start = body.indexOf('~ST*');
  const edit = fc.record({
    at: fc.nat(),
    cut: fc.integer({ min: 0, max: 12 }),
    insert: fc.constantFrom('', ...INSERTS),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let bytes = body;
      for (const { at, cut, insert } of edits) {
        const from = start + (at % Math.max(1, bytes.length - start));
        bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(insert), bytes.subarray(from + cut)]);
      }
      expect(() => readWith(factory, [bytes], { allow: ALLOW_ALL })).not.toThrow();
    }),
    { numRuns: runs },
  );
}
