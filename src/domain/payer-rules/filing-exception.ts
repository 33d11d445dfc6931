import { safeDate } from '../dates/business-days.js';
import { addMonths, endOfMonth, type PlainDate } from '../dates/plain-date.js';
import type { DeadlineDraft } from '../stories/turn.js';
import type { DayRule } from './claim-rules.js';

/** Why Medicare takes a claim after its year (42 CFR 424.44(b), rulebook TF4). */
export const filingExceptionKinds = [
  'administrativeError',
  'retroactiveEntitlement',
  'medicaidRecoupment',
  'retroactiveDisenrollment',
] as const;
export type FilingExceptionKind = (typeof filingExceptionKinds)[number];

interface ExceptionRule {
  readonly paragraph: string;
  /** What the months count from, and so what the document has to show. */
  readonly from: 'notice' | 'recoupment';
  readonly shows: string;
  /** CLM20: why the claim is late (8 eligibility was decided late, 11 other). */
  readonly delayReason: '8' | '11';
}

export const filingExceptions: Readonly<Record<FilingExceptionKind, ExceptionRule>> = {
  administrativeError: {
    paragraph: '42 CFR 424.44(b)(1)',
    from: 'notice',
    shows: 'the notice that the error or misrepresentation of CMS or its contractor is corrected',
    delayReason: '11',
  },
  retroactiveEntitlement: {
    paragraph: '42 CFR 424.44(b)(2)',
    from: 'notice',
    shows: 'the notice of Medicare entitlement back to the service or before it',
    delayReason: '8',
  },
  medicaidRecoupment: {
    paragraph: '42 CFR 424.44(b)(3)',
    from: 'recoupment',
    shows: 'the State Medicaid agency’s letter that takes its payment back after retroactive entitlement',
    delayReason: '8',
  },
  retroactiveDisenrollment: {
    paragraph: '42 CFR 424.44(b)(4)',
    from: 'recoupment',
    shows: 'the Medicare Advantage plan’s or PACE organization’s letter that takes its payment back',
    delayReason: '8',
  },
};

/** An exception as a claim keeps it. `on`: day of the notice, or of the recoupment. */
export interface FilingException {
  readonly kind: FilingExceptionKind;
  readonly on: PlainDate;
  readonly documentId: string;
}

/** Last day of the month in which the months after the notice, or the recoupment, end (rule `filingExceptionMonths`). */
export function filingExceptionDeadline({ kind, on }: FilingException, rule: DayRule, safety: DayRule): DeadlineDraft {
  const hardDate = endOfMonth(on, rule.days);
  return {
    kind: 'timely-filing',
    ruleId: rule.ruleId,
    version: rule.version,
    source: filingExceptions[kind].paragraph,
    baseDate: on,
    hardDate,
    safeDate: safeDate(hardDate, safety.days),
  };
}

export interface ExceptionQuestion {
  readonly exception: FilingException;
  readonly serviceFrom: PlainDate;
  readonly today: PlainDate;
  /** Months the payer's rule gives; 0 = it knows no exception. */
  readonly rule: DayRule;
  /** Months after the service before which a recoupment is no exception. */
  readonly recoupmentAfter: DayRule;
  /** The filing deadline without it. */
  readonly hardDate: PlainDate;
}

/** What forbids the exception, in words; undefined = nothing. */
export function obstacleToException(question: ExceptionQuestion): string | undefined {
  const { exception, serviceFrom, today, rule, recoupmentAfter, hardDate } = question;
  const { from } = filingExceptions[exception.kind];
  if (rule.days === 0) return 'the payer knows no exceptions to timely filing; they are Medicare’s (42 CFR 424.44(b))';
  if (exception.on > today) return `the ${from} is dated ${exception.on}, which is still to come`;
  if (exception.on < serviceFrom) return `the ${from} of ${exception.on} is older than the service of ${serviceFrom}`;
  const soonest = addMonths(serviceFrom, recoupmentAfter.days);
  if (from === 'recoupment' && exception.on < soonest)
    return `a recoupment counts from ${soonest} on, ${recoupmentAfter.days} months after the service; this one is of ${exception.on}`;
  const extended = endOfMonth(exception.on, rule.days);
  if (extended < today) return `the extension itself ended on ${extended}`;
  if (extended <= hardDate)
    return `filing is open until ${hardDate} without it; the exception would end on ${extended}`;
  return undefined;
}
