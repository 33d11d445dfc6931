import type { Role } from '../roles.js';
import type { PlanEventType, PlanState } from './plan.js';

interface StateRule {
  readonly title: string;
  readonly owner: Role | 'clock' | 'guarantor';
  readonly waitFor: string;
  /** Event → states it may lead to; an event without a row changes nothing in this state. */
  readonly exits: Readonly<Partial<Record<PlanEventType, readonly PlanState[]>>>;
}

const running = ['ACTIVE', 'LATE', 'DEFAULTED'] as const;

/** The life of a payment plan (rulebook §9.4). */
export const planLife = {
  PROPOSED: {
    title: 'Proposed',
    owner: 'guarantor',
    waitFor: 'the guarantor’s answer',
    exits: {
      planAccepted: [...running, 'COMPLETED'],
      planDeclined: ['CANCELLED'],
      planCancelled: ['CANCELLED'],
      timeReached: ['PROPOSED', 'CANCELLED'],
    },
  },
  ACTIVE: {
    title: 'Paid on time',
    owner: 'guarantor',
    waitFor: 'the next installment',
    exits: {
      paymentReceived: [...running, 'COMPLETED'],
      paymentReturned: running,
      planReduced: [...running, 'COMPLETED'],
      planCancelled: ['CANCELLED'],
      timeReached: running,
    },
  },
  LATE: {
    title: 'An installment is missed',
    owner: 'guarantor',
    waitFor: 'the missed installment',
    exits: {
      paymentReceived: [...running, 'COMPLETED'],
      paymentReturned: running,
      planReduced: [...running, 'COMPLETED'],
      planCancelled: ['CANCELLED'],
      timeReached: running,
    },
  },
  DEFAULTED: {
    title: 'In default',
    owner: 'specialist',
    waitFor: 'a decision about the default',
    exits: {
      paymentReceived: [...running, 'COMPLETED', 'CANCELLED'],
      paymentReturned: ['DEFAULTED', 'CANCELLED'],
      planReduced: [...running, 'COMPLETED', 'CANCELLED'],
      planRenegotiated: [...running, 'CANCELLED'],
      planCancelled: ['CANCELLED'],
      timeReached: ['DEFAULTED', 'CANCELLED'],
    },
  },
  COMPLETED: {
    title: 'Paid in full',
    owner: 'clock',
    waitFor: 'nothing',
    exits: { paymentReturned: running },
  },
  CANCELLED: {
    title: 'Ended without full payment',
    owner: 'clock',
    waitFor: 'nothing',
    exits: { paymentReturned: ['CANCELLED'] },
  },
} as const satisfies Readonly<Record<PlanState, StateRule>>;

export const planStates = Object.keys(planLife) as readonly PlanState[];

/** The row of a state, with the shape every row has. */
export const planRule = (state: PlanState): StateRule => planLife[state];

export const isFinalPlan = (state: PlanState): boolean => state === 'COMPLETED' || state === 'CANCELLED';
