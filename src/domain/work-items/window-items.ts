import type { OutcomeRule, WorkItemRule } from './catalog.js';

/** The work stays with its owner; a note moves no date. */
const outcomes = {
  instructed: { event: 'overdueAnswered', requires: ['note'] },
} as const satisfies Readonly<Record<string, OutcomeRule>>;

/** Denials whose appeal or correction is still ours while its last day comes near, brought up step by step (rulebook TF7). */
export const windowItems = {
  windowToLead: {
    queue: 'denials',
    role: 'lead',
    subject: 'appeal',
    title: 'A window of a denial closes: the lead’s step',
    help: 'The reason names the window and the days left. See why the appeal or the corrected claim still lies here, and say how it leaves in time.',
    outcomes,
  },
  windowToSupervisor: {
    queue: 'denials',
    role: 'supervisor',
    subject: 'appeal',
    title: 'A window of a denial closes: the supervisor’s step',
    help: 'A week is left, and the lead’s step did not move it. Have it filed or sent today: it counts when the payer has it.',
    outcomes,
  },
  windowToManager: {
    queue: 'denials',
    role: 'manager',
    subject: 'appeal',
    title: 'A window of a denial closes: the manager’s step',
    help: 'The last days: decide today whether it is filed or given up. Past its last day the payer need not listen.',
    outcomes,
  },
} as const satisfies Record<string, WorkItemRule>;

export const windowItemKinds = Object.keys(windowItems) as readonly (keyof typeof windowItems)[];
