import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { plainDate } from '../../domain/dates/plain-date.js';
import { queueOverviews, type CountedItems, type QueueOverview } from '../../domain/work-items/queue-overview.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
import type { Deps } from '../deps.js';

type CountedRow = Omit<CountedItems, 'openedOn' | 'open' | 'amountCents'> & {
  readonly openedOn: string;
  readonly open: bigint;
  readonly amountCents: bigint;
};

/**
 * Every queue with what waits in it, as of today. A claim's age counts from its first bill (rulebook §7), else from the day the
 * work was opened; who let a reservation run out holds nothing any more; the nearest hard date is that of the item's own subject
 * or of its claim.
 */
export async function listWorkQueues(
  deps: Deps,
  actor: Actor,
  organizationId: string,
): Promise<readonly QueueOverview[]> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.$queryRaw<CountedRow[]>`
      WITH items AS (
        SELECT queue, role, CASE WHEN reserved_until <= ${new Date()} THEN NULL ELSE assignee END AS owner,
               subject_id, claim_id, opened_on, due_date, amount_cents
          FROM work_items WHERE organization_id = ${organizationId}::uuid AND state = ANY(${openItemStates}::text[])
      ), subjects AS (
        SELECT subject_id AS id FROM items UNION SELECT claim_id FROM items WHERE claim_id IS NOT NULL
      ), nearest AS (
        SELECT d.subject_id AS id, min(d.hard_date) AS hard
          FROM deadlines d JOIN subjects s ON s.id = d.subject_id
         WHERE d.organization_id = ${organizationId}::uuid AND d.closed_on IS NULL GROUP BY d.subject_id
      ), seen AS (
        SELECT i.queue, i.role, i.owner, i.opened_on, i.amount_cents,
               greatest(0, ${tx.at.date}::date - coalesce(c.first_billed_on, i.opened_on)) AS age,
               least(own.hard, whole.hard) - ${tx.at.date}::date AS days_left, i.due_date < ${tx.at.date}::date AS overdue
          FROM items i
          LEFT JOIN claims c ON c.organization_id = ${organizationId}::uuid AND c.id = i.claim_id
          LEFT JOIN nearest own ON own.id = i.subject_id
          LEFT JOIN nearest whole ON whole.id = i.claim_id
      )
      SELECT queue, role, owner, age AS "ageDays", days_left AS "daysLeft", overdue AS "isOverdue",
             min(opened_on)::text AS "openedOn", count(*) AS open, sum(amount_cents)::bigint AS "amountCents"
        FROM seen GROUP BY queue, role, owner, age, days_left, overdue`;
    return queueOverviews(
      rows.map(({ openedOn, open, amountCents, ...row }) => ({
        ...row,
        openedOn: plainDate(openedOn),
        open: Number(open),
        amountCents: Number(amountCents),
      })),
    );
  });
}
