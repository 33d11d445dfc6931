import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';

export interface KeyedRequest {
  readonly operation: string;
  readonly key: string;
  /** SHA-256 of method, address and body, hex. */
  readonly requestHash: string;
}

/** A finished answer, as sent. */
export interface KeptAnswer {
  readonly status: number;
  readonly text: string;
}

export type KeyTaken = { readonly became: 'mine' } | { readonly became: 'answered'; readonly answer: KeptAnswer } | { readonly became: 'running' };

/** A request that took a key and died holds it at most this long. */
const LEASE_SECONDS = 120;

/** Takes the key, or says what became of the request that took it first; another request under the key is a fault. */
export async function takeKey(deps: Deps, actor: Actor, organizationId: string, request: KeyedRequest): Promise<Result<KeyTaken, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const created = await tx.db.idempotencyKey.createMany({
      data: [{ organizationId, operation: request.operation, key: request.key, requestHash: request.requestHash }], skipDuplicates: true,
    });
    if (created.count === 1) return ok({ became: 'mine' as const });
    const row = await tx.db.idempotencyKey.findUnique({
      where: { organizationId_operation_key: { organizationId, operation: request.operation, key: request.key } },
    });
    if (!row) return ok({ became: 'running' as const });
    if (row.requestHash !== request.requestHash) return fail(problem('idempotencyMismatch', 'other request under the same key'));
    if (row.finishedAt && row.status !== null) return ok({ became: 'answered' as const, answer: { status: row.status, text: String(row.body) } });
    return ok(await takeOver(tx, request));
  });
}

async function takeOver(tx: Tx, request: KeyedRequest): Promise<KeyTaken> {
  const taken = await tx.db.$executeRaw`
    UPDATE idempotency_keys SET created_at = now()
     WHERE organization_id = ${tx.organizationId}::uuid AND operation = ${request.operation} AND key = ${request.key}
       AND finished_at IS NULL AND created_at < now() - make_interval(secs => ${LEASE_SECONDS})`;
  return taken === 1 ? { became: 'mine' } : { became: 'running' };
}

/** Keeps the answer for ever: money is never done twice, however late the repeat. */
export async function keepAnswer(
  deps: Deps, actor: Actor, organizationId: string, request: KeyedRequest, answer: KeptAnswer,
): Promise<void> {
  await inTransaction(deps.db, organizationId, { actor }, (tx) => tx.db.idempotencyKey.updateMany({
    where: { organizationId, operation: request.operation, key: request.key },
    data: { status: answer.status, body: answer.text, finishedAt: new Date() },
  }));
}

/** Gives the key back after a refusal: nothing happened, so the same request may be tried again. */
export async function releaseKey(deps: Deps, actor: Actor, organizationId: string, request: KeyedRequest): Promise<void> {
  await inTransaction(deps.db, organizationId, { actor }, (tx) => tx.db.idempotencyKey.deleteMany({
    where: { organizationId, operation: request.operation, key: request.key, finishedAt: null },
  }));
}
