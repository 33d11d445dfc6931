import type { AuthorizationUrgency } from '../../domain/appeals/denial-event.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type {
  Authorization,
  AuthorizationEvent,
  AuthorizationParty,
  AuthorizationService,
  ReviewRequest,
} from '../../edi/x12/278/authorization.js';
import type { Claim837, ClaimLine } from '../../edi/x12/837p/claim-837.js';
import type { ClaimPerson, ClaimProvider } from '../../edi/x12/837p/claim-parties.js';

/** X12N 278, request for review and response. */
export const AUTHORIZATION_GUIDE = '005010X217';

/** UM10: the request comes after the service, for another reason than the listed ones. */
const AFTER_THE_FACT = '11';
const URGENT = 'U';
const EMERGENCY = '03';

export interface RequestToWrite {
  readonly content: Claim837;
  readonly lines: readonly ClaimLine[];
  readonly serviceFrom: PlainDate;
  readonly serviceThrough: PlainDate;
  readonly payer: { readonly name: string; readonly code: string };
  readonly trace: string;
  readonly on: PlainDate;
  readonly urgency: AuthorizationUrgency;
  /** Why the payer denied: 198 exceeded, 302 expired, else there was none. */
  readonly carc: string;
  /** Medical records are kept with the claim. */
  readonly hasRecords: boolean;
}

/** UM02 by the denial: more than was authorized is an extension, one that had expired is renewed. */
const CERTIFICATION: Readonly<Record<string, string>> = { 198: '4', 302: 'R' };
const INITIAL = 'I';

/** An emergency: a line says so (SV109), or the type of the admission (CL101 `1`). */
const isEmergency = ({ institutional, lines }: Claim837): boolean =>
  institutional?.admissionType === '1' || lines.some(({ emergency }) => emergency === 'Y');

/** What a person said; else an emergency is judged by the faster clock (42 CFR 422.570, 438.210(d)(2)). */
export const urgencyOf = (content: Claim837, asked?: AuthorizationUrgency): AuthorizationUrgency =>
  asked ?? (isEmergency(content) ? 'expedited' : 'standard');

/** The request a claim of ours is written from: the parties, what was done, why, and when. */
export function authorizationRequest(toWrite: RequestToWrite): Authorization {
  const { content, payer, trace, on } = toWrite;
  const { billingProvider, subscriber, patient } = content;
  return {
    kind: 'authorization',
    guide: AUTHORIZATION_GUIDE,
    origin: { purpose: '13', reference: trace, createdDate: on, createdTime: '0600' },
    reviewer: party({ role: 'X3', entity: 'organization', name: payer.name, idQualifier: 'PI', id: payer.code }),
    requester: provider(billingProvider, '1P'),
    subscriber: person(subscriber, 'IL'),
    ...(patient && { dependent: person(patient, 'QC') }),
    events: [eventOf(toWrite)],
    unmodelled: [],
  };
}

type PartyFacts = Partial<AuthorizationParty> & Pick<AuthorizationParty, 'role' | 'entity'>;
const party = (facts: PartyFacts): AuthorizationParty => ({
  contacts: [],
  refs: [],
  rejections: [],
  unmodelled: [],
  ...facts,
});

const provider = ({ entity, name, firstName, npi, taxonomy }: ClaimProvider, role: string): AuthorizationParty =>
  party({
    role,
    entity,
    name,
    ...(firstName && { firstName }),
    ...(npi && { idQualifier: 'XX', id: npi }),
    ...(taxonomy && { taxonomy, providerRole: 'BI' }),
  });

const person = (who: ClaimPerson, role: 'IL' | 'QC'): AuthorizationParty =>
  party({
    role,
    entity: 'person',
    name: who.name,
    ...(who.firstName && { firstName: who.firstName }),
    ...(who.memberId && role === 'IL' && { idQualifier: who.memberIdQualifier ?? 'MI', id: who.memberId }),
    ...(who.birthDate && { birthDate: who.birthDate }),
    ...(who.sex && { sex: who.sex }),
  });

const nothing = { rejections: [], refs: [], attachments: [], messages: [], providers: [], unmodelled: [] } as const;

function eventOf(toWrite: RequestToWrite): AuthorizationEvent {
  const { content, lines, trace } = toWrite;
  return {
    ...nothing,
    traces: [{ type: '1', number: trace, originator: `9${content.billingProvider.npi ?? ''}`.slice(0, 10) }],
    request: askedFor(toWrite),
    refs: earlierNumber(toWrite),
    dates: datesOf(toWrite),
    diagnoses: content.diagnoses.map(({ qualifier, code }) => ({ qualifier, code })),
    attachments: recordsBeside(toWrite),
    services: lines.map((line) => serviceOf(content.kind, line)),
  };
}

const MOST_PWK = 10;
const MEDICAL_RECORDS = 'M1';
const ON_REQUEST = 'AA';

/** PWK: the proof that the claim and its denied lines announced, each once; else that records are here for whoever asks. */
function recordsBeside({ content, lines, hasRecords }: RequestToWrite): AuthorizationEvent['attachments'] {
  const announced = [...content.attachments, ...lines.flatMap(({ attachments }) => attachments)];
  const known = new Map(announced.map((each) => [Object.values(each).join(' '), each]));
  if (known.size > 0) return [...known.values()].slice(0, MOST_PWK);
  return hasRecords ? [{ reportType: MEDICAL_RECORDS, transmission: ON_REQUEST }] : [];
}

/** REF*BB: the authorization that is to be extended or renewed, as the claim named it (REF*G1). */
function earlierNumber({ content, carc }: RequestToWrite): AuthorizationEvent['refs'] {
  const number = content.refs.find(({ qualifier }) => qualifier === 'G1')?.value;
  return number && CERTIFICATION[carc] ? [{ qualifier: 'BB', value: number }] : [];
}

/** An inpatient admission is asked for as one; everything else as health services. */
function askedFor({ content, urgency, carc }: RequestToWrite): ReviewRequest {
  const { facilityCode: code, facilityQualifier: qualifier } = content;
  const levelOfService = isEmergency(content) ? EMERGENCY : urgency === 'expedited' ? URGENT : undefined;
  return {
    category: isInpatient(content) ? 'AR' : 'HS',
    certificationType: CERTIFICATION[carc] ?? INITIAL,
    facility: { code, qualifier },
    ...(levelOfService && { levelOfService }),
    delayReason: AFTER_THE_FACT,
  };
}

const isInpatient = ({ institutional }: Claim837): boolean => institutional?.typeOfBill.startsWith('011') === true;

/** AAH: the patient event; an admission has a day of its own (435). */
function datesOf({ content, serviceFrom, serviceThrough }: RequestToWrite): AuthorizationEvent['dates'] {
  const admitted = content.institutional?.admissionDate;
  if (isInpatient(content) && admitted) return [{ qualifier: '435', date: admitted }];
  const through = serviceThrough > serviceFrom ? serviceThrough : undefined;
  return [{ qualifier: 'AAH', date: serviceFrom, ...(through && { through }) }];
}

function serviceOf(kind: Claim837['kind'], line: ClaimLine): AuthorizationService {
  const { procedure, revenueCode, unit, units, serviceFrom, serviceThrough, chargeCents } = line;
  const through = serviceThrough && serviceFrom && serviceThrough > serviceFrom ? serviceThrough : undefined;
  return {
    ...nothing,
    traces: [],
    dates: serviceFrom ? [{ qualifier: '472', date: serviceFrom, ...(through && { through }) }] : [],
    form: kind === 'I' ? 'institutional' : kind === 'D' ? 'dental' : 'professional',
    ...(revenueCode && { revenueCode }),
    ...(procedure && {
      procedure: { qualifier: procedure.qualifier, code: procedure.code, modifiers: procedure.modifiers },
    }),
    chargeCents,
    ...(unit && { unit }),
    ...(units && { units }),
  };
}
