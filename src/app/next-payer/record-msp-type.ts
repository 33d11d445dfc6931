import type { Coverage } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { recordAudit } from '../stories/record-audit.js';

/** Why Medicare pays second by this coverage (SBR05), null when it pays first; `why`: who says so. */
export async function recordMspType(
  tx: Tx,
  coverage: Pick<Coverage, 'id' | 'mspType'>,
  { mspType, why }: { readonly mspType: string | null; readonly why: string },
): Promise<void> {
  await tx.db.coverage.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverage.id } },
    data: { mspType },
  });
  await recordAudit(tx, {
    action: 'coverage.msp',
    subjectType: 'coverage',
    subjectId: coverage.id,
    why,
    before: { mspType: coverage.mspType },
    after: { mspType },
  });
}
