import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { answers } from '../../../../test/edi/status-arbitraries.js';
import { claimStatusAnswerReader } from './read-claim-status-answer.js';
import { claimStatusAnswerSegments } from './write-claim-status-answer.js';
import { GUIDE_276_277 } from './write-claim-status-inquiry.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 150);

describe('a written claim status answer', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(answers, (items) => {
        const segments = claimStatusAnswerSegments(items);
        const written = interchangeOf({ st01: '277', functionalId: 'HN', guide: GUIDE_276_277, segments });
        const { items: read, problems } = readWith(claimStatusAnswerReader, written);
        expect(withoutPlaces(read)).toEqual(items);
        expect(problems.filter(({ code }) => code !== 'SEGMENT_MISSING')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
