import type { BusinessTime } from '../stories/turn.js';
import type { DenialRules } from '../payer-rules/claim-rules.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';

export function nextDenial(_facts: DenialFacts, _event: DenialEvent, _at: BusinessTime, _rules: DenialRules): DenialTurn {
  throw new Error("not yet written");
}
