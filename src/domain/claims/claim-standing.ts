import { addBusinessDays } from '../dates/business-days.js';
import type { ClaimEvent, EventOf } from './claim-event.js';
import type { ClaimDenial } from './claim-facts.js';
import { isAdjudicated, isAwaitingPayer, isBeforePayer, type ClaimGuard } from './claim-lifecycle.js';
import { isOpen } from './claim-state.js';
import { askForNextPayer, passOn, shareForNextPayer, tellNextPayer } from './claim-next-payer.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import type { ClaimTurn } from './claim-turn.js';
import { demandInterestOfLatePayment } from './paid-late.js';
import { askStatus, callAboutVoid, closePayerClocks } from './claim-with-payer.js';
import { busyStates, isUntold, nothingLeftBeforeSending, tellNews } from './untold-news.js';
import { voidIsConfirmed } from './void-claim.js';

const CLP02_PREDETERMINATION = '25';

/**
 * An 835 was posted: its money is in the books and its denials are born or told, in the transaction that posted it;
 * now the claim's standing follows from what is open and owed at this moment (rulebook §2.1).
 */
export function remittancePosted(turn: ClaimTurn, event: EventOf<'remittancePosted'>): void {
  if (event.status === CLP02_PREDETERMINATION) return turn.say('A predetermination changes nothing.');
  if (event.duplicate)
    return turn.say('The payer entered the claim twice; its answer to the second entry changes nothing.');
  if (event.reversal) return takenBack(turn, event);
  if (!isOpen(turn.state)) return paidAfterClosing(turn, event);
  demandInterestOfLatePayment(turn, event);
  turn.change({
    everAdjudicated: true,
    payerClaimNumber: event.payerControlNumber ?? turn.facts.payerClaimNumber,
    adjudicatedOn: turn.at.date,
    everyLineDenied: event.totalLines > 0 && event.deniedLines >= event.totalLines,
    crossedOver: event.crossover,
    replacementAskedOn: null,
    shareForNextPayerCents: (turn.facts.shareForNextPayerCents ?? 0) + (event.forNextPayerCents ?? 0),
  });
  payerHasDecided(turn);
  settle(turn);
}

/** Whoever decides a claim, or takes a decision back, has it: it was filed, and nothing is to be mended or asked before that. */
function payerHasDecided(turn: ClaimTurn): void {
  closePayerClocks(turn);
  turn.closeDeadlines('timely-filing');
  turn.cancelWorkItems('callPayer', 'sendDocuments', 'documentsOverdue', 'fixRejection', 'fixEdits', 'releaseHold');
  turn.cancelWorkItems('statusNotDelivered');
}

function takenBack(turn: ClaimTurn, event: EventOf<'remittancePosted'>): void {
  if (turn.facts.lastFrequency === '8' && isOpen(turn.state) && !event.replaced) return voidIsConfirmed(turn);
  if (turn.state !== 'REVERSED') turn.move('taken back');
  turn.change({
    everAdjudicated: true,
    shareForNextPayerCents: 0,
    ...(event.nextPayerTakenFrom && { restatementDue: true }),
  });
  payerHasDecided(turn);
  turn.deadlineAfter('follow-up', event.date, turn.rules.reversalWait);
  if (event.replaced) turn.say('The payer decided anew; its earlier decision no longer stands.');
  else turn.say('The payer took its earlier decision back; the correction record is expected.');
}

function paidAfterClosing(turn: ClaimTurn, event: EventOf<'remittancePosted'>): void {
  if (event.paidCents === 0 && event.openDenials === 0)
    return turn.say('A remittance without money for a closed claim changes nothing.');
  turn.workItem(
    'paymentOnClosedClaim',
    addBusinessDays(turn.at.date, 2),
    { paidCents: event.paidCents, openDenials: event.openDenials },
    event.remittanceClaimId,
  );
  turn.say('A remittance was posted to a closed claim; a person decides what follows.');
}

function closeDenials(turn: ClaimTurn): void {
  for (const denial of turn.facts.openDenials)
    turn.tell({ toStory: 'appeal', subjectId: denial.id, type: 'claimClosed', facts: { how: 'writtenOff' } });
}

/** Open denials as they are after this event. */
function openDenials(turn: ClaimTurn): readonly ClaimDenial[] {
  const { event, facts } = turn;
  if (event.type !== 'denialChanged') return facts.openDenials;
  return facts.openDenials
    .map((denial) =>
      denial.id === event.denialId ? { ...denial, state: event.state, outcome: event.outcome } : denial,
    )
    .filter((denial) => denial.state !== 'RESOLVED');
}

/**
 * Where an adjudicated claim stands: CORRECTING > APPEALING > DENIED > PARTIAL over its open denials
 * (architecture §4.1.2), without denials by what is left and who owes it.
 */
export function settle(turn: ClaimTurn): void {
  if (turn.memory('voidAskedOn') && turn.event.type !== 'remittancePosted')
    return turn.say('A void of the claim is with the payer; its confirmation is awaited.');
  if (turn.memory('replacementAskedOn')) return turn.say(REPLACEMENT_AWAITED);
  if (isUntold(turn, openDenials(turn))) {
    if (tellNews(turn)) return;
    return reviewBalance(turn, 'some lines denied or an amount is unexplained', turn.because);
  }
  const denials = openDenials(turn);
  if (denials.length > 0) return standOnDenials(turn, denials);
  const { payerCents, patientCents } = turn.facts.balances;
  const waiting = shareForNextPayer(turn);
  if (payerCents > waiting || unexplained(turn.event) > 0)
    return reviewBalance(
      turn,
      'some lines denied or an amount is unexplained',
      'An amount is left with the payer that nothing explains.',
    );
  if (payerCents < 0 || patientCents < 0)
    return reviewBalance(turn, 'paid as expected', 'The claim has a credit balance.');
  if (waiting === 0 && turn.memory('restatementDue') && !turn.memory('crossedOver')) return tellNextPayer(turn);
  if (waiting > 0 || shareWaits(turn)) return passOn(turn);
  if (nextPayerAtWork(turn)) return;
  const writtenOff = turn.event.type === 'writeOffApproved' || resolvedOutcomes(turn).includes('written-off');
  turn.move(
    writtenOff ? 'written off to zero' : 'nothing is left',
    writtenOff ? 'What was left is written off.' : (NOTHING_LEFT[turn.event.type] ?? 'Paid; nothing is left.'),
  );
}

/** A claim that another payer or the patient brought to its end was not paid by its own payer. */
const NOTHING_LEFT: Partial<Record<ClaimEvent['type'], string>> = {
  nextPayerFinished: 'The next payer’s claim is finished; nothing is left here.',
  denialChanged: 'The denial is settled; nothing is left.',
};

const unexplained = (event: ClaimEvent): number => (event.type === 'remittancePosted' ? event.unexplainedCents : 0);

const resolvedOutcomes = (turn: ClaimTurn): readonly (string | null)[] => [
  ...turn.facts.resolvedDenials.map((denial) => denial.outcome),
  ...(turn.event.type === 'denialChanged' && turn.event.state === 'RESOLVED' ? [turn.event.outcome] : []),
];

/** The remittance is here, its denial has not heard of it yet: the payer has nothing to decide any more, or not this. */
const CORRECTION: Partial<Record<ClaimEvent['type'], string>> = {
  remittancePosted: 'The payer decided; the denial’s story says whether that answers the corrected claim.',
};
const APPEAL: Partial<Record<ClaimEvent['type'], string>> = {
  remittancePosted: 'A remittance came during the appeal; the denial’s story says whether that answers it.',
};

function standOnDenials(turn: ClaimTurn, denials: readonly ClaimDenial[]): void {
  const states = denials.map((denial) => denial.state);
  const wholeClaim = turn.event.type !== 'remittancePosted' && denials.some((denial) => denial.wholeClaim);
  const everyLine = turn.memory('everyLineDenied') || wholeClaim;
  if (states.includes('CORRECTING'))
    turn.move('correction under way', CORRECTION[turn.event.type] ?? 'A corrected claim is with the payer.');
  else if (states.includes('APPEALING'))
    turn.move('appeal filed', APPEAL[turn.event.type] ?? 'An appeal is with the payer; the denial’s story follows it.');
  else if (everyLine) turn.move('every line denied', 'Every line is denied; the denial’s story decides what to do.');
  else
    turn.move(
      'some lines denied or an amount is unexplained',
      'A part is denied; the denial’s story decides what to do.',
    );
  if (unexplained(turn.event) > 0) askForReview(turn);
}

function reviewBalance(turn: ClaimTurn, guard: ClaimGuard, because: string): void {
  turn.move(guard, because);
  askForReview(turn);
}

function askForReview(turn: ClaimTurn): void {
  const { payerCents, patientCents } = turn.facts.balances;
  const key = turn.event.type === 'remittancePosted' ? turn.event.remittanceClaimId : String(turn.facts.turn);
  turn.workItem(
    'reviewBalance',
    addBusinessDays(turn.at.date, 5),
    { payerCents, patientCents, unexplainedCents: unexplained(turn.event) },
    key,
  );
}

/** The rest was handed on and the claim of the next payer is not finished. */
function nextPayerAtWork(turn: ClaimTurn): boolean {
  const { state } = turn.facts;
  if (turn.event.type === 'nextPayerFinished' || turn.event.type === 'writeOffApproved') return false;
  const rebilled = resolvedOutcomes(turn).includes('rebilled') && turn.facts.balances.payerCents === 0;
  if (state === 'BILLED_NEXT' || rebilled) return turn.move('next payer billed', 'The next payer is still at work.');
  return (
    state === 'CROSSED_OVER' &&
    turn.memory('crossedOver') &&
    turn.move('forwarded to the next payer', 'The next payer has the forwarded claim.')
  );
}

/** A patient share exists that the next payer or the patient still owes. */
function shareWaits(turn: ClaimTurn): boolean {
  const { event, facts } = turn;
  if (facts.balances.patientCents > 0) return true;
  return (
    event.type === 'remittancePosted' && event.patientResponsibilityCents > 0 && (event.crossover || facts.hasNextPayer)
  );
}

export function denialChanged(turn: ClaimTurn): void {
  if (turn.state === 'REVERSED') return turn.say('The claim waits for its correction record; the denial is noted.');
  if (turn.facts.everAdjudicated && !isAwaitingPayer(turn.state)) settle(turn);
}

export function nextPayerFinished(turn: ClaimTurn): void {
  if (turn.state !== 'BILLED_NEXT' && turn.state !== 'CROSSED_OVER')
    return turn.say('The claim to the next payer is finished.');
  turn.closeDeadlines('crossover');
  turn.change({ crossedOver: false });
  settle(turn);
}

/**
 * The ledger has already followed the payer before. Its new decision makes this claim another one: an unsent claim goes out with
 * it, a decided one is replaced (frequency 7), and one that is with its payer is replaced when that payer has decided (C1).
 */
export function priorPayerChanged(turn: ClaimTurn, { decision }: EventOf<'priorPayerChanged'>): void {
  turn.say('The payer before changed its decision; what it left to this payer changed with it.');
  if (decision === undefined) return takenBackBefore(turn);
  turn.cancelWorkItems('reviewBalance');
  if (decision !== 'restated') return isAdjudicated(turn.state) && turn.state !== 'REVERSED' ? settle(turn) : undefined;
  if (isBeforePayer(turn.state)) return nothingLeftBeforeSending(turn);
  if (isAwaitingPayer(turn.state) && turn.facts.submissions === 0) return;
  turn.change({ priorDecisionUntold: true });
  const busy = isAwaitingPayer(turn.state) || busyStates.includes(turn.state);
  if (busy) turn.say('This payer is told the new decision of the payer before when it has decided itself.');
  else settle(turn);
}

/** No new decision yet: a person looks where money or a sent claim no longer fits, in case none comes. */
function takenBackBefore(turn: ClaimTurn): void {
  if (isAdjudicated(turn.state) && turn.state !== 'REVERSED') return settle(turn);
  if (turn.facts.submissions === 0 || !isOpen(turn.state)) return;
  const { payerCents } = turn.facts.balances;
  turn.workItem('reviewBalance', addBusinessDays(turn.at.date, 5), { payerCents, reason: 'prior payer changed' });
}

const REPLACEMENT_AWAITED = 'The payer has a replacement of what it decided; its answer is awaited.';

export function responsibilityTransferred(turn: ClaimTurn): void {
  turn.change({ crossedOver: false, nextPayerDue: false, shareForNextPayerCents: 0 });
  if (openDenials(turn).length > 0 || turn.facts.balances.payerCents > 0) return settle(turn);
  turn.closeDeadlines('crossover');
  turn.move('patient share is left', 'The rest is now the patient’s share.');
}

export function responsibilitySettled(turn: ClaimTurn, event: EventOf<'responsibilitySettled'>): void {
  if (turn.memory('replacementAskedOn')) return turn.say(REPLACEMENT_AWAITED);
  if (openDenials(turn).length > 0 || turn.facts.balances.payerCents > 0) return settle(turn);
  if (event.how === 'paid') turn.move('nothing is left', 'The patient share is paid; nothing is left.');
  else turn.move('written off to zero', 'The patient share is written off.');
}

export function writeOffApproved(turn: ClaimTurn): void {
  const { payerCents, patientCents } = turn.facts.balances;
  if (payerCents !== 0 || patientCents !== 0) {
    if (turn.facts.everAdjudicated && !isAwaitingPayer(turn.state)) settle(turn);
    else turn.say('A part is written off; the rest is still owed.');
    return;
  }
  if (turn.move('written off to zero', 'What was left is written off.')) closeDenials(turn);
}

export function balanceReviewed(turn: ClaimTurn): void {
  if (!turn.facts.everAdjudicated || isAwaitingPayer(turn.state)) return;
  const { payerCents, patientCents } = turn.facts.balances;
  if (openDenials(turn).length > 0 || (payerCents <= shareForNextPayer(turn) && patientCents >= 0)) return settle(turn);
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.followUpNext);
  turn.say('A person expects the payer’s correction; looked at again on the follow-up date.');
}

/** What the clock does to an adjudicated claim. */
export function timeAfterAdjudication(turn: ClaimTurn): void {
  const { date } = turn.at;
  const followUp = turn.openDeadline('follow-up');
  const crossover = turn.openDeadline('crossover');
  const isFollowUpDue = followUp !== undefined && followUp.safeDate <= date;
  if (turn.state === 'CORRECTING' && (isFollowUpDue || !followUp))
    return turn.memory('voidAskedOn') ? callAboutVoid(turn) : askStatus(turn, 'the corrected claim is unanswered');
  if (turn.state === 'REVERSED') return waitedForCorrection(turn, isFollowUpDue || !followUp);
  if (isFollowUpDue) turn.closeDeadlines('follow-up');
  else if (followUp && openDenials(turn).length === 0) return turn.say(NOTHING_IS_DUE);
  if (crossover && crossover.safeDate > date && (turn.state === 'CROSSED_OVER' || turn.state === 'PAID'))
    return turn.say(NOTHING_IS_DUE);
  if (turn.state === 'CROSSED_OVER') return crossoverOverdue(turn);
  if (turn.state === 'PAID' && turn.facts.hasNextPayer) {
    turn.closeDeadlines('crossover');
    return reviewBalance(turn, 'paid as expected', 'The next payer has not been billed yet.');
  }
  settle(turn);
}

function waitedForCorrection(turn: ClaimTurn, isOver: boolean): void {
  if (!isOver) return turn.say('The correction record is still expected.');
  turn.closeDeadlines('follow-up');
  reviewBalance(
    turn,
    'no correction record came',
    'The payer took money back and no correction came: treated as a takeback.',
  );
}

function crossoverOverdue(turn: ClaimTurn): void {
  turn.closeDeadlines('crossover');
  turn.change({ crossedOver: false });
  if (turn.facts.hasNextPayer) {
    turn.move('crossover overdue', 'The forwarded claim stayed silent: bill the next payer ourselves.');
    turn.change({ nextPayerDue: true });
    turn.deadlineAfter('crossover', turn.at.date, turn.rules.crossover);
    askForNextPayer(turn, { overdue: true });
  } else settle(turn);
}
