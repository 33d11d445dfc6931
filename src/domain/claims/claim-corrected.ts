import { scrub } from './claim-before-payer.js';
import type { EventOf } from './claim-event.js';
import { isAwaitingPayer, isBeforePayer } from './claim-lifecycle.js';
import { settle } from './claim-standing.js';
import type { ClaimTurn } from './claim-turn.js';
import { ensureFilingDeadline } from './filing-deadline.js';
import { busyStates } from './untold-news.js';

/**
 * A person mended the claim. Before the payer has it, it is scrubbed again and sent. A correction that crosses with the sending
 * finds the claim at its payer: nothing goes out before that has decided (rulebook C1, RARC N779), and no filing clock starts
 * again, that one was met. Then a replacement tells it.
 */
export function claimCorrected(turn: ClaimTurn, { changes = 0 }: EventOf<'claimCorrected'>): void {
  if (isBeforePayer(turn.state)) {
    ensureFilingDeadline(turn);
    return scrub(turn);
  }
  const waits = isAwaitingPayer(turn.state) && turn.move('the payer decides first');
  if (changes === 0) return turn.say('The payer has the claim, and nothing on it was changed: nothing is sent.');
  turn.change({ correctionUntold: true });
  if (waits || busyStates.includes(turn.state))
    return turn.say('The payer has not decided yet: what was corrected goes out as a replacement when it has (N779).');
  if (turn.memory('held')) return turn.say('The claim is held: what was corrected goes out when the hold is released.');
  settle(turn);
}
