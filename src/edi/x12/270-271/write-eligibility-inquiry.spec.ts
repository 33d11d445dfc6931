import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { readSetText } from '../../../../test/edi/set-text.js';
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

  it('about a subscriber and a dependent has one HL for the subscriber, with their own question', () => {
    const body =
      'BHT*0022*13*Q1*20260302*0930\nHL*1**20*1\nNM1*PR*2*PAYER ONE*****PI*12345\n' +
      'HL*2*1*21*1\nNM1*1P*2*CLINIC*****XX*1992753883\nHL*3*2*22*1\nTRN*1*OURS\nNM1*IL*1*MERCER*ADA****MI*W1\nEQ*30\n' +
      'HL*4*3*23*0\nNM1*03*1*MERCER*BO\nEQ*98';
    const { items } = readSetText(eligibilityInquiryReader, `270*0001*${GUIDE_270_271}`, body);
    expect(items.map((item) => item.kind === 'eligibilityInquiry' && item.questions[0]?.serviceTypes)).toEqual([
      false,
      ['30'],
      ['98'],
    ]);
    const set = { st01: '270', functionalId: 'HS', guide: GUIDE_270_271, segments: eligibilityInquirySegments(items) };
    const written = [...interchangeOf(set)].map((bytes) => Buffer.from(bytes).toString('latin1')).join('');
    expect(written).toContain(`~${body}\nSE*`.replaceAll('\n', '~'));
  });
});
