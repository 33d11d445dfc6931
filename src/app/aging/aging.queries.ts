import { Prisma } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { forLargeReads, inOrderOfIndexes } from '../../db/large-reads.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { agingBuckets } from '../../domain/reporting/aging.js';
import type { Deps } from '../deps.js';
import { named, openBalances, placeInBooks, type AgeBase, type AgingGroup, type AgingWish } from './open-balances.js';

export interface AgingRow {
  readonly key: string;
  readonly label: string;
  readonly party: 'payer' | 'patient';
  /** One amount per bucket, in the order of `buckets`; debts only. */
  readonly bucketCents: readonly number[];
  readonly totalCents: number;
  /** Credit balances, as a positive amount we owe; never netted. */
  readonly creditCents: number;
  readonly claims: number;
}

export interface AgingTable {
  readonly on: PlainDate;
  readonly base: AgeBase;
  readonly by: AgingGroup;
  readonly buckets: readonly string[];
  readonly rows: readonly AgingRow[];
  readonly total: Pick<AgingRow, 'bucketCents' | 'totalCents' | 'creditCents' | 'claims'>;
}

interface Cell {
  readonly key: string;
  readonly label: string;
  readonly party: 'payer' | 'patient';
  readonly bucket: number;
  readonly debt: bigint;
  readonly credit: bigint;
  readonly claims: bigint;
}

export const readAging = (deps: Deps, actor: Actor, organizationId: string, wish: AgingWish): Promise<AgingTable> =>
  inTransaction(deps.db, organizationId, { actor }, (tx) => agingTable(tx, wish));

/** The table as a transaction sees it; the rest of the transaction is set for large reads. */
export async function agingTable(tx: Tx, wish: AgingWish): Promise<AgingTable> {
  await forLargeReads(tx);
  const place = await placeInBooks(tx, wish);
  if (place === 'middle') await inOrderOfIndexes(tx); // sums of all entries are best read in their order
  // A day of a group is summed before it is named and aged: thousands of rows instead of a million.
  const days = Prisma.sql`
      SELECT key, party, since, coalesce(sum(cents) FILTER (WHERE cents > 0), 0)::bigint AS debt,
             coalesce(-sum(cents) FILTER (WHERE cents < 0), 0)::bigint AS credit, count(*) AS claims
        FROM (${openBalances(tx, wish, place)}) open GROUP BY 1, 2, 3`;
  const cells = await tx.db.$queryRaw<Cell[]>(Prisma.sql`
      SELECT key::text, label, party, bucket, sum(debt)::bigint AS debt, sum(credit)::bigint AS credit, sum(claims)::bigint AS claims
        FROM (${named(tx, wish, days)}) named GROUP BY 1, 2, 3, 4 ORDER BY label, key, party, bucket`);
  const rows = foldCells(cells);
  return {
    on: wish.on ?? tx.at.date,
    base: wish.base,
    by: wish.by,
    buckets: agingBuckets.map(({ name }) => name),
    rows,
    total: totalOf(rows),
  };
}

function foldCells(cells: readonly Cell[]): AgingRow[] {
  const rows = new Map<string, { -readonly [K in keyof AgingRow]: AgingRow[K] } & { bucketCents: number[] }>();
  for (const { key, label, party, bucket, debt, credit, claims } of cells) {
    const id = `${party} ${key}`;
    const row = rows.get(id) ?? {
      key,
      label,
      party,
      bucketCents: agingBuckets.map(() => 0),
      totalCents: 0,
      creditCents: 0,
      claims: 0,
    };
    row.bucketCents[bucket] = (row.bucketCents[bucket] ?? 0) + Number(debt);
    row.totalCents += Number(debt);
    row.creditCents += Number(credit);
    row.claims += Number(claims);
    rows.set(id, row);
  }
  return [...rows.values()];
}

function totalOf(rows: readonly AgingRow[]): AgingTable['total'] {
  const sum = (of: (row: AgingRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    bucketCents: agingBuckets.map((_, at) => sum((row) => row.bucketCents[at] ?? 0)),
    totalCents: sum((row) => row.totalCents),
    creditCents: sum((row) => row.creditCents),
    claims: sum((row) => row.claims),
  };
}
