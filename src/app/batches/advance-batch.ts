import type { StoryTurn } from '../../contracts/stories.js';
import { fromDateColumn, fromNullableDate, instantAt, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Batch } from '../../db/generated/client.js';
import { nextBatch, type BatchEvent, type BatchFacts, type BatchState } from '../../domain/batches/next-batch.js';
import type { Turn } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { advanceStory, type AdvanceInput, type Lifecycle } from '../stories/advance-story.js';
import { recordEvent } from '../stories/record-event.js';

/** A batch closes for the day at this time of the organization's zone, or earlier when it is full. */
const CLOSING_TIME = '17:00';

/** Facts of a batch with its row. */
interface LoadedBatch extends BatchFacts {
  readonly row: Batch;
}

/** One transaction judges one batch: sends when it is time, watches the acknowledgement clocks (rulebook §2.2, T-999 and T-277CA). */
export function advanceBatch(deps: Deps, input: AdvanceInput): Promise<StoryTurn<BatchState>> {
  return advanceStory(deps, batchLifecycle, input);
}

const batchLifecycle: Lifecycle<LoadedBatch, BatchState, Turn<BatchState>> = {
  kind: 'batch',
  load: loadBatch,
  pure: withoutRow,
  judge: (tx, facts, event) => nextBatch(withoutRow(facts), { ...event.facts, type: event.type } as BatchEvent, tx.at),
  save: saveBatch,
  subject: (facts) => ({ type: 'batch', id: facts.id, amountCents: Number(facts.row.chargeCents) }),
  isFinal: (state) => state === 'DONE' || state === 'REJECTED',
  search: async (_tx, facts) => ({ amountCents: Number(facts.row.chargeCents) }),
  wakeAt: (tx, facts) =>
    facts.state === 'COLLECTING' && facts.claims > 0 ? later(closingInstant(tx, facts.row), tx.at.instant) : undefined,
};

function withoutRow({ row: _row, ...facts }: LoadedBatch): BatchFacts {
  return facts;
}

async function loadBatch(tx: Tx, batchId: string): Promise<LoadedBatch> {
  await tx.db
    .$queryRaw`SELECT 1 FROM batches WHERE organization_id = ${tx.organizationId}::uuid AND id = ${batchId}::uuid FOR UPDATE`;
  const key = { organizationId: tx.organizationId };
  const row = await tx.db.batch.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: batchId } } });
  const partner = await tx.db.tradingPartner.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: row.partnerId } },
  });
  const claims = await tx.db.submission.count({ where: { ...key, batchId } });
  const silentClaims = (await silentSubmissions(tx, batchId)).length;
  return {
    row,
    id: batchId,
    state: row.state as BatchState,
    claims,
    silentClaims,
    full: claims >= partner.batchMaxClaims,
    closing: tx.at.instant >= closingInstant(tx, row),
    sentOn: fromNullableDate(row.sentOn) ?? null,
    ack999On: fromNullableDate(row.ack999On) ?? null,
  };
}

async function saveBatch(tx: Tx, facts: LoadedBatch, turn: Turn<BatchState>): Promise<void> {
  await tx.db.batch.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: facts.id } },
    data: { state: turn.state, claims: facts.claims, version: { increment: 1 } },
  });
  if (turn.changes['silent'] === true) await tellSilentClaims(tx, facts.id);
}

/** Collecting ends at 17:00 on the day the batch was opened. */
const closingInstant = (tx: Tx, batch: Batch): string =>
  instantAt(fromDateColumn(batch.openedOn), CLOSING_TIME, tx.zone);

const later = (a: string, b: string): string => (a > b ? a : b);

/** Sendings nobody has answered; one that was sent again since, or whose claim was decided meanwhile, is waited for no longer. */
const silentSubmissions = (tx: Tx, batchId: string): Promise<{ id: string; claim_id: string }[]> => tx.db.$queryRaw`
  SELECT s.id, s.claim_id FROM submissions s JOIN claims c ON c.organization_id = s.organization_id AND c.id = s.claim_id
   WHERE s.organization_id = ${tx.organizationId}::uuid AND s.batch_id = ${batchId}::uuid AND s.state = 'SENT'
     AND c.state IN ('SUBMITTED', 'READY', 'CORRECTING', 'PARTIAL', 'DENIED', 'APPEALING')
     AND NOT EXISTS (SELECT 1 FROM submissions n WHERE n.organization_id = s.organization_id AND n.claim_id = s.claim_id AND n.number > s.number)`;

async function tellSilentClaims(tx: Tx, batchId: string): Promise<void> {
  for (const submission of await silentSubmissions(tx, batchId)) {
    await recordEvent(tx, {
      story: 'claim',
      subjectId: submission.claim_id,
      type: 'claimSilent',
      facts: { clock: '277CA' },
      key: `${submission.id}:silent`,
    });
  }
}

/** The file has left: every claim in it is submitted today. */
export async function recordBatchSent(tx: Tx, batchId: string): Promise<string[]> {
  const submissions = await tx.db.submission.findMany({ where: { organizationId: tx.organizationId, batchId } });
  for (const submission of submissions) {
    await recordEvent(tx, {
      story: 'claim',
      subjectId: submission.claimId,
      type: 'submitted',
      facts: { batchId, date: tx.at.date },
      key: `${submission.businessKey}:submitted`,
      wake: false,
    });
    if (submission.frequency !== '1' || submission.number > 1) await tellDenials(tx, submission);
  }
  await tx.db.submission.updateMany({
    where: { organizationId: tx.organizationId, batchId },
    data: { state: 'SENT', sentOn: toDateColumn(tx.at.date) },
  });
  return [...new Set(submissions.map((submission) => submission.claimId))];
}

/** A correction that left concerns the denials it answers. */
async function tellDenials(
  tx: Tx,
  submission: { claimId: string; frequency: string; businessKey: string },
): Promise<void> {
  const correcting = await tx.db.denial.findMany({
    where: { organizationId: tx.organizationId, claimId: submission.claimId, state: { not: 'RESOLVED' } },
    select: { id: true },
  });
  for (const denial of correcting) {
    await recordEvent(tx, {
      story: 'appeal',
      subjectId: denial.id,
      type: 'correctionSubmitted',
      facts: { date: tx.at.date, frequency: submission.frequency },
      key: `${submission.businessKey}:${denial.id}:sent`,
    });
  }
}
