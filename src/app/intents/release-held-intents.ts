import type { StoryKind } from '../../domain/stories/turn.js';
import type { Tx } from '../../db/in-transaction.js';
import { wakeStory } from '../stories/record-event.js';

/**
 * After a claim's hold ended: what its denials had ready to send (a corrected claim) is intended again, and their stories are
 * told. The claim's own submission is asked for by its own turn, which first looks at the edits again.
 */
export async function releaseHeldIntents(tx: Tx, claimId: string): Promise<void> {
  const released = await tx.db.$queryRaw<{ id: string; subjectId: string; storyKind: StoryKind }[]>`
    UPDATE intents i SET state = 'INTENDED' FROM denials d
     WHERE d.organization_id = ${tx.organizationId}::uuid AND d.claim_id = ${claimId}::uuid
       AND i.organization_id = d.organization_id AND i.subject_id = d.id AND i.state = 'HELD'
    RETURNING i.id, i.subject_id AS "subjectId", i.story_kind AS "storyKind"`;
  for (const { id, subjectId, storyKind } of released)
    await wakeStory(tx, storyKind, subjectId, { id, type: 'intentReleased' });
}
