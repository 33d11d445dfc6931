import type { Tx } from '../../db/in-transaction.js';
import { isBusinessDay } from '../../domain/dates/business-days.js';
import { assignWork, type Assignment, type FreeWork } from '../../domain/work-items/assign-work.js';
import type { Holding } from '../../domain/work-items/staff-skills.js';
import { recordAudit } from '../stories/record-audit.js';
import { accountOfW } from './own-accounts.js';
import { dailyLoad, itemsOf, loads, staffSkills } from './staff.queries.js';

/**
 * Each business morning the free items go to whoever knows such work and such a payer, the most urgent first, up to the daily
 * load (rulebook §7). Whoever is not said to take work is given none. What is held, not due or too small waits in its queue.
 */
export async function giveOutWork(tx: Tx): Promise<void> {
  if (!isBusinessDay(tx.at.date)) return;
  const staff = (await staffSkills(tx)).filter(({ takesWork }) => takesWork);
  if (staff.length === 0) return;
  const most = await dailyLoad(tx);
  const today = await loads(tx);
  const people = staff.map((person) => {
    const load = today.get(person.owner);
    return { ...person, load: load ? itemsOf(load) : 0 };
  });
  const given = assignWork(await freeWork(tx), await holdings(tx), people, most.days);
  await save(tx, given, `skill, payer and load by ${most.ruleId} v${most.version}`);
}

/** Free items in the order of their priority, with those who let them lie before. */
const freeWork = (tx: Tx): Promise<FreeWork[]> =>
  tx.db.$queryRaw<FreeWork[]>`
    SELECT w.id, w.queue, w.kind, w.role, w.claim_id AS "claimId", c.payer_id AS "payerId",
           ARRAY(SELECT a.before ->> 'assignee' FROM audit_entries a
                  WHERE a.organization_id = w.organization_id AND a.subject_id = w.id::text
                    AND a.action = 'workItem.takeBack') AS "untouchedBy",
           ARRAY(SELECT o.person FROM own_accounts o
                  WHERE o.organization_id = w.organization_id AND o.ended_on IS NULL
                    AND o.account_id = ${accountOfW}) AS "ownOf"
      FROM work_items w LEFT JOIN claims c ON c.organization_id = w.organization_id AND c.id = w.claim_id
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.state IN ('OPEN', 'RESERVED') AND w.priority >= 0
       AND (w.assignee IS NULL OR w.reserved_until <= ${new Date()})
     ORDER BY w.priority DESC, w.due_date, w.id`;

const holdings = (tx: Tx): Promise<Holding[]> =>
  tx.db.$queryRaw<Holding[]>`
    SELECT w.assignee AS owner, w.queue, w.kind, w.role, w.claim_id AS "claimId", c.payer_id AS "payerId"
      FROM work_items w JOIN claims c ON c.organization_id = w.organization_id AND c.id = w.claim_id
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.state IN ('OPEN', 'RESERVED', 'SNOOZED')
       AND w.assignee IS NOT NULL AND (w.reserved_until IS NULL OR w.reserved_until > ${new Date()})`;

async function save(tx: Tx, given: readonly Assignment[], why: string): Promise<void> {
  if (given.length === 0) return;
  // An item somebody takes at this very moment stays theirs.
  const saved = await tx.db.$queryRaw<{ id: string; assignee: string }[]>`
    UPDATE work_items w SET assignee = g.owner, state = 'OPEN', reserved_until = NULL, version = w.version + 1
      FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g (id uuid, owner text)
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.id = g.id AND w.state IN ('OPEN', 'RESERVED')
       AND (w.assignee IS NULL OR w.reserved_until <= ${new Date()})
    RETURNING w.id, w.assignee`;
  for (const { id, assignee } of saved)
    await recordAudit(tx, {
      action: 'workItem.assign',
      subjectType: 'workItem',
      subjectId: id,
      why,
      before: { assignee: null },
      after: { assignee, state: 'OPEN' },
    });
}
