import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { Prisma } from '../../db/generated/client.js';

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
  await tx.db.auditEntry.create({
    data: {
      organizationId: tx.organizationId,
      actor: tx.actor.id,
      role: tx.actor.role,
      action: draft.action,
      subjectType: draft.subjectType,
      subjectId: draft.subjectId,
      before: draft.before ?? Prisma.DbNull,
      after: draft.after ?? Prisma.DbNull,
      why: draft.why,
      businessDate: toDateColumn(tx.at.date),
      requestId: tx.actor.requestId ?? null,
    },
  });
  if (!tx.actor.intention) return;
  await tx.db.idempotencyKey.updateMany({
    where: { organizationId: tx.organizationId, ...tx.actor.intention, tookEffectAt: null },
    data: { tookEffectAt: new Date() },
  });
}
