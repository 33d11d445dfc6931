import type { Tx } from '../../db/in-transaction.js';
import { isBusinessDay } from '../../domain/dates/business-days.js';
import type { Deps } from '../deps.js';
import { intend } from '../stories/save-turn.js';
import { openWork } from './open-work.js';

/** Intends the list of every owner for whom something waits: once a business day, by the business key of owner and day. */
export async function planWorkLists(deps: Pick<Deps, 'config'>, tx: Tx): Promise<void> {
  if (!deps.config.mail.smtpUrl || !isBusinessDay(tx.at.date)) return;
  const recipients = await tx.db.$queryRaw<{ id: string; owner: string; role: string }[]>`
    SELECT id, owner, role FROM work_list_recipients WHERE organization_id = ${tx.organizationId}::uuid AND address IS NOT NULL`;
  for (const recipient of recipients) {
    if ((await openWork(tx, recipient)).length === 0) continue;
    await intend(tx, 'day-book', tx.organizationId, {
      kind: 'sendWorkList',
      key: `${recipient.id}:workList:${tx.at.date}`,
      details: { recipientId: recipient.id },
    });
  }
}
