import { businessDaysBetween } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';

/** Rulebook §7: work is given to somebody else after two business days in which its owner did nothing about it. */
const UNTOUCHED_BUSINESS_DAYS = 2;

/** Two whole business days lie between the last touch and this morning. */
export const isUntouched = (touchedOn: PlainDate, today: PlainDate): boolean =>
  businessDaysBetween(touchedOn, today) > UNTOUCHED_BUSINESS_DAYS;
