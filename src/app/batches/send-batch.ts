import { deliverFile, type DropFolders } from '../../adapters/file-drop.js';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Batch, TradingPartner } from '../../db/generated/client.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { claims837Segments } from '../../edi/x12/837p/write-837.js';
import { writeInterchange, type OutSegment } from '../../edi/x12/write.js';
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
  const sets = await setsOf(deps, tx, batch.id);
  const control = await controlOf(tx, batch, partner);
  const name = `837${batch.claimKind}-${control.interchange}.x12`;
  await tx.db.batch.update({
    where: { organizationId_id: { ...key, id: batch.id } },
    data: {
      fileName: name,
      interchangeControl: control.interchange,
      groupControl: control.group,
      setControl: control.set,
      chargeCents: BigInt(sets.flatMap(({ claims }) => claims).reduce((sum, claim) => sum + claim.chargeCents, 0)),
    },
  });
  await markSending(tx, intentId, { file: name, interchangeControl: control.interchange });
  const bytes = write837(tx, { partner, control, batch, sets });
  return { name, bytes, folders: { outbound: partner.outboundFolder, inbound: partner.inboundFolder } };
}

async function controlOf(tx: Tx, batch: Batch, partner: TradingPartner): Promise<FileControl> {
  if (batch.interchangeControl && batch.groupControl && batch.setControl) {
    return { interchange: batch.interchangeControl, group: batch.groupControl, set: batch.setControl };
  }
  return takeControlNumbers(tx, partner.id);
}

/** The claims for one payer: a set of its own, so that a fault in it stops no other payer's claims. */
interface PayerSet {
  readonly control: string;
  readonly claims: readonly Claim837[];
}

/** By claim number, so that a file written again is the same file. Every submission of the batch keeps the number of its set: a 999 that rejects one set names only these claims. */
async function setsOf(deps: Deps, tx: Tx, batchId: string): Promise<PayerSet[]> {
  const key = { organizationId: tx.organizationId };
  const submissions = await tx.db.submission.findMany({ where: { ...key, batchId } });
  const rows = await tx.db.claim.findMany({
    where: { ...key, id: { in: submissions.map(({ claimId }) => claimId) } },
    orderBy: { claimNumber: 'asc' },
  });
  const payers = [...new Set(rows.map(({ payerId }) => payerId))]; // in the order of their first claim numbers
  const sets: PayerSet[] = [];
  for (const [at, payerId] of payers.entries()) {
    const control = String(at + 1).padStart(4, '0');
    const own = rows
      .filter((row) => row.payerId === payerId)
      .flatMap((row) => submissions.filter(({ claimId }) => claimId === row.id).map((sent) => ({ ...sent, row })));
    await tx.db.submission.updateMany({
      where: { ...key, id: { in: own.map(({ id }) => id) } },
      data: { setControl: control },
    });
    const claims = own.map(({ row, frequency }) => ({
      ...openClaimContent(deps, tx.organizationId, row.id, row.content),
      frequency,
    }));
    sets.push({ control, claims });
  }
  return sets;
}

interface File837 {
  readonly partner: TradingPartner;
  readonly control: FileControl;
  readonly batch: Batch;
  readonly sets: readonly PayerSet[];
}

function write837(tx: Tx, { partner, control, batch, sets }: File837): Uint8Array[] {
  const guide = batch.claimKind === 'I' ? '005010X223A2' : '005010X222A1';
  return [
    ...writeInterchange(
      interchangeOf(tx, {
        partner,
        control,
        functionalId: 'HC',
        guide,
        sets: sets.map((set) => ({
          st01: '837',
          control: set.control,
          segments: segmentsOf(tx, { partner, control, batch }, set),
        })),
      }),
    ),
  ];
}

function segmentsOf(tx: Tx, { partner, control, batch }: Omit<File837, 'sets'>, set: PayerSet): readonly OutSegment[] {
  const segments = claims837Segments({
    bht: { reference: `${control.interchange}${set.control}`, date: tx.at.date, time: '1700', use: 'CH' },
    claims: set.claims,
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
  return segments.value.segments;
}
