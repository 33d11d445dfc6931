import type { SignalName, UpdateName } from '../../src/contracts/stories.js';
import type { ClaimState } from '../../src/domain/claims/claim-state.js';
import type { DenialState } from '../../src/domain/appeals/denial-state.js';
import type { BatchState } from '../../src/domain/batches/next-batch.js';
import type { PlacementState } from '../../src/domain/collections/placement.js';
import type { PatientBalanceState } from '../../src/domain/patients/patient-balance.js';
import type { PlanState } from '../../src/domain/payment-plans/plan.js';
import type { StepKind } from '../../src/domain/stories/turn.js';
import type { Scene, Script } from './played-stories.js';

export type State = ClaimState | DenialState | BatchState | PatientBalanceState | PlanState | PlacementState | 'OPEN';

const SEARCH = {
  payerId: '6f1de2f0-0000-4000-8000-000000000001',
  hardDeadlineAt: '2026-12-31T05:00:00.000Z',
  amountCents: 12_500,
};
const MONTH_MS = 30 * 86_400_000;

export const acts = (state: State, ...kinds: StepKind[]): Scene => ({
  turn: {
    state,
    waitFor: 'the step',
    steps: kinds.map((kind) => ({ kind, intentId: '', summary: `${kind} 1` })),
    search: SEARCH,
  },
});
export const waits = (state: State, waitFor: string, signal: SignalName): Scene => ({
  turn: {
    state,
    waitFor,
    wakeInMs: MONTH_MS,
    wakeReason: `check: ${waitFor}`,
    search: { ...SEARCH, nextDeadlineAt: '2026-06-01T10:00:00.000Z' },
  },
  signal,
});
/** A deadline one second away: the timer fires. */
export const sleeps = (state: State, waitFor: string): Scene => ({
  turn: { state, waitFor, wakeInMs: 1_000, wakeReason: `check: ${waitFor}`, search: SEARCH },
});
export const isTold = (state: State, waitFor: string, update: UpdateName): Scene => ({
  turn: { state, waitFor, wakeInMs: MONTH_MS, wakeReason: `check: ${waitFor}`, search: SEARCH },
  update,
});
export const ends = (state: State): Scene => ({ turn: { state, closed: true, search: SEARCH } });

const submitted: readonly Scene[] = [
  acts('SCRUBBING', 'checkEligibility'),
  waits('SCRUBBING', 'the coverage answer', 'coverageAnswered'),
  acts('READY', 'submitClaim'),
  sleeps('SUBMITTED', '999 and 277CA'),
];
const settledByPatient: readonly Scene[] = [
  waits('PATIENT_RESP', 'the patient’s share', 'responsibilityChanged'),
  ends('CLOSED_PAID'),
];

const claims = {
  'clean-and-paid': [...submitted, waits('ACCEPTED', 'the remittance', 'remittancePosted'), ends('CLOSED_PAID')],
  'followed-up': [
    ...submitted,
    sleeps('ACCEPTED', 'payer’s decision'),
    acts('ACCEPTED', 'requestClaimStatus'),
    waits('PENDED', 'payer’s decision', 'claimStatusAnswered'),
    waits('PENDED', 'payer’s decision', 'remittancePosted'),
    ...settledByPatient,
  ],
  'denied-corrected-paid': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('DENIED', 'denial stories', 'denialChanged'),
    acts('DENIED', 'submitCorrectedClaim'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'denied-appealed-won': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('DENIED', 'denial stories', 'denialChanged'),
    waits('APPEALING', 'payer’s decision', 'remittancePosted'),
    ...settledByPatient,
  ],
  'rejected-fixed-paid': [
    ...submitted.slice(0, 3),
    waits('SUBMITTED', '999 and 277CA', 'acknowledgementReceived'),
    waits('REJECTED', 'a person to fix the claim', 'workItemCompleted'),
    acts('READY', 'submitClaim'),
    waits('SUBMITTED', '999 and 277CA', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'held-and-released': [
    isTold('DRAFT', 'charges', 'placeHold'),
    isTold('HOLD', 'release', 'releaseHold'),
    acts('READY', 'submitClaim'),
    isTold('SUBMITTED', '999 and 277CA', 'expediteFollowUp'),
    isTold('ACCEPTED', 'the remittance', 'replanDeadline'),
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'not-on-file-sent-again': [
    ...submitted,
    acts('SUBMITTED', 'requestClaimStatus'),
    waits('SUBMITTED', '999 and 277CA', 'claimStatusAnswered'),
    acts('SUBMITTED', 'requestClaimStatus'),
    waits('SUBMITTED', '999 and 277CA', 'claimStatusAnswered'),
    waits('REJECTED', 'a person to fix the claim', 'workItemCompleted'),
    acts('READY', 'submitClaim'),
    waits('SUBMITTED', '999 and 277CA', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'reversed-and-corrected': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('REVERSED', 'the correction', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
} satisfies Record<string, readonly Scene[]>;

const appeals = {
  'corrected-and-paid': [
    waits('NEW', 'a person to decide', 'workItemCompleted'),
    waits('TRIAGED', 'the correction', 'workItemCompleted'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'appealed-and-won': [
    waits('TRIAGED', 'the packet', 'workItemCompleted'),
    acts('TRIAGED', 'buildAppealPacket'),
    waits('TRIAGED', 'filing', 'workItemCompleted'),
    sleeps('APPEALING', 'payer’s decision'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    waits('APPEALING', 'payment', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'cancelled-and-written-off': [
    isTold('APPEALING', 'payer’s decision', 'cancelAppeal'),
    waits('TRIAGED', 'a person to decide', 'workItemCompleted'),
    waits('WRITEOFF_PENDING', 'another person', 'approvalDecided'),
    ends('RESOLVED'),
  ],
  'authorization-refused-appealed-and-won': [
    waits('TRIAGED', 'the request for an authorization', 'workItemCompleted'),
    sleeps('TRIAGED', 'the payer’s answer about the authorization'),
    waits('TRIAGED', 'the payer’s answer about the authorization', 'workItemCompleted'),
    waits('TRIAGED', 'the packet', 'workItemCompleted'),
    acts('TRIAGED', 'buildAppealPacket'),
    waits('TRIAGED', 'filing', 'workItemCompleted'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    waits('APPEALING', 'payment', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'authorization-given-corrected': [
    waits('TRIAGED', 'the request for an authorization', 'workItemCompleted'),
    acts('TRIAGED', 'submitCorrectedClaim'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'duplicate-of-a-paid-original': [ends('RESOLVED')],
} satisfies Record<string, readonly Scene[]>;

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
