import { safeDate } from '../dates/business-days.js';
import { addDays, addYears, type PlainDate } from '../dates/plain-date.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import type { DeadlineDraft } from '../stories/turn.js';

export type RefundOwner = 'patient' | 'payer';

/** Why money is owed back; `unapplied` and `overpaid` are found by the books, the others are decided. */
export type RefundReason =
  | 'unapplied'
  | 'overpaid'
  | 'correctionLowered'
  | 'assistance'
  | 'retroMedicaid'
  | 'notOurs'
  | 'paidTwice'
  | 'conditionalPayment';

const governmentClasses: readonly PayerClass[] = ['medicare', 'medicaid', 'tricare', 'va'];

export const isGovernment = (payerClass: string | undefined): boolean =>
  (governmentClasses as readonly (string | undefined)[]).includes(payerClass);

/** No refund of less than $5 to a patient unless asked (rulebook §9.7); payers get every cent. */
export const MINIMUM_PATIENT_REFUND_CENTS = 500;

const PATIENT_DAYS = 30;
const GOVERNMENT_DAYS = 60;
const COMMERCIAL_DAYS = 60;
const SAFETY_DAYS = 5;
const DORMANT_YEARS = 3;

/**
 * The day by which a credit must be back, counted from the day it was identified (42 CFR 401.305; rulebook §9.7); a conditional
 * payment of Medicare from the day the primary payment came (42 CFR 411.24(h)).
 */
export function refundDeadline(
  owner: { readonly kind: RefundOwner; readonly government: boolean; readonly conditional?: boolean },
  identifiedOn: PlainDate,
): DeadlineDraft {
  const [days, rule, source] = owner.conditional
    ? ([GOVERNMENT_DAYS, 'refund.conditional', '42 CFR 411.24(h): within 60 days of the primary payment'] as const)
    : owner.kind === 'patient'
      ? ([PATIENT_DAYS, 'refund.patient', 'rulebook §9.7: patient refund within 30 days'] as const)
      : owner.government
        ? ([GOVERNMENT_DAYS, 'refund.government', '42 CFR 401.305: report and return within 60 days'] as const)
        : ([COMMERCIAL_DAYS, 'refund.commercial', 'rulebook §9.7: per contract, default 60 days'] as const);
  const hardDate = addDays(identifiedOn, days);
  return {
    kind: 'refund',
    ruleId: rule,
    version: 1,
    baseDate: identifiedOn,
    hardDate,
    safeDate: safeDate(hardDate, SAFETY_DAYS),
    source,
  };
}

/** A refund nobody cashed is the state's after its dormancy (default three years, state table to come). */
export const escheatDeadline = (sentOn: PlainDate): DeadlineDraft => {
  const hardDate = addYears(sentOn, DORMANT_YEARS);
  return {
    kind: 'escheat',
    ruleId: 'refund.escheat',
    version: 1,
    baseDate: sentOn,
    hardDate,
    safeDate: safeDate(hardDate, 120),
    source: 'rulebook §9.7: unclaimed property, default dormancy 3 years',
  };
};
