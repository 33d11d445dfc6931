import { businessDaysBetween } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';

/**
 * Rulebook §7: work is given to somebody else after the business days of the rule `untouchedBusinessDays` in which its owner did
 * nothing about it. So many whole business days lie between the last touch and this morning.
 */
export const isUntouched = (touchedOn: PlainDate, today: PlainDate, businessDays: number): boolean =>
  businessDaysBetween(touchedOn, today) > businessDays;
