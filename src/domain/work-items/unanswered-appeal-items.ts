import type { WorkItemRule } from './catalog.js';

/** An appeal the payer did not decide in its time (rulebook §5.1 last column, §5.2). */
export const unansweredAppealItems = {
  chaseAppealDecision: {
    queue: 'appeals',
    role: 'specialist',
    subject: 'appeal',
    title: 'Ask the payer for the overdue decision',
    help: 'The payer’s clock has run out without a decision; ask says by which way: a call, then a second request in writing with the proof of filing, then payer relations (the lead). Where mayEscalateTo is given the law lets us go on without the decision (escalate).',
    outcomes: {
      stillOpen: { event: 'appealStillOpen', requires: ['counterparty', 'callReference'] },
      decided: { event: 'appealDecided', requires: ['decision', 'decisionDate'] },
      escalate: { event: 'appealEscalated', requires: ['note'] },
    },
  },
  approveComplaint: {
    queue: 'appeals',
    role: 'supervisor',
    subject: 'appeal',
    title: 'Approve a complaint to the regulator',
    help: 'State law set the clock the payer let pass, and payer relations did not move it. Read the draft; approved, somebody files it with the packet and the proof of filing.',
    outcomes: {
      approved: { event: 'complaintApproved', requires: ['note'] },
      refused: { event: 'complaintRefused', requires: ['reason'] },
    },
  },
  fileComplaint: {
    queue: 'appeals',
    role: 'lead',
    subject: 'appeal',
    title: 'File the approved complaint with the regulator',
    help: 'Send the approved draft with the packet and the proof of filing; keep the regulator’s own number.',
    outcomes: { filed: { event: 'complaintFiled', requires: ['counterparty', 'confirmation'] } },
  },
} as const satisfies Record<string, WorkItemRule>;
