import type { ProviderAdjustment } from './remittance.js';

/** A refund to this payer that left us and that it has not reported back yet. */
export interface RefundToPayer {
  readonly refundId: string;
  readonly amountCents: number;
  readonly claimId?: string;
  /** What a PLB reference may name it by: our check or request number, our claim number, the payer's (CLP07). */
  readonly names: readonly string[];
}

const reports = ({ reason, amountCents }: ProviderAdjustment): boolean =>
  (reason === '72' || reason === 'B2') && amountCents < 0;

/**
 * Which refund each 72 (the payer acknowledges our refund) and B2 (what we refunded too much comes back) speaks of, by ordinal
 * of the adjustment (rulebook §6.4). A 72 is of exactly the refund's amount, a B2 of at most it. The reference decides;
 * without one only a refund of exactly the amount that has no equal. What fits several refunds fits none: a person reads it.
 */
export function matchRefunds(
  adjustments: readonly ProviderAdjustment[],
  refunds: readonly RefundToPayer[],
): Map<number, RefundToPayer> {
  const found = new Map<number, RefundToPayer>();
  const left = new Set(refunds);
  for (const adjustment of adjustments.filter(reports)) {
    const refund = refundOf(adjustment, [...left]);
    if (!refund) continue;
    found.set(adjustment.ordinal, refund);
    left.delete(refund);
  }
  return found;
}

function refundOf(
  { reason, reference, amountCents }: ProviderAdjustment,
  refunds: readonly RefundToPayer[],
): RefundToPayer | undefined {
  const backCents = -amountCents;
  const exact = refunds.filter((refund) => refund.amountCents === backCents);
  const candidates = !reference
    ? exact
    : (reason === '72' ? exact : refunds.filter((refund) => backCents <= refund.amountCents)).filter(({ names }) =>
        names.includes(reference),
      );
  return candidates.length === 1 ? candidates[0] : undefined;
}
