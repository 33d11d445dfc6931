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
    const broken = await hasOpenQuestions(tx, file);
    if ((await readingsAskedFor(tx, file)).length > 0) return { ...TO_BE_READ_AGAIN };
    const state = broken ? 'DONE_WITH_PROBLEMS' : 'DONE';
    const org = tx.organizationId;
    tx.write`
      UPDATE inbound_files SET state = ${state} WHERE organization_id = ${org}::uuid AND id = ${file.fileId}::uuid`;
    tx.write`
      UPDATE story_events SET handled_at = ${new Date()}, verdict = ${state}
       WHERE organization_id = ${org}::uuid AND story_kind = 'file' AND subject_id = ${file.fileId}::uuid AND handled_at IS NULL`;
    tx.write`
      UPDATE stories SET state = ${state}, waiting_for = '', closed_at = ${new Date()}, next_wake_at = NULL
       WHERE organization_id = ${org}::uuid AND workflow_id = ${workflowId('file', org, file.fileId)}`;
    await recordAudit(tx, { action: 'file.finish', subjectType: 'file', subjectId: file.fileId, why: state });
    return { state, closed: true, waitFor: '', steps: [], search: {}, details: `**${state}**` };
  });
}

/** About the file or one of its remittances: each may have an open question of its own. */
async function hasOpenQuestions(tx: Tx, { fileId }: FileRef): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM work_items
                    WHERE organization_id = ${tx.organizationId}::uuid AND state = ANY(${openItemStates}::text[])
                      AND (subject_id = ${fileId}::uuid
                           OR subject_id IN (SELECT id FROM remittances
                                              WHERE organization_id = ${tx.organizationId}::uuid AND file_id = ${fileId}::uuid))) AS open`;
  return found?.open ?? false;
}
