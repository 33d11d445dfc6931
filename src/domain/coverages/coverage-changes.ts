import type { PlainDate } from '../dates/plain-date.js';
import { isInForce, lastDayOf, tells, type CoverageSnapshot, type ReportedPayer } from './coverage-snapshot.js';

/** What is different between two answers about one coverage. */
export type CoverageChange =
  /** In force before, ended now. `lastDay`: the payer's, or the day before the one asked about. */
  | { readonly what: 'ended'; readonly lastDay: PlainDate }
  | { readonly what: 'reinstated' }
  | { readonly what: 'otherPayerFound'; readonly payer: ReportedPayer }
  | { readonly what: 'otherPayerGone'; readonly payer: ReportedPayer }
  /** The same other payer, in another place before or behind this one. */
  | { readonly what: 'payerOrder'; readonly payer: ReportedPayer }
  | { readonly what: 'memberId' }
  | { readonly what: 'plan' }
  /** Premiums are paid through an earlier day than every service needs: the grace period runs (45 CFR 156.270). */
  | { readonly what: 'premium'; readonly paidThrough: PlainDate }
  /** The payer speaks of unpaid premiums no longer. */
  | { readonly what: 'premiumPaid' };

export type CoverageChangeKind = CoverageChange['what'];

/**
 * Compares an answer with the last one that said something (undefined: the first answer, compared with what the claim
 * believed). Equal answers give nothing.
 */
export function coverageChanges(before: CoverageSnapshot | undefined, after: CoverageSnapshot): CoverageChange[] {
  if (!tells(after)) return [];
  return [
    ...changesOfForce(before, after),
    ...changesOfOthers(before?.otherPayers ?? [], after.otherPayers),
    ...(differ(before?.memberId, after.memberId) ? [{ what: 'memberId' } as const] : []),
    ...(differ(before?.plan, after.plan) ? [{ what: 'plan' } as const] : []),
    ...changesOfPremium(before, after),
  ];
}

function changesOfForce(before: CoverageSnapshot | undefined, after: CoverageSnapshot): CoverageChange[] {
  const [was, is] = [isInForce(before, after.asOf), isInForce(after, after.asOf)];
  if (was && !is) return [{ what: 'ended', lastDay: lastDayOf(after) }];
  if (!was && is) return [{ what: 'reinstated' }];
  const { endsOn } = after;
  const earlier = endsOn !== undefined && (before?.endsOn === undefined || endsOn < before.endsOn);
  if (is)
    return earlier && (before !== undefined || after.status === 'active') ? [{ what: 'ended', lastDay: endsOn }] : [];
  return earlier && before !== undefined && endsOn < lastDayOf(before) ? [{ what: 'ended', lastDay: endsOn }] : [];
}

const nameOf = ({ payerCode, memberId }: ReportedPayer): string => payerCode ?? memberId ?? '';

function changesOfOthers(before: readonly ReportedPayer[], after: readonly ReportedPayer[]): CoverageChange[] {
  const known = new Map(before.map((payer) => [nameOf(payer), payer]));
  const named = new Set(after.map(nameOf));
  const newOrMoved = after.flatMap((payer): CoverageChange[] => {
    const earlier = known.get(nameOf(payer));
    if (!earlier) return [{ what: 'otherPayerFound', payer }];
    return earlier.place === payer.place ? [] : [{ what: 'payerOrder', payer }];
  });
  const gone = before.filter((payer) => !named.has(nameOf(payer)));
  return [...newOrMoved, ...gone.map((payer): CoverageChange => ({ what: 'otherPayerGone', payer }))];
}

/** A value that one of the answers does not tell is no difference. */
const differ = (before: string | undefined, after: string | undefined): boolean =>
  before !== undefined && after !== undefined && before !== after;

function changesOfPremium(before: CoverageSnapshot | undefined, after: CoverageSnapshot): CoverageChange[] {
  const { premiumPaidThrough: paidThrough } = after;
  if (before?.premiumPaidThrough === paidThrough) return [];
  return paidThrough === undefined ? [{ what: 'premiumPaid' }] : [{ what: 'premium', paidThrough }];
}
