import { lookupTable } from '../lookup-table.js';
import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { QualifiedDate } from '../parties/party.js';
import type {
  Authorization,
  AuthorizationEvent,
  AuthorizationRejection,
  AuthorizationService,
  ReviewDecision,
  ServiceDelivery,
} from './authorization.js';

/** What came of a review, told by HCR01, or by AAA when the payer could not judge. */
export type AuthorizationOutcome =
  | 'approved'
  | 'partly-approved'
  | 'modified'
  | 'pended'
  | 'refused'
  | 'cancelled'
  | 'contact-payer'
  | 'not-required'
  | 'rejected'
  | 'unknown';

const OUTCOMES = lookupTable<AuthorizationOutcome>({
  A1: 'approved',
  A2: 'partly-approved',
  A3: 'refused',
  A4: 'pended',
  A6: 'modified',
  C: 'cancelled',
  CT: 'contact-payer',
  NA: 'not-required',
});

export interface AuthorizationVerdict {
  readonly outcome: AuthorizationOutcome;
  /** HCR02, or REF*BB: goes to the claim as REF*G1. */
  readonly number?: string;
  readonly reason?: string;
  /** Certified period: DTP `007` with `036` as its end, `AAG`, `AAF`, else the event's own date. */
  readonly from?: PlainDate;
  readonly through?: PlainDate;
  readonly rejections: readonly AuthorizationRejection[];
  /** Our trace number, TRN type 2: the match key. */
  readonly trace?: string;
}

function rejectionsOf(review: Authorization, event: AuthorizationEvent | undefined): AuthorizationRejection[] {
  const parties = [review.reviewer, review.requester, review.subscriber, review.dependent];
  const ofParties = parties.flatMap((party) => party?.rejections ?? []);
  const ofProviders = event?.providers.flatMap((provider) => provider.rejections) ?? [];
  return [
    ...ofParties,
    ...(event?.rejections ?? []),
    ...ofProviders,
    ...(event?.services.flatMap((s) => s.rejections) ?? []),
  ];
}

/** Reads the decision of one event of an answer; of its first event when none is named. */
export function authorizationVerdict(review: Authorization, event = review.events[0]): AuthorizationVerdict {
  const decision = event?.decision ?? event?.services.find((service) => service.decision)?.decision;
  const rejections = rejectionsOf(review, event);
  const number = decision?.number ?? event?.refs.find((ref) => ref.qualifier === 'BB')?.value;
  const dates = event?.dates ?? [];
  const dateOf = (qualifier: string): QualifiedDate | undefined => dates.find((date) => date.qualifier === qualifier);
  const period = ['007', 'AAG', 'AAF', 'AAH'].map(dateOf).find((date) => date);
  const through = period?.through ?? dateOf('036')?.date ?? period?.date;
  const trace = event?.traces.find((one) => one.type === '2')?.number;
  const outcome = decision ? (OUTCOMES[decision.action] ?? 'unknown') : rejections.length > 0 ? 'rejected' : 'unknown';
  return {
    outcome,
    ...(number ? { number } : {}),
    ...(decision?.reason ? { reason: decision.reason } : {}),
    ...(period && through ? { from: period.date, through } : {}),
    rejections,
    ...(trace ? { trace } : {}),
  };
}

/** What the payer's side answers to one event; `services` overrules it per service, by ordinal from 0. */
export interface AnsweredEvent {
  readonly decision: ReviewDecision;
  readonly certified?: QualifiedDate;
  readonly delivery?: ServiceDelivery;
  readonly services?: readonly (ReviewDecision | undefined)[];
  readonly messages?: readonly string[];
  readonly administrativeNumber?: string;
}

export interface AnswerStamp {
  readonly createdDate: PlainDate;
  readonly createdTime: string;
}

function answeredService(service: AuthorizationService, own: ReviewDecision | undefined): AuthorizationService {
  return {
    ...service,
    traces: service.traces.map((trace) => ({ ...trace, type: '2' })),
    ...(own ? { decision: own } : {}),
  };
}

function answeredEvent(event: AuthorizationEvent, answer: AnsweredEvent): AuthorizationEvent {
  const { decision, certified, delivery, services, messages, administrativeNumber } = answer;
  const refs = administrativeNumber ? [...event.refs, { qualifier: 'NT', value: administrativeNumber }] : event.refs;
  return {
    ...event,
    traces: event.traces.map((trace) => ({ ...trace, type: '2' })),
    decision,
    refs,
    dates: certified ? [...event.dates, certified] : event.dates,
    ...(delivery ? { delivery } : {}),
    messages: messages ?? [],
    services: event.services.map((service, at) => answeredService(service, services?.[at])),
  };
}

/** The payer's answer to a request: same parties and events, our trace returned as type 2, the decision added. */
export function answerAuthorization(
  request: Authorization,
  stamp: AnswerStamp,
  answers: readonly AnsweredEvent[],
): Authorization {
  const { place: _place, setControl: _setControl, ...rest } = request;
  const pended = answers.some((answer) => answer.decision.action === 'A4');
  return {
    ...rest,
    // BHT06: 19 = more will follow, 18 = final.
    origin: { ...request.origin, ...stamp, purpose: '11', type: pended ? '19' : '18' },
    events: request.events.map((event, at) => {
      const answer = answers[at];
      return answer ? answeredEvent(event, answer) : event;
    }),
  };
}

/** The payer's answer when it cannot judge: the levels down to the rejected one, then AAA. */
export function rejectAuthorization(
  request: Authorization,
  stamp: AnswerStamp,
  at: 'reviewer' | 'requester' | 'subscriber' | 'dependent',
  rejection: AuthorizationRejection,
): Authorization {
  const kept = ['reviewer', 'requester', 'subscriber', 'dependent'] as const;
  const parties = Object.fromEntries(
    kept.slice(0, kept.indexOf(at) + 1).flatMap((field) => {
      const party = request[field];
      if (!party) return [];
      return [[field, field === at ? { ...party, rejections: [rejection] } : party]];
    }),
  );
  const { guide } = request;
  return {
    kind: 'authorization',
    ...(guide ? { guide } : {}),
    origin: { ...request.origin, ...stamp, purpose: '11', type: '18' },
    ...parties,
    events: [],
    unmodelled: [],
  };
}
