import { Prisma } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { forLargeReads } from '../../db/large-reads.js';
import type { Deps } from '../deps.js';
import { bookChecks, type BookCheck } from './book-checks.js';

export interface BookFault {
  readonly subject: string;
  readonly found: string;
}

export interface BookCheckResult {
  readonly name: string;
  readonly holds: boolean;
  /** What was proven of how much, or what is broken; for a person. */
  readonly sentence: string;
  readonly counted: number;
  readonly faultCount: number;
  /** The first faults; `faultCount` says how many there are. */
  readonly faults: readonly BookFault[];
}

const MOST_SHOWN = 20;

/** Proves the books of one organization; reads only. One snapshot, so that people may work meanwhile. */
export async function verifyBooks(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  organizationId: string,
): Promise<readonly BookCheckResult[]> {
  return inTransaction(deps.db, organizationId, { actor, timeoutMs: 300_000, snapshot: true }, async (tx) => {
    await forLargeReads(tx, '128MB');
    const results: BookCheckResult[] = [];
    for (const check of bookChecks) results.push(await runCheck(tx, check));
    return results;
  });
}

/** What a person reads of a check that fails: how many faults in how much, and what should hold. */
export const broken = (faults: number, looked: string, statement: string): string =>
  `${faults} ${faults === 1 ? 'fault' : 'faults'} among ${looked}; it should hold that ${statement}`;

async function runCheck(tx: Tx, check: BookCheck): Promise<BookCheckResult> {
  const [size] = await tx.db.$queryRaw<{ counted: bigint }[]>(check.counted(tx.organizationId));
  const faults = await tx.db.$queryRaw<(BookFault & { total: bigint })[]>(
    Prisma.sql`SELECT subject, found, count(*) OVER () AS total FROM (${check.broken(tx.organizationId)}) broken ORDER BY subject, found LIMIT ${MOST_SHOWN}`,
  );
  const counted = Number(size?.counted ?? 0n);
  const faultCount = Number(faults[0]?.total ?? 0n);
  const looked = `${counted.toLocaleString('en-US')} ${check.unit}`;
  return {
    name: check.name,
    holds: faultCount === 0,
    sentence: faultCount === 0 ? `${check.statement} (${looked})` : broken(faultCount, looked, check.statement),
    counted,
    faultCount,
    faults: faults.map(({ subject, found }) => ({ subject, found })),
  };
}
