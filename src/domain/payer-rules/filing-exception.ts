import { safeDate } from '../dates/business-days.js';
import { addMonths, endOfMonth, type PlainDate } from '../dates/plain-date.js';
import type { DeadlineDraft, RuleUse } from '../stories/turn.js';
import type { ClaimRules } from './claim-rules.js';
import { retroLastDay } from './timely-filing.js';

/** Why a payer takes a claim after its limit (rulebook TF4): Medicare's four (42 CFR 424.44(b)), and what any payer may follow. */
export const filingExceptionKinds = [
  'administrativeError',
  'retroactiveEntitlement',
  'medicaidRecoupment',
  'retroactiveDisenrollment',
  'disaster',
  'retroEligibility',
  'payerOutage',
  'courtOrder',
] as const;
export type FilingExceptionKind = (typeof filingExceptionKinds)[number];

interface ExceptionKind {
  readonly citation: string;
  /** Medicare's own count months; those of any payer last as long as their document says. */
  readonly whose: 'medicare' | 'any';
  /** What the months count from, and so what the document has to show. */
  readonly from: 'notice' | 'recoupment';
  readonly shows: string;
  /** CLM20: why the claim is late (2 litigation, 7 delay of a third party, 8 eligibility was decided late, 11 other, 15 disaster). */
  readonly delayReason: '2' | '7' | '8' | '11' | '15';
}

export const filingExceptions: Readonly<Record<FilingExceptionKind, ExceptionKind>> = {
  administrativeError: {
    citation: '42 CFR 424.44(b)(1)',
    whose: 'medicare',
    from: 'notice',
    shows: 'the notice that the error or misrepresentation of CMS or its contractor is corrected',
    delayReason: '11',
  },
  retroactiveEntitlement: {
    citation: '42 CFR 424.44(b)(2)',
    whose: 'medicare',
    from: 'notice',
    shows: 'the notice of Medicare entitlement back to the service or before it',
    delayReason: '8',
  },
  medicaidRecoupment: {
    citation: '42 CFR 424.44(b)(3)',
    whose: 'medicare',
    from: 'recoupment',
    shows: 'the State Medicaid agency’s letter that takes its payment back after retroactive entitlement',
    delayReason: '8',
  },
  retroactiveDisenrollment: {
    citation: '42 CFR 424.44(b)(4)',
    whose: 'medicare',
    from: 'recoupment',
    shows: 'the Medicare Advantage plan’s or PACE organization’s letter that takes its payment back',
    delayReason: '8',
  },
  disaster: {
    citation: 'TF4, disaster waiver',
    whose: 'any',
    from: 'notice',
    shows: 'the waiver that names the disaster, the places and the last day to file',
    delayReason: '15',
  },
  retroEligibility: {
    citation: 'TF4, retroactive eligibility',
    whose: 'any',
    from: 'notice',
    shows: 'the notice that the payer covers the service retroactively',
    delayReason: '8',
  },
  payerOutage: {
    citation: 'TF4, outage of the payer’s system',
    whose: 'any',
    from: 'notice',
    shows: 'the payer’s notice of its outage with the last day to file',
    delayReason: '7',
  },
  courtOrder: {
    citation: 'TF4, court order',
    whose: 'any',
    from: 'notice',
    shows: 'the order of the court with the last day to file',
    delayReason: '2',
  },
};

/** An exception as a claim keeps it. `on`: day of the notice or order, or of the recoupment. */
export interface FilingException {
  readonly kind: FilingExceptionKind;
  readonly on: PlainDate;
  readonly documentId: string;
  /** Last day to file that the document names; never with Medicare's own, whose last day is the law's. */
  readonly until?: PlainDate;
}

/** The rules an exception is judged by. */
export type ExceptionRules = Pick<
  ClaimRules,
  'filingException' | 'filingExceptionByDocument' | 'retroEligibility' | 'recoupmentAfter' | 'safety'
>;

/**
 * Medicare's own: the last day of the month in which the months after the notice, or the recoupment, end. Others: the day their
 * document names; retroactive eligibility without one runs the payer's days from the notice. Undefined: nothing gives a day.
 */
function extendedTo(
  { kind, on, until }: FilingException,
  rules: ExceptionRules,
): { readonly rule: RuleUse; readonly hardDate: PlainDate } | undefined {
  if (filingExceptions[kind].whose === 'medicare')
    return { rule: rules.filingException, hardDate: endOfMonth(on, rules.filingException.days) };
  if (until) return { rule: rules.filingExceptionByDocument, hardDate: until };
  if (kind === 'retroEligibility' && rules.retroEligibility.days > 0) return retroLastDay(on, rules.retroEligibility);
  return undefined;
}

/** The filing deadline in place of the old one. Throws where `obstacleToException` would have said that no day is given. */
export function filingExceptionDeadline(exception: FilingException, rules: ExceptionRules): DeadlineDraft {
  const extended = extendedTo(exception, rules);
  if (!extended) throw new Error(`No last day for the exception ${exception.kind}`);
  const { rule, hardDate } = extended;
  return {
    kind: 'timely-filing',
    ruleId: rule.ruleId,
    version: rule.version,
    source: filingExceptions[exception.kind].citation,
    baseDate: exception.on,
    hardDate,
    safeDate: safeDate(hardDate, rules.safety.days),
  };
}

export interface ExceptionQuestion {
  readonly exception: FilingException;
  readonly serviceFrom: PlainDate;
  readonly today: PlainDate;
  readonly rules: ExceptionRules;
  /** The filing deadline without it. */
  readonly hardDate: PlainDate;
}

/** What forbids the exception, in words; undefined = nothing. */
export function obstacleToException(question: ExceptionQuestion): string | undefined {
  const { exception, today, rules, hardDate } = question;
  const { from, whose } = filingExceptions[exception.kind];
  if (exception.on > today) return `the ${from} is dated ${exception.on}, which is still to come`;
  const own = whose === 'medicare' ? obstacleToMedicares(question) : obstacleToDocuments(exception, rules);
  if (own) return own;
  const extended = extendedTo(exception, rules);
  if (!extended) return 'name the last day to file that the document gives (until)';
  if (extended.hardDate < today) return `the extension itself ended on ${extended.hardDate}`;
  if (extended.hardDate <= hardDate)
    return `filing is open until ${hardDate} without it; the exception would end on ${extended.hardDate}`;
  return undefined;
}

function obstacleToMedicares({ exception, serviceFrom, rules }: ExceptionQuestion): string | undefined {
  const { on, kind, until } = exception;
  const { from } = filingExceptions[kind];
  if (rules.filingException.days === 0)
    return 'the payer does not know this exception to timely filing; it is Medicare’s (42 CFR 424.44(b))';
  if (until) return 'the law gives the last day of this exception: leave until out';
  if (on < serviceFrom) return `the ${from} of ${on} is older than the service of ${serviceFrom}`;
  const soonest = addMonths(serviceFrom, rules.recoupmentAfter.days);
  if (from === 'recoupment' && on < soonest)
    return `a recoupment counts from ${soonest} on, ${rules.recoupmentAfter.days} months after the service; this one is of ${on}`;
  return undefined;
}

/** A waiver or an order may be older than the service it covers. */
const obstacleToDocuments = (
  { until }: FilingException,
  { filingExceptionByDocument }: ExceptionRules,
): string | undefined =>
  until && !filingExceptionByDocument.followed
    ? `the payer’s rule ${filingExceptionByDocument.ruleId} follows no document that names a later day`
    : undefined;
