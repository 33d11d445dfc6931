import { addDays } from '../domain/dates/plain-date.js';
import { type Cents, cents } from '../domain/money.js';
import type { Benefit, EligibilityAnswerItem } from '../edi/x12/270-271/eligibility-answer.js';
import type { EligibilityPerson } from '../edi/x12/270-271/eligibility-person.js';
import { eligibilityAnswerSegments } from '../edi/x12/270-271/write-eligibility-answer.js';
import type { ClaimStatusAnswerItem } from '../edi/x12/276-277/claim-status-answer.js';
import { claimStatusAnswerSegments } from '../edi/x12/276-277/write-claim-status-answer.js';
import type { ClaimAcknowledgementItem } from '../edi/x12/277ca/claim-acknowledgement.js';
import { claimAcknowledgementSegments } from '../edi/x12/277ca/write-claim-acknowledgement.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { ClaimPerson } from '../edi/x12/837p/claim-parties.js';
import { seededRandom, type SeededRandom } from '../edi/x12/837p/seeded-random.js';
import type { Party } from '../edi/x12/parties/party.js';
import type { OutSegment, OutSet } from '../edi/x12/write.js';
import { CLAIMS_PER_SET, claimsOfSet } from './generate-claims.js';
import { Budget, interchangeOf, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

/** One set over some claims, and what it adds to the truth. */
type AnswerWriter = (claims: readonly Claim837[], about: AnswerAbout) => Iterable<OutSegment>;

interface AnswerAbout {
  readonly request: GenerateRequest;
  readonly ordinal: number;
  readonly random: SeededRandom;
  readonly truth: Record<string, number>;
}

interface AnswerKind {
  readonly st01: string;
  readonly functionalId: string;
  readonly guide: string;
  readonly features: readonly string[];
  readonly bytesEach: number;
  readonly write: AnswerWriter;
}

const HARBOR: Party = {
  role: '41',
  entity: 'organization',
  name: 'HARBOR CLINIC',
  idQualifier: '46',
  id: 'HARBOR',
};
const PAYER: Party = { role: 'PR', entity: 'organization', name: 'PAYER ONE HEALTH', idQualifier: 'PI', id: '12345' };
const PROVIDER: Party = {
  ...{ role: '85', entity: 'organization', name: 'HARBOR CLINIC', idQualifier: 'XX', id: '1992753880' },
};

const add = (truth: Record<string, number>, key: string, amount = 1): void => {
  truth[key] = (truth[key] ?? 0) + amount;
};

/** Sets of answers about the claims of the same seed, until the budget is used. */
function answerFile(kind: AnswerKind, request: GenerateRequest): Generation {
  const truth: Record<string, number> = { sets: 0, claims: 0 };
  const budget = new Budget(request, kind.bytesEach);
  function* sets(): Generator<OutSet> {
    for (let ordinal = 1, wanted = budget.next(CLAIMS_PER_SET); wanted > 0; ordinal += 1) {
      const { claims } = claimsOfSet(request, ordinal, wanted);
      add(truth, 'sets');
      add(truth, 'claims', claims.length);
      const random = seededRandom(request.seed * 37 + ordinal);
      const segments = kind.write(claims, { request, ordinal, random, truth });
      yield { st01: kind.st01, guide: kind.guide, control: setControl(ordinal), segments };
      wanted = budget.next(CLAIMS_PER_SET);
    }
  }
  const head = { functionalId: kind.functionalId, guide: kind.guide, date: request.date, sender: 'payer' };
  return { bytes: budget.counted(interchangeOf(head, sets())), truth: () => truth };
}

const asKind = (kind: AnswerKind): GenerateKind => ({
  features: kind.features,
  generate: (request) => answerFile(kind, request),
});

const partyOf = (role: string, { name, firstName }: ClaimPerson, memberId: string | undefined): Party => ({
  ...{ role, entity: 'person', name: name ?? '' },
  ...(firstName === undefined ? {} : { firstName }),
  ...(memberId === undefined ? {} : { idQualifier: 'MI', id: memberId }),
});

const patientOf = ({ subscriber, patient }: Claim837): Party =>
  partyOf('QC', patient ?? subscriber, subscriber.memberId);

const insuredOf = ({ subscriber }: Claim837): Party => partyOf('IL', subscriber, subscriber.memberId);

const REJECTED_PERCENT = 15;

function* acknowledgement(claims: readonly Claim837[], about: AnswerAbout): Generator<OutSegment> {
  yield* claimAcknowledgementSegments(acknowledgementItems(claims, about));
}

function acknowledgementItems(claims: readonly Claim837[], about: AnswerAbout): ClaimAcknowledgementItem[] {
  const { request, ordinal, random, truth } = about;
  const { date } = request;
  const rejected = claims.map(() => request.features.includes('rejected') && random.chance(REJECTED_PERCENT));
  const sums = { accepted: 0, rejected: 0, acceptedCents: 0, rejectedCents: 0 };
  claims.forEach(({ chargeCents }, at) => {
    const side = rejected[at] === true ? 'rejected' : 'accepted';
    sums[side] += 1;
    sums[`${side}Cents`] += chargeCents;
  });
  for (const [key, value] of Object.entries(sums)) add(truth, key, value);
  const total = cents(sums.acceptedCents + sums.rejectedCents);
  const origin = { purpose: '08', reference: `A${ordinal}`, createdDate: date, createdTime: '0600', type: 'TH' };
  const batch = { codes: [{ category: 'A1', status: '19', entity: 'PR' }], date, action: 'WQ', chargeCents: total };
  return [
    { kind: 'claimAcknowledgement', setControl: setControl(ordinal), origin },
    {
      ...{ kind: 'acknowledgementSource', voice: 'payer', party: PAYER, trace: `A${request.seed}S${ordinal}` },
      ...{ receivedDate: date, processedDate: date, unmodelled: [] },
    },
    {
      ...{ kind: 'acknowledgementLevel', level: 'receiver', party: HARBOR, statuses: [batch], refs: [] },
      trace: `G${request.seed}S${ordinal}`,
      quantities: quantitiesOf(sums),
      amounts: amountsOf(sums),
      unmodelled: [],
    },
    {
      ...{ kind: 'acknowledgementLevel', level: 'provider', party: PROVIDER, trace: '0', statuses: [] },
      ...{ refs: [], quantities: [], amounts: [], unmodelled: [] },
    },
    ...claims.map((claim, at) => acknowledgedClaim(claim, at, rejected[at] === true, about)),
  ];
}

interface AnswerSums {
  readonly accepted: number;
  readonly rejected: number;
  readonly acceptedCents: number;
  readonly rejectedCents: number;
}

const quantitiesOf = ({ accepted, rejected }: AnswerSums): { qualifier: string; quantity: string }[] => [
  ...(accepted === 0 ? [] : [{ qualifier: '90', quantity: String(accepted) }]),
  ...(rejected === 0 ? [] : [{ qualifier: 'AA', quantity: String(rejected) }]),
];

const amountsOf = ({ acceptedCents, rejectedCents }: AnswerSums): { qualifier: string; amountCents: Cents }[] => [
  ...(acceptedCents === 0 ? [] : [{ qualifier: 'YU', amountCents: cents(acceptedCents) }]),
  ...(rejectedCents === 0 ? [] : [{ qualifier: 'YY', amountCents: cents(rejectedCents) }]),
];

function acknowledgedClaim(
  claim: Claim837,
  at: number,
  isRejected: boolean,
  { request }: AnswerAbout,
): ClaimAcknowledgementItem {
  const codes = isRejected
    ? [
        { category: 'A3', status: '21' },
        { category: 'A3', status: '562', entity: '85' },
      ]
    : [{ category: 'A2', status: '20', entity: 'PR' }];
  const status = { codes, date: request.date, action: isRejected ? 'U' : 'WQ', chargeCents: claim.chargeCents };
  return {
    ...{ kind: 'acknowledgedClaim', ordinal: at + 1, voice: 'payer', claimNumber: claim.claimNumber },
    ...{ patient: patientOf(claim), statuses: [status], inherited: [], refs: [], dates: [], lines: [] },
    ...(isRejected ? {} : { payerClaimNumber: `ICN${claim.claimNumber.replace(/\D/g, '')}` }),
    unmodelled: [],
  };
}

/** Finalized and paid, finalized and denied, pending, in process: as payers answer. */
const ANSWERS = [
  { name: 'paid', category: 'F1', status: '65' },
  { name: 'denied', category: 'F2', status: '88' },
  { name: 'pending', category: 'P3', status: '317' },
  { name: 'inProcess', category: 'P1', status: '20' },
] as const;

function* statusAnswer(claims: readonly Claim837[], about: AnswerAbout): Generator<OutSegment> {
  yield* claimStatusAnswerSegments(statusItems(claims, about));
}

function* statusItems(claims: readonly Claim837[], about: AnswerAbout): Generator<ClaimStatusAnswerItem> {
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
    const answer = random.pick(ANSWERS);
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

const REFUSED_PERCENT = 20;

function* eligibilityAnswer(claims: readonly Claim837[], about: AnswerAbout): Generator<OutSegment> {
  yield* eligibilityAnswerSegments(eligibilityItems(claims, about));
}

function* eligibilityItems(claims: readonly Claim837[], about: AnswerAbout): Generator<EligibilityAnswerItem> {
  const { request, ordinal, random, truth } = about;
  const origin = { purpose: '11', reference: `E${ordinal}`, createdDate: request.date, createdTime: '0600' };
  yield { kind: 'eligibilityAnswerHeader', setControl: setControl(ordinal), origin };
  const empty = { refs: [], rejections: [], unmodelled: [] };
  for (const [at, claim] of claims.entries()) {
    const refused = request.features.includes('aaa') && random.chance(REFUSED_PERCENT);
    const benefits = refused ? [] : benefitsOf(claim, about);
    add(truth, refused ? 'refused' : 'active');
    add(truth, 'benefits', benefits.length);
    yield {
      ...{ kind: 'eligibilityAnswer', ordinal: at + 1, sourceContacts: [], benefits },
      source: { ...PAYER, ...empty },
      receiver: { ...PROVIDER, role: '1P', ...empty },
      subscriber: insured(claim, refused, about),
    };
  }
}

function insured(claim: Claim837, refused: boolean, { request }: AnswerAbout): EligibilityPerson {
  const { birthDate, sex } = claim.subscriber;
  return {
    ...{ ...insuredOf(claim), refs: [], unmodelled: [] },
    traces: [{ type: '2', number: `E${claim.claimNumber}`, originator: '9HARBOR001' }],
    rejections: refused ? [{ valid: 'N', reason: '75', followUp: 'C' }] : [],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    dates: refused ? [] : [{ qualifier: '346', date: addDays(request.date, -200) }],
  };
}

function benefitsOf(claim: Claim837, { request, random }: AnswerAbout): Benefit[] {
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

export const claimAcknowledgements = asKind({
  ...{ st01: '277', functionalId: 'HN', guide: '005010X214', features: ['rejected'], bytesEach: 200 },
  write: acknowledgement,
});
export const claimStatusAnswers = asKind({
  ...{ st01: '277', functionalId: 'HN', guide: '005010X212', features: [], bytesEach: 200 },
  write: statusAnswer,
});
export const eligibilityAnswers = asKind({
  ...{ st01: '271', functionalId: 'HB', guide: '005010X279A1', features: ['aaa', 'otherPayer'], bytesEach: 300 },
  write: eligibilityAnswer,
});
