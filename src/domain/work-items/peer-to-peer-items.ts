import type { WorkItemRule } from './catalog.js';

/** The talk of the treating clinician with the payer's physician (rulebook §5.2); it stops no clock of the appeal. */
export const peerToPeerItems = {
  schedulePeerToPeer: {
    queue: 'denials',
    role: 'clinician',
    subject: 'appeal',
    title: 'Schedule a peer-to-peer with the payer’s physician',
    help: 'Ask the payer for the talk by hardDate and agree a day. The appeal is prepared beside it: its own last day (appealBy) does not move.',
    outcomes: {
      scheduled: { event: 'peerToPeerScheduled', requires: ['appointmentDate', 'counterparty', 'callReference'] },
      declined: { event: 'peerToPeerDeclined', requires: ['reason'] },
    },
  },
  holdPeerToPeer: {
    queue: 'denials',
    role: 'clinician',
    subject: 'appeal',
    title: 'Hold the peer-to-peer and note its result',
    help: 'Give the clinical facts that answer the payer’s reason; note who decided and under which reference.',
    outcomes: {
      overturned: { event: 'peerToPeerOverturned', requires: ['counterparty', 'callReference'] },
      upheld: { event: 'peerToPeerUpheld', requires: ['counterparty', 'note'] },
      notHeld: { event: 'peerToPeerNotHeld', requires: ['reason'] },
    },
  },
} as const satisfies Record<string, WorkItemRule>;
