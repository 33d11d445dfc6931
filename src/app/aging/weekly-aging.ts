import { problem, type Problem } from '../../contracts/problems.js';
import {
  fromDateColumn,
  inTransaction,
  systemActor,
  toDateColumn,
  type Actor,
  type Tx,
} from '../../db/in-transaction.js';
import { addDays, weekday, type PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { agingTable, type AgingTable } from './aging.queries.js';
import { ageBases, type AgeBase } from './open-balances.js';

/** The Sunday that is over: its table holds all that was posted on it. */
const lastSunday = (today: PlainDate): PlainDate => addDays(today, -weekday(today));

/**
 * The weekly aging (rulebook §7) as of the last Sunday, by payer, from each base: kept once and never changed, whatever is
 * renamed, first billed or transferred later. An organization nobody owes has none.
 */
export async function keepWeeklyAging(deps: Pick<Deps, 'db'>, organizationId: string): Promise<void> {
  await inTransaction(deps.db, organizationId, { actor: systemActor('dayBook') }, async (tx) => {
    const on = lastSunday(tx.at.date);
    const kept = await tx.db.agingSnapshot.findMany({
      where: { organizationId, asOf: toDateColumn(on) },
      select: { base: true },
    });
    for (const base of ageBases.filter((each) => !kept.some((row) => row.base === each))) await keep(tx, base, on);
  });
}

async function keep(tx: Tx, base: AgeBase, on: PlainDate): Promise<void> {
  const table = await agingTable(tx, { by: 'payer', base, on });
  if (table.rows.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO aging_snapshots (organization_id, as_of, base, content, kept_on)
    VALUES (${tx.organizationId}::uuid, ${on}::date, ${base}, ${JSON.stringify(table)}::jsonb, ${tx.at.date}::date)
    ON CONFLICT DO NOTHING`;
}

export interface WeeklyAging {
  readonly asOf: string;
  readonly base: string;
  readonly totalCents: number;
  readonly creditCents: number;
}

/** What is kept, the newest first. */
export const listWeeklyAging = (deps: Deps, actor: Actor, organizationId: string): Promise<readonly WeeklyAging[]> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.agingSnapshot.findMany({
      where: { organizationId },
      orderBy: [{ asOf: 'desc' }, { base: 'asc' }],
      take: MOST_LISTED,
    });
    return rows.map(({ asOf, base, content }) => {
      const { total } = content as unknown as AgingTable;
      return {
        asOf: fromDateColumn(asOf),
        base,
        totalCents: total.totalCents,
        creditCents: total.creditCents,
      };
    });
  });

/** Three bases a week: three years. */
const MOST_LISTED = 500;

/** The table as it was kept. */
export const readWeeklyAging = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { asOf, base }: { readonly asOf: PlainDate; readonly base: AgeBase },
): Promise<Result<AgingTable, Problem>> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_asOf_base: { organizationId, asOf: toDateColumn(asOf), base } };
    const row = await tx.db.agingSnapshot.findUnique({ where });
    return row ? ok(row.content as unknown as AgingTable) : fail(problem('notFound', 'weekly aging'));
  });
