import type { StoryKind } from '../../domain/stories/turn.js';
import type { Tx } from '../../db/in-transaction.js';
import { wakeStory } from '../stories/record-event.js';

/**
 * After a claim's hold ended: what its denials had ready to send (a corrected claim) is intended again, and their stories are
 * told. The claim's own submission is asked for by its own turn, which first looks at the edits again.
 */
export async function releaseHeldIntents(tx: Tx, claimId: string): Promise<void> {
  const denials = await tx.db.denial.findMany({
    where: { organizationId: tx.organizationId, claimId },
    select: { id: true },
  });
  const held = await tx.db.intent.findMany({
    where: { organizationId: tx.organizationId, state: 'HELD', subjectId: { in: denials.map(({ id }) => id) } },
    select: { id: true, subjectId: true, storyKind: true },
  });
  for (const intent of held) {
    await tx.db.intent.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: intent.id } },
      data: { state: 'INTENDED' },
    });
    const because = { id: intent.id, type: 'intentReleased' };
    await wakeStory(tx, intent.storyKind as StoryKind, intent.subjectId, because);
  }
}
