import type { ClaimDenial } from './claim-facts.js';
import type { ClaimState } from './claim-state.js';
import type { ClaimTurn } from './claim-turn.js';

/** Adjudicated, and deciding once more. */
export const busyStates: readonly ClaimState[] = ['REVERSED', 'CORRECTING', 'APPEALING'];

/**
 * Is it this payer's turn to hear of the new decision before it, or of what a person corrected meanwhile? Not while it decides
 * itself, corrects a reversal, or judges a correction or an appeal (rulebook C1, architecture §4.1.2): the settling after that asks again. A reversal that came with its
 * correction is over, whatever the state was before.
 */
export function isUntold(turn: ClaimTurn, openDenials: readonly ClaimDenial[]): boolean {
  const news = turn.memory('priorDecisionUntold') || turn.memory('correctionUntold');
  if (!news || turn.memory('held')) return false;
  const busy = openDenials.some(({ state }) => state === 'CORRECTING' || state === 'APPEALING');
  return !busy && (turn.event.type === 'remittancePosted' || !busyStates.includes(turn.state));
}

/** Sends the claim again as a replacement with all its lines (rulebook §2.3); false: this payer takes none, a person looks. */
export function tellNews(turn: ClaimTurn): boolean {
  const news = turn.memory('priorDecisionUntold') ? priorDecision : correction;
  turn.change({ priorDecisionUntold: false, correctionUntold: false });
  const obstacle = obstacleToReplacement(turn);
  if (obstacle) {
    turn.say(`${news.happened}, and no replacement is sent: ${obstacle}.`);
    return false;
  }
  turn.move('correction under way', `A replacement (frequency 7) tells this payer ${news.told}.`);
  turn.change({ replacementAskedOn: turn.at.date });
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.followUpFirst);
  turn.step('submitCorrectedClaim', `${news.key}:${turn.facts.submissions + 1}`, { frequency: '7' });
  return true;
}

/** One replacement carries both: the document is written from what stands on the claim then. */
const priorDecision = {
  key: 'prior-decision',
  happened: 'The payer before changed its decision',
  told: 'the new decision of the payer before',
} as const;
const correction = {
  key: 'corrected-meanwhile',
  happened: 'The claim was corrected while the payer had it',
  told: 'what was corrected while it decided',
} as const;

function obstacleToReplacement(turn: ClaimTurn): string | undefined {
  if (!turn.rules.takesVoid) return 'the payer takes no replacement, ask for a reopening';
  return turn.memory('payerClaimNumber') === null ? 'the payer gave its decision no number' : undefined;
}

/** The unsent claim carries the new decision already. What leaves nothing to ask for is not sent at all. */
export function nothingLeftBeforeSending(turn: ClaimTurn): void {
  if (turn.facts.balances.payerCents > 0)
    return turn.say('The claim goes out with the new decision of the payer before.');
  turn.move('nothing is left', 'The payer before left nothing to ask this one for; the claim is not sent.');
}
