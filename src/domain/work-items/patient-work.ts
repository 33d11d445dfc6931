import type { OutcomeRule, WorkItemRule } from './catalog.js';

const outcome = (event: string, ...requires: string[]): OutcomeRule => ({ event, requires });

/** Work with guarantors, agencies and credits (rulebook §9): the patient side of the catalog. */
export const patientWork = {
  answerInquiry: {
    queue: 'patient-inquiry',
    role: 'specialist',
    subject: 'patient-balance',
    title: 'Answer a patient’s question or dispute',
    help: 'Dunning is frozen until this is answered. Explain billed, allowed, paid and what is left.',
    outcomes: {
      explained: outcome('inquiryAnswered', 'note'),
      corrected: outcome('inquiryAnswered', 'note'),
      disputeUpheld: { ...outcome('inquiryAnswered', 'note'), approval: 'write-off' },
    },
  },
  returnedPayment: {
    queue: 'patient-inquiry',
    role: 'specialist',
    subject: 'patient-balance',
    title: 'A payment came back from the bank',
    help: 'The posting is reversed and the balance is owed again. Speak with the guarantor before the next notice; a refund of this money must not go out.',
    outcomes: {
      replacementPromised: outcome('payByCheckPromised', 'note'),
      explained: outcome('inquiryAnswered', 'note'),
    },
  },
  screenAssistance: {
    queue: 'patient-inquiry',
    role: 'specialist',
    subject: 'patient-balance',
    title: 'Screen an application for financial help',
    help: 'Household and income against the federal poverty guidelines. The discount follows from the tier; another person approves. Nothing is dunned meanwhile.',
    outcomes: {
      screened: {
        ...outcome('assistanceDecided', 'householdSize', 'annualIncomeCents', 'region', 'evidence'),
        approval: 'charity',
      },
      incomplete: outcome('assistanceIncomplete', 'missing'),
      withdrawn: outcome('assistanceDecided', 'note'),
    },
  },
  decidePlacement: {
    queue: 'agency',
    role: 'specialist',
    subject: 'patient-balance',
    title: 'Placement with an agency?',
    help: 'All notices and waiting periods are done. Propose placement, another person approves it.',
    outcomes: {
      propose: { ...outcome('placementProposed', 'note'), approval: 'placement' },
      keep: outcome('placementDeclined', 'reason'),
    },
  },
  resolveCredit: {
    queue: 'credit-refund',
    role: 'specialist',
    subject: 'refund',
    title: 'Credit balance: whose money is it?',
    help: 'Diagnose before refunding (duplicate, COB error, prepaid, posting error). Government first. A refund is proposed here and approved by another person.',
    outcomes: {
      refund: { ...outcome('refundProposed', 'diagnosis'), approval: 'refund' },
      corrected: outcome('creditExplained', 'note'),
    },
  },
  sendRefund: {
    queue: 'credit-refund',
    role: 'poster',
    subject: 'refund',
    title: 'Send an approved refund',
    help: 'To the original tender, or as the payer asks. Whoever prepared the refund does not issue it.',
    outcomes: { sent: outcome('refundSent', 'reference', 'sentOn') },
  },
  watchRefund: {
    queue: 'credit-refund',
    role: 'poster',
    subject: 'refund',
    title: 'Was the refund cashed?',
    help: 'A refund that came back is owed again; one that nobody claims belongs to the state after its dormancy.',
    outcomes: {
      cashed: outcome('refundCashed', 'clearedOn'),
      cameBack: outcome('refundCameBack', 'note'),
      escheated: outcome('refundEscheated', 'reference'),
    },
  },
  agencySilent: {
    queue: 'agency',
    role: 'lead',
    subject: 'placement',
    title: 'The agency has not answered a file',
    help: 'A placement or recall file left and no answer came in three business days. Ask, and say what the agency answered.',
    outcomes: {
      answered: outcome('agencyAnswered', 'counterparty', 'evidence'),
      promised: outcome('agencyChased', 'counterparty'),
    },
  },
  verifyDebt: {
    queue: 'agency',
    role: 'specialist',
    subject: 'placement',
    title: 'Disputed at the agency: verify the debt',
    help: 'The guarantor disputes; collection stops (12 CFR 1006.38). Verify from remittance and statements, or take it back.',
    outcomes: {
      verified: outcome('disputeVerified', 'evidence'),
      withdraw: outcome('recallNeeded', 'note'),
    },
  },
  decideLegalAction: {
    queue: 'agency',
    role: 'manager',
    subject: 'placement',
    title: 'The agency asks for legal action',
    help: 'Nothing starts by itself; bank and wage action never by default. Refuse it, or take the account back.',
    outcomes: {
      refuse: outcome('legalRefused', 'reason'),
      withdraw: outcome('recallNeeded', 'note'),
    },
  },
  badAddress: {
    queue: 'patient-inquiry',
    role: 'frontDesk',
    subject: 'patient-balance',
    title: 'Notice could not be delivered',
    help: 'Mail came back or was refused. Find the right address; nothing is dunned until then.',
    outcomes: { addressFixed: outcome('addressFixed', 'note') },
  },
  planDefault: {
    queue: 'plan-default',
    role: 'specialist',
    subject: 'plan',
    title: 'Payment plan in default',
    help: 'Installments were missed and the cure notice ran out. Renegotiate once, or return to statements.',
    outcomes: { renegotiated: outcome('planRenegotiated', 'note'), returnToDunning: outcome('planCancelled', 'note') },
  },
} as const satisfies Record<string, WorkItemRule>;
