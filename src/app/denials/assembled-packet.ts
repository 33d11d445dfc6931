import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';

/** Outcomes with which a person calls an appeal packet assembled. */
export const ASSEMBLED: readonly string[] = ['ready', 'readyWithout'];

/** The item in which the packet of a denial was last declared ready; null where nobody did. */
export const lastAssembled = (tx: Tx, denialId: string): Promise<WorkItem | null> =>
  tx.db.workItem.findFirst({
    where: {
      organizationId: tx.organizationId,
      subjectId: denialId,
      kind: 'assembleAppeal',
      outcome: { in: [...ASSEMBLED] },
    },
    orderBy: [{ closedOn: 'desc' }, { openedOn: 'desc' }],
  });
