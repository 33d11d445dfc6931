import { deliverFile } from '../../adapters/file-drop.js';
import { problem, ProblemError } from '../../contracts/problems.js';
import { fromDateColumn, inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Account, Intent, Placement, TradingPartner } from '../../db/generated/client.js';
import type { PatientBalanceFacts } from '../../domain/patients/patient-balance.js';
import type { PersonIdentity } from '../claims/claim-parties.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { confirmIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { placementFileText, recallFileText, type PlacedItem } from './placement-file.js';

interface PlannedFile {
  readonly partner: TradingPartner;
  readonly name: string;
  readonly text: string;
}

interface StepDetails {
  readonly action: 'place' | 'recall';
  readonly reason?: string;
}

/**
 * The step `placeWithAgency`: one placement or recall file by one atomic delivery, its name stored before it leaves.
 * A placement that was taken back before its file left is not sent, and its recall has nothing to say.
 */
export async function placeWithAgency(deps: Deps, input: StepInput): Promise<StepResult> {
  const actor = systemActor('placeWithAgency');
  const planned = await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    planFile(deps, tx, input.intentId),
  );
  if (typeof planned === 'string') return { became: planned };
  const { partner, name, text } = planned;
  await deliverFile({ outbound: partner.outboundFolder, inbound: partner.inboundFolder }, name, [
    Buffer.from(text, 'utf8'),
  ]);
  await inTransaction(deps.db, input.organizationId, { actor }, (tx) => noteSent(tx, input.intentId, name));
  return { became: 'sent' };
}

async function planFile(deps: Deps, tx: Tx, intentId: string): Promise<PlannedFile | 'repeat' | 'nothing-to-send'> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return 'repeat';
  const details = intent.details as unknown as StepDetails;
  const key = { organizationId: tx.organizationId };
  const placement = await tx.db.placement.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: intent.subjectId } },
  });
  if (await isPointless(tx, placement, details.action)) {
    await closeUnsent(tx, intent, details.action);
    return 'nothing-to-send';
  }
  const partner = await partnerOf(tx, placement);
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: placement.accountId } },
  });
  const name = `${details.action === 'place' ? 'placement' : 'recall'}-${intent.id}.csv`;
  const text =
    details.action === 'place'
      ? await placementText(deps, tx, placement, account)
      : recallFileText({
          placementId: placement.id,
          accountNumber: account.accountNumber,
          reason: details.reason ?? 'guard',
        });
  await tx.db.placement.update({
    where: { organizationId_id: { ...key, id: placement.id } },
    data: { partnerId: partner.id },
  });
  await markSending(tx, intentId, { file: name });
  return { partner, name, text };
}

/** A placement file leaves only while the placement is approved; a recall only when a placement file ever left. */
async function isPointless(tx: Tx, placement: Placement, action: StepDetails['action']): Promise<boolean> {
  if (action === 'place') return placement.state !== 'APPROVED';
  const sent = await tx.db.intent.count({
    where: {
      organizationId: tx.organizationId,
      subjectId: placement.id,
      businessKey: `${placement.id}:place:1`,
      sentAt: { not: null },
    },
  });
  return sent === 0;
}

async function closeUnsent(tx: Tx, intent: Intent, action: StepDetails['action']): Promise<void> {
  await confirmIntent(tx, intent.id);
  if (action === 'place') return;
  await recordEvent(tx, {
    story: 'placement',
    subjectId: intent.subjectId,
    type: 'recallConfirmed',
    key: `${intent.businessKey}:nothing-was-sent`,
    wake: false,
  });
}

async function partnerOf(tx: Tx, placement: Placement): Promise<TradingPartner> {
  const agencies = await tx.db.tradingPartner.findMany({
    where: { organizationId: tx.organizationId, kind: 'agency' },
    orderBy: { name: 'asc' },
  });
  const partner = agencies.find(({ id }) => id === placement.partnerId) ?? agencies[0];
  if (partner) return partner;
  throw new ProblemError(problem('notFound', 'No collection agency is set up as a trading partner (kind "agency").'));
}

/** What each listed item owes on the day the file leaves; the placement keeps the same amounts. */
async function placementText(deps: Deps, tx: Tx, placement: Placement, account: Account): Promise<string> {
  const key = { organizationId: tx.organizationId };
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: tx.organizationId } });
  const listed = await tx.db.placementItem.findMany({
    where: { ...key, placementId: placement.id },
    orderBy: { claimId: 'asc' },
  });
  const { responsibilities = [] } = account.stateFacts as Partial<PatientBalanceFacts>;
  const items: PlacedItem[] = [];
  for (const { claimId } of listed) {
    const owed = responsibilities.find((item) => item.claimId === claimId);
    const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claimId } } });
    const balanceCents = owed ? owed.amountCents - owed.paidCents - owed.writtenOffCents : 0;
    if (!owed || balanceCents <= 0) continue;
    await tx.db.placementItem.update({
      where: { organizationId_placementId_claimId: { ...key, placementId: placement.id, claimId } },
      data: { amountCents: BigInt(balanceCents) },
    });
    items.push({
      serviceDate: fromDateColumn(claim.serviceFrom),
      itemizationDate: owed.dayZero ?? owed.transferDate,
      itemizedCents: owed.amountCents,
      paidSinceCents: owed.paidCents,
      creditedSinceCents: owed.writtenOffCents,
      balanceCents,
    });
  }
  const guarantor = deps.keys.openJson<PersonIdentity>(
    { org: tx.organizationId, table: 'accounts', column: 'guarantor', rowId: account.id },
    account.guarantor,
  );
  return placementFileText({
    placementId: placement.id,
    accountNumber: account.accountNumber,
    provider: organization.name,
    guarantor,
    items,
  });
}

async function noteSent(tx: Tx, intentId: string, file: string): Promise<void> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return;
  const { action } = intent.details as unknown as StepDetails;
  await confirmIntent(tx, intentId);
  await recordEvent(tx, {
    story: 'placement',
    subjectId: intent.subjectId,
    type: 'fileSent',
    facts: { action },
    key: `${intent.businessKey}:sent`,
    wake: false,
  });
  await recordAudit(tx, {
    action: `placement.${action}`,
    subjectType: 'placement',
    subjectId: intent.subjectId,
    why: action === 'place' ? 'placement approved' : 'placement taken back',
    after: { file },
  });
}
