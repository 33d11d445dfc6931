import type { Role } from '../roles.js';

/** States of a credit balance on its way back to its owner (rulebook §9.7). */
export type RefundState = 'IDENTIFIED' | 'PROPOSED' | 'APPROVED' | 'SENT' | 'CLEARED' | 'ESCHEATED' | 'WITHDRAWN';

export type RefundEvent =
  | 'refundProposed'
  | 'creditExplained'
  | 'refundApproved'
  | 'refundRefused'
  | 'refundSent'
  | 'refundCameBack'
  | 'refundCashed'
  | 'refundEscheated'
  /** The payer says in a remittance that it has our refund (PLB 72, B2). */
  | 'refundReported';

interface StateRule {
  readonly title: string;
  readonly owner: Role | 'clock';
  readonly waitFor: string;
  readonly exits: Readonly<Partial<Record<RefundEvent, RefundState>>>;
}

/** Diagnose, propose, another person approves, a third sends; a check that comes back is owed again. */
export const refundLife: Readonly<Record<RefundState, StateRule>> = {
  IDENTIFIED: {
    title: 'Credit found',
    owner: 'specialist',
    waitFor: 'the diagnosis',
    exits: { refundProposed: 'PROPOSED', creditExplained: 'WITHDRAWN', refundApproved: 'APPROVED' },
  },
  PROPOSED: {
    title: 'Refund proposed',
    owner: 'lead',
    waitFor: 'approval by another person',
    exits: { refundApproved: 'APPROVED', refundRefused: 'IDENTIFIED' },
  },
  APPROVED: { title: 'Refund approved', owner: 'poster', waitFor: 'the check', exits: { refundSent: 'SENT' } },
  SENT: {
    title: 'Refund sent',
    owner: 'poster',
    waitFor: 'the bank',
    exits: {
      refundCameBack: 'APPROVED',
      refundCashed: 'CLEARED',
      refundReported: 'CLEARED',
      refundEscheated: 'ESCHEATED',
    },
  },
  CLEARED: { title: 'Refund cashed', owner: 'clock', waitFor: 'nothing', exits: {} },
  ESCHEATED: { title: 'Handed to the state', owner: 'clock', waitFor: 'nothing', exits: {} },
  WITHDRAWN: { title: 'No refund: the posting was corrected', owner: 'clock', waitFor: 'nothing', exits: {} },
};

export const isFinalRefund = (state: RefundState): boolean => Object.keys(refundLife[state].exits).length === 0;

/** Where an event leads; undefined where it means nothing (any more). */
export const nextRefund = (state: RefundState, event: RefundEvent): RefundState | undefined =>
  refundLife[state].exits[event];
