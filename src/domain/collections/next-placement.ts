import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { BusinessTime, OutgoingEvent, StepDraft, Turn } from '../stories/turn.js';
import {
  isFinalPlacement,
  placementRule,
  type PlacementEvent,
  type PlacementRecord,
  type PlacementState,
} from './placement.js';

const RULE = { ruleId: 'patient.agency-placement', version: 1 } as const;
const APPROVAL_BUSINESS_DAYS = 10;
const NO_ACTIVITY_DAYS = 180;
const REVIEW_DAYS = 30;

/** A turn of the placement story with the record as it is after it. */
export interface PlacementTurn extends Turn<PlacementState> {
  readonly after: PlacementRecord;
}

interface Told {
  readonly after: PlacementRecord;
  readonly because: string;
  readonly steps?: readonly StepDraft[];
  readonly events?: readonly OutgoingEvent[];
}

/** The one judgement of a placement (rulebook §9.6). */
export function nextPlacement(record: PlacementRecord, event: PlacementEvent, at: BusinessTime): PlacementTurn {
  const listens = placementRule(record.state).exits[event.type] !== undefined;
  const told = listens
    ? apply(record, event, at.date)
    : { after: record, because: `${event.type} changes nothing here.` };
  return toTurn(record, told, at.date);
}

function apply(record: PlacementRecord, event: PlacementEvent, today: PlainDate): Told {
  const active = { ...record, lastActivityOn: today };
  switch (event.type) {
    case 'placementApproved':
      return approve(active);
    case 'filePlaced':
      return { after: { ...active, state: 'PLACED', placedOn: today }, because: 'The agency has the file.' };
    case 'agencyPaid':
      return takePayment(active, event);
    case 'agencyDisputed':
      return {
        after: { ...active, state: 'DISPUTED' },
        because: 'The guarantor disputes; collection stops until verified.',
      };
    case 'disputeVerified':
      return { after: { ...active, state: collecting(active) }, because: 'The debt is verified.' };
    case 'legalRequested':
      return {
        after: { ...active, state: 'LEGAL_REQUESTED' },
        because: 'The agency asks for legal action; it never starts by itself.',
      };
    case 'legalRefused':
      return { after: { ...active, state: collecting(active) }, because: 'Legal action is refused.' };
    case 'recallNeeded':
      return record.placedOn === undefined
        ? giveBack(active, 'Nothing was handed over yet.')
        : recall(active, 'A guard, payment or complaint recalls it.');
    case 'recallConfirmed':
      return giveBack(active, 'The agency confirmed the recall.');
    case 'agencyReturned':
      return giveBack(active, 'The agency returned it.');
    case 'timeReached':
      return byTime(record, today);
  }
}

const collecting = (record: PlacementRecord): PlacementState => (record.collectedCents > 0 ? 'PARTIAL' : 'PLACED');

const approve = (record: PlacementRecord): Told => ({
  after: { ...record, state: 'APPROVED' },
  because: 'Another person approved the placement.',
  steps: [
    {
      kind: 'placeWithAgency',
      key: `${record.placementId}:place:1`,
      details: { action: 'place', accountId: record.accountId, amountCents: record.placedCents },
    },
  ],
});

const recall = (record: PlacementRecord, because: string): Told => ({
  after: { ...record, state: 'RECALLED' },
  because,
  steps: [
    {
      kind: 'placeWithAgency',
      key: `${record.placementId}:recall:1`,
      details: { action: 'recall', accountId: record.accountId },
    },
  ],
});

const toBalance = (record: PlacementRecord, type: string, facts: OutgoingEvent['facts']): OutgoingEvent => ({
  toStory: 'patient-balance',
  subjectId: record.accountId,
  type,
  facts: { placementId: record.placementId, ...facts },
});

const giveBack = (record: PlacementRecord, because: string): Told => ({
  after: { ...record, state: 'RETURNED' },
  because,
  events: [toBalance(record, 'placementReturned', {})],
});

/** The gross payment credits the guarantor; the agency's commission is our cost, never a smaller credit (§9.6). */
function takePayment(record: PlacementRecord, event: { paymentId: string; amountCents: number }): Told {
  const collectedCents = record.collectedCents + event.amountCents;
  const paid = collectedCents >= record.placedCents;
  const state: PlacementState = paid ? 'PAID' : record.state === 'RECALLED' ? 'RECALLED' : 'PARTIAL';
  return {
    after: { ...record, collectedCents, state },
    because: paid ? 'Collected in full.' : 'The agency collected a part.',
    events: [toBalance(record, 'paymentReceived', { paymentId: event.paymentId, amountCents: event.amountCents })],
  };
}

function byTime(record: PlacementRecord, today: PlainDate): Told {
  if (record.state === 'SELECTED' && today > addBusinessDays(record.selectedOn, APPROVAL_BUSINESS_DAYS)) {
    return giveBack(record, 'The approval ran out.');
  }
  const quiet = record.placedOn !== undefined && today >= addDays(record.lastActivityOn, NO_ACTIVITY_DAYS);
  return quiet && record.state !== 'RECALLED'
    ? recall(record, 'No activity for 180 days; it comes back.')
    : { after: record, because: 'Nothing is due today.' };
}

function toTurn(
  before: PlacementRecord,
  { after, because, steps = [], events = [] }: Told,
  today: PlainDate,
): PlacementTurn {
  const wakeOn = isFinalPlacement(after.state) ? undefined : wakeOf(after, today);
  return {
    state: after.state,
    deadlines: [],
    closeDeadlines: [],
    workItems: [],
    cancelWorkItems: [],
    steps,
    events,
    because,
    waitFor: placementRule(after.state).waitFor,
    rules: [RULE],
    after,
    ...(wakeOn && {
      wakeOn,
      wakeReason: `${placementRule(after.state).waitFor}, rule ${RULE.ruleId} v${RULE.version}`,
    }),
    changes: after.collectedCents === before.collectedCents ? {} : { collectedCents: after.collectedCents },
  };
}

function wakeOf(record: PlacementRecord, today: PlainDate): PlainDate {
  switch (record.state) {
    case 'SELECTED':
      return later(addDays(addBusinessDays(record.selectedOn, APPROVAL_BUSINESS_DAYS), 1), today);
    case 'APPROVED':
    case 'RECALLED':
      return addBusinessDays(today, 1);
    case 'PLACED':
    case 'PARTIAL':
      return later(addDays(record.lastActivityOn, NO_ACTIVITY_DAYS), today);
    default:
      return addDays(today, REVIEW_DAYS);
  }
}

const later = (date: PlainDate, today: PlainDate): PlainDate => (date > today ? date : addDays(today, 1));
