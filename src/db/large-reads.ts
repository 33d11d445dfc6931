import type { Tx } from './in-transaction.js';

/** For each hash or sort of this transaction and each process of its plan; a join of a million open claims takes 100 MB of them together. */
const MEMORY = '48MB';

/**
 * Lets the rest of the transaction read much at once: joins and sums stay in memory instead of temporary files, and no time goes
 * into compiling a statement that runs once.
 */
export async function forLargeReads(tx: Tx, memory = MEMORY): Promise<void> {
  await tx.db.$queryRaw`SELECT set_config('work_mem', ${memory}, true), set_config('jit', 'off', true)`;
}
