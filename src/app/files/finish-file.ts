import type { StoryTurn } from '../../contracts/stories.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { inTransaction, systemActor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import type { FileRef } from './read-inbound.js';

/** Closes the file's story; a file with open work items says so in its state. */
export async function finishFile(deps: Deps, file: FileRef): Promise<StoryTurn> {
  return inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    const key = { organizationId: tx.organizationId };
    const broken = await tx.db.workItem.count({
      where: { ...key, subjectId: file.fileId, state: { in: ['OPEN', 'RESERVED', 'SNOOZED'] } },
    });
    const state = broken > 0 ? 'DONE_WITH_PROBLEMS' : 'DONE';
    await tx.db.inboundFile.update({ where: { organizationId_id: { ...key, id: file.fileId } }, data: { state } });
    await tx.db.storyEvent.updateMany({
      where: { ...key, storyKind: 'file', subjectId: file.fileId, handledAt: null },
      data: { handledAt: new Date(), verdict: state },
    });
    await tx.db.story.update({
      where: { organizationId_workflowId: { ...key, workflowId: workflowId('file', tx.organizationId, file.fileId) } },
      data: { state, waitingFor: '', closedAt: new Date(), nextWakeAt: null },
    });
    await recordAudit(tx, { action: 'file.finish', subjectType: 'file', subjectId: file.fileId, why: state });
    return { state, closed: true, waitFor: '', steps: [], search: {}, details: `**${state}**` };
  });
}
