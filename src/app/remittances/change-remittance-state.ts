import type { Remittance } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { recordAudit } from '../stories/record-audit.js';

/** What a person's decision makes of a remittance that did not post by itself, and how the audit names it. */
const actions = {
  READING: 'remittance.readAgain',
  READY: 'remittance.release',
  SUPERSEDED: 'remittance.supersede',
} as const;

/** Gives a remittance its new state, with the audit row that says why. */
export async function changeRemittanceState(
  tx: Tx,
  row: Remittance,
  state: keyof typeof actions,
  why: string,
): Promise<void> {
  await tx.db.remittance.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { state },
  });
  await recordAudit(tx, {
    action: actions[state],
    subjectType: 'remittance',
    subjectId: row.id,
    why,
    before: { state: row.state },
    after: { state },
  });
}
