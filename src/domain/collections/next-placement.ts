import type { PlainDate } from '../dates/plain-date.js';
import type { BusinessTime, OutgoingEvent } from '../stories/turn.js';
import { addBusinessDays } from '../dates/business-days.js';
import { addDays } from '../dates/plain-date.js';
import type { PlacementEvent, PlacementRecord, PlacementState, RecallReason } from './placement.js';
import { placementRule } from './placement-life.js';
import {
  NO_ACTIVITY_DAYS,
  answerDueOn,
  approvalOverOn,
  toTurn,
  type PlacementDraft,
  type PlacementTurn,
} from './placement-turn.js';

const QUESTION_BUSINESS_DAYS = 5;

/** The one judgement of a placement (rulebook §9.6). */
export function nextPlacement(record: PlacementRecord, event: PlacementEvent, at: BusinessTime): PlacementTurn {
  const listens = placementRule(record.state).exits[event.type] !== undefined;
  const told = listens
    ? apply(record, event, at.date)
    : { after: record, because: `${event.type} changes nothing here.` };
  return toTurn(record, told, at.date);
}

function apply(record: PlacementRecord, event: PlacementEvent, today: PlainDate): PlacementDraft {
  const active = { ...record, lastActivityOn: today };
  switch (event.type) {
    case 'placementSelected':
      return { after: record, because: 'Placement is proposed; another person must approve it.' };
    case 'placementApproved':
      return approve(active);
    case 'placementRefused':
      return { after: { ...record, state: 'RETURNED' }, because: 'The placement is refused; nothing was handed over.' };
    case 'fileSent':
      return fileSent(active, event.action, today);
    case 'agencyAcknowledged':
      return acknowledged(active, today, 'The agency has the account.');
    case 'agencyAnswered':
      return record.state === 'RECALLED'
        ? giveBack(active, 'The agency confirmed the recall when it was asked.')
        : acknowledged(active, today, 'The agency has the account, it said when it was asked.');
    case 'agencyChased':
      return {
        after: { ...record, chases: record.chases + 1, answerAwaitedFrom: today },
        because: 'The agency promised an answer.',
      };
    case 'agencyRejected':
      return giveBack(active, 'The agency does not take the account.');
    case 'agencyPaid':
      return takePayment(active, event, today);
    case 'agencyDisputed':
      return ask(active, 'DISPUTED', today, 'The guarantor disputes; collection stops until verified.');
    case 'legalRequested':
      return ask(active, 'LEGAL_REQUESTED', today, 'The agency asks for legal action; it never starts by itself.');
    case 'disputeVerified':
      return { after: { ...active, state: collecting(active) }, because: 'The debt is verified.' };
    case 'legalRefused':
      return { after: { ...active, state: collecting(active) }, because: 'Legal action is refused.' };
    case 'recallNeeded':
      return recall(active, event.reason ?? 'guard', today, RECALLED[event.reason ?? 'guard'] ?? 'It is recalled.');
    case 'recallConfirmed':
      return giveBack(active, 'The agency confirmed the recall.');
    case 'agencyReturned':
      return giveBack(active, 'The agency returned it.');
    case 'timeReached':
      return byTime(record, today);
  }
}

/** Why an account comes back, in words (rulebook §9.6). */
const RECALLED: Readonly<Record<string, string>> = {
  guard: 'It may not lie with an agency any more and is recalled.',
  paid: 'Nothing is left to collect, or it was paid to the office: it is recalled.',
  insurance: 'Insurance may owe it after all: it is recalled.',
  dispute: 'The guarantor disputes it: it is recalled.',
  assistance: 'Financial help is applied for: it is recalled.',
};

const collecting = (record: PlacementRecord): PlacementState => (record.collectedCents > 0 ? 'PARTIAL' : 'PLACED');

const approve = (record: PlacementRecord): PlacementDraft => ({
  after: { ...record, state: 'APPROVED' },
  because: 'Another person approved the placement.',
  steps: [{ kind: 'placeWithAgency', key: `${record.placementId}:place:1`, details: { action: 'place' } }],
});

const fileSent = (record: PlacementRecord, action: 'place' | 'recall', today: PlainDate): PlacementDraft => ({
  after: {
    ...record,
    answerAwaitedFrom: today,
    ...(action === 'place' ? { sentOn: record.sentOn ?? today } : { recallSentOn: record.recallSentOn ?? today }),
  },
  because: action === 'place' ? 'The placement file left.' : 'The recall file left.',
});

const acknowledged = (record: PlacementRecord, today: PlainDate, because: string): PlacementDraft => ({
  after: { ...withoutWait(record), state: collecting(record), placedOn: today },
  because,
  cancelWorkItems: ['agencySilent'],
});

function withoutWait(record: PlacementRecord): PlacementRecord {
  const { answerAwaitedFrom: _, ...rest } = record;
  return rest;
}

/** A question of the agency for a person: verify the debt, or refuse legal action. */
function ask(record: PlacementRecord, state: 'DISPUTED' | 'LEGAL_REQUESTED', today: PlainDate, because: string) {
  const questions = record.questions + 1;
  const kind = state === 'DISPUTED' ? ('verifyDebt' as const) : ('decideLegalAction' as const);
  return {
    after: { ...withoutWait(record), state, questions, placedOn: record.placedOn ?? today },
    because,
    cancelWorkItems: state === 'DISPUTED' ? (['decideLegalAction'] as const) : [],
    workItems: [
      {
        kind,
        dedupeKey: `${record.placementId}:${kind}:${questions}`,
        dueDate: addBusinessDays(today, QUESTION_BUSINESS_DAYS),
        facts: { placedCents: record.placedCents, collectedCents: record.collectedCents },
      },
    ],
  } satisfies PlacementDraft;
}

/** Before approval nothing is with the agency; from then on a recall always goes out (the step knows whether a file did). */
function recall(record: PlacementRecord, reason: RecallReason, today: PlainDate, because: string): PlacementDraft {
  if (record.state === 'SELECTED') return giveBack(record, 'Nothing was handed over yet.');
  return {
    after: { ...withoutWait(record), state: 'RECALLED', recalledOn: today, recallReason: reason },
    because,
    steps: [{ kind: 'placeWithAgency', key: `${record.placementId}:recall:1`, details: { action: 'recall', reason } }],
    cancelWorkItems: ['agencySilent', 'verifyDebt', 'decideLegalAction'],
  };
}

const toBalance = (record: PlacementRecord, type: string, facts: OutgoingEvent['facts']): OutgoingEvent => ({
  toStory: 'patient-balance',
  subjectId: record.accountId,
  type,
  facts: { placementId: record.placementId, ...facts },
});

const giveBack = (record: PlacementRecord, because: string): PlacementDraft => ({
  after: { ...withoutWait(record), state: 'RETURNED' },
  because,
  events: [toBalance(record, 'placementReturned', {})],
  cancelWorkItems: ['agencySilent', 'verifyDebt', 'decideLegalAction'],
});

/** The gross payment credits the guarantor; the agency's commission is our cost, never a smaller credit (§9.6). */
function takePayment(
  record: PlacementRecord,
  event: { readonly paymentId: string; readonly amountCents: number },
  today: PlainDate,
): PlacementDraft {
  const collectedCents = record.collectedCents + event.amountCents;
  const paid = collectedCents >= record.placedCents && record.state !== 'RETURNED';
  const waiting = ['DISPUTED', 'LEGAL_REQUESTED', 'RECALLED', 'RETURNED'].includes(record.state);
  const state: PlacementState = paid ? 'PAID' : waiting ? record.state : 'PARTIAL';
  return {
    after: {
      ...(paid || state === 'PARTIAL' ? withoutWait(record) : record),
      collectedCents,
      state,
      placedOn: record.placedOn ?? today, // money without an acknowledgement says the same
    },
    because: paid ? 'Collected in full.' : 'The agency collected a part.',
    events: [
      toBalance(record, 'paymentReceived', {
        paymentId: event.paymentId,
        amountCents: event.amountCents,
        fromAgency: true,
      }),
    ],
    cancelWorkItems: paid ? ['agencySilent', 'verifyDebt', 'decideLegalAction'] : [],
  };
}

function byTime(record: PlacementRecord, today: PlainDate): PlacementDraft {
  if (record.state === 'SELECTED' && today >= approvalOverOn(record)) return giveBack(record, 'The approval ran out.');
  const due = answerDueOn(record);
  if (due !== undefined && today > due) return chase(record, today);
  const quiet = record.placedOn !== undefined && today >= addDays(record.lastActivityOn, NO_ACTIVITY_DAYS);
  return quiet && record.state !== 'RECALLED'
    ? recall(record, 'inactive', today, 'No activity for 180 days; it comes back.')
    : { after: record, because: 'Nothing is due today.' };
}

/** The agency has not answered a file: a person asks, once for each time the wait ran out. */
const chase = (record: PlacementRecord, today: PlainDate): PlacementDraft => ({
  after: record,
  because: 'The agency has not answered; a person asks.',
  workItems: [
    {
      kind: 'agencySilent',
      dedupeKey: `${record.placementId}:agencySilent:${record.state}:${record.chases}`,
      dueDate: addBusinessDays(today, 1),
      facts: { about: record.state === 'RECALLED' ? 'recall' : 'placement', chases: record.chases },
    },
  ],
});
