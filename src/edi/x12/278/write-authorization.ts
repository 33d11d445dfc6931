import { fail, ok, type Result } from '../../../domain/result.js';
import { HierarchyNumbers } from '../parties/hierarchy.js';
import {
  addressSegments,
  contactSegment,
  dtpSegment,
  originSegment,
  partySegment,
  procedureElement,
  rawSegment,
  referenceSegment,
  traceSegment,
} from '../parties/write-party.js';
import { d8 } from '../parties/segment-values.js';
import {
  centsText,
  type Element,
  type OutSegment,
  seg,
  type UnwritableValue,
  unwritableValues,
  writableText,
} from '../write.js';
import type {
  Authorization,
  AuthorizationEvent,
  AuthorizationParty,
  AuthorizationRejection,
  AuthorizationService,
  Reviewed,
  ReviewRequest,
} from './authorization.js';

/** Why a review cannot be sent. */
export interface AuthorizationFault {
  readonly code: string;
  readonly loop: string;
  readonly text: string;
}

const rejectionSegment = (r: AuthorizationRejection): OutSegment => seg('AAA', r.valid, r.agency, r.reason, r.followUp);

function* partySegments(party: AuthorizationParty): Generator<OutSegment> {
  for (const rejection of party.rejections) if (rejection.ofLevel) yield rejectionSegment(rejection);
  if (party.role) yield partySegment(party);
  for (const ref of party.refs) yield referenceSegment(ref);
  yield* addressSegments(party.address);
  for (const contact of party.contacts) yield contactSegment(contact);
  for (const rejection of party.rejections) if (!rejection.ofLevel) yield rejectionSegment(rejection);
  if (party.taxonomy) yield seg('PRV', party.providerRole, 'PXC', party.taxonomy);
  if (party.unmodelled.some(({ id }) => id === 'DMG')) {
    // Says more than its fields: written as it came.
  } else if (party.birthDate) yield seg('DMG', 'D8', d8(party.birthDate), party.sex);
  else if (party.sex) yield seg('DMG', undefined, undefined, party.sex);
  for (const raw of party.unmodelled) yield rawSegment(raw);
}

function umSegment(um: ReviewRequest): OutSegment {
  const facility: Element = um.facility ? [um.facility.code, um.facility.qualifier] : undefined;
  const { category, certificationType, serviceType, relatedCauses, levelOfService } = um;
  const { healthCondition, prognosis, release, delayReason } = um;
  return seg(
    'UM',
    category,
    certificationType,
    serviceType,
    facility,
    relatedCauses,
    levelOfService,
    healthCondition,
    prognosis,
    release,
    delayReason,
  );
}

function* headSegments(reviewed: Reviewed): Generator<OutSegment> {
  for (const trace of reviewed.traces) yield traceSegment(trace);
  for (const rejection of reviewed.rejections) yield rejectionSegment(rejection);
  if (reviewed.request) yield umSegment(reviewed.request);
  const { decision } = reviewed;
  if (decision) yield seg('HCR', decision.action, decision.number, decision.reason, decision.secondOpinion);
  for (const ref of reviewed.refs) yield referenceSegment(ref);
  for (const date of reviewed.dates) yield dtpSegment(date);
}

function* tailSegments(reviewed: Reviewed): Generator<OutSegment> {
  const hsd = reviewed.delivery;
  if (hsd) {
    const { qualifier, quantity, frequencyUnit, frequency, periodQualifier, periods, pattern, time } = hsd;
    yield seg('HSD', qualifier, quantity, frequencyUnit, frequency, periodQualifier, periods, pattern, time);
  }
  for (const raw of reviewed.unmodelled) yield rawSegment(raw);
  for (const { reportType, transmission, controlNumber } of reviewed.attachments) {
    if (controlNumber) yield seg('PWK', reportType, transmission, undefined, undefined, 'AC', controlNumber);
    else yield seg('PWK', reportType, transmission);
  }
  for (const message of reviewed.messages) yield seg('MSG', writableText(message));
  for (const provider of reviewed.providers) yield* partySegments(provider);
}

function serviceSegment(service: AuthorizationService): OutSegment | undefined {
  const { form, revenueCode, unit, units, chargeCents } = service;
  if (!form) return undefined;
  const procedure = service.procedure ? procedureElement(service.procedure) : undefined;
  const charge = chargeCents === undefined ? undefined : centsText(chargeCents);
  if (form === 'institutional') return seg('SV2', revenueCode, procedure, charge, unit, units);
  if (form === 'dental') return seg('SV3', procedure, charge, undefined, undefined, undefined, units);
  return seg('SV1', procedure, charge, unit, units);
}

function* eventSegments(event: AuthorizationEvent, numbers: HierarchyNumbers): Generator<OutSegment> {
  yield numbers.segment(4, 'EV', event.services.length > 0);
  yield* headSegments(event);
  const codes = event.diagnoses.map(({ qualifier, code, date }): Element =>
    date ? [qualifier, code, 'D8', d8(date)] : [qualifier, code],
  );
  if (codes.length > 0) yield seg('HI', ...codes);
  yield* tailSegments(event);
  for (const service of event.services) {
    yield numbers.segment(5, 'SS', false);
    yield* headSegments(service);
    const procedure = serviceSegment(service);
    if (procedure) yield procedure;
    yield* tailSegments(service);
  }
}

/** Segments of a review as it is: judges nothing. */
export function* reviewSegments(review: Authorization): Generator<OutSegment> {
  const { reviewer, requester, subscriber, dependent, events } = review;
  const numbers = new HierarchyNumbers();
  yield originSegment('0007', review.origin);
  const levels = [
    { party: reviewer, code: '20' },
    { party: requester, code: '21' },
    { party: subscriber, code: '22' },
    { party: dependent, code: '23' },
  ];
  for (const [rank, { party, code }] of levels.entries()) {
    if (!party) continue;
    const below = levels.slice(rank + 1).some((level) => level.party) || events.length > 0;
    yield numbers.segment(rank, code, below);
    yield* partySegments(party);
  }
  for (const event of events) yield* eventSegments(event, numbers);
}

function faultsOf(review: Authorization): AuthorizationFault[] {
  const faults: AuthorizationFault[] = [];
  const add = (code: string, loop: string, text: string): void => void faults.push({ code, loop, text });
  const answer = review.origin.purpose === '11';
  if (!review.origin.reference) add('REFERENCE_MISSING', 'BHT', 'The review has no reference number (BHT03).');
  if (!review.origin.createdDate || !review.origin.createdTime)
    add('CREATED_MISSING', 'BHT', 'Date and time of the review are missing.');
  if (!review.reviewer?.name || !review.reviewer.id)
    add('REVIEWER_MISSING', '2010A', 'The payer that reviews needs a name and an id.');
  if (answer) return faults;
  if (!review.requester?.name || !review.requester.id)
    add('REQUESTER_MISSING', '2010B', 'The provider who asks needs a name and an id.');
  if (!review.subscriber?.name || !review.subscriber.id)
    add('SUBSCRIBER_MISSING', '2010C', 'The insured needs a name and a member id.');
  if (review.dependent && !review.dependent.birthDate)
    add('DEPENDENT_INCOMPLETE', '2010D', 'The patient needs a birth date.');
  if (review.events.length === 0) add('EVENT_MISSING', '2000E', 'There is nothing to review.');
  for (const event of review.events) {
    if (!event.request?.category) add('REQUEST_MISSING', '2000E', 'Say what is asked for (UM).');
    if (!event.traces.some((trace) => trace.type === '1' && trace.number)) {
      add('TRACE_MISSING', '2000E', 'The request has no trace number of ours; the answer could not be matched (TRN).');
    }
  }
  return faults;
}

const unwritable = ({ segmentId, element }: UnwritableValue): AuthorizationFault => ({
  code: 'SEPARATOR_IN_VALUE',
  loop: '',
  text: `A value holds a character that X12 uses as separator (${segmentId}${String(element).padStart(2, '0')}).`,
});

/** Segments of one 278 set (005010X217) without ST and SE; all faults come back at once and nothing is written. */
export function authorizationSegments(
  review: Authorization,
): Result<readonly OutSegment[], readonly AuthorizationFault[]> {
  const faults = faultsOf(review);
  if (faults.length > 0) return fail(faults);
  const segments = [...reviewSegments(review)];
  const bad = unwritableValues(segments);
  return bad.length > 0 ? fail(bad.map(unwritable)) : ok(segments);
}
