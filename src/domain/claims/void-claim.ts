import { addBusinessDays } from '../dates/business-days.js';
import type { ClaimRules } from '../payer-rules/claim-rules.js';
import type { EventOf } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import type { ClaimTurn } from './claim-turn.js';

/** What forbids to void the claim now, in words; undefined = nothing (rulebook C1, C2). */
export function obstacleToVoid(facts: ClaimFacts, rules: Pick<ClaimRules, 'takesVoid'>): string | undefined {
  if (facts.parentClaimId !== undefined) return 'a claim to a next payer is mended through the claim before it';
  if (facts.state === 'CLOSED_VOIDED') return 'the claim is voided already';
  if (facts.voidAskedOn) return 'a void is with the payer already';
  if (!facts.everAdjudicated || facts.payerClaimNumber === null)
    return 'the payer has not decided the claim yet: nothing can be voided (N779)';
  if (!rules.takesVoid) return 'the payer takes no void: ask for a reopening or send the money back';
  if (facts.state === 'CORRECTING') return 'a corrected claim is with the payer; wait for its decision';
  if (facts.state === 'APPEALING') return 'an appeal is filed; withdraw it first';
  if (facts.held) return 'the claim is held; nothing is sent for it';
  return undefined;
}

export function voidAsked(turn: ClaimTurn, event: EventOf<'voidAsked'>): void {
  const obstacle = obstacleToVoid(turn.facts, turn.rules);
  if (obstacle) return turn.say(`No void is sent: ${obstacle}.`);
  if (!turn.move('void asked', 'The claim is voided: frequency 8 goes out, and its confirmation is awaited.')) return;
  turn.change({ voidAskedOn: turn.at.date, nextPayerDue: false });
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.reversalWait);
  turn.step('submitCorrectedClaim', `void:${turn.facts.submissions + 1}`, { frequency: '8', reason: event.reason });
}

/** A claim the payer paid nothing for is void with its acceptance; else the payer takes its money back first (CLP02 22). */
export function voidAccepted(turn: ClaimTurn): void {
  if (isWhole(turn)) return voidIsConfirmed(turn);
  turn.say('The payer took the void; it takes its payment back with the next remittance (CLP02 22).');
}

/** The payer confirmed. Our charges go with it, if nothing else stands in the books for this claim. */
export function voidIsConfirmed(turn: ClaimTurn): void {
  turn.change({ voidAskedOn: null });
  turn.closeDeadlines('follow-up');
  if (isWhole(turn)) {
    turn.move('void confirmed', 'The payer confirmed the void; the charges are taken out of the books.');
    return closeDenialsOf(turn);
  }
  turn.move(
    'voided, but not settled',
    'The payer confirmed the void, but the books still hold something for the claim.',
  );
  const { payerCents, patientCents } = turn.facts.balances;
  turn.workItem(
    'reviewBalance',
    addBusinessDays(turn.at.date, 2),
    { payerCents, patientCents, reason: 'voided, but payments or write-offs are left' },
    'void',
  );
}

/** The void itself was rejected: the claim stands as the payer decided it. */
export function voidRejected(turn: ClaimTurn): void {
  turn.change({ voidAskedOn: null });
  const { payerCents } = turn.facts.balances;
  turn.workItem('reviewBalance', addBusinessDays(turn.at.date, 2), {
    payerCents,
    reason: 'the payer rejected the void',
  });
}

/** What stands open is exactly the charge: whatever was paid, adjusted or moved has been taken back. */
const isWhole = ({ facts }: ClaimTurn): boolean =>
  facts.balances.payerCents === facts.chargeCents && facts.balances.patientCents === 0;

function closeDenialsOf(turn: ClaimTurn): void {
  for (const denial of turn.facts.openDenials)
    turn.tell({ toStory: 'appeal', subjectId: denial.id, type: 'claimClosed', facts: { how: 'voided' } });
}
