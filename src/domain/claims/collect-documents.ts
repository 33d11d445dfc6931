import { addBusinessDays } from '../dates/business-days.js';
import { earliest, latest, type PlainDate } from '../dates/plain-date.js';
import type { WorkItemDraft } from '../stories/turn.js';
import type { ClaimTurn } from './claim-turn.js';

/**
 * Our records office collects what the payer asked for: within its own business days (T-doc-request), by the payer's safe date at
 * the latest, and is reminded before. Returns the day it is due.
 */
export function collectDocuments(turn: ClaimTurn, facts: WorkItemDraft['facts']): PlainDate {
  const { documentOwner, documentReminder } = turn.rules;
  const { date } = turn.at;
  const own = addBusinessDays(date, documentOwner.days);
  const safe = turn.openDeadline('document-request')?.safeDate ?? own;
  const due = latest([date, earliest([own, safe]) ?? own]) ?? own;
  const remindOn = addBusinessDays(date, documentReminder.days);
  turn.use(documentOwner);
  turn.workItem('sendDocuments', due, { ...facts, ...(remindOn < due && { remindOn }) });
  return due;
}
