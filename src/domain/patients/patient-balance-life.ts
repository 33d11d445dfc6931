import type { Role } from '../roles.js';
import type { PatientBalanceEventType, PatientBalanceState } from './patient-balance.js';

interface StateRule {
  readonly title: string;
  /** Who moves it on: a role, or the story's own clock. */
  readonly owner: Role | 'clock' | 'guarantor' | 'agency';
  readonly waitFor: string;
  /** Event → states it may lead to; an event without a row changes nothing in this state. */
  readonly exits: Readonly<Partial<Record<PatientBalanceEventType, readonly PatientBalanceState[]>>>;
}

type Exits = StateRule['exits'];

const money = (...to: PatientBalanceState[]): Exits => ({
  responsibilityAdded: [...to, 'SETTLED'],
  responsibilityReversed: [...to, 'SETTLED'],
  paymentReceived: [...to, 'SETTLED'],
  paymentReturned: to,
  writeOffApproved: [...to, 'SETTLED'],
  guardsChanged: to,
  creditRefunded: to,
  placementReturned: to,
});

/** Where dunning may stand after any event, since the same turn also does what the day demands. */
const dunning = ['IDLE', 'DUNNING', 'PLAN_OFFERED', 'PLACEMENT_REVIEW'] as const;

/** A payment to a plan that counted as paid opens that plan again. */
const backOnPlan: Exits = { paymentReturned: [...dunning, 'ON_PLAN'] };

const freezes: Exits = {
  inquiryOpened: ['FROZEN'],
  disputed: ['FROZEN'],
  mailBounced: ['FROZEN'],
  assistanceApplied: ['ASSISTANCE'],
};

/** Where an interruption may return to. */
const resumed: readonly PatientBalanceState[] = [
  'IDLE',
  'DUNNING',
  'PLAN_OFFERED',
  'ON_PLAN',
  'PLACEMENT_REVIEW',
  'SETTLED',
];

/** The life of a guarantor account's balance (rulebook §9): states, events and where they lead. */
export const patientBalanceLife = {
  IDLE: {
    title: 'Below the statement minimum',
    owner: 'clock',
    waitFor: 'more balance or the small-balance date',
    exits: {
      ...money(...dunning),
      ...backOnPlan,
      ...freezes,
      payByCheckPromised: ['IDLE'],
      timeReached: ['IDLE', 'SETTLED'],
    },
  },
  DUNNING: {
    title: 'Statements run',
    owner: 'clock',
    waitFor: 'payment or the next statement',
    exits: {
      ...money(...dunning),
      ...backOnPlan,
      ...freezes,
      payByCheckPromised: dunning,
      planRequested: dunning,
      timeReached: [...dunning, 'SETTLED'],
    },
  },
  PLAN_OFFERED: {
    title: 'Payment plan offered',
    owner: 'guarantor',
    waitFor: 'the answer to the plan offer',
    exits: {
      ...money(...dunning),
      ...backOnPlan,
      ...freezes,
      payByCheckPromised: dunning,
      planAnswered: ['ON_PLAN', ...dunning],
      timeReached: [...dunning, 'SETTLED'],
    },
  },
  ON_PLAN: {
    title: 'On a payment plan',
    owner: 'guarantor',
    waitFor: 'the plan to be paid',
    exits: {
      ...money('ON_PLAN'),
      ...freezes,
      payByCheckPromised: ['ON_PLAN'],
      planCompleted: [...dunning, 'SETTLED'],
      planDefaulted: [...dunning, 'SETTLED'],
      timeReached: ['ON_PLAN'],
    },
  },
  FROZEN: {
    title: 'Dunning frozen',
    owner: 'specialist',
    waitFor: 'the answer to a question, a dispute or an address',
    exits: {
      ...money('FROZEN'),
      inquiryOpened: ['FROZEN'],
      disputed: ['FROZEN'],
      mailBounced: ['FROZEN'],
      assistanceApplied: ['ASSISTANCE'],
      inquiryAnswered: ['FROZEN', ...resumed],
      addressFixed: ['FROZEN', ...resumed],
      planAnswered: ['FROZEN'],
      planCompleted: ['FROZEN', 'SETTLED'],
      planDefaulted: ['FROZEN'],
      timeReached: ['FROZEN'],
    },
  },
  ASSISTANCE: {
    title: 'Financial assistance applied for',
    owner: 'specialist',
    waitFor: 'the decision about financial assistance',
    exits: {
      ...money('ASSISTANCE'),
      assistanceDecided: ['FROZEN', ...resumed],
      assistanceIncomplete: ['ASSISTANCE'],
      inquiryAnswered: ['ASSISTANCE'],
      inquiryOpened: ['ASSISTANCE'],
      disputed: ['ASSISTANCE'],
      mailBounced: ['ASSISTANCE'],
      addressFixed: ['ASSISTANCE'],
      planCompleted: ['ASSISTANCE', 'SETTLED'],
      planDefaulted: ['ASSISTANCE'],
      timeReached: ['ASSISTANCE'],
    },
  },
  PLACEMENT_REVIEW: {
    title: 'Placement with an agency?',
    owner: 'specialist',
    waitFor: 'the decision about placement',
    exits: {
      ...money('IDLE', 'PLACEMENT_REVIEW'),
      ...freezes,
      guardsChanged: dunning,
      placementReturned: dunning,
      placementProposed: ['PLACEMENT_REVIEW'],
      placementDeclined: dunning,
      placementApproved: ['PLACED', ...dunning],
      timeReached: ['PLACEMENT_REVIEW'],
    },
  },
  PLACED: {
    title: 'With an agency',
    owner: 'agency',
    waitFor: 'payments or the return from the agency',
    exits: { ...money('PLACED'), ...freezes, placementReturned: dunning, timeReached: ['PLACED'] },
  },
  SETTLED: {
    title: 'Nothing owed',
    owner: 'clock',
    waitFor: 'nothing',
    exits: {
      responsibilityAdded: ['IDLE', 'DUNNING', 'PLAN_OFFERED', 'PLACEMENT_REVIEW', 'SETTLED'],
      responsibilityReversed: ['SETTLED'],
      paymentReceived: ['SETTLED'],
      paymentReturned: [...dunning, 'ON_PLAN', 'SETTLED'],
      placementReturned: ['SETTLED'],
      assistanceDecided: ['SETTLED'],
      creditRefunded: ['SETTLED'],
    },
  },
} as const satisfies Readonly<Record<PatientBalanceState, StateRule>>;

export const patientBalanceStates = Object.keys(patientBalanceLife) as readonly PatientBalanceState[];

/** The row of a state, with the shape every row has. */
export const patientBalanceRule = (state: PatientBalanceState): StateRule => patientBalanceLife[state];

export const isFinalPatientBalance = (state: PatientBalanceState): boolean => state === 'SETTLED';
