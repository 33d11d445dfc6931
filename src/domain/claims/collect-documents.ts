import { addBusinessDays } from '../dates/business-days.js';
import { latest, type PlainDate } from '../dates/plain-date.js';
import { collectingDays } from '../payer-rules/records-office.js';
import type { WorkItemDraft } from '../stories/turn.js';
import type { ClaimTurn } from './claim-turn.js';

/**
 * Our records office collects what the payer asked for: within its own business days (T-doc-request), by the payer's safe date at
 * the latest, and is reminded before. Returns the day it is due.
 */
export function collectDocuments(turn: ClaimTurn, facts: WorkItemDraft['facts']): PlainDate {
  const { date } = turn.at;
  const safe = turn.openDeadline('document-request')?.safeDate;
  const own = addBusinessDays(date, turn.rules.documentOwner.days);
  const { due, reminder } = collectingDays(turn.rules, date, latest([date, safe ?? own]) ?? own);
  turn.use(turn.rules.documentOwner);
  turn.workItem('sendDocuments', due, { ...facts, ...reminder });
  return due;
}
