import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import { toDateColumn } from '../../db/in-transaction.js';
import { confirmIntent } from '../intents/close-intent.js';
import { wakeStory } from '../stories/record-event.js';

/**
 * What a person found out about an uncertain send: it was sent, so it is confirmed; or it was not, so the step is
 * intended again and its story is told. Nothing is ever sent again without this answer.
 */
export async function settleIntent(tx: Tx, item: WorkItem, event: string): Promise<void> {
  const intentId = (item.facts as Record<string, unknown>)['intentId'];
  if (typeof intentId !== 'string') return;
  const where = { organizationId_id: { organizationId: tx.organizationId, id: intentId } };
  const intent = await tx.db.intent.findUnique({ where });
  if (intent?.state !== 'IN_DOUBT') return;
  if (event === 'intentConfirmed') {
    await confirmIntent(tx, intentId);
    await tx.db.notice.updateMany({
      where: { organizationId: tx.organizationId, businessKey: intent.businessKey, sentOn: null },
      data: { state: 'SENT', sentOn: toDateColumn(tx.at.date) },
    });
    return;
  }
  await tx.db.intent.update({ where, data: { state: 'INTENDED', sentAt: null, closedAt: null } });
  await wakeStory(tx, intent.storyKind as StoryKind, intent.subjectId, { id: intentId, type: 'intentReleased' });
}
