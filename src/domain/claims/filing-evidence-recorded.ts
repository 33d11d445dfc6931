import type { EventOf } from './claim-event.js';
import type { ClaimTurn } from './claim-turn.js';
import { evidenceWords } from './filing-proof.js';

/** Denials for late filing hear of it: with the proof one of them is contested (rulebook TF5, CARC 29). */
export function filingEvidenceRecorded(turn: ClaimTurn, { kind, on }: EventOf<'filingEvidenceRecorded'>): void {
  turn.say(`${evidenceWords[kind]} of ${on} is kept as evidence of filing.`);
  for (const { id } of turn.facts.openDenials)
    turn.tell({ toStory: 'appeal', subjectId: id, type: 'filingProofFound', facts: {} });
}
