import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { isUntouched } from '../../domain/work-items/untouched.js';
import { untouchedFor } from '../../domain/payer-rules/rules-for.js';
import { activeRules } from '../payer-rules/own-rules.js';
import { recordAudit } from '../stories/record-audit.js';

interface HeldItem {
  readonly id: string;
  readonly assignee: string;
  readonly version: number;
  readonly touchedOn: Date;
}

/**
 * Work whose owner did nothing about it for the business days of the rule goes back to its queue each morning (rulebook §7), where the next
 * person finds it and a lead may give it away. To look at it is no touch; a call noted about the claim by its owner is one. What
 * is put away until a day counts from that day.
 */
export async function takeBackUntouched(tx: Tx): Promise<void> {
  const held = await heldItems(tx);
  if (held.length === 0) return;
  const rule = untouchedFor(tx.at.date, await activeRules(tx));
  const untouched = held.filter(({ touchedOn }) => isUntouched(fromDateColumn(touchedOn), tx.at.date, rule.days));
  for (const { id, assignee, version, touchedOn } of untouched) {
    const { count } = await tx.db.workItem.updateMany({
      where: { organizationId: tx.organizationId, id, version },
      data: { state: 'OPEN', assignee: null, reservedUntil: null, version: { increment: 1 } },
    });
    if (count === 0) continue; // somebody took it a moment ago
    await recordAudit(tx, {
      action: 'workItem.takeBack',
      subjectType: 'workItem',
      subjectId: id,
      why: `untouched since ${fromDateColumn(touchedOn)} (rule ${rule.ruleId} v${rule.version}: ${rule.days} business days)`,
      before: { assignee },
      after: { assignee: null, state: 'OPEN' },
    });
  }
}

/** What is given to a person and not being worked at this moment, with the last day anybody did something about it. */
const heldItems = (tx: Tx): Promise<HeldItem[]> =>
  tx.db.$queryRaw<HeldItem[]>`
    SELECT w.id, w.assignee, w.version,
           greatest(w.opened_on,
                    (SELECT max(greatest(a.business_date, CASE a.action WHEN 'workItem.snooze' THEN (a.after ->> 'until')::date END))
                       FROM audit_entries a WHERE a.organization_id = w.organization_id AND a.subject_id = w.id::text
                        AND a.action LIKE 'workItem.%'),
                    (SELECT max(c.occurred_on) FROM contacts c
                      WHERE c.organization_id = w.organization_id AND c.claim_id = w.claim_id AND c.person = w.assignee)) AS "touchedOn"
      FROM work_items w
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.assignee IS NOT NULL AND w.state IN ('OPEN', 'RESERVED')
       AND (w.reserved_until IS NULL OR w.reserved_until < ${new Date()})`;
