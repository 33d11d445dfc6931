import type { Tx } from '../../db/in-transaction.js';

export interface AuditDraft {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Why: a sentence with rule ids, or the person's reason; no PHI. */
  readonly why: string;
  readonly before?: object;
  readonly after?: object;
}

/**
 * Writes the audit row of a change in the change's own transaction: who, what, before and after, why, both times. The key of
 * the request that wanted it learns in the same transaction that it took effect.
 */
export async function recordAudit(tx: Tx, draft: AuditDraft): Promise<void> {
  const { before, after } = draft;
  tx.write`
    INSERT INTO audit_entries (organization_id, actor, role, action, subject_type, subject_id, before, after, why, business_date, request_id)
    VALUES (${tx.organizationId}::uuid, ${tx.actor.id}, ${tx.actor.role}, ${draft.action}, ${draft.subjectType}, ${draft.subjectId},
            ${before ? JSON.stringify(before) : null}::jsonb, ${after ? JSON.stringify(after) : null}::jsonb, ${draft.why},
            ${tx.at.date}::date, ${tx.actor.requestId ?? null})`;
  if (!tx.actor.intention) return;
  const { operation, key } = tx.actor.intention;
  tx.write`
    UPDATE idempotency_keys SET took_effect_at = ${new Date()}
     WHERE organization_id = ${tx.organizationId}::uuid AND operation = ${operation} AND key = ${key} AND took_effect_at IS NULL`;
}
