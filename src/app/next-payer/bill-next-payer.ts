import { fromDateColumn, inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { Claim, Intent } from '../../db/generated/client.js';
import type { NewPriorDecision } from '../../domain/claims/claim-event.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import {
  nextPayerTransferPosting,
  patientTransferPosting,
  writeOffPosting,
} from '../../domain/ledger/claim-postings.js';
import { mayBillPatient } from '../../domain/patients/may-bill-patient.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import { openClaimContent, sealClaimContent } from '../claims/claim-content.js';
import { holderOf } from '../claims/claim-parties.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { confirmIntent, loadIntent } from '../intents/close-intent.js';
import { claimBalance, savePostings } from '../ledger/save-postings.js';
import { standingDecisions } from '../remittances/earlier-adjudications.js';
import { decisionWaits, postWaiting } from '../remittances/resolve-unposted.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordEvent } from '../stories/record-event.js';
import { billConditionally, type ConditionalBilling } from './bill-conditionally.js';
import {
  claimToNextPayer,
  restateDecision,
  tellsTheSame,
  type CannotBill,
  type PriorDecision,
} from './claim-to-next-payer.js';
import { insuranceOf, type Insurance } from './coverages-on-file.js';
import { QMB_PLACE } from './handed-on.js';
import { openNextClaim } from './open-next-claim.js';

interface HandOn {
  readonly intent: Intent;
  readonly claim: Claim;
  /** What this claim's payer left for others, never more than is still open on it. */
  readonly shareCents: number;
  readonly how: ConditionalBilling & {
    readonly crossover?: boolean;
    readonly overdue?: boolean;
    readonly toPatient?: boolean;
    readonly restated?: boolean;
  };
}

/**
 * The step `billNextPayer`: opens the next payer's claim once (or finds it) and moves what was left to it as ledger entries;
 * with no payer left the rest becomes the guarantor's unless a guard forbids it (rulebook §2.1, §9.1). One transaction.
 */
export async function billNextPayer(deps: Deps, input: StepInput): Promise<StepResult> {
  return inTransaction(deps.db, input.organizationId, { actor: systemActor('billNextPayer') }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return { became: 'repeat' };
    await tx.db
      .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${intent.subjectId}::uuid FOR UPDATE`;
    const claim = await claimRow(tx, intent.subjectId);
    const memory = claim.stateFacts as { shareForNextPayerCents?: number };
    const open = await claimBalance(tx, claim.id, 'receivable.payer');
    const shareCents = Math.max(0, Math.min(memory.shareForNextPayerCents ?? 0, open));
    const became = await handOn(deps, tx, { intent, claim, shareCents, how: intent.details as HandOn['how'] });
    await confirmIntent(tx, intent.id);
    return { became };
  });
}

const claimRow = (tx: Tx, id: string): Promise<Claim> =>
  tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { organizationId: tx.organizationId, id } } });

async function handOn(deps: Deps, tx: Tx, work: HandOn): Promise<string> {
  const { claim, how } = work;
  if (how.conditional) return billConditionally(deps, tx, work);
  const child = await tx.db.claim.findFirst({
    where: { organizationId: tx.organizationId, parentClaimId: claim.id, sequence: { not: claim.sequence } },
  });
  if (child) return continueWith(deps, tx, work, child);
  if (work.shareCents === 0) return nothingLeft(tx, work);
  const insurance = await insuranceOf(tx, claim);
  const { next } = insurance;
  if (!next || how.toPatient) return toPatient(tx, work, insurance);
  const decision = await lastDecision(deps, tx, claim);
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: next.id } },
  });
  const holder = holderOf(deps, coverage);
  if (!decision || !holder) return blocked(tx, work, [decision ? 'INSURED_UNKNOWN' : 'DECISION_MISSING']);
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: next.payerId } },
  });
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const turned = claimToNextPayer(content, decision, { payer, holder });
  if (!turned.ok) return blocked(tx, work, turned.problem);
  // A payer that decided before its turn has the claim already: sending it would be a duplicate.
  const decided = await decisionWaits(tx, claim, next.payerId);
  const childId = await openNextClaim(deps, tx, {
    parent: claim,
    coverage,
    content: turned.value,
    crossover: how.crossover === true || decided,
    memory: { priorRemittanceDate: decision.decidedOn },
  });
  await transfer(tx, work, { claimId: childId, payerId: next.payerId });
  await postWaiting(deps, tx, claim, childId);
  await tell(tx, work, childId, how.crossover === true);
  return how.crossover ? 'awaited' : 'billed';
}

/**
 * The next payer's claim exists: it is told the decision that stands now, a new share goes to it, and a forwarded one that
 * stayed silent is sent by us. The next payer's own story decides whether that means a replacement.
 */
async function continueWith(
  deps: Deps,
  tx: Tx,
  work: HandOn,
  { id: childId }: { readonly id: string },
): Promise<string> {
  const { how, intent } = work;
  const child = await lockedClaim(tx, childId);
  const unsent =
    (await tx.db.submission.count({ where: { organizationId: tx.organizationId, claimId: child.id } })) === 0;
  if (work.shareCents > 0 || how.restated) {
    const restated = await restate(deps, tx, work.claim, child);
    if (!restated.ok) return blocked(tx, work, restated.problem);
    if (work.shareCents > 0) await transfer(tx, work, { claimId: child.id, payerId: child.payerId });
    await recordEvent(tx, {
      story: 'claim',
      subjectId: child.id,
      type: 'priorPayerChanged',
      facts: { decision: how.crossover ? 'forwarded' : restated.value },
      key: `${intent.businessKey}:changed`,
    });
  }
  if (how.overdue) {
    const key = `${intent.businessKey}:overdue`;
    await recordEvent(tx, { story: 'claim', subjectId: child.id, type: 'crossoverOverdue', key });
  }
  await tell(tx, work, child.id, how.crossover === true && unsent);
  return how.overdue ? 'billed' : 'known';
}

async function lockedClaim(tx: Tx, id: string): Promise<Claim> {
  await tx.db
    .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return claimRow(tx, id);
}

/** The next payer's claim carries the decision that stands now, sent or not: what goes out next is written from it. */
async function restate(deps: Deps, tx: Tx, claim: Claim, child: Claim): Promise<Result<NewPriorDecision, CannotBill>> {
  const decision = await lastDecision(deps, tx, claim);
  const key = { organizationId: tx.organizationId };
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: child.coverageId } },
  });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: child.payerId } } });
  const holder = holderOf(deps, coverage);
  if (!decision || !holder) return fail([decision ? 'INSURED_UNKNOWN' : 'DECISION_MISSING']);
  const before = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const own = openClaimContent(deps, tx.organizationId, child.id, child.content);
  const turned = restateDecision(own, before, decision, { payer, holder });
  if (!turned.ok) return turned;
  await tx.db.claim.update({
    where: { organizationId_id: { ...key, id: child.id } },
    data: {
      content: sealClaimContent(deps, tx.organizationId, child.id, turned.value),
      contentVersion: { increment: 1 },
      stateFacts: { ...(child.stateFacts as object), priorRemittanceDate: decision.decidedOn },
    },
  });
  return ok(tellsTheSame(own, turned.value) ? 'unchanged' : 'restated');
}

/** Nobody to tell: the claim goes on by itself. */
async function nothingLeft(tx: Tx, { claim, intent, how }: HandOn): Promise<string> {
  const key = `${intent.businessKey}:nobody`;
  if (how.restated) await recordEvent(tx, { story: 'claim', subjectId: claim.id, type: 'nextPayerFinished', key });
  return 'nothing left';
}

/** The payer's decision that stands, as the next payer must be told it. */
export async function lastDecision(deps: Deps, tx: Tx, claim: Claim): Promise<PriorDecision | undefined> {
  const last = (await standingDecisions(tx, claim.id)).filter(({ replaced }) => !replaced).at(-1)?.row;
  if (!last) return undefined;
  const place = { org: tx.organizationId, table: 'remittance_claims', column: 'document', rowId: last.id };
  const remittance = await tx.db.remittance.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: last.remittanceId } },
  });
  return {
    remittance: deps.keys.openJson<RemittanceClaim>(place, last.document),
    decidedOn: fromDateColumn(remittance.paymentDate),
  };
}

async function transfer(tx: Tx, work: HandOn, to: { claimId: string; payerId: string }): Promise<void> {
  const { claim, intent, shareCents } = work;
  await savePostings(tx, [
    nextPayerTransferPosting({
      businessKey: intent.businessKey,
      effectiveDate: tx.at.date,
      amountCents: shareCents,
      from: { claimId: claim.id, payerId: claim.payerId },
      to,
    }),
  ]);
}

/** No payer is left. Medicaid, QMB, workers' compensation and the other guards keep the amount from the guarantor. */
async function toPatient(tx: Tx, work: HandOn, { payerClasses, qmb }: Insurance): Promise<string> {
  const { claim, intent, shareCents } = work;
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claim.payerId } },
  });
  const guard = mayBillPatient({ group: 'PR', payerClasses, qmb, selfPayRestriction: !payer.billsPatients });
  if (qmb) await writeOffQmb(tx, work);
  if (guard.mayBill) {
    await savePostings(tx, [
      patientTransferPosting({
        businessKey: intent.businessKey,
        effectiveDate: tx.at.date,
        amountCents: shareCents,
        source: { type: 'claim', id: claim.id },
        claimId: claim.id,
        payerId: claim.payerId,
        guarantorAccountId: claim.accountId,
      }),
    ]);
  }
  const key = `${intent.businessKey}:transferred`;
  await recordEvent(tx, { story: 'claim', subjectId: claim.id, type: 'responsibilityTransferred', key });
  return guard.mayBill ? 'patient' : 'guarded';
}

/** Nobody owes a Qualified Medicare Beneficiary's cost share any more: it is written off by rule, nobody is asked. */
const writeOffQmb = (tx: Tx, { claim, intent, shareCents }: HandOn): Promise<unknown> =>
  savePostings(tx, [
    writeOffPosting({
      businessKey: `${intent.businessKey}:qmb`,
      effectiveDate: tx.at.date,
      amountCents: shareCents,
      code: 'WO-QMB',
      source: { type: 'claim', id: claim.id, place: QMB_PLACE },
      claimId: claim.id,
      owedBy: { payerId: claim.payerId },
    }),
  ]);

async function blocked(tx: Tx, work: HandOn, faults: CannotBill): Promise<string> {
  const { claim, intent, shareCents } = work;
  await openWorkItem(
    tx,
    { type: 'claim', id: claim.id, claimId: claim.id, amountCents: shareCents },
    {
      kind: 'nextPayerBlocked',
      dedupeKey: `${intent.businessKey}:blocked`,
      dueDate: addBusinessDays(tx.at.date, 5),
      facts: { faults: faults.join(' '), amountCents: shareCents },
    },
  );
  return 'blocked';
}

const tell = async (tx: Tx, { claim, intent }: HandOn, nextClaimId: string, crossover: boolean): Promise<void> =>
  void (await recordEvent(tx, {
    story: 'claim',
    subjectId: claim.id,
    type: 'nextPayerBilled',
    facts: { nextClaimId, ...(crossover && { crossover }) },
    key: `${intent.businessKey}:handed-on`,
  }));
