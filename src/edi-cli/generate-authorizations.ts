import { addDays } from '../domain/dates/plain-date.js';
import { answerAuthorization, type AnsweredEvent, rejectAuthorization } from '../edi/x12/278/answer-authorization.js';
import type {
  Authorization,
  AuthorizationEvent,
  AuthorizationParty,
  AuthorizationService,
  ReviewDecision,
} from '../edi/x12/278/authorization.js';
import { authorizationSegments } from '../edi/x12/278/write-authorization.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import type { ClaimPerson } from '../edi/x12/837p/claim-parties.js';
import type { Party } from '../edi/x12/parties/party.js';
import type { OutSet } from '../edi/x12/write.js';
import { add, insuredOf, partyOf, PAYER, PROVIDER } from './generate-about-claims.js';
import { claimsInTurn } from './generate-claims.js';
import { Budget, interchangeOf, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

const GUIDE = '005010X217';

/** HCR01 by the name of its feature. */
const DECISIONS = {
  approved: 'A1',
  partlyApproved: 'A2',
  refused: 'A3',
  pended: 'A4',
  modified: 'A6',
  cancelled: 'C',
  contactPayer: 'CT',
  notRequired: 'NA',
} as const;

type Decision = keyof typeof DECISIONS;
const DECISION_NAMES = Object.keys(DECISIONS) as Decision[];

/** AAA at each level a review can be stopped at, with a reason that fits. */
const REJECTIONS = {
  aaaPayer: { at: 'reviewer', reason: '42', followUp: 'Y' },
  aaaProvider: { at: 'requester', reason: '51', followUp: 'C' },
  aaa: { at: 'subscriber', reason: '72', followUp: 'C' },
} as const;

type Rejection = keyof typeof REJECTIONS;
const REJECTION_NAMES = Object.keys(REJECTIONS) as Rejection[];

const reviewParty = (party: Party, person: Partial<ClaimPerson> = {}): AuthorizationParty => ({
  ...party,
  ...{ contacts: [], refs: [], rejections: [], unmodelled: [] },
  ...(person.birthDate === undefined ? {} : { birthDate: person.birthDate }),
  ...(person.sex === undefined ? {} : { sex: person.sex }),
});

const NOTHING_MORE = {
  ...{ rejections: [], refs: [], dates: [], attachments: [], messages: [], providers: [], unmodelled: [] },
} as const;

function serviceOf(line: ClaimLine): AuthorizationService {
  return {
    ...{ ...NOTHING_MORE, traces: [], form: 'professional', chargeCents: line.chargeCents },
    request: { category: 'HS', certificationType: 'I' },
    ...(line.procedure === undefined ? {} : { procedure: line.procedure }),
    ...(line.unit === undefined ? {} : { unit: line.unit }),
    ...(line.units === undefined ? {} : { units: line.units }),
  };
}

function eventOf(claim: Claim837, request: GenerateRequest): AuthorizationEvent {
  const isAdmission = request.features.includes('admission');
  const date = addDays(request.date, 14);
  return {
    ...NOTHING_MORE,
    traces: [{ type: '1', number: `R${claim.claimNumber}`, originator: '9HARBOR001' }],
    request: {
      ...{ category: isAdmission ? 'AR' : 'HS', certificationType: 'I', serviceType: isAdmission ? '48' : '2' },
      ...{ facility: { code: claim.facilityCode, qualifier: 'B' }, levelOfService: 'E' },
    },
    dates: isAdmission ? [{ qualifier: '435', date }] : [{ qualifier: 'AAH', date, through: addDays(date, 30) }],
    diagnoses: claim.diagnoses.map(({ qualifier, code }) => ({ qualifier, code })),
    attachments: request.features.includes('attachment')
      ? [{ reportType: 'OZ', transmission: 'EL', controlNumber: `ACN${claim.claimNumber}` }]
      : [],
    services: claim.lines.map(serviceOf),
  };
}

/** A request for what the claim of the same seed later bills. */
function requestFor(claim: Claim837, request: GenerateRequest): Authorization {
  const { subscriber, patient, claimNumber } = claim;
  return {
    ...{ kind: 'authorization', guide: GUIDE },
    origin: { purpose: '13', reference: `R${claimNumber}`, createdDate: request.date, createdTime: '0600' },
    reviewer: reviewParty({ ...PAYER, role: 'X3' }),
    requester: reviewParty({ ...PROVIDER, role: '1P' }),
    subscriber: reviewParty(insuredOf(claim), patient === undefined ? subscriber : {}),
    ...(patient === undefined ? {} : { dependent: reviewParty(partyOf('QC', patient, undefined), patient) }),
    events: [eventOf(claim, request)],
    unmodelled: [],
  };
}

function decided(name: Decision, claim: Claim837, request: GenerateRequest): AnsweredEvent {
  const action = DECISIONS[name];
  const isGranted = action === 'A1' || action === 'A2' || action === 'A6';
  const from = addDays(request.date, 14);
  const decision: ReviewDecision = {
    action,
    ...(isGranted ? { number: `AUTH${claim.claimNumber}` } : {}),
    ...(isGranted || action === 'NA' ? {} : { reason: action === 'A3' ? '70' : '0U' }),
  };
  return {
    decision,
    ...(isGranted ? { certified: { qualifier: '007', date: from, through: addDays(from, 89) } } : {}),
    ...(action === 'A4' ? { administrativeNumber: `ADM${claim.claimNumber}` } : {}),
    ...(action === 'A2' ? { services: claim.lines.map((_line, at) => ({ action: at === 0 ? 'A1' : 'A3' })) } : {}),
    ...(action === 'CT' ? { messages: ['CALL THE REVIEW OFFICE'] } : {}),
  };
}

/** Every answer asked for comes in turn; without one, every request is approved. */
function answerTo(
  review: Authorization,
  claim: Claim837,
  { request, at }: { request: GenerateRequest; at: number },
): {
  readonly name: string;
  readonly answer: Authorization;
} {
  const asked = request.features;
  const names = [...DECISION_NAMES, ...REJECTION_NAMES].filter((name) => asked.includes(name));
  const name = names[at % Math.max(names.length, 1)] ?? 'approved';
  const stamp = { createdDate: addDays(request.date, 1), createdTime: '0905' };
  if (!isRejection(name)) {
    return { name, answer: answerAuthorization(review, stamp, [decided(name, claim, request)]) };
  }
  const { at: level, reason, followUp } = REJECTIONS[name];
  return { name, answer: rejectAuthorization(review, stamp, level, { valid: 'N', reason, followUp }) };
}

const isRejection = (name: Decision | Rejection): name is Rejection => Object.hasOwn(REJECTIONS, name);

type ReviewOf = (claim: Claim837, at: number, truth: Record<string, number>) => Authorization;

/** One review a set, about the claims of the seed. */
function reviewFile(request: GenerateRequest, sender: 'us' | 'payer', reviewOf: ReviewOf): Generation {
  const truth: Record<string, number> = { sets: 0, services: 0, dependents: 0 };
  const budget = new Budget(request, 480);
  function* sets(): Generator<OutSet> {
    let at = 0;
    for (const claim of claimsInTurn(request, budget)) {
      const review = reviewOf(claim, at, truth);
      const written = authorizationSegments(review);
      if (!written.ok)
        throw new Error(`The generator made a review that cannot be sent: ${written.problem[0]?.text ?? ''}`);
      at += 1;
      add(truth, 'sets');
      add(
        truth,
        'services',
        review.events.reduce((sum, event) => sum + event.services.length, 0),
      );
      add(truth, 'dependents', review.dependent === undefined ? 0 : 1);
      yield { st01: '278', guide: GUIDE, control: setControl(at), segments: written.value };
    }
  }
  const head = { functionalId: 'HI', guide: GUIDE, date: request.date, sender };
  return { bytes: budget.counted(interchangeOf(head, sets())), truth: () => truth };
}

export const authorizationRequests: GenerateKind = {
  features: ['dependent', 'admission', 'attachment'],
  generate: (request) => reviewFile(request, 'us', (claim) => requestFor(claim, request)),
};

export const authorizationAnswers: GenerateKind = {
  features: [...DECISION_NAMES, ...REJECTION_NAMES],
  generate: (request) =>
    reviewFile(request, 'payer', (claim, at, truth) => {
      const { name, answer } = answerTo(requestFor(claim, request), claim, { request, at });
      add(truth, name);
      return answer;
    }),
};
