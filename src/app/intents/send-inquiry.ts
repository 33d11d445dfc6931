import { deliverFile, type DropFolders } from '../../adapters/file-drop.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Claim, Coverage, Intent, Payer, TradingPartner } from '../../db/generated/client.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { writeInterchange, type OutSegment } from '../../edi/x12/write.js';
import { interchangeOf, takeControlNumbers, type FileControl } from '../batches/interchange.js';
import { waitsForPayer } from '../payer-outages/held-sends.js';
import { openClaimContent } from '../claims/claim-content.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { claimOfIntent, confirmIntent, holdIntent, loadIntent, markSending } from './close-intent.js';
import { crashPoint } from '../../crash-points.js';

/** Everything an inquiry about one claim is written from. */
export interface InquiryContext {
  readonly intent: Intent;
  readonly claim: Claim;
  readonly payer: Payer;
  /** Another coverage of the patient that the question is about; else it is about the claim's own. */
  readonly coverage?: Coverage;
  readonly content: Claim837;
  /** Ours, unique in the organization whichever partner takes the file; the answer repeats it. */
  readonly trace: string;
}

/** How one kind of inquiry (270, 276, 278) is written and remembered. */
export interface InquiryKind {
  readonly step: string;
  readonly st01: string;
  readonly guide: string;
  readonly functionalId: string;
  segments(tx: Tx, context: InquiryContext): Iterable<OutSegment> | Promise<Iterable<OutSegment>>;
  remember(tx: Tx, context: InquiryContext): Promise<void>;
  /** The file has left: what its story must know, with the confirmation of the intent. */
  left?(tx: Tx, context: InquiryContext): Promise<void>;
}

interface Plan {
  readonly context: InquiryContext;
  readonly name: string;
  readonly folders: DropFolders;
  readonly bytes: Uint8Array[];
}

/** Sends one inquiry file: numbers stored first, one atomic delivery, then the record; a repeat delivers nothing twice. */
export async function sendInquiry(deps: Deps, input: StepInput, kind: InquiryKind): Promise<StepResult> {
  const actor = systemActor(kind.step);
  const plan = await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    planInquiry(deps, tx, input.intentId, kind),
  );
  if (!plan) return { became: 'repeat' };
  await deliverFile(plan.folders, plan.name, plan.bytes);
  crashPoint('inquiryDelivered');
  await inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return;
    await confirmIntent(tx, input.intentId);
    await kind.left?.(tx, plan.context);
  });
  return { became: 'sent' };
}

async function planInquiry(deps: Deps, tx: Tx, intentId: string, kind: InquiryKind): Promise<Plan | undefined> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return undefined;
  const key = { organizationId: tx.organizationId };
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: await claimOfIntent(tx, intent) } },
  });
  const coverage = await namedCoverage(tx, intent);
  const payerId = coverage?.payerId ?? claim.payerId;
  if (await waitsForPayer(tx, payerId, intent)) {
    await holdIntent(tx, intentId);
    return undefined;
  }
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: payerId } } });
  const partner = await tx.db.tradingPartner.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: payer.tradingPartnerId } },
  });
  const control = await controlOf(tx, intent, partner);
  const trace = traceOf(intent, kind);
  const context: InquiryContext = {
    intent,
    claim,
    payer,
    ...(coverage && { coverage }),
    content: openClaimContent(deps, tx.organizationId, claim.id, claim.content),
    trace,
  };
  const name = `${kind.st01}-${control.interchange}.x12`;
  await kind.remember(tx, context);
  await markSending(tx, intentId, { file: name, trace, ...control });
  const interchange = interchangeOf(tx, {
    partner,
    control,
    functionalId: kind.functionalId,
    guide: kind.guide,
    sets: [{ st01: kind.st01, control: control.set, segments: await kind.segments(tx, context) }],
  });
  return {
    context,
    name,
    bytes: [...writeInterchange(interchange)],
    folders: { outbound: partner.outboundFolder, inbound: partner.inboundFolder },
  };
}

async function namedCoverage(tx: Tx, { details }: Intent): Promise<Coverage | undefined> {
  const { coverageId: id } = details as { coverageId?: string };
  if (!id) return undefined;
  return tx.db.coverage.findUniqueOrThrow({ where: { organizationId_id: { organizationId: tx.organizationId, id } } });
}

/** From the intent, since each partner counts its own interchanges; a file begun by an earlier version keeps the trace it had. */
function traceOf({ id, result }: Intent, { st01 }: InquiryKind): string {
  const begun = result as { trace?: string; interchange?: string };
  if (begun.trace) return begun.trace;
  return begun.interchange ? `T${st01}${begun.interchange}` : id.replaceAll('-', '').toUpperCase();
}

/** A second attempt takes the numbers of the first, so the file has the same name. */
async function controlOf(tx: Tx, intent: Intent, partner: TradingPartner): Promise<FileControl> {
  const stored = intent.result as Partial<FileControl>;
  return stored.interchange && stored.group && stored.set
    ? (stored as FileControl)
    : takeControlNumbers(tx, partner.id);
}
