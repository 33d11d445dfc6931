import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { eligibilityInquiries } from '../../../../test/edi/eligibility-arbitraries.js';
import { eligibilityInquiryReader } from './read-eligibility-inquiry.js';
import { eligibilityInquirySegments } from './write-eligibility-inquiry.js';
import { GUIDE_270_271 } from './write-eligibility-levels.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 150);

describe('a written eligibility inquiry', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(eligibilityInquiries, (items) => {
        const segments = eligibilityInquirySegments(items);
        const written = interchangeOf({ st01: '270', functionalId: 'HS', guide: GUIDE_270_271, segments });
        const { items: read, problems } = readWith(eligibilityInquiryReader, written);
        expect(withoutPlaces(read)).toEqual(items);
        expect(problems.filter(({ code }) => code !== 'SEGMENT_MISSING')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
