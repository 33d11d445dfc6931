import { randomUUID } from 'node:crypto';
import { problem, ProblemError, type Problem } from '../../contracts/problems.js';
import type { Posting } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { reversalOf } from '../../domain/ledger/posting.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { handedOn } from '../next-payer/handed-on.js';
import { forgetReports } from '../refunds/reported-refunds.js';
import { cancelWorkItems } from '../stories/cancel-work-items.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { draftOf } from './earlier-adjudications.js';

export const unpostReasons = ['duplicate', 'wrongPayer', 'wrongPractice', 'keyingError', 'payerWillCorrect'] as const;
export type UnpostReason = (typeof unpostReasons)[number];

export interface UnpostWish {
  readonly remittanceId: string;
  /** A code: free text may hold what nobody but the caller should read. */
  readonly reason: UnpostReason;
}

/** Asks another person to take a posted remittance back; nothing changes before they agree (rulebook §10: cash reversal). */
export async function requestUnpost(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: UnpostWish,
): Promise<Result<{ approvalId: string }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_id: { organizationId, id: wish.remittanceId } };
    const row = await tx.db.remittance.findUnique({ where });
    if (!row) return fail(problem('notFound', 'remittance'));
    const refused = await whyNot(tx, row.id, row.state);
    if (refused) return fail(refused);
    const asked = { organizationId, kind: 'unpost', subjectId: row.id, state: 'PENDING' };
    if (await tx.db.approval.findFirst({ where: asked })) return fail(problem('conflict', 'it is asked for already'));
    const approvalId = randomUUID();
    await tx.db.approval.create({
      data: {
        ...asked,
        id: approvalId,
        subjectType: 'remittance',
        amountCents: row.paymentCents,
        requestedBy: actor.id,
        requestedOn: toDateColumn(tx.at.date),
        details: { reason: wish.reason },
      },
    });
    await recordAudit(tx, {
      action: 'approval.request',
      subjectType: 'approval',
      subjectId: approvalId,
      why: `unpost of remittance ${row.id} asked for`,
      after: { amountCents: Number(row.paymentCents), reason: wish.reason },
    });
    return ok({ approvalId });
  });
}

async function whyNot(tx: Tx, remittanceId: string, state: string): Promise<Problem | undefined> {
  if (state !== 'POSTED') return problem('commandRefused', `the remittance is ${state}`);
  const moved = await tx.db.unpostedItem.count({
    where: { organizationId: tx.organizationId, remittanceId, state: { in: ['MATCHED', 'RETURNED'] } },
  });
  if (moved > 0) return problem('commandRefused', 'money of it was matched or returned by a person since');
  const later = (await postingsOf(tx, remittanceId)).some(({ takenBackBy }) => takenBackBy === 'later');
  return later
    ? problem('commandRefused', 'a later remittance took a part of it back: unpost that one first')
    : undefined;
}

interface PostedPart {
  readonly row: Posting;
  readonly takenBackBy: 'nobody' | 'itself' | 'later';
}

async function postingsOf(tx: Tx, remittanceId: string): Promise<PostedPart[]> {
  const key = { organizationId: tx.organizationId };
  const rows = await tx.db.posting.findMany({
    where: { ...key, sourceType: 'remittance', sourceId: remittanceId },
    orderBy: { businessKey: 'asc' },
  });
  const own = new Set(rows.map(({ id }) => id));
  const reversals = await tx.db.posting.findMany({
    where: { ...key, reversesId: { in: [...own] } },
    select: { id: true, reversesId: true },
  });
  return rows.map((row): PostedPart => {
    const by = reversals.find(({ reversesId }) => reversesId === row.id);
    const pair = by !== undefined && own.has(by.id);
    const undoesOwn = row.reversesId !== null && own.has(row.reversesId);
    return { row, takenBackBy: pair || undoesOwn ? 'itself' : by ? 'later' : 'nobody' };
  });
}

/**
 * Takes a whole posted remittance back: every posting is reversed, what its claims handed on returns, and their stories
 * wait for the right decision as after a payer's own reversal. A corrected file of the same payment may then post.
 */
export async function unpostRemittance(tx: Tx, remittanceId: string): Promise<void> {
  await tx.db
    .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${tx.organizationId}::uuid AND id = ${remittanceId}::uuid FOR UPDATE`;
  const where = { organizationId_id: { organizationId: tx.organizationId, id: remittanceId } };
  const row = await tx.db.remittance.findUniqueOrThrow({ where });
  const refused = await whyNot(tx, remittanceId, row.state);
  if (refused) throw new ProblemError(refused);
  for (const part of await postingsOf(tx, remittanceId)) {
    if (part.takenBackBy !== 'nobody') continue;
    const posted = await draftOf(tx, part.row);
    const businessKey = `${posted.businessKey}:unposted`;
    await savePostings(tx, [
      reversalOf(posted, {
        businessKey,
        effectiveDate: tx.at.date,
        source: { type: 'remittance', id: remittanceId, place: `${posted.source.place ?? ''}:unposted` },
      }),
    ]);
  }
  await tellClaims(tx, remittanceId);
  await closeOpenItems(tx, remittanceId);
  await forgetReports(tx, remittanceId);
  await tx.db.remittance.update({ where, data: { state: 'UNPOSTED' } });
  await recordAudit(tx, {
    action: 'remittance.unpost',
    subjectType: 'remittance',
    subjectId: remittanceId,
    why: 'another person approved',
    before: { state: row.state },
    after: { state: 'UNPOSTED' },
  });
}

async function tellClaims(tx: Tx, remittanceId: string): Promise<void> {
  const key = { organizationId: tx.organizationId };
  const decided = await tx.db.remittanceClaim.findMany({ where: { ...key, remittanceId, claimId: { not: null } } });
  for (const claim of decided) {
    const claimId = claim.claimId ?? '';
    const takenFrom = await takeBackHandedOn(tx, claimId, remittanceId);
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claimId,
      type: 'remittancePosted',
      key: `${claim.id}:unposted`,
      facts: {
        remittanceClaimId: claim.id,
        status: '22',
        reversal: true,
        crossover: false,
        paidCents: -Number(claim.paidCents),
        patientResponsibilityCents: 0,
        deniedLines: 0,
        totalLines: 1,
        openDenials: 0,
        unexplainedCents: 0,
        ...(takenFrom.length > 0 && { nextPayerTakenFrom: true }),
        date: tx.at.date,
        payerControlNumber: claim.payerClaimNumber || null,
      },
    });
    const born = await tx.db.denial.findMany({
      where: { ...key, remittanceClaimId: claim.id, state: { not: 'RESOLVED' } },
    });
    for (const denial of born)
      await recordEvent(tx, { story: 'appeal', subjectId: denial.id, type: 'claimClosed', facts: { how: 'voided' } });
  }
}

/** Answers the claims to the next payer that were told. */
async function takeBackHandedOn(tx: Tx, claimId: string, remittanceId: string): Promise<string[]> {
  const takenFrom: string[] = [];
  for (const transfer of await handedOn(tx, claimId)) {
    await savePostings(tx, [
      reversalOf(transfer, {
        businessKey: `${transfer.businessKey}:unposted:${remittanceId}`,
        effectiveDate: tx.at.date,
        source: { type: 'remittance', id: remittanceId, place: `handed-on:${claimId}` },
      }),
    ]);
    for (const other of new Set(transfer.entries.flatMap((entry) => entry.claimId ?? []))) {
      if (other === claimId) continue;
      takenFrom.push(other);
      await recordEvent(tx, {
        story: 'claim',
        subjectId: other,
        type: 'priorPayerChanged',
        key: `${remittanceId}:${other}:unposted`,
      });
    }
  }
  return takenFrom;
}

async function closeOpenItems(tx: Tx, remittanceId: string): Promise<void> {
  await tx.db.unpostedItem.updateMany({
    where: { organizationId: tx.organizationId, remittanceId, state: 'OPEN' },
    data: { state: 'UNPOSTED', resolvedOn: toDateColumn(tx.at.date), resolvedBy: tx.actor.id },
  });
  const why = 'the remittance was unposted';
  await cancelWorkItems(tx, { subjectId: remittanceId, kinds: ['unknownClaimPayment'], why });
}
