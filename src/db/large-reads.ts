import type { Tx } from './in-transaction.js';

/** For each hash or sort of this transaction and each process of its plan; a join of a million open claims takes 100 MB of them together. */
const MEMORY = '48MB';

/** Lets the rest of the transaction sum and join in the order of its indexes: a fold of all entries hashes nothing and fits one process. */
export async function inOrderOfIndexes(tx: Tx): Promise<void> {
  await tx.db.$queryRaw`
    SELECT set_config('enable_hashagg', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`;
}

/**
 * Lets the rest of the transaction read much at once: joins and sums stay in memory instead of temporary files, and no time goes
 * into compiling a statement that runs once.
 */
export async function forLargeReads(tx: Tx, memory = MEMORY): Promise<void> {
  await tx.db.$queryRaw`SELECT set_config('work_mem', ${memory}, true), set_config('jit', 'off', true)`;
}
