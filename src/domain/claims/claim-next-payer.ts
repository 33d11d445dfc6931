import { scrub } from './claim-before-payer.js';
import { ensureFilingDeadline } from './filing-deadline.js';
import type { EventOf } from './claim-event.js';
import type { ClaimTurn } from './claim-turn.js';
import { closePayerClocks } from './claim-with-payer.js';

/** What stands on this claim's payer receivable only because the payer after it is still to be asked. */
export const shareForNextPayer = (turn: ClaimTurn): number =>
  Math.max(0, Math.min(turn.memory('shareForNextPayerCents') ?? 0, turn.facts.balances.payerCents));

/** Asks for the next payer's claim; a forwarded one is only kept in the books, ours is sent (rulebook §2.1). */
export function askForNextPayer(
  turn: ClaimTurn,
  how: { readonly crossover?: true; readonly overdue?: true; readonly toPatient?: true; readonly restated?: true } = {},
): void {
  const asked = turn.step('billNextPayer', `next-payer:${turn.facts.turn}`, { ...how });
  if (!asked) turn.say('The next payer is billed when the hold is released.');
}

/** What one payer left belongs to the next payer first, to the patient last. */
export function passOn(turn: ClaimTurn): void {
  const { facts, event } = turn;
  const waiting = shareForNextPayer(turn);
  if (turn.memory('crossedOver')) {
    turn.move('forwarded to the next payer', 'The payer forwarded the claim; the next payer is not billed by us.');
    if (!turn.openDeadline('crossover')) turn.deadlineAfter('crossover', turn.at.date, turn.rules.crossover);
    if (waiting > 0) askForNextPayer(turn, { crossover: true });
    return;
  }
  const transferred = event.type === 'responsibilityTransferred';
  if (facts.state === 'BILLED_NEXT' && !transferred && waiting === 0)
    return void turn.move('next payer billed', 'The next payer is still at work.');
  if (waiting > 0 || (facts.hasNextPayer && facts.state !== 'PATIENT_RESP' && !transferred)) {
    turn.move('paid as expected', 'Paid; the rest goes to the next payer.');
    turn.change({ nextPayerDue: true });
    if (!turn.openDeadline('crossover')) turn.deadlineAfter('crossover', turn.at.date, turn.rules.crossover);
    if (waiting > 0) askForNextPayer(turn);
    return;
  }
  turn.closeDeadlines('crossover');
  turn.move('patient share is left', 'Insurance is final; what is left is the patient’s share.');
}

export function nextPayerBilled(turn: ClaimTurn, event: EventOf<'nextPayerBilled'>): void {
  turn.change({ shareForNextPayerCents: 0, restatementDue: false });
  turn.cancelWorkItems('nextPayerBlocked');
  if (event.crossover === true)
    return turn.say('The forwarded claim stands in the books of the next payer; its remittance is awaited.');
  if (turn.move('next payer billed', 'The next payer has its claim.')) {
    turn.closeDeadlines('crossover');
    turn.change({ crossedOver: false, nextPayerDue: false });
  }
}

/** The new decision leaves the next payer nothing, but it has its claim: it must know. */
export function tellNextPayer(turn: ClaimTurn): void {
  turn.move('next payer billed', 'The next payer is told that nothing is left for it.');
  askForNextPayer(turn, { restated: true });
}

export function nextPayerAnswered(turn: ClaimTurn): void {
  if (turn.state === 'BILLED_NEXT') return turn.say('The next payer decided; its own claim goes on.');
  if (!turn.move('next payer at work', 'The next payer decided; its own claim goes on.')) return;
  turn.closeDeadlines('crossover');
  turn.change({ crossedOver: false, nextPayerDue: false });
}

export function nextPayerRequested(turn: ClaimTurn): void {
  const restated = turn.memory('restatementDue') === true;
  if (shareForNextPayer(turn) === 0 && !restated) return turn.say('Nothing waits for a further payer.');
  turn.say('The claim to the next payer is tried again.');
  askForNextPayer(turn, { ...(restated && { restated }) });
}

export function nextPayerDeclined(turn: ClaimTurn): void {
  if (shareForNextPayer(turn) === 0) return turn.say('Nothing waits for a further payer.');
  turn.say('A person found no further payer; what is left is the patient’s, if nothing forbids it.');
  askForNextPayer(turn, { toPatient: true });
}

/** A forwarded claim begins here: the payer before sent it on, so our own sending would be a duplicate. */
export function crossoverAwaited(turn: ClaimTurn): void {
  ensureFilingDeadline(turn);
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.crossover);
  turn.say('The payer before forwarded this claim; it is not billed while its clock runs.');
}

export function crossoverOverdue(turn: ClaimTurn): void {
  if (turn.facts.submissions > 0 || !turn.move('bill the forwarded claim ourselves')) {
    return turn.say('The forwarded claim is known to its payer; nothing is sent.');
  }
  closePayerClocks(turn);
  ensureFilingDeadline(turn);
  scrub(turn);
}
