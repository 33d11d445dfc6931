import type { Role } from '../roles.js';
import type { PlacementEventType, PlacementState } from './placement.js';

interface StateRule {
  readonly title: string;
  readonly owner: Role | 'clock' | 'agency';
  readonly waitFor: string;
  /** Event → states it may lead to; an event without a row changes nothing in this state. */
  readonly exits: Readonly<Partial<Record<PlacementEventType, readonly PlacementState[]>>>;
}

const withAgency = {
  recallNeeded: ['RECALLED'],
  agencyReturned: ['RETURNED'],
} as const;

/** The life of a placement: legal action is a manager's refusal by default, bank and wage action never start (rulebook §9.6). */
export const placementLife = {
  SELECTED: {
    title: 'Proposed for placement',
    owner: 'lead',
    waitFor: 'approval by another person',
    exits: {
      placementSelected: ['SELECTED'],
      placementApproved: ['APPROVED'],
      placementRefused: ['RETURNED'],
      recallNeeded: ['RETURNED'],
      timeReached: ['SELECTED', 'RETURNED'],
    },
  },
  APPROVED: {
    title: 'Approved, handed over',
    owner: 'agency',
    waitFor: 'the agency’s acknowledgement',
    exits: {
      fileSent: ['APPROVED'],
      agencyAcknowledged: ['PLACED'],
      agencyAnswered: ['PLACED'],
      agencyChased: ['APPROVED'],
      agencyRejected: ['RETURNED'],
      agencyReturned: ['RETURNED'],
      agencyDisputed: ['DISPUTED'],
      recallNeeded: ['RECALLED'],
      agencyPaid: ['PARTIAL', 'PAID'],
      timeReached: ['APPROVED'],
    },
  },
  PLACED: {
    title: 'With the agency',
    owner: 'agency',
    waitFor: 'payments or the return',
    exits: {
      ...withAgency,
      agencyPaid: ['PARTIAL', 'PAID'],
      agencyDisputed: ['DISPUTED'],
      legalRequested: ['LEGAL_REQUESTED'],
      timeReached: ['PLACED', 'RECALLED'],
    },
  },
  PARTIAL: {
    title: 'Partly collected',
    owner: 'agency',
    waitFor: 'more payments or the return',
    exits: {
      ...withAgency,
      agencyPaid: ['PARTIAL', 'PAID'],
      agencyDisputed: ['DISPUTED'],
      legalRequested: ['LEGAL_REQUESTED'],
      timeReached: ['PARTIAL', 'RECALLED'],
    },
  },
  DISPUTED: {
    title: 'Disputed at the agency',
    owner: 'specialist',
    waitFor: 'verification; collection stops until then',
    exits: {
      ...withAgency,
      agencyPaid: ['DISPUTED', 'PAID'],
      disputeVerified: ['PLACED', 'PARTIAL'],
      timeReached: ['DISPUTED', 'RECALLED'],
    },
  },
  LEGAL_REQUESTED: {
    title: 'Agency asks for legal action',
    owner: 'manager',
    waitFor: 'the manager’s decision; nothing starts by itself',
    exits: {
      ...withAgency,
      agencyPaid: ['LEGAL_REQUESTED', 'PAID'],
      agencyDisputed: ['DISPUTED'],
      legalRefused: ['PLACED', 'PARTIAL'],
      timeReached: ['LEGAL_REQUESTED', 'RECALLED'],
    },
  },
  RECALLED: {
    title: 'Recalled',
    owner: 'agency',
    waitFor: 'the agency’s confirmation of the recall',
    exits: {
      fileSent: ['RECALLED'],
      recallConfirmed: ['RETURNED'],
      agencyAnswered: ['RETURNED'],
      agencyChased: ['RECALLED'],
      agencyRejected: ['RETURNED'],
      agencyReturned: ['RETURNED'],
      agencyPaid: ['RECALLED', 'PAID'],
      timeReached: ['RECALLED'],
    },
  },
  PAID: { title: 'Collected in full', owner: 'clock', waitFor: 'nothing', exits: { agencyPaid: ['PAID'] } },
  RETURNED: { title: 'Back in house', owner: 'clock', waitFor: 'nothing', exits: { agencyPaid: ['RETURNED'] } },
} as const satisfies Readonly<Record<PlacementState, StateRule>>;

export const placementStates = Object.keys(placementLife) as readonly PlacementState[];

/** The row of a state, with the shape every row has. */
export const placementRule = (state: PlacementState): StateRule => placementLife[state];

export const isFinalPlacement = (state: PlacementState): boolean => state === 'PAID' || state === 'RETURNED';
