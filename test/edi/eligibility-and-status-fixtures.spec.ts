import { eligibilityAnswerReader } from '../../src/edi/x12/270-271/read-eligibility-answer.js';
import { eligibilityInquiryReader } from '../../src/edi/x12/270-271/read-eligibility-inquiry.js';
import type { EligibilityPerson } from '../../src/edi/x12/270-271/eligibility-person.js';
import { eligibilityAnswerSegments } from '../../src/edi/x12/270-271/write-eligibility-answer.js';
import { eligibilityInquirySegments } from '../../src/edi/x12/270-271/write-eligibility-inquiry.js';
import type { ClaimStatus } from '../../src/edi/x12/276-277/claim-status.js';
import { claimStatusAnswerReader } from '../../src/edi/x12/276-277/read-claim-status-answer.js';
import { claimStatusInquiryReader } from '../../src/edi/x12/276-277/read-claim-status-inquiry.js';
import { claimStatusAnswerSegments } from '../../src/edi/x12/276-277/write-claim-status-answer.js';
import { claimStatusInquirySegments } from '../../src/edi/x12/276-277/write-claim-status-inquiry.js';
import { claimAcknowledgementReader } from '../../src/edi/x12/277ca/read-claim-acknowledgement.js';
import { claimAcknowledgementSegments } from '../../src/edi/x12/277ca/write-claim-acknowledgement.js';
import type { GuideReaderFactory } from '../../src/edi/x12/guide-reader.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import type { OutSegment } from '../../src/edi/x12/write.js';
import { countsOf, eachFixture, factCents, fixtureBytes, pick, sumOf } from './fixture-facts.js';
import { interchangeOf, readWith, withoutPlaces } from './read-written.js';

const read = <Item extends { readonly kind: string }>(factory: GuideReaderFactory<Item>, path: string): Item[] =>
  readWith(factory, [fixtureBytes(path)], { allow: ALLOW_ALL }).items;

/** What was read is the same after it was written in our form. Only files of one set, without set numbers and places. */
function expectSameWritten<Item extends { readonly kind: string }>(
  factory: GuideReaderFactory<Item>,
  write: (items: readonly Item[]) => Iterable<OutSegment>,
  items: readonly Item[],
): void {
  if (items.filter(({ kind }) => kind === items[0]?.kind).length > 1) return;
  const written = interchangeOf({ st01: '271', functionalId: 'HB', guide: '005010X279A1', segments: write(items) });
  const again = readWith(factory, written).items;
  const plain = (list: readonly Item[]): unknown => withoutPlaces(list.map((item) => ({ ...item, setControl: '' })));
  expect(plain(again)).toEqual(plain(items));
}

const statusFacts = (
  statuses: readonly ClaimStatus[],
): { codes: Record<string, number>; charge: number; paid: number } => ({
  codes: countsOf(statuses.flatMap(({ codes }) => codes.map((code) => codeText(code)))),
  charge: sumOf(statuses.map(({ chargeCents }) => chargeCents ?? 0)),
  paid: sumOf(statuses.map(({ paidCents }) => paidCents ?? 0)),
});

const codeText = ({ category, status, entity, codeList }: ClaimStatus['codes'][number]): string =>
  [category, status, ...(entity !== undefined || codeList !== undefined ? [entity ?? ''] : [])].join(':');

const firstMember = (subscriber: EligibilityPerson | undefined): string =>
  subscriber === undefined ? '' : `IL=${subscriber.name ?? ''}`;

describe('a 270 from outside', () => {
  eachFixture('270', ({ path, facts }) => {
    const items = read(eligibilityInquiryReader, path);
    const inquiries = items.filter((item) => item.kind === 'eligibilityInquiry');
    const questions = inquiries.flatMap((inquiry) => inquiry.questions);
    const found = {
      eq_segments: questions.length,
      eq_service_types: questions.flatMap(({ serviceTypes }) => serviceTypes).length,
      first_member: firstMember(inquiries[0]?.subscriber),
    };
    expect(found).toEqual(pick(facts, found));
    expectSameWritten(eligibilityInquiryReader, eligibilityInquirySegments, items);
  });
});

describe('a 271 from outside', () => {
  eachFixture('271', ({ path, facts }) => {
    const items = read(eligibilityAnswerReader, path);
    const answers = items.filter((item) => item.kind === 'eligibilityAnswer');
    const benefits = answers.flatMap((answer) => answer.benefits);
    const found = {
      eb: benefits.length,
      eb01: countsOf(benefits.map(({ information }) => information)),
      eb03_values: benefits.flatMap(({ serviceTypes }) => serviceTypes).length,
      msg: benefits.flatMap(({ messages }) => messages).length,
      first_member: firstMember(answers[0]?.subscriber),
    };
    expect(found).toEqual(pick(facts, found));
    expectSameWritten(eligibilityAnswerReader, eligibilityAnswerSegments, items);
  });
});

describe('a 276 from outside', () => {
  eachFixture('276', ({ path, facts }) => {
    const items = read(claimStatusInquiryReader, path);
    const inquiries = items.filter((item) => item.kind === 'claimStatusInquiry');
    const found = { trn: inquiries.length, svc: inquiries.flatMap(({ lines }) => lines).length };
    expect(found).toEqual(pick(facts, found));
    expectSameWritten(claimStatusInquiryReader, claimStatusInquirySegments, items);
  });
});

describe('a 277 from outside', () => {
  eachFixture('277', ({ path, facts }) => {
    if (!String(facts['impl']).includes('X212')) return;
    const items = read(claimStatusAnswerReader, path);
    const levels = items.filter((item) => item.kind === 'claimStatusAnswerLevel');
    const answers = items.filter((item) => item.kind === 'claimStatusAnswer');
    const lines = answers.flatMap((answer) => answer.lines);
    const status = statusFacts([...levels, ...answers, ...lines].flatMap(({ statuses }) => statuses));
    expect(status).toEqual({
      codes: facts['stc_codes'],
      charge: factCents(facts['stc04_sum']),
      paid: factCents(facts['stc05_sum']),
    });
    expect(lines).toHaveLength(Number(facts['svc']));
    expectSameWritten(claimStatusAnswerReader, claimStatusAnswerSegments, items);
  });
});

describe('a 277CA from outside', () => {
  eachFixture('277CA', ({ path, facts }) => {
    const items = read(claimAcknowledgementReader, path);
    const levels = items.filter((item) => item.kind === 'acknowledgementLevel');
    const claims = items.filter((item) => item.kind === 'acknowledgedClaim');
    const status = statusFacts([...levels, ...claims].flatMap(({ statuses }) => statuses));
    expect(status).toEqual({
      codes: facts['stc_codes'],
      charge: factCents(facts['stc04_sum']),
      paid: factCents(facts['stc05_sum']),
    });
    expect(levels.flatMap(({ quantities }) => quantities)).toHaveLength(Number(facts['qty']));
    expect(levels.flatMap(({ amounts }) => amounts)).toHaveLength(Number(facts['amt']));
    expect(claims[0]).toMatchObject({ voice: 'payer', receivedDate: expect.any(String) as string });
    expectSameWritten(claimAcknowledgementReader, claimAcknowledgementSegments, items);
  });
});
