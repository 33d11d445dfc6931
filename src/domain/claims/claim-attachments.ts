import {
  attachmentClock,
  rejectionWords,
  SILENT_ATTACHMENT,
  type AttachmentRejected,
} from '../payer-rules/attachment-rules.js';
import type { ClaimTurn } from './claim-turn.js';
import { collectDocuments } from './collect-documents.js';

/** The records are attached to the claim: they leave as a 275 where the payer takes one; sent is only what its 999 accepted. */
export function recordsReady(turn: ClaimTurn): void {
  if (!turn.openDeadline('document-request')) return turn.say('The payer does not ask for documents now.');
  if (!turn.rules.takesAttachments) return askAgain(turn, 'the payer takes no 275: use its portal, fax or mail');
  turn.closeDeadlines('document-collection');
  turn.cancelWorkItems('documentsOverdue');
  turn.step('sendAttachment', `records275:${turn.facts.turn}`, { what: 'records' });
  turn.deadline(attachmentClock(turn.at.date, turn.rules.attachmentAcknowledgement));
  turn.say('The records leave as a 275; its 999 is awaited.');
}

export function attachmentRejected(turn: ClaimTurn, event: AttachmentRejected): void {
  turn.closeDeadlines('acknowledgement-999');
  if (turn.openDeadline('document-request')) askAgain(turn, rejectionWords(event));
}

/** Silence is no receipt: a person looks, and sends by another way if need be. */
export function watchAttachment(turn: ClaimTurn): void {
  const clock = turn.openDeadline('acknowledgement-999');
  if (!clock || clock.hardDate >= turn.at.date) return;
  turn.use(clock);
  turn.closeDeadlines('acknowledgement-999');
  if (turn.openDeadline('document-request')) askAgain(turn, SILENT_ATTACHMENT);
}

function askAgain(turn: ClaimTurn, reason: string): void {
  collectDocuments(turn, { reason });
  turn.say(`The records are still to be sent: ${reason}.`);
}
