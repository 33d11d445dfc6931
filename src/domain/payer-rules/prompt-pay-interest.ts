import { daysBetween, type PlainDate } from '../dates/plain-date.js';

export interface LatePayment {
  /** What the payer owes on the clean claim. */
  readonly cents: number;
  /** Last day on which it could pay without interest. */
  readonly dueOn: PlainDate;
  readonly on: PlainDate;
  /** Yearly rate in basis points: 1 % = 100. */
  readonly rateBps: number;
}

/** Simple interest by the day of a 365-day year, half a cent up (rulebook §2.2 T-promptpay, G1); zero up to the due day. */
export function promptPayInterest({ cents, dueOn, on, rateBps }: LatePayment): number {
  const days = daysBetween(dueOn, on);
  if (days <= 0 || cents <= 0) return 0;
  return Math.floor((cents * rateBps * days + (10_000 * 365) / 2) / (10_000 * 365));
}
