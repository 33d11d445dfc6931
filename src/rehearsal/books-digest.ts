import { createHash } from 'node:crypto';
import type { Deps } from '../app/deps.js';
import { inTransaction, systemActor } from '../db/in-transaction.js';

/** The digest of the books: equal for equal seeds. */
export const booksDigest = async (deps: Deps, organizationId: string): Promise<string> =>
  createHash('sha256')
    .update((await booksInLines(deps, organizationId)).join('\n'))
    .digest('hex');

/**
 * Everything the books say, in business terms: claims, their decisions, postings to the cent, deadlines, work items,
 * submissions; in order. Ids of this installation, which are random, and system time are not in it.
 */
export async function booksInLines(deps: Deps, organizationId: string): Promise<string[]> {
  return inTransaction(deps.db, organizationId, { actor: systemActor('books') }, async (tx) => {
    const rows = await tx.db.$queryRaw<{ line: string }[]>`
      WITH c AS (SELECT * FROM claims WHERE organization_id = ${organizationId}::uuid)
      SELECT line COLLATE "C" AS line FROM (
        SELECT concat_ws('|', 'claim', claim_number, state, charge_cents, submitted_on, accepted_on, adjudicated_on, closed_on, payer_claim_number) AS line FROM c
        UNION ALL
        SELECT concat_ws('|', 'entry', p.posted_on, p.effective_date, p.kind, c.claim_number, e.ledger_account, e.amount_cents)
          FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
          LEFT JOIN c ON c.id = e.claim_id WHERE e.organization_id = ${organizationId}::uuid
        UNION ALL
        SELECT concat_ws('|', 'decision', d.decided_on, c.claim_number, d.from_state, d.to_state, d.because)
          FROM decisions d JOIN c ON c.id = d.subject_id WHERE d.organization_id = ${organizationId}::uuid
        UNION ALL
        SELECT concat_ws('|', 'deadline', coalesce(c.claim_number, ''), d.kind, d.base_date, d.hard_date, d.closed_on, d.closed_how)
          FROM deadlines d LEFT JOIN c ON c.id = d.claim_id WHERE d.organization_id = ${organizationId}::uuid
        UNION ALL
        SELECT concat_ws('|', 'work', coalesce(c.claim_number, ''), w.kind, w.opened_on, w.due_date, w.closed_on, w.outcome)
          FROM work_items w LEFT JOIN c ON c.id = w.claim_id WHERE w.organization_id = ${organizationId}::uuid
        UNION ALL
        SELECT concat_ws('|', 'sending', c.claim_number, s.number, s.frequency, s.sent_on, s.state)
          FROM submissions s JOIN c ON c.id = s.claim_id WHERE s.organization_id = ${organizationId}::uuid
      ) all_lines ORDER BY 1`;
    return rows.map(({ line }) => line);
  });
}
