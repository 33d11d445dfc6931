import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';
import type { Installment, PlanFacts } from './plan.js';

/** Days of rulebook §9.4. */
export const LATE_REMINDER_DAYS = 5;
export const DEFAULT_LATE_DAYS = 30;
export const DEFAULT_MISSED = 2;
export const CURE_DAYS = 10;

export const plannedCents = (facts: PlanFacts): number =>
  facts.installments.reduce((sum, { amountCents }) => sum + amountCents, 0);

export const remainingCents = (facts: PlanFacts): number => Math.max(0, plannedCents(facts) - facts.paidCents);

/** Installments the payments so far do not cover, oldest first. */
export function unpaidInstallments(facts: PlanFacts): Installment[] {
  let covered = facts.paidCents;
  return facts.installments.filter(({ amountCents }) => {
    covered -= amountCents;
    return covered < 0;
  });
}

/** Unpaid installments whose due date has passed (the due date itself is still in time). */
export const missedInstallments = (facts: PlanFacts, today: PlainDate): Installment[] =>
  unpaidInstallments(facts).filter(({ dueDate }) => dueDate < today);

/** Two missed in a row, or one 30 days late: time for the cure notice (rulebook §9.4). */
export function needsCure(facts: PlanFacts, today: PlainDate): boolean {
  const missed = missedInstallments(facts, today);
  const first = missed[0];
  return (
    missed.length >= DEFAULT_MISSED || (first !== undefined && daysBetween(first.dueDate, today) >= DEFAULT_LATE_DAYS)
  );
}

export interface Reminder {
  /** 'due:<n>' or 'late:<n>'. */
  readonly notice: string;
  readonly number: number;
  readonly amountCents: number;
  readonly late: boolean;
}

/** The reminders to send today: on the due date, and five days after a missed one; each once. */
export function remindersDue(facts: PlanFacts, today: PlainDate): Reminder[] {
  return unpaidInstallments(facts).flatMap(({ number, dueDate, amountCents }): Reminder[] => {
    const late = today >= addDays(dueDate, LATE_REMINDER_DAYS);
    const notice = `${late ? 'late' : 'due'}:${number}`;
    return today >= dueDate && !facts.noticesSent.includes(notice) ? [{ notice, number, amountCents, late }] : [];
  });
}

/** Days on which this plan has something to do by itself, in no order. */
export function planDates(facts: PlanFacts): { on: PlainDate; reason: string }[] {
  if (facts.cureBy !== undefined)
    return [{ on: addDays(facts.cureBy, 1), reason: 'cure period over' }, ...reminderDates(facts)];
  const unpaid = unpaidInstallments(facts);
  const first = unpaid[0];
  const second = unpaid[DEFAULT_MISSED - 1];
  return [
    ...reminderDates(facts),
    ...(first
      ? [
          { on: addDays(first.dueDate, 1), reason: 'installment missed' },
          { on: addDays(first.dueDate, DEFAULT_LATE_DAYS), reason: 'cure notice' },
        ]
      : []),
    ...(second ? [{ on: addDays(second.dueDate, 1), reason: 'second installment missed' }] : []),
  ];
}

const reminderDates = (facts: PlanFacts): { on: PlainDate; reason: string }[] =>
  unpaidInstallments(facts).flatMap(({ dueDate, number }) => [
    { on: dueDate, reason: `installment ${number} due` },
    { on: addDays(dueDate, LATE_REMINDER_DAYS), reason: `installment ${number} late` },
  ]);
