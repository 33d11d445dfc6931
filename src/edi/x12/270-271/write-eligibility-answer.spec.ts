import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { eligibilityAnswers } from '../../../../test/edi/eligibility-arbitraries.js';
import { eligibilityAnswerReader } from './read-eligibility-answer.js';
import { eligibilityAnswerSegments } from './write-eligibility-answer.js';
import { GUIDE_270_271 } from './write-eligibility-levels.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 150);

describe('a written eligibility answer', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(eligibilityAnswers, (items) => {
        const segments = eligibilityAnswerSegments(items);
        const written = interchangeOf({ st01: '271', functionalId: 'HB', guide: GUIDE_270_271, segments });
        const { items: read, problems } = readWith(eligibilityAnswerReader, written);
        expect(withoutPlaces(read)).toEqual(items);
        expect(problems.filter(({ code }) => code !== 'SEGMENT_MISSING')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
