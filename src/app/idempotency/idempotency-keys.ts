import { inTransaction, systemActor, UnknownOrganization } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';

export interface KeyPlace {
  readonly organizationId: string;
  readonly operation: string;
  readonly key: string;
}

export type KeyBeginning =
  | { readonly state: 'new' }
  | { readonly state: 'running'; readonly requestHash: string }
  /** It took effect, and the process died before it could keep the answer. */
  | { readonly state: 'unanswered'; readonly requestHash: string }
  | { readonly state: 'done'; readonly requestHash: string; readonly status: number; readonly body: string };

/** A request that took a key and died holds it at most this long. */
const LEASE_SECONDS = 120;
const actor = systemActor('idempotency');

/** Takes the key for exactly one caller, or says what became of the request that took it first. Answers are kept for ever. */
export async function beginKey(deps: Pick<Deps, 'db'>, place: KeyPlace, requestHash: string): Promise<KeyBeginning> {
  const { organizationId, operation, key } = place;
  try {
    return await inTransaction(deps.db, organizationId, { actor }, async (tx): Promise<KeyBeginning> => {
      const created = await tx.db.$executeRaw`
        INSERT INTO idempotency_keys (organization_id, operation, key, request_hash)
        VALUES (${organizationId}::uuid, ${operation}, ${key}, ${requestHash}) ON CONFLICT DO NOTHING`;
      if (created === 1) return { state: 'new' };
      const row = await tx.db.idempotencyKey.findUnique({ where: { organizationId_operation_key: place } });
      // Between the two statements the first request may have failed and given the key back: ask again.
      if (!row) return { state: 'running', requestHash };
      if (row.finishedAt && row.status !== null)
        return { state: 'done', requestHash: row.requestHash, status: row.status, body: String(row.body) };
      if (row.tookEffectAt && Date.now() - row.createdAt.getTime() > LEASE_SECONDS * 1_000)
        return { state: 'unanswered', requestHash: row.requestHash };
      const taken =
        row.requestHash === requestHash
          ? await tx.db.$executeRaw`
        UPDATE idempotency_keys SET created_at = now()
         WHERE organization_id = ${organizationId}::uuid AND operation = ${operation} AND key = ${key}
           AND finished_at IS NULL AND took_effect_at IS NULL
           AND created_at < now() - make_interval(secs => ${LEASE_SECONDS})`
          : 0;
      return taken === 1 ? { state: 'new' } : { state: 'running', requestHash: row.requestHash };
    });
  } catch (error) {
    // An admin founds the organization its own token names: there is no tenant yet to keep a key in.
    if (error instanceof UnknownOrganization) return { state: 'new' };
    throw error;
  }
}

export async function finishKey(
  deps: Pick<Deps, 'db'>,
  place: KeyPlace,
  answer: { readonly status: number; readonly body: string },
): Promise<void> {
  await inTransaction(
    deps.db,
    place.organizationId,
    { actor },
    (tx) =>
      tx.db.$executeRaw`
      UPDATE idempotency_keys SET status = ${answer.status}, body = ${JSON.stringify(answer.body)}::jsonb, finished_at = ${new Date()}
       WHERE organization_id = ${place.organizationId}::uuid AND operation = ${place.operation} AND key = ${place.key}`,
  ).catch(ignoreUnknownOrganization);
}

/** Gives the key back: nothing happened, so the same request may be tried again. */
export async function abandonKey(deps: Pick<Deps, 'db'>, place: KeyPlace): Promise<void> {
  await inTransaction(deps.db, place.organizationId, { actor }, (tx) =>
    tx.db.idempotencyKey.deleteMany({
      where: { ...place, finishedAt: null },
    }),
  ).catch(ignoreUnknownOrganization);
}

function ignoreUnknownOrganization(error: unknown): void {
  if (!(error instanceof UnknownOrganization)) throw error;
}
