import { workflowId } from '../../contracts/workflow-ids.js';
import type { Tx } from '../../db/in-transaction.js';
import { cancelWorkItems } from '../stories/cancel-work-items.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import type { FileRef } from './read-inbound.js';

/** A person mended what stood in the way (a payer was missing, a leniency was off): the file is to be read once more. */
export const READ_AGAIN = 'fileReadAgain';

const eventsOf = (tx: Tx, file: { readonly fileId: string }) =>
  ({ organizationId: tx.organizationId, storyKind: 'file', subjectId: file.fileId, type: READ_AGAIN }) as const;

/** Asks the file's story to read it once more; a story that has ended begins again. */
export async function askReading(tx: Tx, file: { readonly fileId: string }, key: string): Promise<void> {
  const { organizationId } = tx;
  await recordEvent(tx, { story: 'file', subjectId: file.fileId, type: READ_AGAIN, key });
  await tx.db.story.update({
    where: {
      organizationId_workflowId: { organizationId, workflowId: workflowId('file', organizationId, file.fileId) },
    },
    data: { state: 'READING', waitingFor: 'to be read again', closedAt: null },
  });
  await tx.db.inboundFile.update({
    where: { organizationId_id: { organizationId, id: file.fileId } },
    data: { state: 'RECEIVED' },
  });
  await recordAudit(tx, {
    action: 'file.readAgain',
    subjectType: 'file',
    subjectId: file.fileId,
    why: 'a person mended what stood in the way',
  });
}

/** The wishes this reading answers; one that comes while it runs is left for the next. */
export async function readingsAskedFor(tx: Tx, file: { readonly fileId: string }): Promise<readonly string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM story_events
     WHERE organization_id = ${tx.organizationId}::uuid AND story_kind = 'file' AND subject_id = ${file.fileId}::uuid
       AND type = ${READ_AGAIN} AND handled_at IS NULL`;
  return rows.map(({ id }) => id);
}

/** Once it is read again, what an earlier reading asked for is over. */
export async function takeUpReadings(tx: Tx, file: FileRef, asked: readonly string[]): Promise<void> {
  if (asked.length === 0) return;
  const kinds = ['brokenFile', 'unmatchedAcknowledgement'];
  await cancelWorkItems(tx, { subjectId: file.fileId, kinds, why: 'the file is read again' });
  await tx.db.storyEvent.updateMany({
    where: { organizationId: tx.organizationId, id: { in: [...asked] } },
    data: { handledAt: new Date(), verdict: 'read again' },
  });
}

/** Work items of a later reading are new ones: a closed item of an earlier reading must not swallow them. */
export async function dedupeSuffix(tx: Tx, file: { readonly fileId: string }): Promise<string> {
  const again = await tx.db.storyEvent.count({ where: eventsOf(tx, file) });
  return again === 0 ? '' : `:again${again}`;
}

/** Adds to what the file's summary says; what earlier steps noted stays. */
export async function noteSummary(tx: Tx, file: { readonly fileId: string }, facts: object): Promise<void> {
  tx.write`
    UPDATE inbound_files SET summary = summary || ${JSON.stringify(facts)}::jsonb
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${file.fileId}::uuid`;
}
