import type { Problems } from '../parties/segment-values.js';
import { dayOf, reportBad, reportMissing, requiredAmountAt, requiredTextAt } from '../parties/segment-values.js';
import type { Segment } from '../segment.js';
import type { ProviderAdjustment } from './remittance.js';

/** The pairs of reason and amount in a PLB start at PLB03 and are up to six (835 TR3, PLB03–14). */
const FIRST_PAIR = 3;

/**
 * What a payment pays after provider adjustments: BPR02 = Σ CLP04 − Σ PLB. The sign of a PLB is reversed: a positive
 * amount is taken from this payment (a recovery, WO), a negative one is added to it (interest, L6) (835 TR3 §1.10.2.4,
 * rulebook §6.4).
 */
export const paymentAfterProviderAdjustments = (claimsCents: number, plbCents: number): number =>
  claimsCents - plbCents;

/** One item for each pair of a PLB; `before` is the number of pairs read so far in the set. */
export function readProviderAdjustments(s: Segment, before: number, out: Problems): ProviderAdjustment[] {
  const providerId = requiredTextAt(s, 1, out);
  const day = dayOf(s.el(2));
  if (s.isEmpty(2)) reportMissing(s, 2, out);
  else if (day === undefined) reportBad('DATE_BAD', s, 2, out);
  const found: ProviderAdjustment[] = [];
  for (let n = FIRST_PAIR; n <= s.count; n += 2) {
    if (s.isEmpty(n) && s.isEmpty(n + 1)) continue;
    if (s.isEmpty(n)) reportMissing(s, n, out);
    const text = s.comp(n, 2);
    found.push({
      kind: 'providerAdjustment',
      ordinal: before + found.length + 1,
      providerId,
      ...(day === undefined ? {} : { fiscalPeriodDate: day }),
      reason: s.comp(n, 1),
      ...(text === '' ? {} : { reference: text }),
      amountCents: requiredAmountAt(s, n + 1, out),
      place: s.place(),
    });
  }
  return found;
}
