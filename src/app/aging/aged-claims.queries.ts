import { Prisma } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor } from '../../db/in-transaction.js';
import { forLargeReads } from '../../db/large-reads.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { agingBuckets } from '../../domain/reporting/aging.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';
import { named, openBalances, placeInBooks, type AgingWish } from './open-balances.js';

export interface AgedClaim {
  readonly claimId: string;
  readonly claimNumber: string;
  readonly party: 'payer' | 'patient';
  readonly group: string;
  /** Negative is a credit we owe. */
  readonly amountCents: number;
  readonly since: PlainDate;
  readonly ageDays: number;
  readonly bucket: string;
}

export interface AgedClaimsWish extends AgingWish, PageRequest {
  readonly key?: string;
  readonly party?: 'payer' | 'patient';
  readonly bucket?: string;
  readonly side?: 'debt' | 'credit';
}

/** Of all claims that match, not of the page: the numbers of the cell they were reached from. Credits net with nothing. */
export interface AgedClaims extends Page<AgedClaim> {
  readonly totalCents: number;
  readonly creditCents: number;
}

interface Row {
  readonly claim_id: string;
  readonly claim_number: string;
  readonly party: 'payer' | 'patient';
  readonly label: string;
  readonly cents: bigint;
  readonly since: Date;
  readonly age: number;
  readonly bucket: number;
}

/** The claims behind one cell of the aging table, oldest number first. */
export const listAgedClaims = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: AgedClaimsWish,
): Promise<AgedClaims> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await forLargeReads(tx);
    const balances = openBalances(tx, wish, await placeInBooks(tx, wish));
    const matching = Prisma.sql`SELECT * FROM (${named(tx, wish, balances)}) open WHERE ${conditions(wish)}`;
    const from = decodeCursor(wish.cursor);
    const after = from
      ? Prisma.sql`WHERE (claim_number, party) > (${String(from.value)}, ${String(from.id)})`
      : Prisma.empty;
    const rows = await tx.db.$queryRaw<Row[]>(
      Prisma.sql`SELECT * FROM (${matching}) matching ${after} ORDER BY claim_number, party LIMIT ${wish.limit + 1}`,
    );
    const [sum] = await tx.db.$queryRaw<{ owed: bigint; credit: bigint }[]>(
      Prisma.sql`SELECT coalesce(sum(cents) FILTER (WHERE cents > 0), 0)::bigint AS owed,
                        coalesce(-sum(cents) FILTER (WHERE cents < 0), 0)::bigint AS credit FROM (${matching}) matching`,
    );
    const page = pageOf(rows, wish.limit, (row) => ({ value: row.claim_number, id: row.party }), show);
    return { ...page, totalCents: Number(sum?.owed ?? 0n), creditCents: Number(sum?.credit ?? 0n) };
  });

function conditions({ key, party, bucket, side }: AgedClaimsWish): Prisma.Sql {
  const at = agingBuckets.findIndex(({ name }) => name === bucket);
  const wanted = [
    ...(key !== undefined ? [Prisma.sql`key::text = ${key}`] : []),
    ...(party !== undefined ? [Prisma.sql`party = ${party}`] : []),
    ...(bucket !== undefined ? [Prisma.sql`bucket = ${at}`] : []),
    ...(side !== undefined ? [side === 'debt' ? Prisma.sql`cents > 0` : Prisma.sql`cents < 0`] : []),
  ];
  return wanted.length === 0 ? Prisma.sql`true` : Prisma.join(wanted, ' AND ');
}

const show = (row: Row): AgedClaim => ({
  claimId: row.claim_id,
  claimNumber: row.claim_number,
  party: row.party,
  group: row.label,
  amountCents: Number(row.cents),
  since: fromDateColumn(row.since),
  ageDays: row.age,
  bucket: agingBuckets[row.bucket]?.name ?? '>365',
});
