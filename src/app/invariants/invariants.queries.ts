import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

export interface Invariants {
  readonly openClaimsWithoutNextAction: number;
  readonly missedHardDeadlines: number;
  readonly unbalancedRemittancesPosted: number;
  readonly eventsWithoutStory: number;
  readonly overdueStories: number;
  readonly ledgerSumCents: number;
  /** Claims whose kept balance differs from the fold of their entries. */
  readonly balancesOffTheLedger: number;
  readonly parkedMessages: number;
}

type Counts = { readonly [Name in keyof Invariants]: bigint };

export async function readInvariants(deps: Deps, actor: Actor, organizationId: string): Promise<Invariants> {
  return inTransaction(deps.db, organizationId, { actor }, invariantsOf);
}

/** True when every number is zero: nothing forgotten, nothing late, books in balance. */
export const allHold = (found: Invariants): boolean => Object.values(found).every((count) => count === 0);

export async function invariantsOf(tx: Tx): Promise<Invariants> {
  const [row] = await tx.db.$queryRaw<Counts[]>`
    SELECT
      (SELECT count(*) FROM claims c
        WHERE c.organization_id = ${tx.organizationId}::uuid AND c.state NOT LIKE 'CLOSED%'
          AND (c.next_action = '' OR c.next_action_on IS NULL)
          AND NOT EXISTS (SELECT 1 FROM work_items w WHERE w.organization_id = c.organization_id AND w.claim_id = c.id
                            AND w.state = ANY(${openItemStates}::text[]))
          AND NOT EXISTS (SELECT 1 FROM story_events e WHERE e.organization_id = c.organization_id AND e.subject_id = c.id
                            AND e.handled_at IS NULL)) AS "openClaimsWithoutNextAction",
      (SELECT count(*) FROM deadlines d
        WHERE d.organization_id = ${tx.organizationId}::uuid
          AND d.kind IN ('timely-filing', 'corrected-claim', 'appeal-filing', 'document-request')
          AND d.hard_date < coalesce(d.closed_on, ${tx.at.date}::date)
          AND coalesce(d.closed_how, 'met') <> 'superseded') AS "missedHardDeadlines",
      (SELECT count(*) FROM remittances r
        WHERE r.organization_id = ${tx.organizationId}::uuid AND r.state = 'POSTED' AND r.payment_cents <>
              coalesce((SELECT sum(rc.paid_cents) FROM remittance_claims rc WHERE rc.organization_id = r.organization_id AND rc.remittance_id = r.id), 0)
            - coalesce((SELECT sum(pa.amount_cents) FROM provider_adjustments pa WHERE pa.organization_id = r.organization_id AND pa.remittance_id = r.id), 0)
      ) AS "unbalancedRemittancesPosted",
      (SELECT count(*) FROM story_events e
        WHERE e.organization_id = ${tx.organizationId}::uuid AND NOT EXISTS (
          SELECT 1 FROM stories s WHERE s.organization_id = e.organization_id AND s.kind = e.story_kind AND s.subject_id = e.subject_id)
      ) AS "eventsWithoutStory",
      (SELECT count(*) FROM stories s
        WHERE s.organization_id = ${tx.organizationId}::uuid AND s.closed_at IS NULL
          AND s.next_wake_at < ${new Date(tx.at.instant)}::timestamptz - make_interval(mins => ${tx.stepped ? 0 : GRACE_MINUTES})
      ) AS "overdueStories",
      (SELECT coalesce(sum(amount_cents), 0)::bigint FROM ledger_entries WHERE organization_id = ${tx.organizationId}::uuid) AS "ledgerSumCents",
      (SELECT count(*) FROM (
         SELECT ledger_account, claim_id, sum(cents) FROM (
           SELECT ledger_account, coalesce(claim_id, '00000000-0000-0000-0000-000000000000') AS claim_id, amount_cents AS cents
             FROM ledger_entries WHERE organization_id = ${tx.organizationId}::uuid
           UNION ALL
           SELECT ledger_account, claim_id, -balance_cents FROM ledger_balances WHERE organization_id = ${tx.organizationId}::uuid) both_sides
          GROUP BY 1, 2 HAVING sum(cents) <> 0) off) AS "balancesOffTheLedger",
      (SELECT count(*) FROM outbox_messages WHERE organization_id = ${tx.organizationId}::uuid AND parked_at IS NOT NULL AND delivered_at IS NULL)
        AS "parkedMessages"`;
  if (!row) throw new Error('No answer to the invariants');
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)])) as unknown as Invariants;
}

/** A real wake may be this late before it counts: a restart of the worker takes seconds, not minutes. */
const GRACE_MINUTES = 15;
