import { randomUUID } from 'node:crypto';
import type { Claim } from '../../db/generated/client.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { voidReasons, type VoidReason } from '../../domain/claims/void-reason.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { Deps } from '../deps.js';
import { claimOfIntent, holdIntent, loadIntent } from '../intents/close-intent.js';
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
  const intent = await loadIntent(tx, input.intentId);
  if (intent.state !== 'INTENDED') return { became: 'repeat' };
  const details = intent.details as { frequency?: string; reason?: string };
  const claimId = await claimOfIntent(tx, intent);
  const claim = await claimToSend(tx, claimId);
  if (claim.held || (await waitsForPayer(tx, claim.payerId, intent))) return keepHeld(tx, intent.id);
  const frequency = details.frequency ?? '1';
  const number = await numberOf(tx, claimId, intent.businessKey);
  const version =
    frequency === '1' && number === 1
      ? claim.contentVersion
      : await newContent(deps, tx, claimId, { frequency, reason: details.reason });
  const batchId = await collectingBatch(tx, claim.payerId, claim.kind);
  const original = frequency === '1' ? null : claim.payerClaimNumber;
  const org = tx.organizationId;
  // One that was withdrawn while the claim was held is queued again under its number.
  tx.write`
    INSERT INTO submissions (id, organization_id, claim_id, business_key, number, frequency, batch_id, state, content_version, queued_on, original_control)
    VALUES (${randomUUID()}::uuid, ${org}::uuid, ${claimId}::uuid, ${intent.businessKey}, ${number}, ${frequency}, ${batchId}::uuid,
            'QUEUED', ${version}, ${tx.at.date}::date, ${original})
    ON CONFLICT (organization_id, business_key) DO UPDATE
       SET number = excluded.number, frequency = excluded.frequency, batch_id = excluded.batch_id, state = excluded.state,
           content_version = excluded.content_version, queued_on = excluded.queued_on, original_control = excluded.original_control`;
  tx.write`
    UPDATE intents SET state = 'CONFIRMED', closed_at = ${new Date()}, result = ${JSON.stringify({ batchId })}::jsonb
     WHERE organization_id = ${org}::uuid AND id = ${intent.id}::uuid`;
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
  const [row] = await tx.db.$queryRaw<{ number: number }[]>`
    SELECT coalesce(min(number) FILTER (WHERE business_key = ${businessKey}), coalesce(max(number), 0) + 1) AS number
      FROM submissions WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claimId}::uuid`;
  return row?.number ?? 1;
}

type ClaimToSend = Pick<Claim, 'held' | 'payerId' | 'kind' | 'contentVersion' | 'payerClaimNumber'>;

async function claimToSend(tx: Tx, claimId: string): Promise<ClaimToSend> {
  const [row] = await tx.db.$queryRaw<ClaimToSend[]>`
    SELECT held, payer_id AS "payerId", kind, content_version AS "contentVersion", payer_claim_number AS "payerClaimNumber"
      FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${claimId}::uuid`;
  if (!row) throw new Error(`claim ${claimId} is not on file`);
  return row;
}

/** A held claim sends nothing; the intent rests until a turn after the release intends the same key again. */
async function keepHeld(tx: Tx, intentId: string): Promise<StepResult> {
  await holdIntent(tx, intentId);
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
  const org = tx.organizationId;
  const [payer] = await tx.db.$queryRaw<{ partnerId: string }[]>`
    SELECT trading_partner_id AS "partnerId" FROM payers WHERE organization_id = ${org}::uuid AND id = ${payerId}::uuid`;
  if (!payer) throw new Error(`payer ${payerId} is not on file`);
  const { partnerId } = payer;
  tx.write`SELECT pg_advisory_xact_lock(hashtextextended(${`${partnerId}:${claimKind}`}, 0))`;
  const [open] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM batches WHERE organization_id = ${org}::uuid AND partner_id = ${partnerId}::uuid AND claim_kind = ${claimKind}
       AND state = 'COLLECTING' LIMIT 1`;
  if (open) return open.id;
  const id = randomUUID();
  tx.write`
    INSERT INTO batches (id, organization_id, partner_id, claim_kind, state, opened_on)
    VALUES (${id}::uuid, ${org}::uuid, ${partnerId}::uuid, ${claimKind}, 'COLLECTING', ${tx.at.date}::date)`;
  await startStory(tx, 'batch', id, { type: 'claimQueued' });
  return id;
}
