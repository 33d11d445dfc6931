import type { OutcomeRule, WorkItemRule } from './catalog.js';

/** What whoever is asked may answer; a note alone changes no date of the claim. */
const outcomes = {
  promised: { event: 'payerPromised', requires: ['counterparty', 'callReference', 'promisedDate'] },
  instructed: { event: 'escalationAnswered', requires: ['note'] },
} as const satisfies Readonly<Record<string, OutcomeRule>>;

/** Claims that do not move, brought to somebody who can do more about it (rulebook §2.2, TF6). */
export const escalationItems = {
  leadEscalation: {
    queue: 'no-response',
    role: 'lead',
    subject: 'claim',
    title: 'A claim does not move: the lead’s step',
    help: 'The reason names the step: too long without a decision, or filing ends soon. See what was tried, then call or say what the owner does next.',
    outcomes,
  },
  supervisorEscalation: {
    queue: 'no-response',
    role: 'supervisor',
    subject: 'claim',
    title: 'A claim does not move: the supervisor’s step',
    help: 'The lead’s step did not move it. Bring it to the payer’s provider representative, or have the claim mended today.',
    outcomes,
  },
  managerEscalation: {
    queue: 'no-response',
    role: 'manager',
    subject: 'claim',
    title: 'A claim does not move: the manager’s step',
    help: 'Nobody below could move it. Bring it to contract management with the payer, or decide what happens before filing ends.',
    outcomes,
  },
} as const satisfies Record<string, WorkItemRule>;

export const escalationItemKinds = Object.keys(escalationItems) as readonly (keyof typeof escalationItems)[];
