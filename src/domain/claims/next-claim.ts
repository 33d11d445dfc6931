import { replannedDeadline } from '../stories/replanned-deadline.js';
import type { BusinessTime, Turn } from '../stories/turn.js';
import type { ClaimRules } from '../payer-rules/claim-rules.js';
import {
  askForSubmission,
  claimImported,
  holdKept,
  holdPlaced,
  linesSplitOff,
  scrub,
  timeBeforePayer,
  watchFiling,
} from './claim-before-payer.js';
import { claimCorrected } from './claim-corrected.js';
import { coverageChanged, coverageKept, otherCoverageChosen } from './claim-coverage.js';
import {
  conditionalClaimBlocked,
  conditionalClaimChosen,
  conditionalClaimDeclined,
  conditionalClaimPostponed,
  watchConditionalClaim,
} from './conditional-claim.js';
import { askAgain, coverageRefused, eligibilityCorrected } from './claim-eligibility.js';
import { attachmentRejected, recordsReady } from './claim-attachments.js';
import { climbLadders } from './claim-escalation.js';
import type { ClaimEvent, ClaimEventType, EventOf } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { isAdjudicated, isAwaitingPayer } from './claim-lifecycle.js';
import {
  askForNextPayer,
  crossoverAwaited,
  crossoverOverdue,
  nextPayerAnswered,
  nextPayerBilled,
  nextPayerDeclined,
  nextPayerRequested,
  shareForNextPayer,
} from './claim-next-payer.js';
import {
  balanceReviewed,
  denialChanged,
  nextPayerFinished,
  priorPayerChanged,
  remittancePosted,
  responsibilitySettled,
  responsibilityTransferred,
  settle,
  timeAfterAdjudication,
  writeOffApproved,
} from './claim-standing.js';
import { isOpen, type ClaimState } from './claim-state.js';
import { ClaimTurn } from './claim-turn.js';
import { filingExceptionRecorded } from './filing-exception-recorded.js';
import { filingEvidenceRecorded } from './filing-evidence-recorded.js';
import { UNTIMELY_LINES, untimelyLinesKept } from './split-untimely.js';
import { voidAsked, voidIsConfirmed } from './void-claim.js';
import {
  askStatus,
  batchRejected,
  claimSilent,
  claimStatusAnswered,
  documentsAnswered,
  isWithPayer,
  payerAccepted,
  payerPromised,
  payerRejected,
  payerSaysNotOnFile,
  payerSaysPaid,
  submitted,
  timeWithPayer,
  watchDocuments,
} from './claim-with-payer.js';

type Handlers = { readonly [Type in ClaimEventType]: (turn: ClaimTurn, event: EventOf<Type>) => void };

/** What each event means; a handler that says nothing leaves the claim as it is. */
const handlers: Handlers = {
  claimImported,
  claimCorrected,
  linesSplitOff,
  untimelyLinesKept,
  filingExceptionRecorded,
  filingEvidenceRecorded,
  holdPlaced,
  holdKept,
  holdReleased,
  submitted,
  batchRejected,
  payerRejected,
  payerAccepted,
  claimSilent,
  claimStatusAnswered,
  remittancePosted,
  denialChanged,
  nextPayerBilled,
  nextPayerAnswered,
  nextPayerFinished,
  nextPayerRequested,
  nextPayerDeclined,
  conditionalClaimChosen,
  conditionalClaimPostponed,
  conditionalClaimDeclined,
  conditionalClaimBlocked,
  conditionalClaimBilled: noted(
    'Medicare has its conditional claim; what this insurer pays later returns to Medicare within 60 days.',
  ),
  crossoverAwaited,
  crossoverOverdue,
  priorPayerChanged,
  coverageChanged,
  coverageRefused,
  eligibilityCorrected,
  otherCoverageChosen,
  coverageKept,
  responsibilityTransferred,
  responsibilitySettled,
  payerPromised,
  payerSaysNotOnFile,
  payerSaysPaid,
  recordsReady,
  attachmentRejected,
  documentsSent: documentsAnswered,
  documentsUnavailable: documentsAnswered,
  balanceReviewed,
  writeOffApproved,
  voidAsked,
  voidConfirmed: voidIsConfirmed,
  replanned,
  followUpExpedited,
  timeReached,
  writeOffProposed: noted('A write-off is proposed and waits for approval.'),
  writeOffRefused: noted('The write-off was refused.'),
  closedPaymentReviewed: noted('A person reviewed the payment.'),
  escalationAnswered: noted('The escalation is answered; every clock runs on as before.'),
  incidentClosed: noted('The root cause is noted.'),
};

/** Late events of these types still matter to a closed claim. */
const matterWhenClosed: readonly ClaimEventType[] = [
  'remittancePosted',
  'priorPayerChanged',
  'coverageChanged',
  'voidAsked',
  'closedPaymentReviewed',
  'incidentClosed',
];

/**
 * Judges one event, or the passing of time, for a claim: the only place where a claim's state is decided
 * (rulebook §2, architecture §3.6). Pure; the caller saves the turn in the same transaction that loaded the facts.
 */
export function nextClaim(facts: ClaimFacts, event: ClaimEvent, at: BusinessTime, rules: ClaimRules): Turn<ClaimState> {
  const turn = new ClaimTurn(facts, event, at, rules);
  if (isOpen(facts.state) || matterWhenClosed.includes(event.type)) {
    (handlers[event.type] as (turn: ClaimTurn, event: ClaimEvent) => void)(turn, event);
  }
  if (isOpen(turn.state)) {
    watchFiling(turn);
    climbLadders(turn);
    watchConditionalClaim(turn);
  } else tellParent(turn);
  if (turn.because === '') turn.say(NOTHING_CHANGES[event.type] ?? changesNothing(event.type, facts.state));
  return turn.finish();
}

const changesNothing = (type: string, state: ClaimState): string =>
  `${type} changes nothing while the claim is ${state}.`;

/** News that often comes when the claim has gone on, in a biller's words. */
const NOTHING_CHANGES: Partial<Record<ClaimEventType, string>> = {
  denialChanged: 'The denial went on; the claim stands as it was decided.',
  claimStatusAnswered: 'The payer’s status answer came after the claim had gone on; nothing changes.',
  nextPayerBilled: 'The next payer’s claim is made; its answer is awaited.',
  nextPayerAnswered: 'The next payer answered; its own claim goes on.',
};

/** The claim to the payer before waits until this one has come to its end. */
function tellParent(turn: ClaimTurn): void {
  const { parentClaimId, state } = turn.facts;
  const again = turn.event.type === 'priorPayerChanged' && turn.event.decision !== undefined;
  if (parentClaimId !== undefined && (isOpen(state) || again))
    turn.tell({ toStory: 'claim', subjectId: parentClaimId, type: 'nextPayerFinished', facts: {} });
}

function noted(because: string): (turn: ClaimTurn) => void {
  return (turn) => turn.say(because);
}

function holdReleased(turn: ClaimTurn): void {
  if (!turn.facts.held && turn.state !== 'HOLD') return;
  turn.change({
    held: false,
    holdReason: null,
    ...(turn.facts.holdReason === UNTIMELY_LINES && { untimelySendingDecided: true }),
  });
  if (turn.move('released', 'The hold is released.')) {
    turn.cancelWorkItems('releaseHold', 'decideUntimelyLines');
    scrub(turn);
    return turn.say(`The hold is released. ${turn.because}`);
  }
  turn.say('The hold is released; steps may go out again.');
  if (turn.state === 'READY') askForSubmission(turn);
  else if (turn.memory('priorDecisionUntold') || turn.memory('correctionUntold')) settle(turn);
  else if (isWithPayer(turn)) timeWithPayer(turn);
  else if (shareForNextPayer(turn) > 0) askForNextPayer(turn);
}

function timeReached(turn: ClaimTurn): void {
  if (isAwaitingPayer(turn.state)) timeWithPayer(turn);
  else if (isAdjudicated(turn.state)) timeAfterAdjudication(turn);
  else timeBeforePayer(turn);
  if (isAdjudicated(turn.state)) watchDocuments(turn);
  askAgain(turn);
}

/** A supervisor's new safe date for one deadline; the hard date is the limit (architecture §4.1.8). */
function replanned(turn: ClaimTurn, event: EventOf<'replanned'>): void {
  const row = turn.openDeadline(event.kind);
  if (!row) return turn.say(`There is no open ${event.kind} deadline to re-plan.`);
  const moved = replannedDeadline(row, event);
  if (!moved) return turn.say(`${event.safeDate} is past the hard date ${row.hardDate}; nothing is re-planned.`);
  turn.deadline(moved);
  turn.say(`The ${event.kind} deadline is re-planned to ${event.safeDate}.`);
}

function followUpExpedited(turn: ClaimTurn): void {
  if (turn.state === 'READY') {
    turn.say('The submission is asked for again at once.');
    askForSubmission(turn);
  } else if (isWithPayer(turn)) askStatus(turn, 'a supervisor asked to look now');
}
