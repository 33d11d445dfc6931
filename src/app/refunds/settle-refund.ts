import { problem, type Problem } from '../../contracts/problems.js';
import type { Refund, WorkItem } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import { refundDuePosting, refundPaidPosting, type CreditPlace } from '../../domain/ledger/refund-postings.js';
import { escheatDeadline } from '../../domain/refunds/refund-clock.js';
import { isFinalRefund, nextRefund, type RefundEvent, type RefundState } from '../../domain/refunds/refund-life.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { WorkItemDraft } from '../../domain/stories/turn.js';
import { claimBalance, savePostings } from '../ledger/save-postings.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { closeDeadlines, saveDeadlines } from '../stories/save-deadlines.js';

const SEND_BUSINESS_DAYS = 3;
/** A check is stale after this; then it is asked for, not waited for. */
const WATCH_DAYS = 90;

export interface RefundAnswer {
  readonly event: RefundEvent;
  readonly reference?: string;
  readonly sentOn?: PlainDate;
  /** Who asked for the refund, when an approval is the answer. */
  readonly preparedBy?: string;
}

export const lockRefund = async (tx: Tx, id: string): Promise<Refund> => {
  await tx.db
    .$queryRaw`SELECT 1 FROM refunds WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return tx.db.refund.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
  });
};

/** Refund preparer ≠ check issuer (rulebook §10); a stale item means nothing any more. */
export async function refuseRefund(tx: Tx, item: WorkItem, event: RefundEvent): Promise<Problem | undefined> {
  const refund = await lockRefund(tx, item.subjectId);
  if (event === 'refundSent' && refund.preparedBy === tx.actor.id)
    return problem('sameApprover', 'who prepared a refund does not issue it');
  return nextRefund(refund.state as RefundState, event)
    ? undefined
    : problem('conflict', `the refund is ${refund.state}`, { state: refund.state });
}

/** What an answer or an approval means: state, books, clock and the next item, in the caller's transaction. */
export async function settleRefund(
  tx: Tx,
  refundId: string,
  answer: RefundAnswer,
): Promise<Result<RefundState, Problem>> {
  const refund = await lockRefund(tx, refundId);
  const state = nextRefund(refund.state as RefundState, answer.event);
  if (!state) return fail(problem('conflict', `the refund is ${refund.state}`, { state: refund.state }));
  const gone = answer.event === 'refundApproved' && (await creditIsGone(tx, refund));
  if (gone) return fail(gone);
  await post(tx, refund, answer);
  const sent = answer.event === 'refundSent';
  await tx.db.refund.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: refund.id } },
    data: {
      state,
      version: { increment: 1 },
      ...(answer.event === 'refundApproved' && { setAside: true, preparedBy: answer.preparedBy ?? null }),
      ...(sent && { reference: answer.reference ?? null, sentOn: toDateColumn(answer.sentOn ?? tx.at.date) }),
      ...(sent && { sendings: { increment: 1 } }),
      closedOn: isFinalRefund(state) ? toDateColumn(tx.at.date) : null,
    },
  });
  await keepClocks(tx, refund, answer, state);
  const next = workAfter(tx, refund, answer, state);
  if (next) await openWorkItem(tx, subjectOf(refund), next);
  await recordAudit(tx, {
    action: `refund.${answer.event}`,
    subjectType: 'refund',
    subjectId: refund.id,
    why: refund.reason,
    before: { state: refund.state },
    after: { state, amountCents: Number(refund.amountCents) },
  });
  return ok(state);
}

/**
 * Between the proposal and the agreement the payer may take its money back, or the credit may pay something: what is not there
 * any more is not paid back a second time. The lock keeps a remittance or the account's story from passing in between.
 */
async function creditIsGone(tx: Tx, refund: Refund): Promise<Problem | false> {
  if (refund.setAside) return false;
  const creditCents = await creditLeft(tx, refund);
  return creditCents < refund.amountCents
    ? problem('commandRefused', 'the credit is no longer there: refuse the refund, and look at the claim again', {
        creditCents: Number(creditCents),
        amountCents: Number(refund.amountCents),
      })
    : false;
}

async function creditLeft(tx: Tx, { claimId, accountId, place }: Refund): Promise<bigint> {
  const { organizationId } = tx;
  if (claimId) {
    await tx.db
      .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${organizationId}::uuid AND id = ${claimId}::uuid FOR UPDATE`;
    return BigInt(-(await claimBalance(tx, claimId, place)));
  }
  await tx.db
    .$queryRaw`SELECT 1 FROM accounts WHERE organization_id = ${organizationId}::uuid AND id = ${accountId}::uuid FOR UPDATE`;
  const { _sum } = await tx.db.ledgerEntry.aggregate({
    where: { organizationId, accountId, ledgerAccount: place },
    _sum: { amountCents: true },
  });
  return -(_sum.amountCents ?? 0n);
}

const subjectOf = (refund: Refund) => ({
  type: 'refund',
  id: refund.id,
  amountCents: Number(refund.amountCents),
  ...(refund.claimId && { claimId: refund.claimId }),
});

const placeOf = (refund: Refund): CreditPlace =>
  refund.owner === 'payer'
    ? {
        account: 'receivable.payer',
        payerId: refund.payerId ?? '',
        ...(refund.claimId && { claimId: refund.claimId }),
      }
    : refund.claimId
      ? { account: 'receivable.patient', guarantorAccountId: refund.accountId ?? '', claimId: refund.claimId }
      : { account: 'patient-unapplied', guarantorAccountId: refund.accountId ?? '' };

async function post(tx: Tx, refund: Refund, { event }: RefundAnswer): Promise<void> {
  const from = placeOf(refund);
  const amountCents = Number(refund.amountCents);
  const head = { effectiveDate: tx.at.date, amountCents, source: { type: 'refund', id: refund.id }, from };
  if (event === 'refundApproved' && !refund.setAside) {
    await savePostings(tx, [refundDuePosting({ ...head, businessKey: `${refund.id}:due:1` })]);
    if (from.account === 'receivable.patient') await tellAccount(tx, refund);
  }
  const key = `${refund.id}:${event}:${refund.sendings}`;
  if (event === 'refundSent') await savePostings(tx, [refundPaidPosting({ ...head, businessKey: key })]);
  if (event === 'refundCameBack')
    await savePostings(tx, [refundPaidPosting({ ...head, businessKey: key, cameBack: true })]);
}

/** What was paid back no longer covers a responsibility that may grow again. */
const tellAccount = (tx: Tx, refund: Refund): Promise<unknown> =>
  recordEvent(tx, {
    story: 'patient-balance',
    subjectId: refund.accountId ?? '',
    type: 'creditRefunded',
    facts: { claimId: refund.claimId, amountCents: Number(refund.amountCents) },
    key: `${refund.id}:creditRefunded`,
  });

/** The clock of the law ends when the money leaves or was never owed; a sent refund gets its dormancy. */
async function keepClocks(tx: Tx, refund: Refund, answer: RefundAnswer, state: RefundState): Promise<void> {
  if (answer.event === 'refundSent') {
    await closeDeadlines(tx, refund.id, ['refund']);
    await saveDeadlines(tx, subjectOf(refund), [escheatDeadline(answer.sentOn ?? tx.at.date)]);
  }
  if (isFinalRefund(state) || answer.event === 'refundCameBack') await closeDeadlines(tx, refund.id, ['escheat']);
  if (isFinalRefund(state)) await closeDeadlines(tx, refund.id, ['refund']);
}

function workAfter(tx: Tx, refund: Refund, answer: RefundAnswer, state: RefundState): WorkItemDraft | undefined {
  const facts = { owner: refund.owner, reason: refund.reason, sendings: refund.sendings };
  const round = `${refund.id}:${refund.version}`;
  if (answer.event === 'refundRefused')
    return { kind: 'resolveCredit', dedupeKey: `${round}:resolve`, dueDate: addBusinessDays(tx.at.date, 1), facts };
  if (state === 'APPROVED')
    return {
      kind: 'sendRefund',
      dedupeKey: `${round}:send`,
      dueDate: addBusinessDays(tx.at.date, SEND_BUSINESS_DAYS),
      facts,
    };
  return state === 'SENT'
    ? { kind: 'watchRefund', dedupeKey: `${round}:watch`, dueDate: addDays(tx.at.date, WATCH_DAYS), facts }
    : undefined;
}
