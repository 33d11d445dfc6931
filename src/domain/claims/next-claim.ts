import type { BusinessTime, Turn } from '../stories/turn.js';
import type { ClaimRules } from '../payer-rules/claim-rules.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import type { ClaimState } from './claim-state.js';

export function nextClaim(_facts: ClaimFacts, _event: ClaimEvent, _at: BusinessTime, _rules: ClaimRules): Turn<ClaimState> {
  throw new Error("not yet written");
}
