import { addDays } from '../domain/dates/plain-date.js';
import { cents } from '../domain/money.js';
import { eligibilityRejectionCodes } from '../edi/codes/code-texts.js';
import type { Benefit, EligibilityAnswerItem } from '../edi/x12/270-271/eligibility-answer.js';
import type { EligibilityInquiryItem } from '../edi/x12/270-271/eligibility-inquiry.js';
import type { EligibilityPerson, EligibilityRejection } from '../edi/x12/270-271/eligibility-person.js';
import { eligibilityAnswerSegments } from '../edi/x12/270-271/write-eligibility-answer.js';
import { eligibilityInquirySegments } from '../edi/x12/270-271/write-eligibility-inquiry.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { ClaimPatient } from '../edi/x12/837p/claim-parties.js';
import type { Party } from '../edi/x12/parties/party.js';
import type { OutSegment } from '../edi/x12/write.js';
import {
  type AboutClaims,
  add,
  insuredOf,
  kindAboutClaims,
  partyOf,
  PAYER,
  PROVIDER,
} from './generate-about-claims.js';
import { setControl } from './generate-request.js';

const REFUSED_PERCENT = 20;

function* eligibilityAnswer(claims: readonly Claim837[], about: AboutClaims): Generator<OutSegment> {
  yield* eligibilityAnswerSegments(eligibilityItems(claims, about));
}

/** Where a request is refused, and how. */
const AAA_LEVELS = ['aaaPayer', 'aaaProvider', 'aaa'] as const;
type AaaLevel = (typeof AAA_LEVELS)[number];

/** Reasons that fit each level; `aaa` is about the person and takes every code of the list in turn. */
const REASONS: Readonly<Record<AaaLevel, readonly string[]>> = {
  aaaPayer: ['42', '79', '80', 'T4'],
  aaaProvider: ['41', '43', '44', '50', '51'],
  aaa: eligibilityRejectionCodes(),
};

/** AAA04: 42 and 80 may go again as they are, the others must be corrected (rulebook §1). */
function rejection(level: AaaLevel, ordinal: number): EligibilityRejection {
  const reasons = REASONS[level];
  const reason = reasons[ordinal % reasons.length] ?? '75';
  return { valid: 'N', reason, followUp: reason === '42' || reason === '80' ? 'R' : 'C' };
}

function* eligibilityItems(claims: readonly Claim837[], about: AboutClaims): Generator<EligibilityAnswerItem> {
  const { request, ordinal, random, truth } = about;
  const origin = { purpose: '11', reference: `E${ordinal}`, createdDate: request.date, createdTime: '0600' };
  yield { kind: 'eligibilityAnswerHeader', setControl: setControl(ordinal), origin };
  const empty = { refs: [], rejections: [], unmodelled: [] };
  const levels = AAA_LEVELS.filter((level) => request.features.includes(level));
  let refusals = request.seed;
  for (const [at, claim] of claims.entries()) {
    const isRefused = levels.length > 0 && (at < levels.length || random.chance(REFUSED_PERCENT));
    const level = isRefused ? levels[at % levels.length] : undefined;
    const rejections = level === undefined ? [] : [rejection(level, (refusals += 1))];
    const benefits = isRefused ? [] : benefitsOf(claim, about);
    add(truth, isRefused ? 'refused' : 'active');
    add(truth, 'benefits', benefits.length);
    for (const { reason } of rejections) add(truth, `aaa${reason}`);
    const receiver = { ...PROVIDER, role: '1P', ...empty, ...(level === 'aaaProvider' ? { rejections } : {}) };
    yield {
      ...{ kind: 'eligibilityAnswer', ordinal: at + 1, sourceContacts: [], benefits },
      source: { ...PAYER, ...empty, ...(level === 'aaaPayer' ? { rejections } : {}) },
      ...(level === 'aaaPayer' ? {} : { receiver }),
      ...(level === 'aaaPayer' || level === 'aaaProvider' ? {} : { subscriber: insured(claim, rejections, about) }),
    };
  }
}

function insured(
  claim: Claim837,
  rejections: readonly EligibilityRejection[],
  { request }: AboutClaims,
): EligibilityPerson {
  const { birthDate, sex } = claim.subscriber;
  return {
    ...{ ...insuredOf(claim), refs: [], unmodelled: [], rejections },
    traces: [{ type: '2', number: `E${claim.claimNumber}`, originator: '9HARBOR001' }],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    dates: rejections.length > 0 ? [] : [{ qualifier: '346', date: addDays(request.date, -200) }],
  };
}

function benefitsOf(claim: Claim837, { request, random }: AboutClaims): Benefit[] {
  const empty = { refs: [], dates: [], rejections: [], messages: [], conditions: [], entities: [], unmodelled: [] };
  const benefit = (ordinal: number, more: Omit<Partial<Benefit>, 'ordinal'> & { information: string }): Benefit => ({
    ...{ ordinal, serviceTypes: ['30'], ...empty },
    ...more,
  });
  const plan = benefit(1, { information: '1', coverageLevel: 'IND', serviceTypes: ['30', '98'], inNetwork: 'Y' });
  const copay = {
    information: 'B',
    serviceTypes: ['98'],
    timePeriod: '27',
    amountCents: cents(random.between(1, 6) * 500),
  };
  const deductible = { information: 'C', timePeriod: '29', amountCents: cents(random.between(0, 2_000) * 100) };
  const found = [plan, benefit(2, copay), benefit(3, deductible)];
  if (request.features.includes('otherPayer')) {
    const entity = { role: 'PR', entity: 'organization', name: 'OTHER HEALTH', contacts: [] } as const;
    found.push(benefit(4, { information: 'R', entities: [entity], messages: [`SEE ${claim.payer.name ?? 'PAYER'}`] }));
  }
  return found;
}

function* eligibilityInquiry(claims: readonly Claim837[], about: AboutClaims): Generator<OutSegment> {
  yield* eligibilityInquirySegments(inquiryItems(claims, about));
}

/** The questions the 271 of the same seed answers: each trace is `E` and the claim's number. */
function* inquiryItems(claims: readonly Claim837[], about: AboutClaims): Generator<EligibilityInquiryItem> {
  const { request, ordinal, truth } = about;
  const origin = { purpose: '13', reference: `E${ordinal}`, createdDate: request.date, createdTime: '0600' };
  yield { kind: 'eligibilityInquiryHeader', setControl: setControl(ordinal), origin };
  const empty = { refs: [], rejections: [], unmodelled: [] };
  for (const [at, claim] of claims.entries()) {
    const { patient } = claim;
    const asked = { ...empty, dates: [{ qualifier: '291', date: request.date }] };
    const traces = [{ type: '1', number: `E${claim.claimNumber}`, originator: '9HARBOR001' }];
    const { dates: _dates, traces: _traces, ...holder } = insured(claim, [], about);
    const isHolder = patient === undefined;
    const serviceTypes = request.features.includes('manyServices') ? ['30', '98', 'UC'] : ['30'];
    add(truth, 'serviceTypes', serviceTypes.length);
    add(truth, 'dependents', isHolder ? 0 : 1);
    yield {
      ...{ kind: 'eligibilityInquiry', ordinal: at + 1 },
      source: { ...PAYER, ...empty },
      receiver: { ...PROVIDER, role: '1P', ...empty },
      subscriber: isHolder ? { ...holder, ...asked, traces } : { ...holder, dates: [], traces: [] },
      ...(isHolder ? {} : { dependent: { ...personOf(patient), ...asked, traces } }),
      questions: [{ serviceTypes, refs: [], dates: [], unmodelled: [] }],
    };
  }
}

function personOf(patient: ClaimPatient): Party & Pick<EligibilityPerson, 'birthDate' | 'sex'> {
  const { birthDate, sex } = patient;
  return {
    ...partyOf('03', patient, undefined),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
  };
}

const ELIGIBILITY = { guide: '005010X279A1', bytesEach: 160 };

export const eligibilityAnswers = kindAboutClaims({
  ...{ ...ELIGIBILITY, st01: '271', functionalId: 'HB', write: eligibilityAnswer },
  features: [...AAA_LEVELS, 'otherPayer'],
});
export const eligibilityInquiries = kindAboutClaims({
  ...{ ...ELIGIBILITY, st01: '270', functionalId: 'HS', sender: 'us', write: eligibilityInquiry },
  features: ['dependent', 'manyServices'],
});
