import { randomUUID } from 'node:crypto';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { voidReasons, type VoidReason } from '../../domain/claims/void-reason.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { Deps } from '../deps.js';
import { claimOfIntent } from '../intents/close-intent.js';
import { waitsForPayer } from '../payer-outages/held-sends.js';
import { recordEvent, startStory } from '../stories/record-event.js';
import { recordAudit } from '../stories/record-audit.js';
import { isPartA, withSentCondition } from './part-a-condition.js';
import { openClaimContent, sealClaimContent } from './claim-content.js';
import { crashPoint } from '../../crash-points.js';

export interface StepInput {
  readonly organizationId: string;
  readonly intentId: string;
}

/** Result of a named step: ids only. */
export interface StepResult {
  readonly became: string;
}

/**
 * The steps `submitClaim` and `submitCorrectedClaim`: puts the claim into the partner's collecting batch, once per intent.
 * The batch's story sends the file; nothing leaves here, so a repeat is harmless.
 */
export async function queueSubmission(deps: Deps, input: StepInput): Promise<StepResult> {
  const actor = systemActor('submitClaim');
  const queued = await inTransaction(deps.db, input.organizationId, { actor }, (tx) => queueOnce(deps, tx, input));
  crashPoint('claimQueued');
  return queued;
}

async function queueOnce(deps: Deps, tx: Tx, input: StepInput): Promise<StepResult> {
  const intent = await tx.db.intent.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: input.intentId } },
  });
  if (intent.state !== 'INTENDED') return { became: 'repeat' };
  const details = intent.details as { frequency?: string; reason?: string };
  const claimId = await claimOfIntent(tx, intent);
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claimId } },
  });
  if (claim.held || (await waitsForPayer(tx, claim.payerId, intent))) return keepHeld(tx, intent.id);
  const frequency = details.frequency ?? '1';
  const own = { organizationId: tx.organizationId, claimId };
  const number = await numberOf(tx, claimId, intent.businessKey);
  const version =
    frequency === '1' && number === 1
      ? claim.contentVersion
      : await newContent(deps, tx, claimId, { frequency, reason: details.reason });
  const batchId = await collectingBatch(tx, claim.payerId, claim.kind);
  const queued = {
    number,
    frequency,
    batchId,
    state: 'QUEUED',
    contentVersion: version,
    queuedOn: toDateColumn(tx.at.date),
    originalControl: frequency === '1' ? null : claim.payerClaimNumber,
  };
  const { businessKey } = intent;
  await tx.db.submission.upsert({
    where: { organizationId_businessKey: { organizationId: tx.organizationId, businessKey } },
    create: { ...own, ...queued, id: randomUUID(), businessKey },
    update: queued, // withdrawn while the claim was held
  });
  await tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intent.id } },
    data: { state: 'CONFIRMED', closedAt: new Date(), result: { batchId } },
  });
  await recordEvent(tx, {
    story: 'batch',
    subjectId: batchId,
    type: 'claimQueued',
    facts: { claimId },
  });
  await recordAudit(tx, {
    action: 'claim.queue',
    subjectType: 'claim',
    subjectId: claimId,
    why: intent.businessKey,
    after: { batchId, frequency },
  });
  return { became: 'queued' };
}

/** A submission that was withdrawn keeps its number when it is queued again; any other is the claim's next. */
async function numberOf(tx: Tx, claimId: string, businessKey: string): Promise<number> {
  const { organizationId } = tx;
  const where = { organizationId_businessKey: { organizationId, businessKey } };
  const own = await tx.db.submission.findUnique({ where, select: { number: true } });
  if (own) return own.number;
  const { _max } = await tx.db.submission.aggregate({ where: { organizationId, claimId }, _max: { number: true } });
  return 1 + (_max.number ?? 0);
}

/** A held claim sends nothing; the intent rests until a turn after the release intends the same key again. */
async function keepHeld(tx: Tx, intentId: string): Promise<StepResult> {
  await tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intentId } },
    data: { state: 'HELD' },
  });
  return { became: 'held' };
}

interface SentAs {
  readonly frequency: string;
  /** Why a claim is voided; corrections have other reasons. */
  readonly reason: string | undefined;
}

/** A correction is sent under its frequency with the payer's control number (REF*F8); the original rows stay as they were. */
async function newContent(deps: Deps, tx: Tx, claimId: string, { frequency, reason }: SentAs): Promise<number> {
  const key = { organizationId_id: { organizationId: tx.organizationId, id: claimId } };
  const claim = await tx.db.claim.findUniqueOrThrow({ where: key });
  const content = openClaimContent(deps, tx.organizationId, claimId, claim.content);
  const others = content.refs.filter((ref) => ref.qualifier !== 'F8');
  const refs =
    frequency === '1' || !claim.payerClaimNumber
      ? others
      : [...others, { qualifier: 'F8', value: claim.payerClaimNumber }];
  const told = (await isPartA(tx, claim)) ? withSentCondition(content, frequency, voidReasonOf(reason)) : content;
  const changed: Claim837 = { ...told, frequency, refs };
  await tx.db.claim.update({
    where: key,
    data: { content: sealClaimContent(deps, tx.organizationId, claimId, changed), contentVersion: { increment: 1 } },
  });
  return claim.contentVersion + 1;
}

const voidReasonOf = (reason: string | undefined): VoidReason | undefined =>
  voidReasons.find((known) => known === reason);

/** The partner's collecting batch for this kind of claim, opened with its story when there is none. */
async function collectingBatch(tx: Tx, payerId: string, claimKind: string): Promise<string> {
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
  });
  const where = {
    organizationId: tx.organizationId,
    partnerId: payer.tradingPartnerId,
    claimKind,
    state: 'COLLECTING',
  };
  await tx.db
    .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${payer.tradingPartnerId}:${claimKind}`}, 0))`;
  const open = await tx.db.batch.findFirst({ where, select: { id: true } });
  if (open) return open.id;
  const id = randomUUID();
  await tx.db.batch.create({ data: { ...where, id, openedOn: toDateColumn(tx.at.date) } });
  await startStory(tx, 'batch', id, { type: 'claimQueued' });
  return id;
}
