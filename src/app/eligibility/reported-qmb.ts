import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { QmbPeriod } from '../../domain/coverages/payer-order.js';
import type { EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';

/** EB04: Qualified Medicare Beneficiary. */
const QMB = 'QM';
/** DTP of a period or its two ends: plan 291 346 347, eligibility 307 356 357, benefit 292 348 349. */
const PERIODS: readonly string[] = ['291', '307', '292'];
const BEGINS: readonly string[] = [...PERIODS, '346', '356', '348'];
const ENDS: readonly string[] = ['347', '357', '349'];

/** When the answer says that the person is a QMB (any EB with EB04 QM); a bound it does not name is open. */
export function qmbOf(answer: EligibilityAnswer): QmbPeriod | undefined {
  const benefits = answer.benefits.filter(({ insuranceType }) => insuranceType === QMB);
  if (benefits.length === 0) return undefined;
  const dates = benefits.flatMap((benefit) => benefit.dates);
  const from = dates.find(({ qualifier }) => BEGINS.includes(qualifier))?.date;
  const to =
    dates.find(({ qualifier, through }) => PERIODS.includes(qualifier) && through !== undefined)?.through ??
    dates.find(({ qualifier }) => ENDS.includes(qualifier))?.date;
  return { ...(from && { from: from as PlainDate }), ...(to && { to: to as PlainDate }) };
}
