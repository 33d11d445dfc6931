import { addBusinessDays } from '../dates/business-days.js';
import {
  attachmentClock,
  rejectionWords,
  SILENT_ATTACHMENT,
  type AttachmentRejected,
} from '../payer-rules/attachment-rules.js';
import { askForFiling } from './denial-appeal.js';
import type { DenialTurnDraft } from './denial-turn.js';

/** The records a denial asks for are attached to the claim: they leave as a 275 where the payer takes one. */
export function recordsReady(turn: DenialTurnDraft): void {
  if (turn.state !== 'AWAITING_DOCS') return turn.say('The denial does not wait for documents now.');
  if (!turn.rules.takesAttachments) return byHand(turn, 'the payer takes no 275: use its portal, fax or mail');
  turn.parts.steps.push({
    kind: 'sendAttachment',
    key: `${turn.facts.id}:records275:${turn.facts.turn}`,
    details: { what: 'records', claimId: turn.facts.claimId },
  });
  turn.parts.deadline(attachmentClock(turn.at.date, turn.rules.attachmentAcknowledgement));
  turn.say('The records leave as a 275; its 999 is awaited.');
}

export function attachmentRejected(turn: DenialTurnDraft, event: AttachmentRejected): void {
  if (!turn.openDeadline('acknowledgement-999')) return turn.say('Nobody waits for this 275 any more.');
  turn.parts.closeDeadlines(['acknowledgement-999']);
  byHand(turn, rejectionWords(event));
}

/** Silence is no receipt: a person looks, and sends by another way if need be. */
export function watchAttachment(turn: DenialTurnDraft): void {
  const clock = turn.openDeadline('acknowledgement-999');
  if (!clock || clock.hardDate >= turn.at.date) return;
  turn.parts.use(clock);
  turn.parts.closeDeadlines(['acknowledgement-999']);
  byHand(turn, SILENT_ATTACHMENT);
}

/** What a file could not do a person does, by another way of the payer's. */
function byHand(turn: DenialTurnDraft, reason: string): void {
  const level = turn.activeLevel();
  turn.say(`A person sends it: ${reason}.`);
  if (level?.state === 'PACKET_READY') return askForFiling(turn, level.level, reason);
  if (turn.state === 'AWAITING_DOCS')
    turn.workItem('collectDenialDocuments', addBusinessDays(turn.at.date, 1), { reason });
}
