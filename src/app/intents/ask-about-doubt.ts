import type { Intent } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { openWorkItem } from '../stories/open-work-item.js';

/** Nobody can say whether this left us: a person looks it up by the next business day, it is never sent again unasked. */
export const askAboutDoubt = (tx: Tx, intent: Pick<Intent, 'id' | 'kind'>): Promise<unknown> =>
  openWorkItem(
    tx,
    { type: 'organization', id: tx.organizationId },
    {
      kind: 'resolveInDoubtSend',
      dedupeKey: `${intent.id}:in-doubt`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: { intentId: intent.id, kind: intent.kind },
    },
  );
