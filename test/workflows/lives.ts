import { appeals } from './appeal-lives.js';
import { claims } from './claim-lives.js';
import type { Scene, Script } from './played-stories.js';
import { acts, ends, sleeps, waits } from './scenes.js';

const balances = {
  'statements-then-plan': [
    acts('DUNNING', 'notifyPatient'),
    sleeps('DUNNING', 'payment or the next statement'),
    acts('DUNNING', 'notifyPatient'),
    acts('PLAN_OFFERED', 'notifyPatient'),
    waits('PLAN_OFFERED', 'the answer to the plan offer', 'patientAnswered'),
    waits('ON_PLAN', 'the plan to be paid', 'planChanged'),
    ends('SETTLED'),
  ],
  'helped-in-full': [
    acts('DUNNING', 'notifyPatient'),
    waits('DUNNING', 'payment or the next statement', 'patientAnswered'),
    acts('ASSISTANCE', 'notifyPatient'),
    waits('ASSISTANCE', 'the decision about financial assistance', 'approvalDecided'),
    { turn: { ...acts('SETTLED', 'notifyPatient').turn, closed: true } },
    ends('SETTLED'),
  ],
  'frozen-then-placed': [
    acts('DUNNING', 'notifyPatient'),
    waits('DUNNING', 'payment or the next statement', 'patientAnswered'),
    waits('FROZEN', 'the answer to a question', 'workItemCompleted'),
    waits('PLACEMENT_REVIEW', 'a decision', 'approvalDecided'),
    acts('PLACED', 'placeWithAgency'),
    waits('PLACED', 'payments or the return', 'paymentReceived'),
    ends('SETTLED'),
  ],
} satisfies Record<string, readonly Scene[]>;

const plans = {
  kept: [
    waits('PROPOSED', 'the guarantor’s answer', 'patientAnswered'),
    acts('ACTIVE', 'notifyPatient'),
    waits('ACTIVE', 'the next installment', 'paymentReceived'),
    waits('ACTIVE', 'the next installment', 'paymentReceived'),
    ends('COMPLETED'),
  ],
  defaulted: [
    waits('PROPOSED', 'the guarantor’s answer', 'patientAnswered'),
    sleeps('ACTIVE', 'the next installment'),
    acts('LATE', 'notifyPatient'),
    sleeps('LATE', 'the missed installment'),
    waits('DEFAULTED', 'a decision about the default', 'workItemCompleted'),
    ends('CANCELLED'),
  ],
  // The payer takes back what lay behind the plan: first its next installments are lowered, then nothing is owed any more.
  'reduced-to-nothing': [
    waits('PROPOSED', 'the guarantor’s answer', 'patientAnswered'),
    waits('ACTIVE', 'the next installment', 'turnTaken'),
    waits('ACTIVE', 'the next installment', 'paymentReceived'),
    waits('ACTIVE', 'the next installment', 'turnTaken'),
    ends('COMPLETED'),
  ],
} satisfies Record<string, readonly Scene[]>;

const placements = {
  'collected-in-full': [
    waits('SELECTED', 'approval by another person', 'approvalDecided'),
    acts('APPROVED', 'placeWithAgency'),
    waits('APPROVED', 'the agency’s acknowledgement', 'agencyAnswered'),
    waits('PLACED', 'payments or the return', 'paymentReceived'),
    waits('PARTIAL', 'more payments or the return', 'paymentReceived'),
    ends('PAID'),
  ],
  'disputed-then-recalled': [
    waits('SELECTED', 'approval by another person', 'approvalDecided'),
    acts('APPROVED', 'placeWithAgency'),
    sleeps('APPROVED', 'the agency’s acknowledgement'),
    waits('APPROVED', 'the agency’s acknowledgement', 'workItemCompleted'),
    waits('PLACED', 'payments or the return', 'agencyAnswered'),
    waits('DISPUTED', 'verification', 'workItemCompleted'),
    waits('PLACED', 'payments or the return', 'agencyAnswered'),
    waits('LEGAL_REQUESTED', 'the manager’s decision', 'recallNeeded'),
    acts('RECALLED', 'placeWithAgency'),
    waits('RECALLED', 'the agency’s confirmation', 'agencyAnswered'),
    ends('RETURNED'),
  ],
} satisfies Record<string, readonly Scene[]>;

const batches = {
  'sent-and-answered': [
    waits('COLLECTING', 'closing time', 'submissionQueued'),
    acts('SENDING', 'buildAndSendBatch'),
    waits('SENT', '999', 'batchAcknowledged'),
    waits('ACKNOWLEDGED', '277CA', 'batchAcknowledged'),
    ends('DONE'),
  ],
  'silent-then-answered': [
    sleeps('COLLECTING', 'closing time'),
    acts('SENDING', 'buildAndSendBatch'),
    sleeps('SENT', '999'),
    waits('SENT', 'late 999', 'workItemCompleted'),
    waits('SENT', '999', 'batchAcknowledged'),
    ends('REJECTED'),
  ],
} satisfies Record<string, readonly Scene[]>;

const dayBooks = {
  'three-days': [sleeps('OPEN', 'the next day'), sleeps('OPEN', 'the next day'), sleeps('OPEN', 'the next day')],
  'lists-by-mail': [acts('OPEN', 'sendWorkList', 'sendWorkList'), sleeps('OPEN', 'the next day')],
};

const scripts = (kind: Script['kind'], lives: Readonly<Record<string, readonly Scene[]>>, more: Partial<Script> = {}) =>
  Object.fromEntries(
    Object.entries(lives).map(([path, scenes]): [string, Script] => [path, { kind, scenes, ...more }]),
  );

const file = (fileKind: string, remittances = 0): Script => ({ kind: 'file', scenes: [], fileKind, remittances });

/** Workflow type → path of life → script. Each is played by lives.spec.ts and replayed from its recorded history. */
export const lives: Readonly<Record<string, Readonly<Record<string, Script>>>> = {
  claimLifecycle: {
    ...scripts('claim', claims),
    'step-failed': { kind: 'claim', scenes: claims['clean-and-paid'], failing: ['checkEligibility'] },
  },
  appealLifecycle: scripts('appeal', appeals),
  patientBalance: scripts('patient-balance', balances),
  paymentPlan: scripts('plan', plans),
  agencyPlacement: scripts('placement', placements),
  submissionBatch: scripts('batch', batches),
  inboundFile: {
    claims: file('claims'),
    remittances: file('remittances', 3),
    acknowledgements: file('acknowledgements'),
    'claim-status': file('claimStatus'),
    eligibility: file('eligibility'),
    'agency-answers': file('agencyAnswers'),
    unusable: file('unusable'),
    mixed: { kind: 'file', scenes: [], fileKinds: ['acknowledgements', 'remittances', 'claims'], remittances: 2 },
    'read-again': { kind: 'file', scenes: [], fileKinds: ['claims'], readAgain: 1 },
  },
  dayBook: scripts('day-book', dayBooks),
};
