import { safeDate } from '../dates/business-days.js';
import {
  addDays,
  addMonths,
  earliest,
  endOfMonth,
  latest,
  plainDate,
  yearOf,
  type PlainDate,
} from '../dates/plain-date.js';
import type { DeadlineDraft, RuleUse } from '../stories/turn.js';
import type { DayRule, FilingLimit, RetroRule } from './claim-rules.js';
import type { PayerClass } from './payer-class.js';

/** The dates of a claim that timely filing looks at. */
export interface FilingDates {
  readonly kind: 'P' | 'I';
  readonly serviceFrom: PlainDate;
  readonly serviceThrough: PlainDate;
  readonly lines: readonly { readonly from: PlainDate; readonly through: PlainDate }[];
  readonly discharge?: PlainDate;
  readonly priorRemittanceDate?: PlainDate;
  /** Day on which a payer that was billed by mistake denied (TF3). */
  readonly otherCarrierDeniedOn?: PlainDate;
  /** Day on which we learned that the payer covers the service retroactively. */
  readonly retroEligibleOn?: PlainDate;
}

/** Last day to file, counted from one base date; months clamp to the month end (rulebook G3). */
export function filingLimitDate(base: PlainDate, limit: FilingLimit['limit']): PlainDate {
  if ('days' in limit) return addDays(base, limit.days);
  if ('months' in limit) return addMonths(base, limit.months);
  return plainDate(`${yearOf(base) + 1}-12-31`);
}

/** Base date of the limit (TF1); the claim's date is that of its earliest line. */
export function filingBaseDate(dates: FilingDates, base: FilingLimit['base']): PlainDate {
  const { lines, serviceFrom, serviceThrough } = dates;
  switch (base) {
    case 'DOS_FROM':
      return earliest(lines.map((line) => line.from)) ?? serviceFrom;
    case 'DOS_THROUGH':
      return dates.kind === 'I' ? serviceThrough : (earliest(lines.map((line) => line.through)) ?? serviceThrough);
    case 'DISCHARGE':
      return dates.discharge ?? serviceThrough;
    case 'END_OF_SERVICE_MONTH':
      return endOfMonth(
        dates.kind === 'I' ? serviceThrough : (earliest(lines.map((line) => line.through)) ?? serviceThrough),
      );
    case 'PRIMARY_REMIT':
    case 'NOTICE':
    case 'CONTROL':
      return dates.priorRemittanceDate ?? serviceThrough;
  }
}

/**
 * Which base a claim has (TF1, TF2): a secondary counts from the remittance of the payer before it, but Medicare always
 * from the service; institutional claims from the discharge or the through date, Medicare professional from the line's first day.
 */
export function filingBaseOf(
  payerClass: PayerClass,
  dates: FilingDates,
  ruled?: FilingLimit['base'],
): FilingLimit['base'] {
  if (dates.priorRemittanceDate && payerClass !== 'medicare') return 'PRIMARY_REMIT';
  if (dates.kind === 'I')
    return dates.discharge ? 'DISCHARGE' : ruled === 'END_OF_SERVICE_MONTH' ? ruled : 'DOS_THROUGH';
  return ruled === 'DISCHARGE' || ruled === undefined ? 'DOS_THROUGH' : ruled;
}

/** Filing deadline of a claim as a row (G5). */
export function timelyFilingDeadline(dates: FilingDates, rule: FilingLimit, safety: DayRule): DeadlineDraft {
  const { otherCarrierDeniedOn } = dates;
  const ownBase = filingBaseDate(dates, rule.base);
  const baseDate = otherCarrierDeniedOn
    ? otherCarrierBase(ownBase, otherCarrierDeniedOn, rule.otherCarrierExtends === true)
    : ownBase;
  const hardDate = filingLimitDate(baseDate, rule.limit);
  const retroactive = retroactiveDeadline(dates, rule, safety);
  if (retroactive && retroactive.hardDate > hardDate) return retroactive;
  return {
    kind: 'timely-filing',
    ruleId: rule.ruleId,
    version: rule.version,
    source: rule.source,
    baseDate,
    hardDate,
    safeDate: safeDate(hardDate, safety.days),
  };
}

/** Coverage that came after the service: filing runs from the notice, where the payer's rule gives days for it (rulebook §1, TF4). */
function retroactiveDeadline(
  { retroEligibleOn }: FilingDates,
  { retroEligibility }: FilingLimit,
  safety: DayRule,
): DeadlineDraft | undefined {
  if (!retroEligibleOn || !retroEligibility || retroEligibility.days === 0) return undefined;
  const { rule, hardDate } = retroLastDay(retroEligibleOn, retroEligibility);
  return {
    kind: 'timely-filing',
    ruleId: rule.ruleId,
    version: rule.version,
    source: rule.source,
    baseDate: retroEligibleOn,
    hardDate,
    safeDate: safeDate(hardDate, safety.days),
  };
}

/** TF3: a wrongly billed carrier's denial is the base only where the payer's rule says so, with that notice as proof. */
export const otherCarrierBase = (
  serviceBase: PlainDate,
  carrierDenial: PlainDate,
  otherCarrierExtends: boolean,
): PlainDate => (otherCarrierExtends ? (latest([serviceBase, carrierDenial]) ?? serviceBase) : serviceBase);

/** The days of the payer's rule from the notice, but no later than its state takes any claim for the service; by which of the two. */
export function retroLastDay(
  notice: PlainDate,
  retro: RetroRule,
): { readonly rule: RuleUse & { readonly source: string }; readonly hardDate: PlainDate } {
  const { atTheLatest } = retro;
  const hardDate = addDays(notice, retro.days);
  return atTheLatest && atTheLatest.day < hardDate
    ? { rule: atTheLatest, hardDate: atTheLatest.day }
    : { rule: retro, hardDate };
}
