import { addBusinessDays } from '../dates/business-days.js';
import { earliest, type PlainDate } from '../dates/plain-date.js';
import type { DayRule } from './claim-rules.js';

/** The rules our records office works by (rulebook §2.2, T-doc-request). */
export interface RecordsOffice {
  readonly documentOwner: DayRule;
  readonly documentReminder: DayRule;
}

/** What a payer asked for is collected within our own business days, by the given day at the latest; the reminder comes before, if at all. */
export function collectingDays(
  { documentOwner, documentReminder }: RecordsOffice,
  today: PlainDate,
  by: PlainDate,
): { readonly due: PlainDate; readonly reminder: { readonly remindOn?: PlainDate } } {
  const due = earliest([addBusinessDays(today, documentOwner.days), by]) ?? by;
  const remindOn = addBusinessDays(today, documentReminder.days);
  return { due, reminder: remindOn < due ? { remindOn } : {} };
}
