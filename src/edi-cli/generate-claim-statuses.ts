import { cents } from '../domain/money.js';
import type { ClaimStatusAnswerItem } from '../edi/x12/276-277/claim-status-answer.js';
import type { ClaimStatusInquiryItem, StatusPerson } from '../edi/x12/276-277/claim-status-inquiry.js';
import { claimStatusAnswerSegments, informationRequestSegments } from '../edi/x12/276-277/write-claim-status-answer.js';
import { claimStatusInquirySegments } from '../edi/x12/276-277/write-claim-status-inquiry.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { OutSegment } from '../edi/x12/write.js';
import {
  type AboutClaims,
  add,
  HARBOR,
  insuredOf,
  kindAboutClaims,
  partyOf,
  PAYER,
  PROVIDER,
} from './generate-about-claims.js';
import { setControl } from './generate-request.js';

/** Finalized and paid, finalized and denied, pending, in process: as payers answer. */
const ANSWERS = [
  { name: 'paid', category: 'F1', status: '65' },
  { name: 'denied', category: 'F2', status: '88' },
  { name: 'pending', category: 'P3', status: '317' },
  { name: 'inProcess', category: 'P1', status: '20' },
] as const;

/** Answers that come seldom: not found, duplicate search, forwarded, cannot be processed, not delivered, system down. */
const SELDOM = [
  { name: 'notFound', category: 'A4', status: '35' },
  { name: 'noClaim', category: 'D0', status: '35' },
  { name: 'forwarded', category: 'F3F', status: '16' },
  { name: 'notForwarded', category: 'F3N', status: '16' },
  { name: 'revised', category: 'F3', status: '101' },
  { name: 'noPayment', category: 'F4', status: '3' },
  { name: 'cannotProcess', category: 'F5', status: '507' },
  { name: 'undelivered', category: 'X0', status: '0' },
  { name: 'systemDown', category: 'E1', status: '0' },
] as const;

function* statusAnswer(claims: readonly Claim837[], about: AboutClaims): Generator<OutSegment> {
  yield* claimStatusAnswerSegments(statusItems(claims, about));
}

function* statusItems(claims: readonly Claim837[], about: AboutClaims): Generator<ClaimStatusAnswerItem> {
  const { request, ordinal, random, truth } = about;
  const origin = {
    purpose: '08',
    reference: `Q${ordinal}`,
    createdDate: request.date,
    createdTime: '0600',
    type: 'DG',
  };
  yield { kind: 'claimStatusAnswerHeader', setControl: setControl(ordinal), origin };
  for (const [level, party] of [
    ['source', PAYER],
    ['receiver', HARBOR],
    ['provider', { ...PROVIDER, role: '1P' }],
  ] as const) {
    yield { kind: 'claimStatusAnswerLevel', level, party, contacts: [], statuses: [], unmodelled: [] };
  }
  for (const [at, claim] of claims.entries()) {
    const answer =
      request.features.includes('seldom') && random.chance(50) ? random.pick(SELDOM) : random.pick(ANSWERS);
    const paidCents = cents(answer.name === 'paid' ? Math.floor((claim.chargeCents * 6) / 10) : 0);
    const { name, ...code } = answer;
    add(truth, name);
    add(truth, 'paidCents', paidCents);
    yield {
      ...{ kind: 'claimStatusAnswer', ordinal: at + 1, trace: `Q${claim.claimNumber}`, claimNumber: claim.claimNumber },
      subscriber: insuredOf(claim),
      statuses: [{ codes: [code], date: request.date, chargeCents: claim.chargeCents, paidCents }],
      payerClaimNumber: `ICN${claim.claimNumber.replace(/\D/g, '')}`,
      ...{ refs: [], dates: [], lines: [], unmodelled: [] },
    };
  }
}

const statusPerson = (
  party: StatusPerson,
  { birthDate, sex }: Pick<StatusPerson, 'birthDate' | 'sex'>,
): StatusPerson => ({
  ...party,
  ...(birthDate === undefined ? {} : { birthDate }),
  ...(sex === undefined ? {} : { sex }),
});

function* statusInquiry(claims: readonly Claim837[], about: AboutClaims): Generator<OutSegment> {
  yield* claimStatusInquirySegments(inquiryItems(claims, about));
}

/** The questions the 277 of the same seed answers: each claim's trace is `Q` and its number. */
function* inquiryItems(claims: readonly Claim837[], about: AboutClaims): Generator<ClaimStatusInquiryItem> {
  const { request, ordinal, truth } = about;
  const origin = { purpose: '13', reference: `Q${ordinal}`, createdDate: request.date, createdTime: '0600' };
  yield { kind: 'claimStatusInquiryHeader', setControl: setControl(ordinal), origin };
  for (const [at, claim] of claims.entries()) {
    const { subscriber, patient, claimNumber, chargeCents } = claim;
    const [first, last] = [claim.lines[0], claim.lines.at(-1)];
    add(truth, 'chargeCents', chargeCents);
    add(truth, 'dependents', patient === undefined ? 0 : 1);
    yield {
      ...{ kind: 'claimStatusInquiry', ordinal: at + 1, source: PAYER, receiver: HARBOR },
      provider: { ...PROVIDER, role: '1P' },
      subscriber: statusPerson(insuredOf(claim), patient === undefined ? subscriber : {}),
      ...(patient === undefined ? {} : { dependent: statusPerson(partyOf('QC', patient, undefined), patient) }),
      ...{ trace: `Q${claimNumber}`, claimNumber, chargeCents, refs: [], dates: [], lines: [], unmodelled: [] },
      ...(request.features.includes('payerNumber') ? { payerClaimNumber: `ICN${claimNumber.replace(/\D/g, '')}` } : {}),
      ...(first?.serviceFrom === undefined ? {} : { serviceFrom: first.serviceFrom }),
      ...(last?.serviceThrough === undefined ? {} : { serviceThrough: last.serviceThrough }),
    };
  }
}

/** What a payer asks for (LOINC): operative note, discharge summary, progress note, attending physician's note. */
const WANTED = ['11504-8', '18842-5', '11506-3', '68609-7'] as const;

function* informationRequest(claims: readonly Claim837[], about: AboutClaims): Generator<OutSegment> {
  yield* informationRequestSegments(requestItems(claims, about));
}

function* requestItems(claims: readonly Claim837[], about: AboutClaims): Generator<ClaimStatusAnswerItem> {
  const { request, ordinal, random } = about;
  for (const item of statusItems(claims, { ...about, truth: {} })) {
    if (item.kind === 'claimStatusAnswerHeader') {
      yield { ...item, origin: { ...item.origin, purpose: '13', reference: `R${ordinal}`, type: 'RQ' } };
    } else if (item.kind === 'claimStatusAnswer') {
      const { chargeCents } = claims[item.ordinal - 1] ?? {};
      const codes = [{ category: 'R4', status: random.pick(WANTED) }];
      const status = { codes, date: request.date, ...(chargeCents === undefined ? {} : { chargeCents }) };
      yield { ...item, trace: `R${item.claimNumber ?? ''}`, statuses: [status] };
    } else yield item;
  }
}

const STATUS = { functionalId: 'HN', guide: '005010X212', bytesEach: 132 };

export const claimStatusAnswers = kindAboutClaims({
  ...{ ...STATUS, st01: '277', features: ['seldom'], write: statusAnswer },
});
export const claimStatusInquiries = kindAboutClaims({
  ...{ ...STATUS, st01: '276', functionalId: 'HR', sender: 'us' },
  ...{ features: ['dependent', 'payerNumber'], write: statusInquiry },
});
export const informationRequests = kindAboutClaims({
  ...{ ...STATUS, st01: '277', guide: '005010X213', features: [], write: informationRequest },
});
