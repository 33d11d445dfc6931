import type { PlainDate } from '../dates/plain-date.js';
import type { Role } from '../roles.js';

/** States of one placement with an agency (rulebook §9.6). */
export type PlacementState =
  'SELECTED' | 'APPROVED' | 'PLACED' | 'PARTIAL' | 'DISPUTED' | 'LEGAL_REQUESTED' | 'RECALLED' | 'PAID' | 'RETURNED';

export interface PlacementRecord {
  readonly placementId: string;
  /** Guarantor account: subject of the patient-balance story that hears the result. */
  readonly accountId: string;
  readonly state: PlacementState;
  readonly placedCents: number;
  readonly collectedCents: number;
  readonly selectedOn: PlainDate;
  readonly placedOn?: PlainDate;
  readonly lastActivityOn: PlainDate;
}

export type PlacementEvent =
  | { readonly type: 'placementApproved' }
  | { readonly type: 'filePlaced' }
  | { readonly type: 'agencyPaid'; readonly paymentId: string; readonly amountCents: number }
  | { readonly type: 'agencyDisputed' }
  | { readonly type: 'disputeVerified' }
  | { readonly type: 'legalRequested' }
  | { readonly type: 'legalRefused' }
  | { readonly type: 'recallNeeded' }
  | { readonly type: 'recallConfirmed' }
  | { readonly type: 'agencyReturned' }
  | { readonly type: 'timeReached' };

export type PlacementEventType = PlacementEvent['type'];

interface StateRule {
  readonly title: string;
  readonly owner: Role | 'clock' | 'agency';
  readonly waitFor: string;
  readonly exits: Readonly<Partial<Record<PlacementEventType, readonly PlacementState[]>>>;
}

const withAgency = {
  agencyPaid: ['PARTIAL', 'PAID'],
  agencyDisputed: ['DISPUTED'],
  recallNeeded: ['RECALLED'],
  agencyReturned: ['RETURNED'],
} as const;

/** The life of a placement: legal action needs a manager and compliance, bank and wage action never start by default. */
export const placementLife = {
  SELECTED: {
    title: 'Proposed for placement',
    owner: 'lead',
    waitFor: 'approval by another person',
    exits: { placementApproved: ['APPROVED'], recallNeeded: ['RETURNED'], timeReached: ['SELECTED', 'RETURNED'] },
  },
  APPROVED: {
    title: 'Approved, not yet handed over',
    owner: 'clock',
    waitFor: 'the placement file',
    exits: { filePlaced: ['PLACED'], recallNeeded: ['RETURNED'], timeReached: ['APPROVED'] },
  },
  PLACED: {
    title: 'With the agency',
    owner: 'agency',
    waitFor: 'payments or the return',
    exits: { ...withAgency, legalRequested: ['LEGAL_REQUESTED'], timeReached: ['PLACED', 'RECALLED'] },
  },
  PARTIAL: {
    title: 'Partly collected',
    owner: 'agency',
    waitFor: 'more payments or the return',
    exits: { ...withAgency, legalRequested: ['LEGAL_REQUESTED'], timeReached: ['PARTIAL', 'RECALLED'] },
  },
  DISPUTED: {
    title: 'Disputed at the agency',
    owner: 'specialist',
    waitFor: 'verification; collection stops until then',
    exits: { ...withAgency, disputeVerified: ['PLACED', 'PARTIAL'], timeReached: ['DISPUTED', 'RECALLED'] },
  },
  LEGAL_REQUESTED: {
    title: 'Agency asks for legal action',
    owner: 'manager',
    waitFor: 'the manager’s and compliance’s decision',
    exits: { ...withAgency, legalRefused: ['PLACED', 'PARTIAL'], timeReached: ['LEGAL_REQUESTED', 'RECALLED'] },
  },
  RECALLED: {
    title: 'Recalled',
    owner: 'agency',
    waitFor: 'the agency’s confirmation of the recall',
    exits: {
      recallConfirmed: ['RETURNED'],
      agencyReturned: ['RETURNED'],
      agencyPaid: ['RECALLED', 'PAID'],
      timeReached: ['RECALLED'],
    },
  },
  PAID: { title: 'Collected in full', owner: 'clock', waitFor: 'nothing', exits: {} },
  RETURNED: { title: 'Back in house', owner: 'clock', waitFor: 'nothing', exits: {} },
} as const satisfies Readonly<Record<PlacementState, StateRule>>;

export const placementStates = Object.keys(placementLife) as readonly PlacementState[];

/** The row of a state, with the shape every row has. */
export const placementRule = (state: PlacementState): StateRule => placementLife[state];

export const isFinalPlacement = (state: PlacementState): boolean => state === 'PAID' || state === 'RETURNED';
