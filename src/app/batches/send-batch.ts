import { deliverFile, type DropFolders } from '../../adapters/file-drop.js';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Batch, TradingPartner } from '../../db/generated/client.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { claims837Segments } from '../../edi/x12/837p/write-837.js';
import { writeInterchange } from '../../edi/x12/write.js';
import { openClaimContent } from '../claims/claim-content.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { confirmIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { recordBatchSent } from './advance-batch.js';
import { interchangeOf, takeControlNumbers, type FileControl } from './interchange.js';
import { crashPoint } from '../../crash-points.js';

interface PlannedFile {
  readonly name: string;
  readonly folders: DropFolders;
  readonly bytes: Uint8Array[];
}

/** The step `buildAndSendBatch`: names and numbers are stored first, then one atomic delivery, then the record. */
export async function sendBatch(
  deps: Deps,
  input: StepInput,
): Promise<StepResult & { readonly claimIds: readonly string[] }> {
  const actor = systemActor('buildAndSendBatch');
  const plan = await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    planFile(deps, tx, input.intentId),
  );
  if (!plan) return { became: 'repeat', claimIds: [] };
  crashPoint('batchNumbered');
  const { sha256 } = await deliverFile(plan.folders, plan.name, plan.bytes);
  crashPoint('batchDelivered');
  return inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return { became: 'repeat', claimIds: [] };
    const claimIds = await recordBatchSent(tx, intent.subjectId);
    await tx.db.batch.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: intent.subjectId } },
      data: { sentOn: toDateColumn(tx.at.date), sentAt: new Date(tx.at.instant), sha256 },
    });
    await confirmIntent(tx, intent.id);
    await recordEvent(tx, {
      story: 'batch',
      subjectId: intent.subjectId,
      type: 'batchSent',
      key: `${intent.businessKey}:sent`,
      wake: false,
    });
    await recordAudit(tx, {
      action: 'batch.send',
      subjectType: 'batch',
      subjectId: intent.subjectId,
      why: intent.businessKey,
      after: { file: plan.name, sha256, claims: claimIds.length },
    });
    return { became: 'sent', claimIds };
  });
}

/** Builds the file; a second attempt takes the stored numbers, so the name is the same; what lies delivered counts, whatever its dates. */
async function planFile(deps: Deps, tx: Tx, intentId: string): Promise<PlannedFile | undefined> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return undefined;
  const key = { organizationId: tx.organizationId };
  const batch = await tx.db.batch.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: intent.subjectId } } });
  const partner = await tx.db.tradingPartner.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: batch.partnerId } },
  });
  const claims = await claimsOf(deps, tx, batch.id);
  const control = await controlOf(tx, batch, partner);
  const name = `837${batch.claimKind}-${control.interchange}.x12`;
  await tx.db.batch.update({
    where: { organizationId_id: { ...key, id: batch.id } },
    data: {
      fileName: name,
      interchangeControl: control.interchange,
      groupControl: control.group,
      setControl: control.set,
      chargeCents: BigInt(claims.reduce((sum, claim) => sum + claim.chargeCents, 0)),
    },
  });
  await markSending(tx, intentId, { file: name, interchangeControl: control.interchange });
  const bytes = write837(tx, { partner, control, batch, claims });
  return { name, bytes, folders: { outbound: partner.outboundFolder, inbound: partner.inboundFolder } };
}

async function controlOf(tx: Tx, batch: Batch, partner: TradingPartner): Promise<FileControl> {
  if (batch.interchangeControl && batch.groupControl && batch.setControl) {
    return { interchange: batch.interchangeControl, group: batch.groupControl, set: batch.setControl };
  }
  return takeControlNumbers(tx, partner.id);
}

async function claimsOf(deps: Deps, tx: Tx, batchId: string): Promise<Claim837[]> {
  const submissions = await tx.db.submission.findMany({
    where: { organizationId: tx.organizationId, batchId },
    orderBy: [{ queuedOn: 'asc' }, { id: 'asc' }],
  });
  const claims: Claim837[] = [];
  for (const submission of submissions) {
    const row = await tx.db.claim.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: tx.organizationId, id: submission.claimId } },
    });
    claims.push({ ...openClaimContent(deps, tx.organizationId, row.id, row.content), frequency: submission.frequency });
  }
  return claims;
}

interface File837 {
  readonly partner: TradingPartner;
  readonly control: FileControl;
  readonly batch: Batch;
  readonly claims: readonly Claim837[];
}

function write837(tx: Tx, { partner, control, batch, claims }: File837): Uint8Array[] {
  const guide = batch.claimKind === 'I' ? '005010X223A2' : '005010X222A1';
  const segments = claims837Segments({
    bht: { reference: control.interchange, date: tx.at.date, time: '1700', use: 'CH' },
    claims,
    submitter: {
      entity: 'organization',
      name: partner.senderId,
      id: partner.senderId,
      contacts: [{ role: 'IC', name: 'BILLING', channels: [{ qualifier: 'TE', value: '8005550100' }] }],
    },
    receiver: { entity: 'organization', name: partner.name.toUpperCase(), id: partner.receiverId, contacts: [] },
  });
  if (!segments.ok)
    throw new Error(`Batch ${batch.id} cannot be written: ${segments.problem.map((fault) => fault.code).join(', ')}`);
  return [
    ...writeInterchange(
      interchangeOf(tx, {
        partner,
        control,
        functionalId: 'HC',
        guide,
        set: { st01: '837', segments: segments.value.segments },
      }),
    ),
  ];
}
