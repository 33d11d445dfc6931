import fc from 'fast-check';
import { eligibilityAnswerReader } from '../../src/edi/x12/270-271/read-eligibility-answer.js';
import { eligibilityInquiryReader } from '../../src/edi/x12/270-271/read-eligibility-inquiry.js';
import { eligibilityAnswerSegments } from '../../src/edi/x12/270-271/write-eligibility-answer.js';
import { eligibilityInquirySegments } from '../../src/edi/x12/270-271/write-eligibility-inquiry.js';
import { claimStatusAnswerReader } from '../../src/edi/x12/276-277/read-claim-status-answer.js';
import { claimStatusInquiryReader } from '../../src/edi/x12/276-277/read-claim-status-inquiry.js';
import { claimStatusAnswerSegments } from '../../src/edi/x12/276-277/write-claim-status-answer.js';
import { claimStatusInquirySegments } from '../../src/edi/x12/276-277/write-claim-status-inquiry.js';
import { claimAcknowledgementReader } from '../../src/edi/x12/277ca/read-claim-acknowledgement.js';
import { claimAcknowledgementSegments } from '../../src/edi/x12/277ca/write-claim-acknowledgement.js';
import { balanceRemittance } from '../../src/edi/x12/835/balance-remittance.js';
import { generate835 } from '../../src/edi/x12/835/generate-835.js';
import { remittanceReader } from '../../src/edi/x12/835/read-remittance.js';
import type { OutSegment } from '../../src/edi/x12/write.js';
import { eligibilityAnswers, eligibilityInquiries } from './eligibility-arbitraries.js';
import { expectNoMutantThrows } from './mutants.js';
import { interchangeOf, readWith } from './read-written.js';
import { acknowledgements, answers, inquiries } from './status-arbitraries.js';

const RUNS = Number(process.env['RECLAIM_PROPERTY_RUNS'] ?? 300);

/** The largest of a few sample documents as a file. */
function fileOf<Item>(samples: readonly Item[][], write: (items: readonly Item[]) => Iterable<OutSegment>): Uint8Array {
  const files = samples.map((items) =>
    Buffer.concat([...interchangeOf({ st01: '277', functionalId: 'HN', guide: '005010X214', segments: write(items) })]),
  );
  return files.reduce((largest, file) => (file.length > largest.length ? file : largest));
}

describe('a damaged file never stops a reader', () => {
  it('835', () => {
    const features = ['reversal', 'plb', 'remarks', 'inpatient', 'downcoded'] as const;
    const bytes = Buffer.concat([...generate835(3, { features }).bytes()]);
    expectNoMutantThrows(remittanceReader, bytes, RUNS);
  });

  it('835 with amounts beyond every sum: it ends unbalanced, not in an exception', () => {
    const bytes = Buffer.concat([...generate835(3, { claims: 30 }).bytes()]).toString();
    const huge = bytes
      .replace(/\*CO\*45\*\d+(\.\d+)?/g, '*CO*45*9000000000000')
      .replace(/SVC\*([^*]*)\*[^*]*\*/g, 'SVC*$1*9000000000000*');
    const { items } = readWith(remittanceReader, [
      Buffer.from(huge.replace(/(CLP\*[^*]*\*1\*)[^*]*\*[^*]*/g, '$19000000000000*9000000000000')),
    ]);
    expect(balanceRemittance(items).balanced).toBe(false);
    expect(items.at(-1)).toMatchObject({ kind: 'remittanceEnd' });
  });

  it('270', () => {
    expectNoMutantThrows(
      eligibilityInquiryReader,
      fileOf(fc.sample(eligibilityInquiries, 20), eligibilityInquirySegments),
      RUNS,
    );
  });

  it('271', () => {
    expectNoMutantThrows(
      eligibilityAnswerReader,
      fileOf(fc.sample(eligibilityAnswers, 20), eligibilityAnswerSegments),
      RUNS,
    );
  });

  it('276', () => {
    expectNoMutantThrows(claimStatusInquiryReader, fileOf(fc.sample(inquiries, 20), claimStatusInquirySegments), RUNS);
  });

  it('277', () => {
    expectNoMutantThrows(claimStatusAnswerReader, fileOf(fc.sample(answers, 20), claimStatusAnswerSegments), RUNS);
  });

  it('277CA', () => {
    expectNoMutantThrows(
      claimAcknowledgementReader,
      fileOf(fc.sample(acknowledgements, 20), claimAcknowledgementSegments),
      RUNS,
    );
  });
});
