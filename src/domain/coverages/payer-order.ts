import type { PlainDate } from '../dates/plain-date.js';
import type { PayerClass } from '../payer-rules/payer-class.js';

/** Days within which a patient is a Qualified Medicare Beneficiary; no bound = any day. */
export interface QmbPeriod {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

/** A policy of the patient as the order of payers sees it. */
export interface CoverageOnFile {
  readonly id: string;
  readonly payerId: string;
  readonly payerClass: PayerClass;
  /** Place the source gave it: 1 first, 2 second, 3 third (SBR01). */
  readonly rank: number;
  /** SBR05: why Medicare pays after a plan of an employer, a carrier or an agency. */
  readonly mspType?: string;
  readonly effectiveOn?: PlainDate;
  readonly termsOn?: PlainDate;
  /** The patient is a Qualified Medicare Beneficiary within these days; no bound = any day. */
  readonly qmb?: QmbPeriod;
}

/** Medicare secondary payer (42 CFR 411.20–411.206): working aged, ESRD, no-fault, workers' compensation, agencies, disabled, liability. */
export const MSP_TYPES: readonly string[] = ['12', '13', '14', '15', '16', '41', '42', '43', '47'];

export const isActiveOn = (coverage: CoverageOnFile, on: PlainDate): boolean =>
  (coverage.effectiveOn === undefined || coverage.effectiveOn <= on) &&
  (coverage.termsOn === undefined || coverage.termsOn >= on);

/** Protected from Medicare's cost share on this day (42 USC 1396a(n)(3)(B)), whichever payer the claim is with. */
export const isQmbOn = ({ qmb }: Pick<CoverageOnFile, 'qmb'>, on: PlainDate): boolean =>
  qmb !== undefined && (qmb.from === undefined || qmb.from <= on) && (qmb.to === undefined || qmb.to >= on);

/**
 * Workers' compensation and no-fault carriers come first for what they cover; TRICARE pays after everyone but Medicaid
 * (32 CFR 199.8), Medicaid last of all (42 CFR 433.139); Medicare with a secondary-payer reason pays after the others.
 */
function tierOf({ payerClass, mspType }: CoverageOnFile): number {
  switch (payerClass) {
    case 'workersComp':
    case 'feca':
    case 'auto':
      return 0;
    case 'medicare':
    case 'medicareAdvantage':
      return mspType !== undefined && MSP_TYPES.includes(mspType) ? 2 : 1;
    case 'tricare':
      return 3;
    case 'medicaid':
    case 'medicaidMco':
      return 4;
    default:
      return 1;
  }
}

/** The patient's coverages in the order they must pay (rulebook §1); within a tier the source's own rank holds. */
export const payerOrder = (coverages: readonly CoverageOnFile[]): CoverageOnFile[] =>
  [...coverages].sort((a, b) => tierOf(a) - tierOf(b) || a.rank - b.rank || (a.id < b.id ? -1 : 1));

/**
 * The coverage to bill after this one for a service of this day: the first active one behind it in the order that no claim
 * of the same encounter has asked yet. Two policies with one payer are one claim each.
 */
export function nextCoverage(
  coverages: readonly CoverageOnFile[],
  after: { readonly coverageId: string; readonly asked: readonly string[]; readonly on: PlainDate },
): CoverageOnFile | undefined {
  const order = payerOrder(coverages);
  const place = order.findIndex(({ id }) => id === after.coverageId);
  return order
    .slice(place + 1)
    .find((coverage) => isActiveOn(coverage, after.on) && !after.asked.includes(coverage.id));
}

/** SBR01 of the payer that follows: primary, secondary, tertiary, then A to H. */
const RESPONSIBILITIES = ['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

export function nextResponsibility(current: string): string {
  const place = (RESPONSIBILITIES as readonly string[]).indexOf(current);
  return RESPONSIBILITIES[Math.min(place < 0 ? 1 : place + 1, RESPONSIBILITIES.length - 1)] ?? 'S';
}
