import { safeDate } from '../dates/business-days.js';
import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';
import type { DeadlineKind, RuleUse } from '../stories/turn.js';

/** A deadline of a claim of the payer that was open while nothing could be sent. */
export interface DeadlineInOutage {
  readonly claimId: string;
  readonly kind: DeadlineKind;
  readonly hardDate: PlainDate;
  /** Owed by the payer. */
  readonly cents: number;
}

export interface UrgentDeadline extends DeadlineInOutage {
  readonly daysLeft: number;
}

export interface OutageReport {
  readonly days: number;
  /** Dates a rule of the payer moved, and by which rule. */
  readonly extended: number;
  readonly extendedBy: string | null;
  readonly claims: number;
  readonly cents: number;
  readonly missed: number;
  /** What is so near now that its owner must act within a business day (rule `filingOwnerDays`), and was not when the outage began; what passed meanwhile has fewer than none. */
  readonly urgent: readonly UrgentDeadline[];
}

/** The new dates of a filing deadline that the payer's own rule extends by the outage; one that had passed before stays passed. */
export function extendedByOutage(
  hardDate: PlainDate,
  outage: { readonly beganOn: PlainDate; readonly endedOn: PlainDate },
  safetyDays: number,
): { readonly hardDate: PlainDate; readonly safeDate: PlainDate } | undefined {
  const days = daysBetween(outage.beganOn, outage.endedOn);
  if (hardDate < outage.beganOn || days === 0) return undefined;
  const extended = addDays(hardDate, days);
  return { hardDate: extended, safeDate: safeDate(extended, safetyDays) };
}

/** What became urgent or passed between the first day without the payer and today, nearest first; dates as they stand now. */
export function reportOutage(
  deadlines: readonly DeadlineInOutage[],
  outage: { readonly beganOn: PlainDate; readonly endedOn: PlainDate },
  moved: { readonly extended: number; readonly rule?: RuleUse; readonly nearDays: number },
): OutageReport {
  const near = moved.nearDays;
  const urgent = deadlines
    .map((deadline) => ({ ...deadline, daysLeft: daysBetween(outage.endedOn, deadline.hardDate) }))
    .filter(
      ({ hardDate, daysLeft }) =>
        daysLeft <= near && becameUrgent(daysBetween(outage.beganOn, hardDate), daysLeft, near),
    )
    .sort((a, b) => a.daysLeft - b.daysLeft || b.cents - a.cents);
  const byClaim = new Map(urgent.map(({ claimId, cents }) => [claimId, cents]));
  return {
    days: daysBetween(outage.beganOn, outage.endedOn),
    extended: moved.extended,
    extendedBy: moved.extended > 0 && moved.rule ? `${moved.rule.ruleId} v${moved.rule.version}` : null,
    claims: byClaim.size,
    cents: [...byClaim.values()].reduce((sum, cents) => sum + cents, 0),
    missed: urgent.filter(({ daysLeft }) => daysLeft < 0).length,
    urgent,
  };
}

const becameUrgent = (leftThen: number, daysLeft: number, near: number): boolean =>
  leftThen > near || (leftThen >= 0 && daysLeft < 0);
