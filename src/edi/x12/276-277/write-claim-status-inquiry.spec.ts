import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { inquiries } from '../../../../test/edi/status-arbitraries.js';
import { claimStatusInquiryReader } from './read-claim-status-inquiry.js';
import { claimStatusInquirySegments } from './write-claim-status-inquiry.js';
import { GUIDE_276_277 } from './write-claim-status-inquiry.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 150);

describe('a written claim status inquiry', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(inquiries, (items) => {
        const segments = claimStatusInquirySegments(items);
        const written = interchangeOf({ st01: '276', functionalId: 'HR', guide: GUIDE_276_277, segments });
        const { items: read, problems } = readWith(claimStatusInquiryReader, written);
        expect(withoutPlaces(read)).toEqual(items);
        expect(problems.filter(({ code }) => code !== 'SEGMENT_MISSING')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
