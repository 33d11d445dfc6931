import { agingBucket, agingBuckets, type AgingBucket } from '../reporting/aging.js';
import type { PlainDate } from '../dates/plain-date.js';

/** Days to the nearest hard date, in the steps of the score's urgency (rulebook §7). */
export const deadlineBands = [
  { name: 'passed', upToDays: -1 },
  { name: '0–2', upToDays: 2 },
  { name: '3–7', upToDays: 7 },
  { name: '8–14', upToDays: 14 },
  { name: '15–30', upToDays: 30 },
  { name: '>30', upToDays: Number.POSITIVE_INFINITY },
  { name: 'none', upToDays: Number.NaN },
] as const;

export type DeadlineBand = (typeof deadlineBands)[number]['name'];

export const deadlineBand = (daysLeft: number | null): DeadlineBand =>
  daysLeft === null ? 'none' : (deadlineBands.find(({ upToDays }) => daysLeft <= upToDays)?.name ?? '>30');

/** Open items that have everything below in common. */
export interface CountedItems {
  readonly queue: string;
  readonly role: string;
  /** Principal id; null = nobody holds it. */
  readonly owner: string | null;
  /** Days since the claim was first billed; of work about no claim, since it was opened. */
  readonly ageDays: number;
  readonly daysLeft: number | null;
  readonly isOverdue: boolean;
  readonly openedOn: PlainDate;
  readonly open: number;
  readonly amountCents: number;
}

export interface Waiting {
  readonly open: number;
  readonly amountCents: number;
}

/** One queue as whoever leads it looks at it: how much waits, with whom, how old, how near its last day. */
export interface QueueOverview extends Waiting {
  readonly queue: string;
  readonly overdue: number;
  readonly oldestOpenedOn: PlainDate;
  readonly owners: readonly (Waiting & {
    readonly role: string;
    readonly owner: string | null;
    readonly overdue: number;
  })[];
  /** Every bucket of the aging, empty ones too. */
  readonly ages: readonly (Waiting & { readonly days: AgingBucket })[];
  readonly deadlines: readonly (Waiting & { readonly daysLeft: DeadlineBand })[];
}

const sumOf = (counts: readonly CountedItems[]): Waiting & { readonly overdue: number } => ({
  open: counts.reduce((sum, { open }) => sum + open, 0),
  overdue: counts.reduce((sum, { open, isOverdue }) => sum + (isOverdue ? open : 0), 0),
  amountCents: counts.reduce((sum, { amountCents }) => sum + amountCents, 0),
});

const waiting = (counts: readonly CountedItems[]): Waiting => {
  const { open, amountCents } = sumOf(counts);
  return { open, amountCents };
};

const inOrder = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Each queue once, by name; within it each owner once, by role, what nobody holds first. */
export const queueOverviews = (counts: readonly CountedItems[]): readonly QueueOverview[] =>
  inOrder(counts.map(({ queue }) => queue)).map((name) =>
    overviewOf(
      name,
      counts.filter(({ queue }) => queue === name),
    ),
  );

const ownerOf = ({ role, owner }: CountedItems): string => `${role} ${owner ?? ''}`;

function overviewOf(queue: string, counts: readonly CountedItems[]): QueueOverview {
  const [oldest] = counts.map(({ openedOn }) => openedOn).sort();
  if (!oldest) throw new Error('a queue with nothing in it');
  return {
    queue,
    ...sumOf(counts),
    oldestOpenedOn: oldest,
    owners: inOrder(counts.map(ownerOf)).flatMap((name) => {
      const own = counts.filter((count) => ownerOf(count) === name);
      return own.slice(0, 1).map(({ role, owner }) => ({ role, owner, ...sumOf(own) }));
    }),
    ages: agingBuckets.map(({ name }) => ({
      days: name,
      ...waiting(counts.filter(({ ageDays }) => agingBucket(ageDays) === name)),
    })),
    deadlines: deadlineBands.map(({ name }) => ({
      daysLeft: name,
      ...waiting(counts.filter(({ daysLeft }) => deadlineBand(daysLeft) === name)),
    })),
  };
}
