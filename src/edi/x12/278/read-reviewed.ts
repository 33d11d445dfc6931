import type { Draft as DeepDraft } from '../837p/draft.js';
import { contactOf, dateOfDtp, procedureAt, referenceOf, streetOf, traceOf, withPlace } from '../parties/read-party.js';
import { dayAt, dayOf, elementsOf, type Problems, rawOf } from '../parties/segment-values.js';
import type { Segment } from '../segment.js';
import type {
  AuthorizationEvent,
  AuthorizationParty,
  AuthorizationRejection,
  AuthorizationService,
  ReviewAttachment,
  ReviewDecision,
  ReviewDiagnosis,
  ReviewRequest,
  ServiceDelivery,
} from './authorization.js';

export type PartyDraft = DeepDraft<AuthorizationParty>;
export type EventDraft = DeepDraft<AuthorizationEvent>;
export type ServiceDraft = DeepDraft<AuthorizationService>;
type ReviewedDraft = EventDraft | ServiceDraft;

const emptyReviewed = (): ServiceDraft => ({
  traces: [],
  rejections: [],
  refs: [],
  dates: [],
  attachments: [],
  messages: [],
  providers: [],
  unmodelled: [],
});

export const emptyService = emptyReviewed;
export const emptyEvent = (): EventDraft => ({ ...emptyReviewed(), diagnoses: [], services: [] });

/** Fields of a document whose element may be absent. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const rejection = (s: Segment): AuthorizationRejection => ({
  valid: s.el(1),
  ...present({ agency: s.el(2) }),
  reason: s.el(3),
  followUp: s.el(4),
});

/** Nothing stands in the other elements, so that the segment may be kept as fields alone. */
function onlyHas(s: Segment, ...elements: readonly number[]): boolean {
  return elementsOf(s).every((text, at) => text === '' || elements.includes(at + 1));
}

function reviewRequest(s: Segment): DeepDraft<ReviewRequest> {
  const facility = s.el(4) ? { code: s.comp(4, 1), qualifier: s.comp(4, 2) } : undefined;
  const relatedCauses = s.el(5) ? s.comps(5) : undefined;
  return {
    category: s.el(1),
    ...present({
      certificationType: s.el(2),
      serviceType: s.el(3),
      facility,
      relatedCauses,
      levelOfService: s.el(6),
      healthCondition: s.el(7),
      prognosis: s.el(8),
      release: s.el(9),
      delayReason: s.el(10),
    }),
  };
}

const decision = (s: Segment): DeepDraft<ReviewDecision> => ({
  action: s.el(1),
  ...present({ number: s.el(2), reason: s.el(3), secondOpinion: s.el(4) }),
});

const delivery = (s: Segment): ServiceDelivery =>
  present({
    qualifier: s.el(1),
    quantity: s.el(2),
    frequencyUnit: s.el(3),
    frequency: s.el(4),
    periodQualifier: s.el(5),
    periods: s.el(6),
    pattern: s.el(7),
    time: s.el(8),
  });

const attachment = (s: Segment): ReviewAttachment => ({
  reportType: s.el(1),
  transmission: s.el(2),
  ...present({ controlNumber: s.el(6) }),
});

/** Code and day of each; a composite that says more (a range of dates, an amount) leaves the segment raw. */
const isPlainDiagnosis = (parts: readonly string[]): boolean =>
  parts.every((part, at) => part === '' || at < 2 || (at === 2 && part === 'D8') || at === 3) &&
  ((parts[3] ?? '') !== '') === ((parts[2] ?? '') !== '');

function addDiagnoses(event: EventDraft, s: Segment): boolean {
  for (let n = 1; n <= s.count; n++) {
    const parts = s.comps(n);
    if (!isPlainDiagnosis(parts) || (parts[3] && !dayOf(parts[3]))) return false;
  }
  for (let n = 1; n <= s.count; n++) {
    if (!s.el(n)) continue;
    const diagnosis: DeepDraft<ReviewDiagnosis> = { qualifier: s.comp(n, 1), code: s.comp(n, 2) };
    const date = dayOf(s.comp(n, 4));
    if (date) diagnosis.date = date;
    event.diagnoses.push(diagnosis);
  }
  return true;
}

const isAmount = (s: Segment, n: number): boolean => s.isEmpty(n) || s.cents(n) !== undefined;

function fillService(service: ServiceDraft, s: Segment): boolean {
  const institutional = s.id === 'SV2';
  const fields = institutional ? [1, 2, 3, 4, 5] : s.id === 'SV1' ? [1, 2, 3, 4] : [1, 2, 6];
  if (service.form || !onlyHas(s, ...fields) || !isAmount(s, institutional ? 3 : 2)) return false;
  service.form = institutional ? 'institutional' : s.id === 'SV1' ? 'professional' : 'dental';
  if (institutional && s.el(1)) service.revenueCode = s.el(1);
  const procedure = procedureAt(s, institutional ? 2 : 1);
  if (procedure) service.procedure = { ...procedure, modifiers: [...procedure.modifiers] };
  const charge = s.cents(institutional ? 3 : 2);
  if (charge !== undefined) service.chargeCents = charge;
  if (s.id === 'SV3') {
    if (s.el(6)) service.units = s.el(6);
    return true;
  }
  const unitAt = institutional ? 4 : 3;
  Object.assign(service, present({ unit: s.el(unitAt), units: s.el(unitAt + 1) }));
  return true;
}

function readCommon(to: ReviewedDraft, s: Segment, out: Problems): boolean {
  switch (s.id) {
    case 'TRN':
      to.traces.push(traceOf(s));
      return true;
    case 'AAA':
      to.rejections.push(rejection(s));
      return true;
    case 'UM':
      if (to.request) return false;
      to.request = reviewRequest(s);
      return true;
    case 'HCR':
      if (to.decision) return false;
      to.decision = decision(s);
      return true;
    case 'REF':
      to.refs.push(referenceOf(s));
      return true;
    case 'DTP': {
      const date = dateOfDtp(s, out);
      if (date) to.dates.push(date);
      return date !== undefined;
    }
    case 'HSD':
      if (to.delivery || !onlyHas(s, 1, 2, 3, 4, 5, 6, 7, 8)) return false;
      to.delivery = delivery(s);
      return true;
    case 'PWK':
      if (!onlyHas(s, 1, 2, 5, 6) || s.el(5) !== (s.isEmpty(6) ? '' : 'AC')) return false;
      to.attachments.push(attachment(s));
      return true;
    case 'MSG':
      if (!onlyHas(s, 1)) return false;
      to.messages.push(s.el(1));
      return true;
    default:
      return false;
  }
}

/** A segment of loop 2000E or 2000F. What has no field stays raw. */
export function readReviewed(to: ReviewedDraft, s: Segment, out: Problems): void {
  if (readCommon(to, s, out)) return;
  if ('services' in to && s.id === 'HI' && addDiagnoses(to, s)) return;
  const service = s.id === 'SV1' || s.id === 'SV2' || s.id === 'SV3';
  if (service && !('services' in to) && fillService(to, s)) return;
  to.unmodelled.push(rawOf(s) as DeepDraft<ReturnType<typeof rawOf>>);
}

/** What follows the NM1 of any party of a 278. */
export function readPartyDetail(party: PartyDraft, s: Segment, out: Problems): void {
  switch (s.id) {
    case 'N3':
      party.address = streetOf(s);
      return;
    case 'N4':
      party.address = withPlace(s, party.address);
      return;
    case 'PER':
      party.contacts.push(contactOf(s) as DeepDraft<ReturnType<typeof contactOf>>);
      return;
    case 'REF':
      party.refs.push(referenceOf(s));
      return;
    case 'AAA':
      party.rejections.push(rejection(s));
      return;
    case 'PRV':
      if (party.taxonomy || s.el(2) !== 'PXC' || !onlyHas(s, 1, 2, 3) || s.isEmpty(3)) break;
      Object.assign(party, present({ providerRole: s.el(1), taxonomy: s.el(3) }));
      return;
    case 'DMG': {
      const born = dayAt(s, 2, out);
      if (!onlyHas(s, 1, 2, 3)) party.unmodelled.push(rawOf(s) as DeepDraft<ReturnType<typeof rawOf>>);
      Object.assign(party, present({ birthDate: born, sex: s.el(3) }));
      return;
    }
    default:
  }
  party.unmodelled.push(rawOf(s) as DeepDraft<ReturnType<typeof rawOf>>);
}
