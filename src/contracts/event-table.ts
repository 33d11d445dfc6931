import type { StoryKind } from '../domain/stories/turn.js';
import type { SignalName } from './stories.js';

/** How an event row reaches a story (ruling 6): the relay decides nothing, this table does. */
export interface EventRule {
  readonly story: StoryKind;
  readonly signal: SignalName;
  /** A closed story starts a new run of the same id; otherwise the event is only recorded. */
  readonly reopens?: boolean;
  /** An event for a closed story that carries money opens a work item. */
  readonly money?: boolean;
}

const to = (story: StoryKind, signal: SignalName, more: Partial<EventRule> = {}): EventRule => ({
  story,
  signal,
  ...more,
});

/** Event type → story and signal, per kind of story. An event a table does not name does not compile. */
export const eventTable = {
  claim: {
    claimImported: to('claim', 'turnTaken'),
    claimCorrected: to('claim', 'workItemCompleted'),
    holdPlaced: to('claim', 'holdChanged'),
    holdReleased: to('claim', 'holdChanged'),
    holdKept: to('claim', 'workItemCompleted'),
    submitted: to('claim', 'turnTaken'),
    batchRejected: to('claim', 'acknowledgementReceived'),
    payerRejected: to('claim', 'acknowledgementReceived'),
    payerAccepted: to('claim', 'acknowledgementReceived'),
    claimSilent: to('claim', 'acknowledgementReceived'),
    claimStatusAnswered: to('claim', 'claimStatusAnswered'),
    coverageAnswered: to('claim', 'coverageAnswered'),
    remittancePosted: to('claim', 'remittancePosted', { reopens: true, money: true }),
    denialChanged: to('claim', 'denialChanged', { reopens: true }),
    nextPayerBilled: to('claim', 'turnTaken'),
    nextPayerAnswered: to('claim', 'turnTaken'),
    nextPayerFinished: to('claim', 'turnTaken'),
    nextPayerRequested: to('claim', 'workItemCompleted'),
    nextPayerDeclined: to('claim', 'workItemCompleted'),
    crossoverAwaited: to('claim', 'turnTaken'),
    crossoverOverdue: to('claim', 'turnTaken'),
    priorPayerChanged: to('claim', 'turnTaken'),
    responsibilityTransferred: to('claim', 'responsibilityChanged'),
    responsibilitySettled: to('claim', 'responsibilityChanged'),
    payerPromised: to('claim', 'workItemCompleted'),
    payerSaysNotOnFile: to('claim', 'workItemCompleted'),
    payerSaysPaid: to('claim', 'workItemCompleted'),
    documentsSent: to('claim', 'workItemCompleted'),
    documentsUnavailable: to('claim', 'workItemCompleted'),
    balanceReviewed: to('claim', 'workItemCompleted'),
    closedPaymentReviewed: to('claim', 'workItemCompleted'),
    writeOffProposed: to('claim', 'workItemCompleted'),
    writeOffApproved: to('claim', 'approvalDecided', { reopens: true }),
    writeOffRefused: to('claim', 'approvalDecided'),
    voidConfirmed: to('claim', 'turnTaken'),
    incidentClosed: to('claim', 'workItemCompleted'),
    replanned: to('claim', 'deadlineReplanned'),
    followUpExpedited: to('claim', 'deadlineReplanned'),
    stepFailed: to('claim', 'turnTaken'),
  },
  appeal: {
    denialBorn: to('appeal', 'turnTaken'),
    correctionChosen: to('appeal', 'workItemCompleted'),
    appealChosen: to('appeal', 'workItemCompleted'),
    documentsChosen: to('appeal', 'workItemCompleted'),
    patientReviewed: to('appeal', 'workItemCompleted'),
    reprocessingExpected: to('appeal', 'workItemCompleted'),
    otherPayerChosen: to('appeal', 'workItemCompleted'),
    otherPayerBilled: to('appeal', 'workItemCompleted'),
    otherPayerNotFound: to('appeal', 'workItemCompleted'),
    correctionPrepared: to('appeal', 'workItemCompleted'),
    correctionSubmitted: to('appeal', 'correctionSent'),
    correctionRejected: to('appeal', 'acknowledgementReceived'),
    packetReady: to('appeal', 'workItemCompleted'),
    packetBuilt: to('appeal', 'turnTaken'),
    packetApproved: to('appeal', 'workItemCompleted'),
    packetReturned: to('appeal', 'workItemCompleted'),
    appealFiled: to('appeal', 'workItemCompleted'),
    appealStillOpen: to('appeal', 'workItemCompleted'),
    appealDecided: to('appeal', 'workItemCompleted'),
    appealCancelled: to('appeal', 'workItemCompleted'),
    claimClosed: to('appeal', 'denialChanged'),
    replanned: to('appeal', 'deadlineReplanned'),
    effectuationDemanded: to('appeal', 'workItemCompleted'),
    documentsSent: to('appeal', 'workItemCompleted'),
    documentsUnavailable: to('appeal', 'workItemCompleted'),
    remittancePosted: to('appeal', 'remittancePosted', { reopens: true }),
    writeOffProposed: to('appeal', 'workItemCompleted'),
    writeOffApproved: to('appeal', 'approvalDecided'),
    writeOffRefused: to('appeal', 'approvalDecided'),
    stepFailed: to('appeal', 'turnTaken'),
  },
  'patient-balance': {
    responsibilityAdded: to('patient-balance', 'responsibilityChanged', { reopens: true }),
    paymentReceived: to('patient-balance', 'paymentReceived', { reopens: true, money: true }),
    noticeSent: to('patient-balance', 'turnTaken'),
    responsibilityReversed: to('patient-balance', 'responsibilityChanged', { reopens: true }),
    assistanceApplied: to('patient-balance', 'patientAnswered', { reopens: true }),
    assistanceDecided: to('patient-balance', 'approvalDecided'),
    placementReturned: to('patient-balance', 'turnTaken'),
    planAnswered: to('patient-balance', 'patientAnswered'),
    planCompleted: to('patient-balance', 'planChanged', { reopens: true }),
    planDefaulted: to('patient-balance', 'planChanged'),
    inquiryOpened: to('patient-balance', 'patientAnswered', { reopens: true }),
    inquiryAnswered: to('patient-balance', 'workItemCompleted'),
    disputed: to('patient-balance', 'patientAnswered', { reopens: true }),
    payByCheckPromised: to('patient-balance', 'patientAnswered'),
    mailBounced: to('patient-balance', 'noticeFailed'),
    addressFixed: to('patient-balance', 'workItemCompleted'),
    placementProposed: to('patient-balance', 'workItemCompleted'),
    placementDeclined: to('patient-balance', 'workItemCompleted'),
    placementApproved: to('patient-balance', 'approvalDecided'),
    writeOffApproved: to('patient-balance', 'approvalDecided'),
    stepFailed: to('patient-balance', 'turnTaken'),
  },
  plan: {
    planProposed: to('plan', 'turnTaken'),
    planAccepted: to('plan', 'patientAnswered'),
    planDeclined: to('plan', 'patientAnswered'),
    paymentReceived: to('plan', 'paymentReceived', { reopens: true, money: true }),
    noticeSent: to('plan', 'turnTaken'),
    planRenegotiated: to('plan', 'workItemCompleted'),
    planCancelled: to('plan', 'workItemCompleted'),
    stepFailed: to('plan', 'turnTaken'),
  },
  batch: {
    claimQueued: to('batch', 'submissionQueued'),
    batchSent: to('batch', 'turnTaken'),
    interchangeAcknowledged: to('batch', 'batchAcknowledged'),
    fileAcknowledged: to('batch', 'batchAcknowledged'),
    claimsAcknowledged: to('batch', 'batchAcknowledged'),
    batchFound: to('batch', 'workItemCompleted'),
    batchResendAllowed: to('batch', 'workItemCompleted'),
    stepFailed: to('batch', 'turnTaken'),
  },
  file: {
    fileReceived: to('file', 'turnTaken'),
    fileReplaced: to('file', 'workItemCompleted'),
    fileIgnored: to('file', 'workItemCompleted'),
    fileReadAgain: to('file', 'workItemCompleted', { reopens: true }),
    acknowledgementExplained: to('file', 'workItemCompleted'),
  },
  placement: { placementApproved: to('placement', 'approvalDecided'), recallNeeded: to('placement', 'turnTaken') },
  'day-book': { dayBookOpened: to('day-book', 'turnTaken') },
} as const satisfies Record<StoryKind, Readonly<Record<string, EventRule>>>;

/** The rule of an event, or undefined when that kind of story does not listen to it. */
export function eventRule(story: StoryKind, type: string): EventRule | undefined {
  const rules: Readonly<Record<string, EventRule>> = eventTable[story];
  return rules[type];
}
