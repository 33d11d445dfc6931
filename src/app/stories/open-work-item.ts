import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { WorkItemDraft } from '../../domain/stories/turn.js';
import { workItemRule } from '../../domain/work-items/catalog.js';
import { keepScores } from '../work-items/queue-order.js';
import { recordAudit } from './record-audit.js';

export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly claimId?: string;
  readonly amountCents?: number;
}

/** Opens a work item once per dedupe key; a second draft with the same key changes nothing. */
export async function openWorkItem(tx: Tx, subject: Subject, draft: WorkItemDraft): Promise<void> {
  const rule = workItemRule(draft.kind);
  const id = randomUUID();
  const created = await tx.db.workItem.createMany({
    data: [
      {
        id,
        organizationId: tx.organizationId,
        kind: draft.kind,
        queue: rule.queue,
        role: rule.role,
        subjectType: subject.type,
        subjectId: subject.id,
        claimId: subject.claimId ?? null,
        dedupeKey: draft.dedupeKey,
        facts: draft.facts as object,
        amountCents: BigInt(subject.amountCents ?? 0),
        dueDate: toDateColumn(draft.dueDate),
        openedOn: toDateColumn(tx.at.date),
      },
    ],
    skipDuplicates: true,
  });
  if (created.count === 0) return;
  await keepScores(tx, await tx.db.workItem.findMany({ where: { organizationId: tx.organizationId, id } }));
  await recordAudit(tx, {
    action: 'workItem.open',
    subjectType: 'workItem',
    subjectId: id,
    why: `${rule.title} (${draft.kind})`,
    after: { kind: draft.kind, subject: subject.id, dueDate: draft.dueDate },
  });
}
