import type { ClaimEventType } from './claim-event.js';
import { claimStates, isOpen, type ClaimState, type OpenClaimState } from './claim-state.js';

/**
 * One row of the claim's lifecycle. `next-claim.ts` picks the guard, this table alone says where it leads;
 * the diagram in the documentation is printed from it.
 */
export interface Transition {
  readonly from: ClaimState;
  readonly event: ClaimEventType;
  readonly guard: ClaimGuard;
  readonly to: ClaimState;
}

/** Why an event moves a claim, in a supervisor's words. */
export type ClaimGuard =
  | 'to be scrubbed'
  | 'edits passed'
  | 'edits failed'
  | 'not with the payer'
  | 'released'
  | 'released by the filing clock'
  | 'past Medicare’s year'
  | 'sent'
  | 'correction sent'
  | 'whole batch or set rejected'
  | 'not adjudicated'
  | 'correction rejected, every line denied'
  | 'correction rejected, some lines denied'
  | 'the payer decides first'
  | 'accepted by the payer'
  | 'known to the payer'
  | 'pending'
  | 'payer wants information'
  | 'not on file, confirmed twice'
  | 'cannot be processed'
  | 'documents sent'
  | 'no documents to send'
  | 'taken back'
  | 'void asked'
  | 'void confirmed'
  | 'voided, but not settled'
  | 'every line denied'
  | 'some lines denied or an amount is unexplained'
  | 'correction under way'
  | 'appeal filed'
  | 'paid as expected'
  | 'forwarded to the next payer'
  | 'next payer billed'
  | 'patient share is left'
  | 'nothing is left'
  | 'written off to zero'
  | 'no correction record came'
  | 'crossover overdue'
  | 'another payer is billed instead'
  | 'Medicaid is billed after all'
  | 'next payer at work'
  | 'bill the forwarded claim ourselves';

const scrubbing = [
  'claimImported',
  'claimCorrected',
  'holdReleased',
  'linesSplitOff',
  'filingExceptionRecorded',
  'coverageChanged',
  'coverageKept',
  'eligibilityCorrected',
  'timeReached',
] as const;
/** With the payer, first adjudication still to come. */
export const awaitingPayerStates = ['SUBMITTED', 'ACCEPTED', 'PENDED', 'INFO_REQUESTED'] as const;
/** Adjudicated at least once; where it stands follows from denials and balances. */
export const adjudicatedStates = [
  'PAID',
  'PARTIAL',
  'DENIED',
  'REVERSED',
  'CORRECTING',
  'APPEALING',
  'CROSSED_OVER',
  'BILLED_NEXT',
  'PATIENT_RESP',
] as const;

export const isAdjudicated = (state: ClaimState): boolean =>
  (adjudicatedStates as readonly ClaimState[]).includes(state);
export const isAwaitingPayer = (state: ClaimState): boolean =>
  (awaitingPayerStates as readonly ClaimState[]).includes(state);

/** Nothing of the claim is with a payer. */
const beforePayerStates = ['DRAFT', 'HOLD', 'SCRUBBING', 'EDIT_FAILED', 'READY', 'REJECTED'] as const;
export const isBeforePayer = (state: ClaimState): boolean =>
  (beforePayerStates as readonly ClaimState[]).includes(state);
/** Closed, but not as if it had never been sent. */
const settledStates = ['CLOSED_PAID', 'CLOSED_WRITTEN_OFF'] as const;

const openStates = claimStates.filter(isOpen);
const closedStates = claimStates.filter((state) => !isOpen(state));

/** Events after which denials and balances alone decide where the claim stands. */
const judging = [
  'remittancePosted',
  'denialChanged',
  'balanceReviewed',
  'writeOffApproved',
  'responsibilityTransferred',
  'responsibilitySettled',
  'nextPayerFinished',
  'priorPayerChanged',
  'timeReached',
] as const satisfies readonly ClaimEventType[];

const standings: readonly (readonly [ClaimGuard, ClaimState])[] = [
  ['correction under way', 'CORRECTING'],
  ['appeal filed', 'APPEALING'],
  ['every line denied', 'DENIED'],
  ['some lines denied or an amount is unexplained', 'PARTIAL'],
  ['forwarded to the next payer', 'CROSSED_OVER'],
  ['next payer billed', 'BILLED_NEXT'],
  ['patient share is left', 'PATIENT_RESP'],
  ['paid as expected', 'PAID'],
  ['nothing is left', 'CLOSED_PAID'],
  ['written off to zero', 'CLOSED_WRITTEN_OFF'],
];

type Many<Item> = Item | readonly Item[];

function row(from: Many<ClaimState>, event: Many<ClaimEventType>, guard: ClaimGuard, to: ClaimState): Transition[] {
  const froms = typeof from === 'string' ? [from] : from;
  const events = typeof event === 'string' ? [event] : event;
  return froms.flatMap((state) => events.map((name) => ({ from: state, event: name, guard, to })));
}

const beforeAdjudication: readonly Transition[] = [
  ...row('DRAFT', scrubbing, 'to be scrubbed', 'SCRUBBING'),
  ...row(['EDIT_FAILED', 'REJECTED', 'READY'], ['claimCorrected', 'linesSplitOff'], 'to be scrubbed', 'SCRUBBING'),
  ...row(['EDIT_FAILED', 'READY'], 'eligibilityCorrected', 'to be scrubbed', 'SCRUBBING'),
  ...row('SCRUBBING', [...scrubbing, 'crossoverOverdue'], 'edits passed', 'READY'),
  ...row('SCRUBBING', [...scrubbing, 'crossoverOverdue'], 'edits failed', 'EDIT_FAILED'),
  ...row(['ACCEPTED', 'PENDED'], 'crossoverOverdue', 'bill the forwarded claim ourselves', 'SCRUBBING'),
  ...row(['DRAFT', 'SCRUBBING', 'EDIT_FAILED', 'READY'], 'holdPlaced', 'not with the payer', 'HOLD'),
  ...row('DRAFT', 'untimelyLinesKept', 'past Medicare’s year', 'HOLD'),
  ...row(
    ['DRAFT', 'SCRUBBING', 'EDIT_FAILED', 'REJECTED', 'READY'],
    [...scrubbing, 'crossoverOverdue'],
    'past Medicare’s year',
    'HOLD',
  ),
  ...row(
    ['DRAFT', 'SCRUBBING', 'EDIT_FAILED', 'READY'],
    ['coverageChanged', 'coverageRefused'],
    'not with the payer',
    'HOLD',
  ),
  ...row(
    'HOLD',
    ['holdReleased', 'filingExceptionRecorded', 'coverageChanged', 'coverageKept', 'eligibilityCorrected'],
    'released',
    'DRAFT',
  ),
  ...row('HOLD', 'timeReached', 'released by the filing clock', 'DRAFT'),
  ...row(['READY', 'HOLD'], 'submitted', 'sent', 'SUBMITTED'),
  ...row('SUBMITTED', 'batchRejected', 'whole batch or set rejected', 'REJECTED'),
  ...row(['SUBMITTED', 'ACCEPTED', 'PENDED'], 'payerRejected', 'not adjudicated', 'REJECTED'),
  ...row('SUBMITTED', 'payerAccepted', 'accepted by the payer', 'ACCEPTED'),
  ...row('SUBMITTED', 'claimStatusAnswered', 'known to the payer', 'ACCEPTED'),
  ...row(['SUBMITTED', 'ACCEPTED'], 'claimStatusAnswered', 'pending', 'PENDED'),
  ...row(['SUBMITTED', 'ACCEPTED', 'PENDED'], 'claimStatusAnswered', 'payer wants information', 'INFO_REQUESTED'),
  ...row(
    awaitingPayerStates,
    ['claimStatusAnswered', 'payerSaysNotOnFile'],
    'not on file, confirmed twice',
    'REJECTED',
  ),
  ...row(awaitingPayerStates, 'claimStatusAnswered', 'cannot be processed', 'REJECTED'),
  ...awaitingPayerStates.flatMap((state) => row(state, 'claimCorrected', 'the payer decides first', state)),
  ...row('INFO_REQUESTED', 'documentsSent', 'documents sent', 'PENDED'),
  ...row('INFO_REQUESTED', 'documentsUnavailable', 'no documents to send', 'PENDED'),
];

const afterAdjudication: readonly Transition[] = [
  ...standings.flatMap(([guard, to]) => row(openStates, 'remittancePosted', guard, to)),
  ...standings.flatMap(([guard, to]) => row(adjudicatedStates, judging.slice(1), guard, to)),
  ...row(openStates, 'remittancePosted', 'taken back', 'REVERSED'),
  ...row(closedStates, 'remittancePosted', 'taken back', 'REVERSED'),
  ...row(
    ['PAID', 'PARTIAL', 'DENIED', 'CROSSED_OVER', 'BILLED_NEXT', 'PATIENT_RESP', 'CLOSED_PAID', 'CLOSED_WRITTEN_OFF'],
    'voidAsked',
    'void asked',
    'CORRECTING',
  ),
  ...row(openStates, ['remittancePosted', 'voidConfirmed', 'payerAccepted'], 'void confirmed', 'CLOSED_VOIDED'),
  ...row(openStates, ['remittancePosted', 'voidConfirmed'], 'voided, but not settled', 'PARTIAL'),
  ...row(['PARTIAL', 'DENIED', 'APPEALING'], 'submitted', 'correction sent', 'CORRECTING'),
  ...row('CORRECTING', ['batchRejected', 'payerRejected'], 'correction rejected, every line denied', 'DENIED'),
  ...row('CORRECTING', ['batchRejected', 'payerRejected'], 'correction rejected, some lines denied', 'PARTIAL'),
  ...row(['PAID', 'PARTIAL', 'DENIED', 'CROSSED_OVER'], 'nextPayerBilled', 'next payer billed', 'BILLED_NEXT'),
  ...row(['PAID', 'PARTIAL', 'CROSSED_OVER'], 'nextPayerAnswered', 'next payer at work', 'BILLED_NEXT'),
  ...row(settledStates, 'priorPayerChanged', 'correction under way', 'CORRECTING'),
  ...row(settledStates, 'priorPayerChanged', 'some lines denied or an amount is unexplained', 'PARTIAL'),
  ...row(adjudicatedStates, ['holdReleased', 'claimCorrected'], 'correction under way', 'CORRECTING'),
  ...row(beforePayerStates, 'priorPayerChanged', 'nothing is left', 'CLOSED_PAID'),
  ...row(
    openStates.filter((state) => !isAdjudicated(state)),
    ['coverageChanged', 'otherCoverageChosen'],
    'another payer is billed instead',
    'BILLED_NEXT',
  ),
  ...row(['PATIENT_RESP', ...settledStates], 'coverageChanged', 'Medicaid is billed after all', 'BILLED_NEXT'),
  ...row('REVERSED', 'timeReached', 'no correction record came', 'PARTIAL'),
  ...row('CROSSED_OVER', 'timeReached', 'crossover overdue', 'PAID'),
  ...row(
    openStates.filter((state) => !isAdjudicated(state)),
    'writeOffApproved',
    'written off to zero',
    'CLOSED_WRITTEN_OFF',
  ),
];

/** The whole lifecycle (rulebook §2.1). */
export const claimTransitions: readonly Transition[] = [...beforeAdjudication, ...afterAdjudication];

const places = new Map(claimTransitions.map((row) => [`${row.from}/${row.event}/${row.guard}`, row.to]));

/** Where a guard leads; undefined when the table knows no such move. */
export const moveOf = (from: ClaimState, event: ClaimEventType, guard: ClaimGuard): ClaimState | undefined =>
  places.get(`${from}/${event}/${guard}`);

/** Who must act next in an open state, for queues and the proof that no claim lies about. */
export const ownerOf: Readonly<Record<OpenClaimState, string>> = {
  DRAFT: 'story',
  HOLD: 'lead',
  SCRUBBING: 'story',
  EDIT_FAILED: 'specialist',
  READY: 'submission batch',
  SUBMITTED: 'clearinghouse and payer',
  REJECTED: 'specialist',
  ACCEPTED: 'payer',
  PENDED: 'payer',
  INFO_REQUESTED: 'records',
  PAID: 'story',
  PARTIAL: 'denial stories and specialist',
  DENIED: 'denial stories',
  REVERSED: 'payer',
  CORRECTING: 'payer',
  APPEALING: 'payer',
  CROSSED_OVER: 'next payer',
  BILLED_NEXT: 'next payer',
  PATIENT_RESP: 'patient balance',
};
