import { replannedDeadline } from '../stories/replanned-deadline.js';
import type { BusinessTime } from '../stories/turn.js';
import type { DenialRules } from '../payer-rules/claim-rules.js';
import {
  appealDecided,
  awaitsDecision,
  effectuationDemanded,
  partlyEffectuated,
  timeInAppeal,
} from './appeal-decision.js';
import {
  appealAcknowledged,
  appealCancelled,
  appealFiled,
  appealStillOpen,
  appealWindowMissed,
  packetApproved,
  packetBuilt,
  packetReady,
  packetReadyWithout,
  packetReturned,
  startAppeal,
} from './denial-appeal.js';
import {
  authorizationApproved,
  authorizationNotRequired,
  authorizationPended,
  authorizationReady,
  authorizationRefused,
  authorizationRejected,
  authorizationRequested,
  timeForAuthorization,
  waitsForAuthorization,
} from './denial-authorization.js';
import {
  appealChosen,
  correctionChosen,
  denialBorn,
  documentsChosen,
  documentsSent,
  documentsUnavailable,
  filingProofFound,
  otherPayerBilled,
  otherPayerChosen,
  otherPayerNotFound,
  patientReviewed,
  reprocessingExpected,
  writeOffApproved,
  writeOffProposed,
  writeOffRefused,
} from './denial-choices.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import { clocksPassed, overdueAnswered } from './denial-clocks.js';
import { climbWindows } from './denial-windows.js';
import { attachmentRejected, recordsReady, watchAttachment } from './denial-attachments.js';
import { correctionPrepared, correctionRejected, correctionSubmitted, reopensLater } from './denial-correction.js';
import type { DenialEvent, DenialEventType } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import {
  peerToPeerChosen,
  peerToPeerDeclined,
  peerToPeerNotHeld,
  peerToPeerOverturned,
  peerToPeerPassed,
  peerToPeerScheduled,
  peerToPeerUpheld,
} from './peer-to-peer.js';
import { appealEvidenceSent, lateAppealChosen, lateFilingFacts } from './late-appeal.js';
import { appealEscalated, complaintApproved, complaintFiled, complaintRefused } from './unanswered-appeal.js';
import { DenialTurnDraft } from './denial-turn.js';
import { isOpenDenial, type DenialOutcome } from './denial-state.js';

type EventOf<Type extends DenialEventType> = Extract<DenialEvent, { readonly type: Type }>;
type Handlers = { readonly [Type in DenialEventType]: (turn: DenialTurnDraft, event: EventOf<Type>) => void };

const handlers: Handlers = {
  denialBorn,
  correctionChosen,
  lateAppealChosen,
  appealEvidenceSent,
  appealChosen,
  documentsChosen,
  patientReviewed,
  reprocessingExpected,
  otherPayerChosen,
  filingProofFound,
  otherPayerBilled,
  otherPayerNotFound,
  correctionPrepared,
  correctionSubmitted,
  correctionRejected,
  authorizationRequested,
  authorizationReady,
  authorizationPended,
  authorizationApproved,
  authorizationRefused,
  authorizationNotRequired,
  authorizationRejected,
  documentsSent,
  recordsReady,
  attachmentRejected,
  documentsUnavailable,
  peerToPeerChosen,
  peerToPeerScheduled,
  peerToPeerDeclined,
  peerToPeerOverturned,
  peerToPeerUpheld,
  peerToPeerNotHeld,
  packetReady,
  packetReadyWithout,
  packetBuilt,
  packetApproved,
  packetReturned,
  appealFiled,
  appealAcknowledged,
  appealStillOpen,
  appealEscalated,
  complaintApproved,
  complaintRefused,
  complaintFiled,
  appealDecided,
  effectuationDemanded,
  overdueAnswered,
  appealCancelled,
  writeOffProposed,
  writeOffApproved,
  writeOffRefused,
  remittancePosted,
  claimClosed,
  replanned,
  timeReached,
};

/**
 * Judges one event, or the passing of time, for a denial and its appeal levels: the only place where a denial's state is
 * decided (rulebook §4, §5). Pure; the caller saves turn and level rows in the transaction that loaded the facts.
 */
export function nextDenial(facts: DenialFacts, event: DenialEvent, at: BusinessTime, rules: DenialRules): DenialTurn {
  const turn = new DenialTurnDraft(facts, event, at, rules);
  turn.parts.use(facts.classification.rule);
  if (isOpenDenial(facts.state))
    (handlers[event.type] as (turn: DenialTurnDraft, event: DenialEvent) => void)(turn, event);
  if (turn.because === '') turn.say(`${event.type} changes nothing while the denial is ${facts.state}.`);
  return turn.finish();
}

function remittancePosted(turn: DenialTurnDraft, event: EventOf<'remittancePosted'>): void {
  if (event.kept && awaitsDecision(turn))
    return appealDecided(turn, { type: 'appealDecided', decision: event.kept, decisionDate: event.date });
  if (!event.stillDenied) {
    const outcome: DenialOutcome = event.paidCents <= 0 ? 'patient' : event.remainingCents > 0 ? 'partial' : 'paid';
    const because =
      outcome === 'patient'
        ? 'The payer reprocessed the lines without payment and without denial.'
        : 'A later remittance paid what was denied.';
    return turn.resolve('paid or reprocessed', outcome, because);
  }
  if (event.paidCents > 0 && partlyEffectuated(turn)) return;
  if (!turn.move('denied again', 'The payer denied it again.')) return turn.say('The remittance repeats the denial.');
  turn.parts.closeDeadlines(['follow-up', 'document-request']);
  turn.parts.cancelWorkItems(['collectDenialDocuments']);
  if (!startAppeal(turn)) turn.decideByHand('WO', 'denied again');
}

function claimClosed(turn: DenialTurnDraft, event: EventOf<'claimClosed'>): void {
  const outcomes = { paid: 'paid', writtenOff: 'written-off', voided: 'upheld' } as const;
  turn.resolve(
    'claim closed',
    outcomes[event.how],
    `The claim is closed (${event.how}); the denial has lost its object.`,
  );
}

function replanned(turn: DenialTurnDraft, event: EventOf<'replanned'>): void {
  const row = turn.openDeadline(event.kind);
  if (!row) return turn.say(`There is no open ${event.kind} deadline to re-plan.`);
  const moved = replannedDeadline(row, event);
  if (!moved) return turn.say(`${event.safeDate} is past the hard date ${row.hardDate}; nothing is re-planned.`);
  turn.parts.deadline(moved);
  turn.say(`The ${event.kind} deadline is re-planned to ${event.safeDate}.`);
}

function timeReached(turn: DenialTurnDraft): void {
  if (turn.state === 'APPEALING') return timeInAppeal(turn);
  turn.say(NOTHING_IS_DUE);
  timeForAuthorization(turn);
  watchAttachment(turn);
  peerToPeerPassed(turn);
  windowsPassed(turn);
  appealDrawsNear(turn);
  waitedForPayer(turn);
  lastChance(turn);
  someoneMustAct(turn);
  clocksPassed(turn);
  climbWindows(turn);
  if (turn.because === NOTHING_IS_DUE) packetWaits(turn);
}

/** No day has come, and yet it is ours to act: an appeal that lies here is with nobody (P3). */
function packetWaits(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  const appeal = turn.openDeadline('appeal-filing');
  if (!level || !appeal) return;
  if (level.state === 'PACKET_READY')
    turn.say(`The packet lies ready and is not filed yet; it must be with the payer by ${appeal.hardDate}.`);
  else if (level.state === 'DRAFTING')
    turn.say(`The packet is still being assembled; it must be with the payer by ${appeal.hardDate}.`);
}

/** Filing windows that ended unused (TF7). */
function windowsPassed(turn: DenialTurnDraft): void {
  const today = turn.at.date;
  const corrected = turn.openDeadline('corrected-claim');
  const appeal = turn.openDeadline('appeal-filing');
  if (corrected && corrected.hardDate < today) {
    turn.parts.use(corrected);
    turn.parts.closeDeadlines(['corrected-claim']);
    turn.parts.cancelWorkItems(['prepareCorrectedClaim']);
    turn.say('The window for a corrected claim has closed.');
    if (!reopensLater(turn) && turn.state === 'TRIAGED' && !turn.activeLevel() && !startAppeal(turn))
      turn.decideByHand('WO', 'the correction window has closed');
  }
  if (appeal && appeal.hardDate < today) {
    turn.parts.use(appeal);
    appealWindowMissed(turn);
    turn.say('The window for the appeal has closed.');
    if (turn.state !== 'WRITEOFF_PENDING')
      turn.decideByHand('WO', 'the appeal window has closed', lateFilingFacts(turn));
  }
}

/** At the safe date a person decides about the appeal while another way is still being tried (architecture §4.1.2). */
function appealDrawsNear(turn: DenialTurnDraft): void {
  const appeal = turn.openDeadline('appeal-filing');
  if (!appeal || appeal.safeDate > turn.at.date || turn.state === 'WRITEOFF_PENDING') return;
  if (turn.activeLevel() && (turn.isInHand() || turn.parts.steps.length > 0)) return;
  turn.parts.use(appeal);
  turn.say(`The appeal window closes on ${appeal.hardDate}.`);
  turn.decideByHand('APP', 'the appeal window closes soon');
}

const windows = {
  'corrected-claim': ['CC', 'the window for a corrected claim closes soon'],
  'document-request': ['DOC', 'the time for the documents ends soon'],
  'authorization-request': ['RETRO', 'the time for an authorization after the fact ends soon'],
} as const;

/** Another window that closes while nobody has the denial in hand, as when the payer is to reprocess it (P3). */
function lastChance(turn: DenialTurnDraft): void {
  for (const kind of Object.keys(windows) as (keyof typeof windows)[]) {
    const row = turn.openDeadline(kind);
    if (!row || row.safeDate > turn.at.date || row.hardDate < turn.at.date || turn.isInHand()) continue;
    turn.parts.use(row);
    const [suggestion, reason] = windows[kind];
    turn.decideByHand(suggestion, reason);
  }
}

function waitedForPayer(turn: DenialTurnDraft): void {
  const followUp = turn.openDeadline('follow-up');
  const documents = turn.openDeadline('document-request');
  const isOver = (row: typeof followUp): boolean => row !== undefined && row.hardDate < turn.at.date;
  if (!isOver(followUp) && !isOver(documents)) return;
  turn.parts.closeDeadlines(['follow-up', 'document-request']);
  if (turn.state === 'CORRECTING') {
    turn.deadlineAfter('follow-up', turn.at.date, turn.rules.reprocessing);
    return turn.say('The corrected claim is still undecided; its claim story asks the payer.');
  }
  if (turn.state === 'AWAITING_DOCS')
    turn.move('no answer to the documents', 'Documents or the payer’s answer did not come in time.');
  turn.parts.cancelWorkItems(['collectDenialDocuments']);
  turn.decideByHand(
    'APP',
    documents && isOver(documents)
      ? `no documents left in the payer’s time for them, which ended on ${documents.hardDate}`
      : 'nothing came from the payer',
  );
}

/** A denial in human hands always has an open work item. */
function someoneMustAct(turn: DenialTurnDraft): void {
  if (turn.state === 'CORRECTING' || turn.state === 'WRITEOFF_PENDING') return;
  const waits =
    (['follow-up', 'acknowledgement-999'] as const).some((kind) => turn.openDeadline(kind) !== undefined) ||
    waitsForAuthorization(turn);
  if (!waits && !turn.isInHand()) turn.decideByHand('TRIAGE', 'nobody works on this denial');
}
