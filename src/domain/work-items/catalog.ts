import { appealItems } from './appeal-items.js';
import { authorizationItems } from './authorization-items.js';
import { conditionalClaimItems } from './conditional-claim-items.js';
import { eligibilityItems } from './eligibility-items.js';
import { escalationItems } from './escalation-items.js';
import { windowItems } from './window-items.js';
import type { Role } from '../roles.js';
import { patientWork } from './patient-work.js';
import { peerToPeerItems } from './peer-to-peer-items.js';
import { unansweredAppealItems } from './unanswered-appeal-items.js';

/** Queues a specialist pulls from (rulebook §7). */
export type WorkQueue =
  | 'edits'
  | 'rejections'
  | 'no-response'
  | 'info-requested'
  | 'denials'
  | 'appeals'
  | 'underpayment'
  | 'eligibility'
  | 'credit-refund'
  | 'unapplied'
  | 'patient-inquiry'
  | 'plan-default'
  | 'agency'
  | 'edi'
  | 'holds'
  | 'approvals';

export interface OutcomeRule {
  /** Fields a person must fill for this outcome; values are strings, dates or cents. */
  readonly requires: readonly string[];
  /** Where the payer's answer was read, if not by telephone; offered where the payer has it by rule. */
  readonly channel?: 'portal';
  /** Event written for the subject's story. */
  readonly event: string;
  /** Approval kind this outcome asks for before it takes effect. */
  readonly approval?: 'write-off' | 'refund' | 'placement' | 'charity' | 'packet-review' | 'posting';
}

export interface WorkItemRule {
  readonly queue: WorkQueue;
  readonly role: Role;
  readonly subject:
    | 'claim'
    | 'appeal'
    | 'patient-balance'
    | 'plan'
    | 'file'
    | 'batch'
    | 'remittance'
    | 'organization'
    | 'placement'
    | 'refund';
  readonly title: string;
  readonly help: string;
  readonly outcomes: Readonly<Record<string, OutcomeRule>>;
}

const outcome = (event: string, ...requires: string[]): OutcomeRule => ({ event, requires });

/** Every kind of human work: what it means, who does it, which outcomes it may have and the event each becomes (ruling 11). */
export const workItemCatalog = {
  fixEdits: {
    queue: 'edits',
    role: 'specialist',
    subject: 'claim',
    title: 'Fix claim before sending',
    help: 'An edit stopped this claim. Correct the named field, or hold the claim with a reason.',
    outcomes: { corrected: outcome('claimCorrected', 'note'), hold: outcome('holdPlaced', 'reason') },
  },
  fixRejection: {
    queue: 'rejections',
    role: 'specialist',
    subject: 'claim',
    title: 'Fix rejected claim',
    help: 'The claim was rejected before adjudication; it has no appeal rights and timely filing still runs.',
    outcomes: { corrected: outcome('claimCorrected', 'note'), resendUnchanged: outcome('claimCorrected', 'note') },
  },
  callPayer: {
    queue: 'no-response',
    role: 'specialist',
    subject: 'claim',
    title: 'Call the payer about a silent claim',
    help: 'Two status answers brought nothing new. Where the payer has a portal, look there first: what it says is an answer too (counterparty: the portal’s name). Else call, note who said what, and when they promise to act.',
    outcomes: {
      promised: outcome('payerPromised', 'counterparty', 'callReference', 'promisedDate'),
      notOnFile: outcome('payerSaysNotOnFile', 'counterparty', 'callReference'),
      paymentSent: outcome('payerSaysPaid', 'counterparty', 'paymentDate'),
      portalPromised: { ...outcome('payerPromised', 'counterparty', 'promisedDate'), channel: 'portal' },
      portalNotOnFile: { ...outcome('payerSaysNotOnFile', 'counterparty'), channel: 'portal' },
      portalPaymentSent: { ...outcome('payerSaysPaid', 'counterparty', 'paymentDate'), channel: 'portal' },
    },
  },
  sendDocuments: {
    queue: 'info-requested',
    role: 'records',
    subject: 'claim',
    title: 'Send requested documents',
    help: 'The payer asks for records. Send them by the due date and keep the proof of sending; where the payer takes a 275, attach them to the claim and let the file go (send275).',
    outcomes: {
      sent: outcome('documentsSent', 'channel', 'confirmation'),
      send275: outcome('recordsReady', 'note'),
      notAvailable: outcome('documentsUnavailable', 'reason'),
    },
  },
  documentsOverdue: {
    queue: 'info-requested',
    role: 'lead',
    subject: 'claim',
    title: 'Documents a payer asked for are not sent yet',
    help: 'Our records office has had its days. The work is still with it: see what is missing, and who can get it before the payer’s day.',
    outcomes: { instructed: outcome('escalationAnswered', 'note') },
  },
  releaseHold: {
    queue: 'holds',
    role: 'lead',
    subject: 'claim',
    title: 'Decide about a held claim',
    help: 'The claim is held and timely filing draws near. Release it or say why it must wait.',
    outcomes: { release: outcome('holdReleased', 'note'), keep: outcome('holdKept', 'reason') },
  },
  decideUntimelyLines: {
    queue: 'holds',
    role: 'lead',
    subject: 'claim',
    title: 'Decide about lines past Medicare’s filing limit',
    help: 'Every line of this claim is past the year Medicare gives from its own day; timely ones went out as a claim of their own. Record an exception (42 CFR 424.44(b)) with its document, send the claim for a decision all the same, or propose to write them off. Never the patient’s.',
    outcomes: {
      sendAnyway: outcome('holdReleased', 'note'),
      proposeWriteOff: { ...outcome('writeOffProposed', 'amountCents', 'writeOffCode', 'note'), approval: 'write-off' },
    },
  },
  missedTimelyFiling: {
    queue: 'no-response',
    role: 'lead',
    subject: 'claim',
    title: 'Timely filing missed: find the root cause',
    help: 'The hard filing date has passed. The balance is the provider’s; it never goes to the patient.',
    outcomes: { rootCauseFound: outcome('incidentClosed', 'rootCause') },
  },
  ...escalationItems,
  ...windowItems,
  ...eligibilityItems,
  reviewBalance: {
    queue: 'underpayment',
    role: 'specialist',
    subject: 'claim',
    title: 'Review what is left on the claim',
    help: 'The remittance leaves an amount nobody owns yet (unknown code, PI or OA, or a short payment).',
    outcomes: {
      expectCorrection: outcome('balanceReviewed', 'note'),
      proposeWriteOff: { ...outcome('writeOffProposed', 'amountCents', 'writeOffCode', 'note'), approval: 'write-off' },
    },
  },
  nextPayerBlocked: {
    queue: 'eligibility',
    role: 'specialist',
    subject: 'claim',
    title: 'The next payer cannot be billed yet',
    help: 'The claim to the next payer is not complete: see the faults. Mend the coverage or the decision, or say that no further payer exists.',
    outcomes: { mended: outcome('nextPayerRequested', 'note'), noFurtherPayer: outcome('nextPayerDeclined', 'note') },
  },
  paymentOnClosedClaim: {
    queue: 'unapplied',
    role: 'poster',
    subject: 'claim',
    title: 'Payment posted to a closed claim',
    help: 'Money arrived for a claim that was closed. It is posted; decide what follows.',
    outcomes: { reviewed: outcome('closedPaymentReviewed', 'note') },
  },
  demandInterest: {
    queue: 'underpayment',
    role: 'specialist',
    subject: 'claim',
    title: 'Demand interest on a late payment',
    help: 'The payer paid a clean claim after its time. See whether the remittance already pays interest (PLB L6, AMT*I); if not, demand the amount named, with the day of receipt (277CA) and the law it rests on.',
    outcomes: {
      demanded: outcome('closedPaymentReviewed', 'channel', 'confirmation'),
      paidAlready: outcome('closedPaymentReviewed', 'note'),
      notOwed: outcome('closedPaymentReviewed', 'reason'),
    },
  },
  statusNotDelivered: {
    queue: 'edi',
    role: 'lead',
    subject: 'claim',
    title: 'A status request did not reach the payer',
    help: 'The answer says X0: the request (276) was not delivered. Find out with the clearinghouse where it stopped; the claim is asked about again on the next business day.',
    outcomes: { mended: outcome('escalationAnswered', 'note') },
  },
  timelySweep: {
    queue: 'no-response',
    role: 'supervisor',
    subject: 'organization',
    title: 'A story overslept',
    help: 'A wake is overdue. The story did not act by itself: see its workflow and wake it.',
    outcomes: { woken: outcome('overdueReviewed', 'note') },
  },
  triageDenial: {
    queue: 'denials',
    role: 'specialist',
    subject: 'appeal',
    title: 'Decide what to do about a denial',
    help: 'The code does not say by itself what to do. Read the remittance and choose.',
    outcomes: {
      correct: outcome('correctionChosen', 'note'),
      appeal: outcome('appealChosen', 'note'),
      sendDocuments: outcome('documentsChosen', 'note'),
      billPatient: outcome('patientReviewed', 'note'),
      billOtherPayer: outcome('otherPayerChosen', 'note'),
      expectReprocessing: outcome('reprocessingExpected', 'note'),
      fileLate: outcome('lateAppealChosen', 'reason'),
      askForPeerToPeer: outcome('peerToPeerChosen', 'note'),
      proposeWriteOff: { ...outcome('writeOffProposed', 'writeOffCode', 'note'), approval: 'write-off' },
    },
  },
  billOtherPayer: {
    queue: 'eligibility',
    role: 'specialist',
    subject: 'appeal',
    title: 'Bill the other payer',
    help: 'The payer says someone else must pay. Give payerCode and memberNumber of the other coverage (nothing where it is on file), or say that there is none. Where a day is given (conditionalFrom) the insurer’s claim keeps it as a clock: if it has not paid by then, a conditional claim to Medicare is decided about.',
    outcomes: { billed: outcome('otherPayerBilled', 'note'), noOtherPayer: outcome('otherPayerNotFound', 'note') },
  },
  prepareCorrectedClaim: {
    queue: 'denials',
    role: 'coder',
    subject: 'appeal',
    title: 'Prepare a corrected claim',
    help: 'Correct what the payer could not use. Say what changed, who authorized it (the clinician or coder who stands for it) and which record supports it.',
    outcomes: {
      corrected: outcome('correctionPrepared', 'changed', 'authorizedBy', 'supportingRecord'),
      nothingToCorrect: outcome('appealChosen', 'note'),
    },
  },
  ...authorizationItems,
  ...conditionalClaimItems,
  ...peerToPeerItems,
  collectDenialDocuments: {
    queue: 'denials',
    role: 'records',
    subject: 'appeal',
    title: 'Send what the denial asks for',
    help: 'The payer denied for missing documents. Send them inside the window and keep the proof; where the payer takes a 275, attach them to the claim and let the file go (send275).',
    outcomes: {
      sent: outcome('documentsSent', 'channel', 'confirmation'),
      send275: outcome('recordsReady', 'note'),
      notAvailable: outcome('documentsUnavailable', 'reason'),
    },
  },
  ...appealItems,
  ...unansweredAppealItems,
  demandEffectuation: {
    queue: 'appeals',
    role: 'lead',
    subject: 'appeal',
    title: 'Won, but not paid: demand payment',
    help: 'The decision was favorable and no corrected remittance came within 30 days.',
    outcomes: { demanded: outcome('effectuationDemanded', 'counterparty', 'callReference') },
  },
  denialOverdue: {
    queue: 'denials',
    role: 'lead',
    subject: 'appeal',
    title: 'A denial is late: nobody triaged it, or nothing was done',
    help: 'Its clock has passed; the reason names it. The work itself is still with its owner: see why it waits, then act or hand it on.',
    outcomes: { instructed: outcome('overdueAnswered', 'note') },
  },
  resolveInDoubtSend: {
    queue: 'edi',
    role: 'lead',
    subject: 'organization',
    title: 'Was it sent? Decide an uncertain send',
    help: 'The system stopped between sending and recording. Look at the other side; never send blindly again.',
    outcomes: { wasSent: outcome('intentConfirmed', 'evidence'), wasNotSent: outcome('intentReleased', 'evidence') },
  },
  quarantinedRemittance: {
    queue: 'edi',
    role: 'poster',
    subject: 'remittance',
    title: 'Remittance could not be posted',
    help: 'It does not balance, cannot be read, or its payer is unknown; nothing of it was posted. Mend the cause and read it again, or ask the payer for a corrected file: the item comes back after ten business days without one.',
    outcomes: {
      readAgain: outcome('fileReadAgain', 'note'),
      payerAsked: outcome('remittanceChased', 'counterparty'),
      superseded: outcome('remittanceSuperseded', 'note'),
      discarded: outcome('remittanceSuperseded', 'reason'),
    },
  },
  heldRemittance: {
    queue: 'unapplied',
    role: 'poster',
    subject: 'remittance',
    title: 'Remittance waits to be posted',
    help: 'It balances, and the posting policy of its payer wants a person first. Read the preview, then post it; above the payer’s limit propose it, and another person agrees. One keyed from paper (reason secondCheck) is compared with its scan by another person than who keyed it.',
    outcomes: {
      posted: outcome('remittanceReleased', 'note'),
      postProposed: { event: 'postingProposed', requires: ['note'], approval: 'posting' },
      discarded: outcome('remittanceSuperseded', 'reason'),
    },
  },
  remittanceConflict: {
    queue: 'edi',
    role: 'poster',
    subject: 'remittance',
    title: 'Same payment trace, other content',
    help: 'A remittance with this payer, trace and date came before with other content. Decide which one is valid; the second can only win while the first has not posted.',
    outcomes: { keepFirst: outcome('conflictResolved', 'note'), keepSecond: outcome('conflictResolved', 'note') },
  },
  unknownClaimPayment: {
    queue: 'unapplied',
    role: 'poster',
    subject: 'remittance',
    title: 'Part of a remittance that found no place',
    help: 'A claim we do not know, a reversal without its original, a claim decided twice, a recovery or a decision to be read. Name the claim, return the money, or explain what it was.',
    outcomes: {
      matched: outcome('unpostedMatched', 'claimNumber'),
      returned: outcome('unpostedReturned', 'note'),
      explained: outcome('unpostedExplained', 'note'),
    },
  },
  brokenFile: {
    queue: 'edi',
    role: 'lead',
    subject: 'file',
    title: 'File could not be used',
    help: 'The file, or a part of it, was quarantined; the rest went on. The problems say where and how to mend it. After mending (a payer added, a leniency set) read it again: what was taken in already is not taken twice.',
    outcomes: {
      readAgain: outcome('fileReadAgain', 'note'),
      replaced: outcome('fileReplaced', 'replacementFileId'),
      discarded: outcome('fileDiscarded', 'reason'),
    },
  },
  unmatchedAcknowledgement: {
    queue: 'edi',
    role: 'lead',
    subject: 'file',
    title: 'Answer or document for something we do not know',
    help: 'A TA1, 999, 277CA or 275 names a file or claim we do not know, or says something of it our code lists do not know. Explain it, or read it again once the claim is in.',
    outcomes: { explained: outcome('acknowledgementExplained', 'note'), readAgain: outcome('fileReadAgain', 'note') },
  },
  silentBatch: {
    queue: 'edi',
    role: 'lead',
    subject: 'batch',
    title: 'No acknowledgement for a batch',
    help: 'The clock for the 999, the clearinghouse’s own 277CA or the payer’s ran out. Open a ticket with the clearinghouse; do not resend until the file status is known.',
    outcomes: { found: outcome('batchFound', 'note'), resend: outcome('batchResendAllowed', 'note') },
  },
  reworkByRule: {
    queue: 'approvals',
    role: 'supervisor',
    subject: 'organization',
    title: 'A rule in force looks back: decide about the open claims it touches',
    help: 'The rule began before it was approved. Open claims keep their dates and closed ones stay as they are: read its preview, ask for the re-plan run or have the claims reworked, or say why they stay.',
    outcomes: { reworked: outcome('ruleReworked', 'note'), leftAsIs: outcome('ruleReworked', 'reason') },
  },
  reviewOverride: {
    queue: 'approvals',
    role: 'director',
    subject: 'organization',
    title: 'Review an approval given in an emergency',
    help: 'Somebody approved above their limit because it could not wait; it has taken effect. Read the approval and its reason: uphold it, or have it taken back (reversal, recall, stop of the check) and say what was asked for.',
    outcomes: { upheld: outcome('overrideReviewed', 'note'), takenBack: outcome('overrideReviewed', 'note') },
  },
  packetReview: {
    queue: 'approvals',
    role: 'lead',
    subject: 'appeal',
    title: 'Second review of an appeal packet',
    help: 'Appeals of $5,000 or more are read by a second person before they leave.',
    outcomes: { approved: outcome('packetApproved', 'note'), returned: outcome('packetReturned', 'note') },
  },
  ...patientWork,
} as const satisfies Record<string, WorkItemRule>;

export type WorkItemKind = keyof typeof workItemCatalog;

export const workItemRule = (kind: WorkItemKind): WorkItemRule => workItemCatalog[kind];
