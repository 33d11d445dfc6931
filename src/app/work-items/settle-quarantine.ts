import { problem, type Problem } from '../../contracts/problems.js';
import type { Remittance, WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { REFUSED } from '../files/refuse-inbound-file.js';
import { askReading, noteSummary } from '../files/readings.js';
import { changeRemittanceState } from '../remittances/change-remittance-state.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { cancelWorkItems } from '../stories/cancel-work-items.js';
import { recordAudit } from '../stories/record-audit.js';
import type { OutcomeFields } from './outcome-fields.js';

export interface Decision {
  readonly outcome: string;
  readonly fields: OutcomeFields;
}

type Settled = Result<undefined, Problem>;
const DONE: Settled = ok(undefined);
/** A payer that was asked for a corrected file is asked again after this many business days without one. */
const CHASE_AFTER_DAYS = 10;

/**
 * What a person decided about a quarantined file or remittance takes effect in the same transaction: it is read again,
 * another one takes its place, or it is discarded for a reason. Nothing ever posts here: only a reading judges.
 * A refusal is answered before anything is written.
 */
export async function settleQuarantine(tx: Tx, item: WorkItem, decision: Decision): Promise<Settled> {
  switch (item.kind) {
    case 'brokenFile':
    case 'unmatchedAcknowledgement':
      return settleFile(tx, item, decision);
    case 'quarantinedRemittance':
      return settleRemittance(tx, item, decision);
    case 'remittanceConflict':
      return settleConflict(tx, item, decision);
    default:
      return DONE;
  }
}

async function settleFile(tx: Tx, item: WorkItem, { outcome, fields }: Decision): Promise<Settled> {
  const file = { fileId: item.subjectId };
  switch (outcome) {
    case 'readAgain':
      return readFileAgain(tx, file, item);
    case 'replaced':
      return replaceFile(tx, file, String(fields['replacementFileId']));
    case 'discarded':
      await closeFile(tx, file, 'DISCARDED');
      return DONE;
    default:
      return DONE;
  }
}

async function readFileAgain(tx: Tx, file: { fileId: string }, item: WorkItem): Promise<Settled> {
  const { organizationId } = tx;
  const row = await tx.db.inboundFile.findUnique({ where: { organizationId_id: { organizationId, id: file.fileId } } });
  if (row?.state === REFUSED)
    return fail(problem('commandRefused', 'Its bytes were never stored: ask the partner for smaller parts.'));
  await askReading(tx, file, `workItem:${item.id}:readAgain`);
  return DONE;
}

async function replaceFile(tx: Tx, file: { fileId: string }, replacementFileId: string): Promise<Settled> {
  const { organizationId } = tx;
  const other = await tx.db.inboundFile.findUnique({
    where: { organizationId_id: { organizationId, id: replacementFileId } },
    select: { id: true },
  });
  if (!other || other.id === file.fileId)
    return fail(
      problem('outcomeIncomplete', 'replacementFileId names no other file of yours.', { wrong: 'replacementFileId' }),
    );
  await noteSummary(tx, file, { replacedBy: other.id });
  await closeFile(tx, file, 'REPLACED');
  return DONE;
}

/** Nothing more of the file is used; what was already taken in stays, and so do quarantined remittances, each with its own item. */
async function closeFile(tx: Tx, { fileId }: { fileId: string }, state: 'DISCARDED' | 'REPLACED'): Promise<void> {
  const { organizationId } = tx;
  await tx.db.inboundFile.update({ where: { organizationId_id: { organizationId, id: fileId } }, data: { state } });
  await cancelWorkItems(tx, {
    subjectId: fileId,
    kinds: ['brokenFile'],
    why: `the file is ${state.toLowerCase()}`,
    closedBy: tx.actor.id,
  });
  await recordAudit(tx, {
    action: state === 'REPLACED' ? 'file.replace' : 'file.discard',
    subjectType: 'file',
    subjectId: fileId,
    why: 'decided by a person; the reason is sealed with the work item',
    after: { state },
  });
}

async function settleRemittance(tx: Tx, item: WorkItem, { outcome }: Decision): Promise<Settled> {
  const row = await lockRemittance(tx, item.subjectId);
  if (row.state !== 'QUARANTINED') return DONE; // a sound file took its place meanwhile
  switch (outcome) {
    case 'readAgain':
      await judgeAnew(tx, row, item);
      return DONE;
    case 'payerAsked':
      await chase(tx, row, item);
      return DONE;
    case 'superseded':
    case 'discarded':
      await supersede(tx, row, outcome);
      return DONE;
    default:
      return DONE;
  }
}

/** The work comes back when no corrected file has come: a remittance in quarantine is money nobody has posted. */
async function chase(tx: Tx, row: Remittance, item: WorkItem): Promise<void> {
  const asked = Number((item.facts as Record<string, unknown>)['asked'] ?? 0) + 1;
  await openWorkItem(
    tx,
    { type: 'remittance', id: row.id, amountCents: Number(row.paymentCents) },
    {
      kind: 'quarantinedRemittance',
      dedupeKey: `${row.id}:quarantinedRemittance:asked${asked}`,
      dueDate: addBusinessDays(tx.at.date, CHASE_AFTER_DAYS),
      facts: { ...(item.facts as object), asked },
    },
  );
}

/** First one valid: this one is set aside. Second one valid: only while the first never posted, else the payer must reverse it. */
async function settleConflict(tx: Tx, item: WorkItem, { outcome }: Decision): Promise<Settled> {
  const second = await lockRemittance(tx, item.subjectId);
  if (second.state !== 'CONFLICT') return DONE;
  if (outcome === 'keepFirst') {
    await supersede(tx, second, outcome);
    return DONE;
  }
  const { organizationId } = tx;
  const earlier = await tx.db.remittance.findMany({
    where: {
      organizationId,
      identityKey: second.identityKey,
      id: { not: second.id },
      state: { in: ['READING', 'READY', 'HELD', 'POSTED', 'QUARANTINED', 'CONFLICT'] },
    },
  });
  const posted = earlier.find((row) => row.state === 'POSTED' || row.state === 'READY');
  if (posted)
    return fail(
      problem(
        'commandRefused',
        `Remittance ${posted.id} with this trace is already posted. Keep the first one, and ask the payer to reverse it (CLP02 22) under a new trace.`,
        { postedRemittanceId: posted.id },
      ),
    );
  for (const row of earlier) await supersede(tx, row, outcome);
  await judgeAnew(tx, second, item);
  return DONE;
}

async function lockRemittance(tx: Tx, id: string): Promise<Remittance> {
  const { organizationId } = tx;
  await tx.db
    .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return tx.db.remittance.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } });
}

/** Back to where a set is before its verdict; the file's story reads it again and judges by today's payers and leniencies. */
async function judgeAnew(tx: Tx, row: Remittance, item: WorkItem): Promise<void> {
  await changeRemittanceState(tx, row, 'READING', 'to be judged again');
  await askReading(tx, { fileId: row.fileId }, `workItem:${item.id}:readAgain`);
}

async function supersede(tx: Tx, row: Remittance, why: string): Promise<void> {
  await changeRemittanceState(tx, row, 'SUPERSEDED', `${why}; the reason is sealed with the work item`);
  await cancelWorkItems(tx, {
    subjectId: row.id,
    kinds: ['quarantinedRemittance', 'remittanceConflict', 'heldRemittance'],
    why: 'another remittance is valid',
    closedBy: tx.actor.id,
  });
}
