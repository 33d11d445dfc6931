import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { assertCashMoved, cashOf, postingsOf } from '../../domain/remittances/plan-postings.js';
import { planProviderAdjustments } from '../../domain/remittances/plan-provider-adjustments.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { returnConditionalPayments } from '../refunds/return-conditional-payment.js';
import { linkReportedRefunds, refundsReported } from '../refunds/reported-refunds.js';
import { recordAudit } from '../stories/record-audit.js';
import { claimsOfReferences, openOffsets } from './claims-on-books.js';
import { openUnposted } from './open-unposted.js';
import { isPlannedAhead, planAhead } from './plan-ahead.js';
import { planChunk, writeChunk, type Posted, type Subject } from './post-chunk.js';
import { assertApart, forgetPlans, publishPlans } from './publish-plans.js';
import { lockRemittance, subjectOf } from './remittance-to-post.js';
import { stagedChunks } from './staged-claims.js';
import { crashPoint } from '../../crash-points.js';

export interface PostInput {
  readonly organizationId: string;
  readonly remittanceId: string;
}

/**
 * Posts one balanced remittance: one transaction, all or nothing, once (business keys are UNIQUE). A large one is planned
 * before, some CLPs at a time, so that the transaction only publishes (docs/adr/0010).
 * Writes ledger entries, adjustment and denial facts and one event a claim; the claims' own stories judge what it means.
 */
export async function postRemittance(deps: Deps, input: PostInput): Promise<{ became: 'posted' | 'repeat' }> {
  let done = await post(deps, input, { unlessLarge: true });
  if (done === 'large') {
    await planAhead(deps, input);
    done = await post(deps, input, { unlessLarge: false });
  }
  crashPoint('remittancePosted');
  return { became: done === 'repeat' ? 'repeat' : 'posted' };
}

function post(
  deps: Deps,
  { organizationId, remittanceId }: PostInput,
  { unlessLarge }: { readonly unlessLarge: boolean },
): Promise<'posted' | 'repeat' | 'large'> {
  const options = { actor: systemActor('postRemittance'), timeoutMs: 300_000 };
  return inTransaction(deps.db, organizationId, options, async (tx) => {
    const row = await lockRemittance(tx, remittanceId);
    if (unlessLarge && isPlannedAhead(deps, row)) return 'large';
    const became = await postLocked(deps, tx, row);
    crashPoint('remittanceUnsaved');
    return became;
  });
}

/**
 * The same inside the transaction of a person's decision. What was planned ahead and still holds is published; all other CLPs
 * come in chunks, each planned on the books the chunks before it left. The remittance counts as posted from the start, so
 * that a later CLP sees the decisions of earlier ones.
 */
export async function postWithin(deps: Deps, tx: Tx, remittanceId: string): Promise<{ became: 'posted' | 'repeat' }> {
  return { became: await postLocked(deps, tx, await lockRemittance(tx, remittanceId)) };
}

async function postLocked(deps: Deps, tx: Tx, row: RemittanceRow): Promise<'posted' | 'repeat'> {
  const done = row.state === 'READY' ? await postReady(deps, tx, await subjectOf(deps, tx, row)) : 'repeat';
  forgetPlans(tx, row.id);
  return done;
}

async function postReady(deps: Deps, tx: Tx, subject: Subject): Promise<'posted'> {
  const { row } = subject;
  const where = { organizationId_id: { organizationId: tx.organizationId, id: row.id } };
  await tx.db.remittance.update({ where, data: { state: 'POSTED', postedOn: toDateColumn(tx.at.date) } });
  const { leftOrdinals, ...published } = await publishPlans(deps, tx, subject);
  const sums = { ...published };
  for await (const staged of stagedChunks(deps, tx, row.id, leftOrdinals)) {
    const plan = await planChunk(deps, tx, subject, { staged });
    await assertApart(
      tx,
      row.id,
      [...plan.found.books.values()].map(({ claimId }) => claimId),
    );
    const posted = await writeChunk(tx, subject, plan);
    sums.postings += posted.postings;
    sums.cashCents += posted.cashCents;
  }
  await postProviderAdjustments(tx, subject, sums);
  await returnConditionalPayments(tx, row);
  return 'posted';
}

/** The end of a posting: what concerns the payment as a whole, and the proof that it moved exactly BPR02. */
async function postProviderAdjustments(tx: Tx, { row, remittance }: Subject, ofClaims: Posted): Promise<void> {
  const providerAdjustments = planProviderAdjustments({
    remittance,
    openOffsets: await openOffsets(tx, remittance.payerId),
    claimOfAdjustment: await claimsOfReferences(tx, remittance),
    refundOfAdjustment: await refundsReported(tx, remittance),
  });
  const postings = postingsOf([], providerAdjustments);
  assertCashMoved(remittance, ofClaims.cashCents + cashOf(postings));
  await savePostings(tx, postings);
  await linkReportedRefunds(tx, row, providerAdjustments);
  await openUnposted(tx, row, { plan: { claims: [], providerAdjustments }, staged: [], unplaced: new Map() });
  await recordAudit(tx, {
    action: 'remittance.post',
    subjectType: 'remittance',
    subjectId: row.id,
    why: 'balanced and planned by the posting rules',
    after: { postings: ofClaims.postings + postings.length, paymentCents: Number(row.paymentCents) },
  });
}
