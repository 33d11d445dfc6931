import { daysBetween, type PlainDate } from '../dates/plain-date.js';

/** Aging buckets by age in days (rulebook §7). */
export const agingBuckets = [
  { name: '0–30', upToDays: 30 },
  { name: '31–60', upToDays: 60 },
  { name: '61–90', upToDays: 90 },
  { name: '91–120', upToDays: 120 },
  { name: '121–150', upToDays: 150 },
  { name: '151–180', upToDays: 180 },
  { name: '181–365', upToDays: 365 },
  { name: '>365', upToDays: Number.POSITIVE_INFINITY },
] as const;

export type AgingBucket = (typeof agingBuckets)[number]['name'];

/** An age before the base date counts as new. */
export const agingBucket = (ageDays: number): AgingBucket =>
  agingBuckets.find(({ upToDays }) => ageDays <= upToDays)?.name ?? '>365';

/** One open balance; `since` is the age base the report chose (date of service, first bill, liability transfer). */
export interface OpenBalance {
  readonly owedBy: 'payer' | 'patient';
  readonly amountCents: number;
  readonly since: PlainDate;
}

export interface AgingSide {
  readonly buckets: Readonly<Record<AgingBucket, number>>;
  readonly totalCents: number;
  /** Credit balances stand apart and are never netted into a bucket. */
  readonly creditCents: number;
}

/** Payer and patient receivables are disjoint: what is owed belongs to the party responsible now. */
export function ageBalances(
  balances: readonly OpenBalance[],
  today: PlainDate,
): Readonly<Record<'payer' | 'patient', AgingSide>> {
  const side = (owedBy: OpenBalance['owedBy']): AgingSide => {
    const own = balances.filter((balance) => balance.owedBy === owedBy);
    const debts = own.filter(({ amountCents }) => amountCents > 0);
    const buckets = Object.fromEntries(agingBuckets.map(({ name }) => [name, 0])) as Record<AgingBucket, number>;
    for (const { since, amountCents } of debts) buckets[agingBucket(daysBetween(since, today))] += amountCents;
    const sum = (items: readonly OpenBalance[]): number =>
      items.reduce((total, { amountCents }) => total + amountCents, 0);
    return { buckets, totalCents: sum(debts), creditCents: -sum(own.filter(({ amountCents }) => amountCents < 0)) };
  };
  return { payer: side('payer'), patient: side('patient') };
}
