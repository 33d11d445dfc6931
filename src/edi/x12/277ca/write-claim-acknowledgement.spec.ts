import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { acknowledgements } from '../../../../test/edi/status-arbitraries.js';
import { claimAcknowledgementReader } from './read-claim-acknowledgement.js';
import { claimAcknowledgementSegments } from './write-claim-acknowledgement.js';
import { GUIDE_277CA } from './write-claim-acknowledgement.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 150);

describe('a written claim acknowledgement', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(acknowledgements, (items) => {
        const segments = claimAcknowledgementSegments(items);
        const written = interchangeOf({ st01: '277', functionalId: 'HN', guide: GUIDE_277CA, segments });
        const { items: read, problems } = readWith(claimAcknowledgementReader, written);
        expect(withoutPlaces(read)).toEqual(items);
        // The totals are made up, so they need not foot.
        const isTold = (code: string): boolean => code === 'SEGMENT_MISSING' || code.startsWith('CONTENT_');
        expect(problems.filter(({ code }) => !isTold(code))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
