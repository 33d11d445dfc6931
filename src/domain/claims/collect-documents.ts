import { addBusinessDays } from '../dates/business-days.js';
import { latest, type PlainDate } from '../dates/plain-date.js';
import { collectingDays } from '../payer-rules/records-office.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import type { WorkItemDraft } from '../stories/turn.js';
import type { ClaimTurn } from './claim-turn.js';

/**
 * Our records office collects what the payer asked for: within its own business days (T-doc-request), by the payer's safe date at
 * the latest, and is reminded before. Its last day is a clock of ours. Returns the day it is due.
 */
export function collectDocuments(turn: ClaimTurn, facts: WorkItemDraft['facts']): PlainDate {
  const { date } = turn.at;
  const { documentOwner } = turn.rules;
  const safe = turn.openDeadline('document-request')?.safeDate;
  const own = addBusinessDays(date, documentOwner.days);
  const { due, reminder } = collectingDays(turn.rules, date, latest([date, safe ?? own]) ?? own);
  const { ruleId, version, source } = documentOwner;
  if (!turn.openDeadline('document-collection'))
    turn.deadline({
      kind: 'document-collection',
      ruleId,
      version,
      source,
      baseDate: date,
      hardDate: due,
      safeDate: due,
    });
  turn.workItem('sendDocuments', due, { ...facts, ...reminder });
  return due;
}

/** The last of those days has come and the documents lie here: the lead is told, once; the work stays with the records office. */
export function watchCollecting(turn: ClaimTurn): void {
  const own = turn.openDeadline('document-collection');
  if (!own || own.hardDate > turn.at.date) return;
  const { baseDate, hardDate, ruleId, version } = own;
  turn.use({ ruleId, version });
  turn.closeDeadlines('document-collection');
  const reason = `the payer waits for documents we were asked for on ${baseDate}; our records office had until ${hardDate}`;
  const askedUntil = turn.openDeadline('document-request')?.hardDate;
  turn.workItem(
    'documentsOverdue',
    addBusinessDays(turn.at.date, 1),
    { reason, ruleId, ...(askedUntil && { hardDate: askedUntil }) },
    `documents:${baseDate}`,
  );
  if (turn.because === NOTHING_IS_DUE)
    turn.say(`The documents the payer asked for are still here on ${hardDate}: the lead is told.`);
}
