import { addMonths, type PlainDate } from '../dates/plain-date.js';

/** What the denials of one group in one month came to; rows of a query, numbers only. */
export interface DenialsCounted {
  readonly key: string;
  readonly label: string;
  /** `2026-01`: month the denial was posted in (rulebook §8: by posting date). */
  readonly month: string;
  readonly denials: number;
  readonly deniedCents: number;
  /** Of these denials: resolved by now, and how. */
  readonly resolved: number;
  readonly recovered: number;
  readonly writtenOff: number;
}

export interface DenialSums {
  readonly denials: number;
  readonly deniedCents: number;
  readonly open: number;
  /** Paid in full or in part after all. */
  readonly recovered: number;
  readonly writtenOff: number;
  /** Recovered of a hundred resolved, in hundredths of a percent; null while nothing is resolved. */
  readonly recoveryBp: number | null;
}

export interface DenialTrend extends DenialSums {
  readonly key: string;
  readonly label: string;
  /** One entry a month, in the order of `months`; 0 where nothing was denied. */
  readonly denialsByMonth: readonly number[];
  readonly centsByMonth: readonly number[];
}

/** Every month from the first day to the last (`2026-01`): a quiet month is a gap in the picture, not in the axis. */
export function monthsBetween(from: PlainDate, to: PlainDate): string[] {
  const months: string[] = [];
  for (let at = from; at.slice(0, 7) <= to.slice(0, 7); at = addMonths(from, months.length))
    months.push(at.slice(0, 7));
  return months;
}

/** Denials by group and month: the group with the most denied money first, since that is where to look for a cause. */
export function denialTrends(
  counted: readonly DenialsCounted[],
  months: readonly string[],
): { readonly rows: readonly DenialTrend[]; readonly total: DenialSums } {
  const keys = [...new Set(counted.map(({ key }) => key))];
  const rows = keys.map((key) =>
    trendOf(
      key,
      counted.filter((one) => one.key === key),
      months,
    ),
  );
  rows.sort((a, b) => b.deniedCents - a.deniedCents || (a.key < b.key ? -1 : 1));
  return { rows, total: sumsOf(counted) };
}

function trendOf(key: string, of: readonly DenialsCounted[], months: readonly string[]): DenialTrend {
  const inMonth = new Map(of.map((one) => [one.month, one]));
  return {
    key,
    label: of[0]?.label ?? key,
    ...sumsOf(of),
    denialsByMonth: months.map((month) => inMonth.get(month)?.denials ?? 0),
    centsByMonth: months.map((month) => inMonth.get(month)?.deniedCents ?? 0),
  };
}

function sumsOf(of: readonly DenialsCounted[]): DenialSums {
  const sum = (pick: (one: DenialsCounted) => number): number => of.reduce((total, one) => total + pick(one), 0);
  const [denials, resolved, recovered] = [
    sum((one) => one.denials),
    sum((one) => one.resolved),
    sum((one) => one.recovered),
  ];
  return {
    denials,
    deniedCents: sum((one) => one.deniedCents),
    open: denials - resolved,
    recovered,
    writtenOff: sum((one) => one.writtenOff),
    recoveryBp: resolved === 0 ? null : Math.round((recovered * 10_000) / resolved),
  };
}
