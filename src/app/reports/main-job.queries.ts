import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { invariantsOf, type Invariants } from '../invariants/invariants.queries.js';
import { claimCounts, type ClaimCounts } from './claim-counts.queries.js';
import { moneyOf, type Money } from './money.queries.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

/** Everything the main job is judged by, except history lengths (`story-lengths.ts`) and the PHI scan (a test). */
export interface MainJobReport {
  readonly claims: ClaimCounts;
  readonly money: Money;
  readonly workItems: { readonly opened: number; readonly completed: number; readonly open: number };
  readonly invariants: Invariants;
  readonly stories: { readonly running: number; readonly closed: number };
  readonly businessDate: string;
  readonly businessDays: number;
  readonly elapsedMs: number;
}

export async function mainJobReport(deps: Deps, actor: Actor, organizationId: string): Promise<MainJobReport> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const span = await spanOf(tx);
    return {
      claims: await claimCounts(tx),
      money: await moneyOf(tx),
      workItems: await workItemCounts(tx),
      invariants: await invariantsOf(tx),
      stories: await storyCounts(tx),
      businessDate: tx.at.date,
      ...span,
    };
  });
}

async function workItemCounts(tx: Tx): Promise<MainJobReport['workItems']> {
  const [row] = await tx.db.$queryRaw<{ opened: bigint; completed: bigint; open: bigint }[]>`
    SELECT count(*) AS opened, count(*) FILTER (WHERE state = 'COMPLETED') AS completed,
           count(*) FILTER (WHERE state = ANY(${openItemStates}::text[])) AS open
      FROM work_items WHERE organization_id = ${tx.organizationId}::uuid`;
  return { opened: Number(row?.opened ?? 0), completed: Number(row?.completed ?? 0), open: Number(row?.open ?? 0) };
}

async function storyCounts(tx: Tx): Promise<MainJobReport['stories']> {
  const [row] = await tx.db.$queryRaw<{ running: bigint; closed: bigint }[]>`
    SELECT count(*) FILTER (WHERE closed_at IS NULL) AS running, count(*) FILTER (WHERE closed_at IS NOT NULL) AS closed
      FROM stories WHERE organization_id = ${tx.organizationId}::uuid`;
  return { running: Number(row?.running ?? 0), closed: Number(row?.closed ?? 0) };
}

/** Business days since the first claim came in, and real time since its file did. */
async function spanOf(tx: Tx): Promise<{ businessDays: number; elapsedMs: number }> {
  const [row] = await tx.db.$queryRaw<{ days: number | null; since: Date | null }[]>`
    SELECT (SELECT ${tx.at.date}::date - min(created_on) FROM claims WHERE organization_id = ${tx.organizationId}::uuid) AS days,
           (SELECT min(received_at) FROM inbound_files WHERE organization_id = ${tx.organizationId}::uuid) AS since`;
  return { businessDays: row?.days ?? 0, elapsedMs: row?.since ? Date.now() - row.since.getTime() : 0 };
}
