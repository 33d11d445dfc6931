import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { WorkItemDraft } from '../../domain/stories/turn.js';
import { workItemRule } from '../../domain/work-items/catalog.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
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
  if (draft.role && (await bringUpToDate(tx, subject, draft))) return;
  const rule = workItemRule(draft.kind);
  const id = randomUUID();
  const created = await tx.db.$executeRaw`
    INSERT INTO work_items (id, organization_id, kind, queue, role, subject_type, subject_id, claim_id, dedupe_key, facts,
                            amount_cents, due_date, opened_on)
    VALUES (${id}::uuid, ${tx.organizationId}::uuid, ${draft.kind}, ${rule.queue}, ${draft.role ?? rule.role}, ${subject.type}, ${subject.id}::uuid,
            ${subject.claimId ?? null}::uuid, ${draft.dedupeKey}, ${JSON.stringify(draft.facts)}::jsonb,
            ${subject.amountCents ?? 0}, ${draft.dueDate}::date, ${tx.at.date}::date)
    ON CONFLICT DO NOTHING`;
  if (created === 0) return;
  const item = {
    id,
    kind: draft.kind,
    queue: rule.queue,
    subjectType: subject.type,
    subjectId: subject.id,
    claimId: subject.claimId ?? null,
    amountCents: BigInt(subject.amountCents ?? 0),
    openedOn: toDateColumn(tx.at.date),
    dueDate: toDateColumn(draft.dueDate),
  };
  await keepScores(tx, [item]);
  await recordAudit(tx, {
    action: 'workItem.open',
    subjectType: 'workItem',
    subjectId: id,
    why: `${rule.title} (${draft.kind})`,
    after: { kind: draft.kind, subject: subject.id, dueDate: draft.dueDate },
  });
}

/** True where this owner has such an item open: it says what is wrong now, and whoever read it before reads it again. */
async function bringUpToDate(tx: Tx, subject: Subject, draft: WorkItemDraft): Promise<boolean> {
  const facts = JSON.stringify(draft.facts);
  const open = await tx.db.$executeRaw`
    UPDATE work_items SET facts = ${facts}::jsonb, version = version + (facts <> ${facts}::jsonb)::int
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${subject.id}::uuid AND kind = ${draft.kind}
       AND role = ${draft.role} AND state = ANY(${openItemStates}::text[])`;
  return open > 0;
}
