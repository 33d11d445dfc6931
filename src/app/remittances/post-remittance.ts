import { inTransaction, systemActor, toDateColumn, fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Remittance as RemittanceRow, RemittanceClaim as RemittanceClaimRow } from '../../db/generated/client.js';
import { planPostings, type RemittancePlan } from '../../domain/remittances/plan-postings.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { recordAudit } from '../stories/record-audit.js';
import { booksOfClaims, claimsOfReferences, openOffsets, type ClaimsFound } from './claims-on-books.js';
import { classifierFor } from './classifier.js';
import { openUnposted } from './open-unposted.js';
import { recordClaimOutcome } from './record-claim-outcome.js';
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

/** The same inside the transaction of a person's decision. */
export async function postWithin(deps: Deps, tx: Tx, remittanceId: string): Promise<{ became: 'posted' | 'repeat' }> {
  await tx.db
    .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${tx.organizationId}::uuid AND id = ${remittanceId}::uuid FOR UPDATE`;
  const where = { organizationId_id: { organizationId: tx.organizationId, id: remittanceId } };
  const row = await tx.db.remittance.findUniqueOrThrow({ where });
  if (row.state !== 'READY') return { became: 'repeat' };
  const planned = await planStored(deps, tx, row);
  const { plan, remittance, staged, found } = planned;
  for (const claim of staged) await noteMatch(tx, claim, found);
  await savePostings(tx, plan.postings);
  for (const claim of staged) await recordClaimOutcome(deps, tx, { remittance, claim, plan, books: found.books });
  await openUnposted(tx, row, planned);
  await tx.db.remittance.update({ where, data: { state: 'POSTED', postedOn: toDateColumn(tx.at.date) } });
  await recordAudit(tx, {
    action: 'remittance.post',
    subjectType: 'remittance',
    subjectId: row.id,
    why: 'balanced and planned by the posting rules',
    after: { postings: plan.postings.length, paymentCents: Number(row.paymentCents) },
  });
  return { became: 'posted' };
}

/** A stored remittance with what would post of it now. */
export interface StoredPlan {
  readonly remittance: Remittance;
  readonly staged: readonly StagedClaim[];
  readonly found: ClaimsFound;
  readonly plan: RemittancePlan;
}

/** Plans and writes nothing: posting and preview see the same. */
export async function planStored(deps: Deps, tx: Tx, row: RemittanceRow): Promise<StoredPlan> {
  const staged = await stagedClaims(deps, tx, row.id);
  const remittance = await toRemittance(
    tx,
    row,
    staged.map((claim) => claim.document),
  );
  const found = await booksOfClaims(deps, tx, { payerId: remittance.payerId, claims: staged });
  const plan = planPostings({
    remittance,
    claims: found.books,
    openOffsets: await openOffsets(tx, remittance.payerId),
    claimOfAdjustment: await claimsOfReferences(tx, remittance),
    classify: await classifierFor(tx, remittance.payerId),
  });
  return { remittance, staged, found, plan };
}

async function noteMatch(tx: Tx, { row, document }: StagedClaim, { books, matchedBy }: ClaimsFound): Promise<void> {
  const book = books.get(document.ordinal);
  if (!book) return;
  await tx.db.remittanceClaim.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { claimId: book.claimId, matchedBy: matchedBy.get(document.ordinal) ?? null },
  });
}

/** A CLP row with its opened document. */
export interface StagedClaim {
  readonly row: RemittanceClaimRow;
  readonly document: RemittanceClaim;
}

export async function stagedClaims(deps: Deps, tx: Tx, remittanceId: string): Promise<StagedClaim[]> {
  const rows = await tx.db.remittanceClaim.findMany({
    where: { organizationId: tx.organizationId, remittanceId },
    orderBy: { ordinal: 'asc' },
  });
  return rows.map((row) => ({
    row,
    document: deps.keys.openJson<RemittanceClaim>(
      { org: tx.organizationId, table: 'remittance_claims', column: 'document', rowId: row.id },
      row.document,
    ),
  }));
}

/** A payment whose first posting was taken back as a whole posts again under a key of its own. */
async function keyOfPosting(tx: Tx, { identityKey }: RemittanceRow): Promise<string> {
  const unposted = await tx.db.remittance.count({
    where: { organizationId: tx.organizationId, identityKey, state: 'UNPOSTED' },
  });
  return unposted === 0 ? identityKey : `${identityKey}#${unposted + 1}`;
}

export async function toRemittance(
  tx: Tx,
  row: RemittanceRow,
  claims: readonly RemittanceClaim[],
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
