import { createHash, randomUUID } from 'node:crypto';
import { storeSealed } from '../../adapters/sealed-files.js';
import { renderPacket, type PacketFacts } from '../../adapters/appeal-packet-pdf.js';
import { fromDateColumn, inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import { openClaimContent } from '../claims/claim-content.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { confirmIntent, loadIntent } from '../intents/close-intent.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { crashPoint } from '../../crash-points.js';

/** The step `buildAppealPacket`: letter, claim and remittance as one PDF, sealed with its hash (rulebook §5.3 "always"). */
export async function buildAppealPacket(deps: Deps, input: StepInput): Promise<StepResult> {
  const actor = systemActor('buildAppealPacket');
  const facts = await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    packetFacts(deps, tx, input.intentId),
  );
  if (!facts) return { became: 'repeat' };
  const { bytes, pages } = await renderPacket(facts);
  const documentId = randomUUID();
  await storeSealed({ keys: deps.keys, dataDir: deps.config.dataDir }, input.organizationId, documentId, chunks(bytes));
  crashPoint('packetStored');
  return inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return { became: 'repeat' };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await tx.db.document.create({
      data: {
        id: documentId,
        organizationId: tx.organizationId,
        subjectType: 'appeal',
        subjectId: intent.subjectId,
        kind: 'appealPacket',
        businessKey: intent.businessKey,
        sha256,
        sizeBytes: BigInt(bytes.length),
        pages,
        createdOn: toDateColumn(tx.at.date),
      },
    });
    await confirmIntent(tx, intent.id);
    await recordEvent(tx, {
      story: 'appeal',
      subjectId: intent.subjectId,
      type: 'packetBuilt',
      facts: { documentId },
      key: `${intent.businessKey}:built`,
      wake: false,
    });
    await recordAudit(tx, {
      action: 'appeal.packet',
      subjectType: 'appeal',
      subjectId: intent.subjectId,
      why: intent.businessKey,
      after: { documentId, sha256, pages },
    });
    return { became: 'built' };
  });
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function packetFacts(deps: Deps, tx: Tx, intentId: string): Promise<PacketFacts | undefined> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return undefined;
  const key = { organizationId: tx.organizationId };
  const denial = await tx.db.denial.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: intent.subjectId } },
  });
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: denial.claimId } } });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claim.payerId } } });
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: tx.organizationId } });
  const remitted = await tx.db.remittanceClaim.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: denial.remittanceClaimId } },
  });
  const level = (intent.details as { level?: number }).level ?? 1;
  return {
    date: tx.at.date,
    organization: { name: organization.name, npi: organization.npi, taxId: organization.taxId },
    payerName: payer.name,
    level,
    claim: openClaimContent(deps, tx.organizationId, claim.id, claim.content),
    payerClaimNumber: claim.payerClaimNumber ?? '',
    serviceFrom: fromDateColumn(claim.serviceFrom),
    argument: await argumentOf(deps, tx, denial.id),
    denial: {
      group: denial.groupCode,
      carc: denial.carc,
      rarcs: denial.rarcs,
      amountCents: Number(denial.amountCents),
      noticeDate: fromDateColumn(denial.noticeDate),
    },
    remittance: deps.keys.openJson<RemittanceClaim>(
      { org: tx.organizationId, table: 'remittance_claims', column: 'document', rowId: remitted.id },
      remitted.document,
    ),
  };
}

/** What the specialist wrote when the packet was declared ready; sealed in the work item's answers. */
async function argumentOf(deps: Deps, tx: Tx, denialId: string): Promise<string> {
  const item = await tx.db.workItem.findFirst({
    where: { organizationId: tx.organizationId, subjectId: denialId, kind: 'assembleAppeal', outcome: 'ready' },
    orderBy: { closedOn: 'desc' },
  });
  if (!item?.answers) return '';
  const answers = deps.keys.openJson<Record<string, string>>(
    { org: tx.organizationId, table: 'work_items', column: 'answers', rowId: item.id },
    item.answers,
  );
  return answers['argument'] ?? '';
}
