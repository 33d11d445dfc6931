import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { remittance } from '../../../../test/edi/remittance-arbitrary.js';
import { segmentText } from '../write.js';
import { remittanceReader } from './read-remittance.js';
import type { RemittanceItem } from './remittance.js';
import { contentHashInput, GUIDE_835, remittance835Segments } from './write-remittance.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 150);

const written = (items: Iterable<RemittanceItem>): Iterable<Uint8Array> =>
  interchangeOf({ st01: '835', functionalId: 'HP', guide: GUIDE_835, segments: remittance835Segments(items) });

describe('a written remittance', () => {
  it('reads back as the same remittance', () => {
    fc.assert(
      fc.property(remittance, (items) => {
        const read = readWith(remittanceReader, written(items));
        expect(withoutPlaces(read.items)).toEqual(items);
      }),
      { numRuns: RUNS },
    );
  });

  it('is written the same way after it was read', () => {
    fc.assert(
      fc.property(remittance, (items) => {
        const once = [...remittance835Segments(items)].map(segmentText).join('');
        const again = [...remittance835Segments(readWith(remittanceReader, written(items)).items)]
          .map(segmentText)
          .join('');
        expect(again).toBe(once);
      }),
      { numRuns: RUNS },
    );
  });

  it('has the same content hash input when it comes again in another envelope', () => {
    fc.assert(
      fc.property(remittance, (items) => {
        const read = readWith(remittanceReader, written(items)).items;
        const again = read.map((item) =>
          item.kind === 'remittance' ? { ...item, setControl: '9999', ordinal: 7 } : item,
        );
        expect([...contentHashInput(again)].join('')).toBe([...contentHashInput(items)].join(''));
      }),
      { numRuns: RUNS },
    );
  });
});
