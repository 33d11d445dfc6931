import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Benefit, BenefitEntity, EligibilityAnswerItem } from '../../src/edi/x12/270-271/eligibility-answer.js';
import type { EligibilityAnswer } from '../../src/edi/x12/270-271/eligibility-answer.js';
import type { BenefitQuestion, EligibilityInquiryItem } from '../../src/edi/x12/270-271/eligibility-inquiry.js';
import type {
  EligibilityParty,
  EligibilityPerson,
  EligibilityRejection,
} from '../../src/edi/x12/270-271/eligibility-person.js';
import type { Trace } from '../../src/edi/x12/parties/party.js';
import {
  address,
  amount,
  code,
  contact,
  day,
  decimal,
  list,
  numbered,
  optional,
  origin,
  partyIn,
  period,
  procedure,
  raw,
  reference,
  text,
} from './document-arbitraries.js';

const rejection: Arbitrary<EligibilityRejection> = fc.record({
  valid: code('N', 'Y'),
  reason: code('42', '72', '75'),
  followUp: code('C', 'N', 'R'),
});

const partyFacts = (rejections: boolean): Arbitrary<Omit<EligibilityParty, 'role' | 'entity'>> =>
  optional<
    Pick<EligibilityParty, 'address' | 'refs' | 'rejections' | 'unmodelled'>,
    'refs' | 'rejections' | 'unmodelled'
  >(
    {
      address,
      refs: list(reference('TJ', '6P'), 2),
      rejections: rejections ? list(rejection, 1) : fc.constant([]),
      unmodelled: list(raw, 1),
    },
    ['refs', 'rejections', 'unmodelled'],
  );

const party = (role: string, rejections: boolean): Arbitrary<EligibilityParty> =>
  fc.tuple(partyIn(role), partyFacts(rejections)).map(([name, facts]) => ({ ...name, ...facts }));

const trace: Arbitrary<Trace> = optional<Trace, 'type' | 'number'>(
  { type: code('1', '2'), number: text(), originator: text(), supplement: text() },
  ['type', 'number'],
);

const person = (role: string, rejections: boolean): Arbitrary<EligibilityPerson> =>
  fc
    .tuple(
      party(role, rejections),
      optional<
        Pick<EligibilityPerson, 'birthDate' | 'sex' | 'isSubscriber' | 'relationship' | 'traces' | 'dates'>,
        'traces' | 'dates'
      >(
        {
          birthDate: day,
          sex: code('F', 'M'),
          isSubscriber: fc.boolean(),
          relationship: code('18', '19', '01'),
          traces: list(trace, 2),
          dates: list(period('291', '346'), 2),
        },
        ['traces', 'dates'],
      ),
    )
    .map(([base, facts]) => ({ ...base, ...facts }));

const question: Arbitrary<BenefitQuestion> = fc
  .tuple(
    fc.array(code('30', '98', 'UC'), { maxLength: 3 }),
    optional<Omit<BenefitQuestion, 'serviceTypes'>, 'refs' | 'dates' | 'unmodelled'>(
      {
        procedure,
        coverageLevel: code('FAM'),
        insuranceType: code('MB'),
        diagnosisPointers: code('1', '2').map((pointer) => [pointer, '3']),
        spendDownCents: amount,
        refs: list(reference('9F'), 1),
        dates: list(period('291'), 1),
        unmodelled: list(raw, 1),
      },
      ['refs', 'dates', 'unmodelled'],
    ),
  )
  .map(([serviceTypes, rest]) => ({ serviceTypes, ...rest }));

const choose = <T>(choices: readonly T[]): Arbitrary<T> => fc.constantFrom(...choices);
const some = <T>(entry: Arbitrary<T>): Arbitrary<T[]> => fc.array(entry, { minLength: 1, maxLength: 2 });

/** Before what is about a dependent, what is about their subscriber. */
function withOwn<T extends { readonly dependent?: EligibilityPerson }>(item: T, has: boolean, own: Partial<T>): T[] {
  if (!has || item.dependent === undefined) return [item];
  const { dependent: _dependent, ...subscriber } = item;
  return [{ ...subscriber, ...own } as T, item];
}

/** Inquiries that often share their parties, so that hierarchies fold. */
export const eligibilityInquiries: Arbitrary<EligibilityInquiryItem[]> = fc
  .tuple(
    origin,
    some(party('PR', false)),
    some(party('1P', false)),
    some(person('IL', false)),
    some(person('03', false)),
  )
  .chain(([head, sources, receivers, subscribers, dependents]) => {
    const inquiry = fc
      .tuple(
        fc.record({
          source: choose(sources),
          receiver: choose(receivers),
          subscriber: choose(subscribers),
          questions: list(question, 2),
        }),
        fc.option(choose(dependents), { nil: undefined }),
      )
      .map(([fields, dependent]) => ({
        kind: 'eligibilityInquiry' as const,
        ...fields,
        ...(dependent === undefined ? {} : { dependent }),
      }));
    return list(fc.tuple(inquiry, list(question, 2)), 4).map((found): EligibilityInquiryItem[] => [
      { kind: 'eligibilityInquiryHeader', setControl: '0001', origin: head },
      ...numbered(found.flatMap(([one, questions]) => withOwn(one, questions.length > 0, { questions }))),
    ]);
  });

const entity: Arbitrary<BenefitEntity> = fc
  .tuple(
    partyIn('P3', 'PR'),
    optional<Pick<BenefitEntity, 'address' | 'contacts' | 'unmodelled'>, 'contacts'>(
      { address, contacts: list(contact, 1), unmodelled: raw.map((segment) => [segment]) },
      ['contacts'],
    ),
  )
  .map(([name, facts]) => ({ ...name, ...facts }));

const benefit: Arbitrary<Omit<Benefit, 'ordinal'>> = fc
  .tuple(
    fc.array(code('30', '98', 'UC', '1'), { maxLength: 4 }),
    optional<
      Omit<Benefit, 'ordinal' | 'serviceTypes'>,
      'information' | 'refs' | 'dates' | 'rejections' | 'messages' | 'conditions' | 'entities' | 'unmodelled'
    >(
      {
        information: code('1', '6', 'B', 'C'),
        coverageLevel: code('IND', 'FAM'),
        diagnosisPointers: code('1', '2').map((pointer) => [pointer, '3']),
        insuranceType: code('HM', 'PR'),
        planDescription: text(),
        timePeriod: code('27', '29'),
        amountCents: amount,
        percent: decimal,
        quantityQualifier: code('VS'),
        quantity: decimal,
        authorizationRequired: code('Y', 'N'),
        inNetwork: code('Y', 'W'),
        procedure,
        refs: list(reference('18'), 1),
        dates: list(period('292'), 1),
        rejections: list(rejection, 1),
        messages: list(text(30), 2),
        conditions: list(fc.record({ qualifier: code('ZZ'), value: code('11', '22') }), 2),
        entities: list(entity, 2),
        unmodelled: list(raw, 1),
      },
      ['information', 'refs', 'dates', 'rejections', 'messages', 'conditions', 'entities', 'unmodelled'],
    ),
  )
  .map(([serviceTypes, rest]) => ({ serviceTypes, ...rest }));

type AnswerFields = Omit<EligibilityAnswer, 'ordinal' | 'place'>;

/** Answers for people, and refusals of a whole level. */
export const eligibilityAnswers: Arbitrary<EligibilityAnswerItem[]> = fc
  .tuple(
    origin,
    some(fc.tuple(party('PR', true), list(contact, 1))),
    some(party('1P', true)),
    some(person('IL', true)),
    some(person('03', true)),
  )
  .chain(([head, sources, receivers, subscribers, dependents]) => {
    const answer = fc
      .tuple(
        choose(sources),
        choose(receivers),
        choose(subscribers),
        choose(dependents),
        list(benefit, 3),
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([[source, sourceContacts], receiver, subscriber, dependent, benefits, depth]): AnswerFields => {
        const kind = 'eligibilityAnswer' as const;
        if (depth === 0) return { kind, source, sourceContacts, benefits: [] };
        if (depth === 1) return { kind, source, sourceContacts, receiver, benefits: [] };
        const people = depth < 6 ? { subscriber } : { subscriber, dependent };
        return { kind, source, sourceContacts, receiver, ...people, benefits: numbered(benefits) };
      });
    return list(fc.tuple(answer, list(benefit, 2)), 4).map((found): EligibilityAnswerItem[] => [
      { kind: 'eligibilityAnswerHeader', setControl: '0001', origin: head },
      ...numbered(found.flatMap(([one, own]) => withOwn(one, own.length > 0, { benefits: numbered(own) }))),
    ]);
  });
