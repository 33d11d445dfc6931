import fc from 'fast-check';
import { interchangeOf, readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { readSetText } from '../../../../test/edi/set-text.js';
import { eligibilityAnswers } from '../../../../test/edi/eligibility-arbitraries.js';
import { eligibilityAnswerReader } from './read-eligibility-answer.js';
import { eligibilityAnswerSegments } from './write-eligibility-answer.js';
import { GUIDE_270_271 } from './write-eligibility-levels.js';

const ABOVE =
  'BHT*0022*11*Q1*20260302*0930\nHL*1**20*1\nNM1*PR*2*PAYER ONE*****PI*12345\nHL*2*1*21*1\nNM1*1P*2*CLINIC*****XX*1992753883';
const PEOPLE =
  'HL*3*2*22*1\nNM1*IL*1*MERCER*ADA****MI*W1\nEB*1**30\n' +
  'HL*4*3*23*0\nNM1*03*1*MERCER*BO\nEB*1**30\nHL*5*3*23*0\nNM1*03*1*MERCER*CY\nEB*6**30';

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

  it.each([
    ['a subscriber with benefits of their own and two dependents', PEOPLE],
    ['an empty loop of other parties', 'HL*3*2*22*0\nNM1*IL*1*MERCER*ADA\nEB*1**30\nLS*2120\nLE*2120\nEB*6**98'],
    [
      'what stands behind the name of another party',
      'HL*3*2*22*0\nNM1*IL*1*MERCER*ADA\nEB*R**30\nLS*2120\nNM1*PRP*2*PLAN\nPER*IC*X\nPRV*PC*PXC*1\nNM1*P3*1*DOE\nLE*2120',
    ],
  ])('of %s is written as it was read', (_what, body) => {
    const { items } = readSetText(eligibilityAnswerReader, `271*0001*${GUIDE_270_271}`, `${ABOVE}\n${body}`);
    const set = { st01: '271', functionalId: 'HB', guide: GUIDE_270_271, segments: eligibilityAnswerSegments(items) };
    const written = [...interchangeOf(set)].map((bytes) => Buffer.from(bytes).toString('latin1')).join('');
    expect(written).toContain(`~${ABOVE}\n${body}\nSE*`.replaceAll('\n', '~'));
  });
});
