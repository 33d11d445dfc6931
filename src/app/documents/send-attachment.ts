import { deliverFile, type DropFolders } from '../../adapters/file-drop.js';
import { readSealed } from '../../adapters/sealed-files.js';
import type { Claim, Intent, Payer, TradingPartner } from '../../db/generated/client.js';
import { crashPoint } from '../../crash-points.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { writeAttachments, type OutContent } from '../../edi/x12/275/write-attachment.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { OutInterchange } from '../../edi/x12/write.js';
import { interchangeOf, takeControlNumbers } from '../batches/interchange.js';
import { openClaimContent } from '../claims/claim-content.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { claimOfIntent, confirmIntent, holdIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { waitsForPayer } from '../payer-outages/held-sends.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { ATTACHMENT_GUIDE, attachmentSet } from './attachment-set.js';
import { documentsToSend, keepLink, linkOf, withRequest, type SentAttachment } from './documents-to-send.js';

interface Plan {
  readonly folders: DropFolders;
  readonly interchange: OutInterchange;
  readonly contents: readonly OutContent[];
  readonly sent: SentAttachment;
}

/**
 * The step `sendAttachment`: a packet, or the records attached to a claim, as one 275 into the partner's folder. Numbers and
 * hashes are stored before it leaves; a second attempt writes the same file, and a delivered name is not delivered again.
 */
export async function sendAttachment(deps: Deps, input: StepInput): Promise<StepResult> {
  const { organizationId, intentId } = input;
  const actor = systemActor('sendAttachment');
  const plan = await inTransaction(deps.db, organizationId, { actor }, (tx) => planAttachment(deps, tx, intentId));
  if ('became' in plan) return plan;
  crashPoint('attachmentNumbered');
  const bytes: Uint8Array[] = [];
  for await (const piece of writeAttachments(plan.interchange, plan.contents)) bytes.push(piece);
  const { sha256 } = await deliverFile(plan.folders, plan.sent.file, bytes);
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const intent = await loadIntent(tx, intentId);
    if (intent.state !== 'INTENDED') return { became: 'repeat' };
    await markSending(tx, intentId, { ...plan.sent, sha256 });
    await confirmIntent(tx, intentId);
    await recordAudit(tx, {
      action: 'attachment.send',
      subjectType: intent.storyKind,
      subjectId: intent.subjectId,
      why: intent.businessKey,
      after: { file: plan.sent.file, sha256, documents: plan.sent.documents.map((document) => document.sha256) },
    });
    return { became: 'sent' };
  });
}

async function planAttachment(deps: Deps, tx: Tx, intentId: string): Promise<Plan | StepResult> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return { became: 'repeat' };
  const key = { organizationId: tx.organizationId };
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: await claimOfIntent(tx, intent) } },
  });
  if (await waitsForPayer(tx, claim.payerId, intent)) {
    await holdIntent(tx, intentId);
    return { became: 'held' };
  }
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claim.payerId } } });
  const partner = await tx.db.tradingPartner.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: payer.tradingPartnerId } },
  });
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const sent = await sentAs(tx, { intent, claim, content, partner });
  if (!sent) return nothingToSend(tx, intent);
  await keepLink(tx, claim.id, sent.link.number);
  await markSending(tx, intentId, sent);
  return written(deps, tx, { claim, content, payer, partner, sent });
}

interface Asked {
  readonly intent: Intent;
  readonly claim: Claim;
  readonly content: Claim837;
  readonly partner: TradingPartner;
}

/** A second attempt sends what the first one meant to: the same numbers, the same documents. */
async function sentAs(tx: Tx, { intent, claim, content, partner }: Asked): Promise<SentAttachment | undefined> {
  if ('documents' in (intent.result as object)) return intent.result as unknown as SentAttachment;
  const documents = await documentsToSend(tx, intent, claim.id);
  if (documents.length === 0) return undefined;
  const control = await takeControlNumbers(tx, partner.id);
  const link = await withRequest(tx, claim.id, linkOf(claim, content, control));
  return { ...control, file: `275-${control.interchange}.x12`, link, documents };
}

/** Nothing is attached: whoever said so hears it at once. */
async function nothingToSend(tx: Tx, intent: Intent): Promise<StepResult> {
  await confirmIntent(tx, intent.id);
  await recordEvent(tx, {
    story: intent.storyKind as 'claim' | 'appeal',
    subjectId: intent.subjectId,
    type: 'attachmentRejected',
    facts: { level: '', codes: 'no record is attached to the claim' },
    key: `${intent.businessKey}:nothing`,
  });
  return { became: 'nothing' };
}

interface ToWrite {
  readonly claim: Claim;
  readonly content: Claim837;
  readonly payer: Payer;
  readonly partner: TradingPartner;
  readonly sent: SentAttachment;
}

function written(deps: Deps, tx: Tx, { claim, content, payer, partner, sent }: ToWrite): Plan {
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  const documents = sent.documents.map((document) => ({
    document,
    content: { byteLength: document.sizeBytes, bytes: readSealed(store, tx.organizationId, document.id) },
  }));
  const segments = attachmentSet(tx, {
    claim,
    content,
    payer,
    link: sent.link,
    reference: sent.interchange,
    documents,
  });
  return {
    sent,
    folders: { outbound: partner.outboundFolder, inbound: partner.inboundFolder },
    interchange: interchangeOf(tx, {
      partner,
      control: sent,
      functionalId: 'PI',
      guide: ATTACHMENT_GUIDE,
      sets: [{ st01: '275', control: sent.set, segments }],
    }),
    contents: documents.map((each) => each.content),
  };
}
