import type { StoryTurn } from '../../contracts/stories.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import type { FileRef } from './read-inbound.js';
import { readingsAskedFor } from './readings.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

const TO_BE_READ_AGAIN: StoryTurn = {
  state: 'READING',
  closed: false,
  waitFor: 'to be read again',
  steps: [],
  search: {},
  details: '**READING** again',
};

/**
 * Closes the file's story; a file with open work items says so in its state. Not closed: a person asked meanwhile that it
 * be read once more.
 */
export async function finishFile(deps: Deps, file: FileRef): Promise<StoryTurn> {
  return inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    const key = { organizationId: tx.organizationId };
    const broken = await tx.db.workItem.count({
      where: { ...key, subjectId: { in: await subjectsOf(tx, file) }, state: { in: [...openItemStates] } },
    });
    if ((await readingsAskedFor(tx, file)).length > 0) return { ...TO_BE_READ_AGAIN };
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

/** The file and its remittances: each may have an open question of its own. */
async function subjectsOf(tx: Tx, { fileId }: FileRef): Promise<string[]> {
  const rows = await tx.db.remittance.findMany({
    where: { organizationId: tx.organizationId, fileId },
    select: { id: true },
  });
  return [fileId, ...rows.map(({ id }) => id)];
}
