import { addMonths, type PlainDate } from '../dates/plain-date.js';
import type { Installment, PlanTerms } from './plan.js';

/** Numbers of rulebook §9.4, product defaults. */
export const MINIMUM_INSTALLMENT_CENTS = 2_500;
export const MINIMUM_PLAN_CENTS = 5_000;

/** Longest plan by balance; above $5,000 a supervisor agrees to 36 months. */
const lengths: readonly { readonly upToCents: number; readonly months: number }[] = [
  { upToCents: 50_000, months: 6 },
  { upToCents: 200_000, months: 12 },
  { upToCents: 500_000, months: 24 },
  { upToCents: Number.MAX_SAFE_INTEGER, months: 36 },
];

/** The most months a balance may take, with no installment under $25. */
export function planMonths(totalCents: number): number {
  const longest = lengths.find(({ upToCents }) => totalCents <= upToCents)?.months ?? 36;
  return Math.max(1, Math.min(longest, Math.floor(totalCents / MINIMUM_INSTALLMENT_CENTS)));
}

/** Longer than two years: a supervisor agrees. */
export const needsSupervisor = (months: number): boolean => months > 24;

/** Equal monthly installments without interest; the rounding remainder goes to the last one (rulebook G1, §9.4). */
export function planTerms(totalCents: number, firstDueDate: PlainDate, months = planMonths(totalCents)): PlanTerms {
  if (totalCents < MINIMUM_PLAN_CENTS) throw new Error(`A plan needs at least ${MINIMUM_PLAN_CENTS} cents`);
  if (months < 1 || months > planMonths(totalCents))
    throw new Error(`${months} months are not offered for ${totalCents} cents`);
  const each = Math.floor(totalCents / months);
  const installments = Array.from({ length: months }, (_, index): Installment => ({
    number: index + 1,
    dueDate: addMonths(firstDueDate, index),
    amountCents: index === months - 1 ? totalCents - each * (months - 1) : each,
  }));
  return { installments, totalCents, months, truthInLending: months > 4, needsSupervisor: needsSupervisor(months) };
}
