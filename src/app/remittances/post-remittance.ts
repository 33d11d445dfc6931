import { inTransaction, systemActor, toDateColumn, fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import { assertCashMoved, cashOf, planClaims, postingsOf } from '../../domain/remittances/plan-postings.js';
import { planProviderAdjustments } from '../../domain/remittances/plan-provider-adjustments.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { linkReportedRefunds, refundsReported } from '../refunds/reported-refunds.js';
import { recordAudit } from '../stories/record-audit.js';
import { claimsOfReferences, openOffsets } from './claims-on-books.js';
import { classifierFor, type Classify } from './classifier.js';
import { findClaims, type ClaimsFound } from './find-claims.js';
import { openUnposted } from './open-unposted.js';
import { recordClaimOutcomes } from './record-claim-outcome.js';
import { stagedChunks, type StagedClaim } from './staged-claims.js';
import { crashPoint } from '../../crash-points.js';

export interface PostInput {
  readonly organizationId: string;
  readonly remittanceId: string;
}

/**
 * Posts one balanced remittance: one transaction, all or nothing, once (business keys are UNIQUE).
 * Writes ledger entries, adjustment and denial facts and one event a claim; the claims' own stories judge what it means.
 */
export async function postRemittance(deps: Deps, input: PostInput): Promise<{ became: 'posted' | 'repeat' }> {
  const options = { actor: systemActor('postRemittance'), timeoutMs: 300_000 };
  const done = await inTransaction(deps.db, input.organizationId, options, (tx) =>
    postWithin(deps, tx, input.remittanceId),
  );
  crashPoint('remittancePosted');
  return done;
}

/**
 * The same inside the transaction of a person's decision. The CLPs come in chunks, each planned on the books the chunks
 * before it left; the remittance counts as posted from the start, so that a later CLP sees the decisions of earlier ones.
 */
export async function postWithin(deps: Deps, tx: Tx, remittanceId: string): Promise<{ became: 'posted' | 'repeat' }> {
  await tx.db
    .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${tx.organizationId}::uuid AND id = ${remittanceId}::uuid FOR UPDATE`;
  const where = { organizationId_id: { organizationId: tx.organizationId, id: remittanceId } };
  const row = await tx.db.remittance.findUniqueOrThrow({ where });
  if (row.state !== 'READY') return { became: 'repeat' };
  const remittance = await remittanceOf(tx, row);
  await tx.db.remittance.update({ where, data: { state: 'POSTED', postedOn: toDateColumn(tx.at.date) } });
  const classify = await classifierFor(tx, remittance.payerId);
  const sums = { postings: 0, cashCents: 0 };
  for await (const staged of stagedChunks(deps, tx, row.id)) {
    const posted = await postChunk(deps, tx, { row, remittance, staged, classify });
    sums.postings += posted.postings;
    sums.cashCents += posted.cashCents;
  }
  const providerAdjustments = planProviderAdjustments({
    remittance,
    openOffsets: await openOffsets(tx, remittance.payerId),
    claimOfAdjustment: await claimsOfReferences(tx, remittance),
    refundOfAdjustment: await refundsReported(tx, remittance),
  });
  const postings = postingsOf([], providerAdjustments);
  assertCashMoved(remittance, sums.cashCents + cashOf(postings));
  await savePostings(tx, postings);
  await linkReportedRefunds(tx, row, providerAdjustments);
  await openUnposted(tx, row, { plan: { claims: [], providerAdjustments }, staged: [], unplaced: new Map() });
  await recordAudit(tx, {
    action: 'remittance.post',
    subjectType: 'remittance',
    subjectId: row.id,
    why: 'balanced and planned by the posting rules',
    after: { postings: sums.postings + postings.length, paymentCents: Number(row.paymentCents) },
  });
  return { became: 'posted' };
}

interface Chunk {
  readonly row: RemittanceRow;
  readonly remittance: Remittance;
  readonly staged: readonly StagedClaim[];
  readonly classify: Classify;
}

async function postChunk(
  deps: Deps,
  tx: Tx,
  { row, remittance, staged, classify }: Chunk,
): Promise<{ postings: number; cashCents: number }> {
  const found = await findClaims(deps, tx, { payerId: remittance.payerId, claims: staged });
  const claims = planClaims({
    remittance: { ...remittance, claims: staged.map(({ document }) => document) },
    claims: found.books,
    classify,
  });
  const postings = postingsOf(claims, []);
  await noteMatches(tx, staged, found);
  await savePostings(tx, postings);
  await recordClaimOutcomes(tx, { remittance, staged, plans: claims, books: found.books, classify });
  await openUnposted(tx, row, { plan: { claims, providerAdjustments: [] }, staged, unplaced: found.unplaced });
  return { postings: postings.length, cashCents: cashOf(postings) };
}

async function noteMatches(tx: Tx, staged: readonly StagedClaim[], { books, matchedBy }: ClaimsFound): Promise<void> {
  const matched = staged.flatMap(({ row, document }) => {
    const book = books.get(document.ordinal);
    return book ? [{ id: row.id, claimId: book.claimId, by: matchedBy.get(document.ordinal) ?? '' }] : [];
  });
  await tx.db.$executeRaw`
    UPDATE remittance_claims rc SET claim_id = m.claim_id, matched_by = m.matched_by
      FROM unnest(${matched.map(({ id }) => id)}::uuid[], ${matched.map(({ claimId }) => claimId)}::uuid[],
                  ${matched.map(({ by }) => by)}::text[]) AS m (id, claim_id, matched_by)
     WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.id = m.id`;
}

/** A payment whose first posting was taken back as a whole posts again under a key of its own. */
async function keyOfPosting(tx: Tx, { identityKey }: RemittanceRow): Promise<string> {
  const unposted = await tx.db.remittance.count({
    where: { organizationId: tx.organizationId, identityKey, state: 'UNPOSTED' },
  });
  return unposted === 0 ? identityKey : `${identityKey}#${unposted + 1}`;
}

/** The remittance as the posting rules know it; its claims come in chunks unless the caller has them. */
export async function remittanceOf(
  tx: Tx,
  row: RemittanceRow,
  claims: readonly RemittanceClaim[] = [],
): Promise<Remittance> {
  const adjustments = await tx.db.providerAdjustment.findMany({
    where: { organizationId: tx.organizationId, remittanceId: row.id },
    orderBy: { ordinal: 'asc' },
  });
  if (!row.payerId) throw new Error(`Remittance ${row.id} has no payer`);
  return {
    remittanceId: row.id,
    identityKey: await keyOfPosting(tx, row),
    payerId: row.payerId,
    paymentDate: fromDateColumn(row.paymentDate),
    paymentCents: Number(row.paymentCents),
    claims,
    providerAdjustments: adjustments.map((plb) => ({
      ordinal: plb.ordinal,
      reason: plb.reason,
      amountCents: Number(plb.amountCents),
      ...(plb.reference && { reference: plb.reference }),
    })),
  };
}
