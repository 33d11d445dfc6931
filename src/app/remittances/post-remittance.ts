import { inTransaction, systemActor, toDateColumn, fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Remittance as RemittanceRow, RemittanceClaim as RemittanceClaimRow } from '../../db/generated/client.js';
import { planPostings, type RemittancePlan } from '../../domain/remittances/plan-postings.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { booksOfClaims, claimsOfReferences, openOffsets } from './claims-on-books.js';
import { classifierFor } from './classifier.js';
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
  const done = await inTransaction<{ became: 'posted' | 'repeat' }>(
    deps.db,
    input.organizationId,
    { actor: systemActor('postRemittance'), timeoutMs: 300_000 },
    async (tx) => {
      await tx.db
        .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${tx.organizationId}::uuid AND id = ${input.remittanceId}::uuid FOR UPDATE`;
      const where = { organizationId_id: { organizationId: tx.organizationId, id: input.remittanceId } };
      const row = await tx.db.remittance.findUniqueOrThrow({ where });
      if (row.state !== 'READY') return { became: 'repeat' };
      const staged = await stagedClaims(deps, tx, row.id);
      const remittance = await toRemittance(
        tx,
        row,
        staged.map((claim) => claim.document),
      );
      const books = await booksOfClaims(deps, tx, { payerId: remittance.payerId, claims: staged });
      const plan = planPostings({
        remittance,
        claims: books,
        openOffsets: await openOffsets(tx, remittance.payerId),
        claimOfAdjustment: await claimsOfReferences(tx, remittance),
        classify: await classifierFor(tx, remittance.payerId),
      });
      await savePostings(tx, plan.postings);
      for (const claim of staged) await recordClaimOutcome(deps, tx, { remittance, claim, plan, books });
      await openReviews(tx, row, plan);
      await tx.db.remittance.update({ where, data: { state: 'POSTED', postedOn: toDateColumn(tx.at.date) } });
      await recordAudit(tx, {
        action: 'remittance.post',
        subjectType: 'remittance',
        subjectId: row.id,
        why: 'balanced and planned by the posting rules',
        after: { postings: plan.postings.length, paymentCents: Number(row.paymentCents) },
      });
      return { became: 'posted' };
    },
  );
  crashPoint('remittancePosted');
  return done;
}

/** A CLP row with its opened document. */
export interface StagedClaim {
  readonly row: RemittanceClaimRow;
  readonly document: RemittanceClaim;
}

async function stagedClaims(deps: Deps, tx: Tx, remittanceId: string): Promise<StagedClaim[]> {
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

async function toRemittance(tx: Tx, row: RemittanceRow, claims: readonly RemittanceClaim[]): Promise<Remittance> {
  const adjustments = await tx.db.providerAdjustment.findMany({
    where: { organizationId: tx.organizationId, remittanceId: row.id },
    orderBy: { ordinal: 'asc' },
  });
  if (!row.payerId) throw new Error(`Remittance ${row.id} has no payer`);
  return {
    remittanceId: row.id,
    identityKey: row.identityKey,
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

/** Money for unknown claims and provider adjustments that need a person. */
async function openReviews(tx: Tx, row: RemittanceRow, plan: RemittancePlan): Promise<void> {
  for (const claim of plan.claims) {
    if (claim.claimId !== undefined) continue;
    await openWorkItem(
      tx,
      { type: 'remittance', id: row.id, amountCents: claim.outcome.paidCents },
      {
        kind: 'unknownClaimPayment',
        dedupeKey: `${row.id}:clp:${claim.ordinal}`,
        dueDate: addBusinessDays(tx.at.date, 5),
        facts: { ordinal: claim.ordinal, paidCents: claim.outcome.paidCents, status: claim.outcome.status },
      },
    );
  }
  for (const adjustment of plan.providerAdjustments) {
    if (!adjustment.review) continue;
    await openWorkItem(
      tx,
      { type: 'remittance', id: row.id, amountCents: adjustment.amountCents },
      {
        kind: 'unknownClaimPayment',
        dedupeKey: `${row.id}:plb:${adjustment.ordinal}`,
        dueDate: addBusinessDays(tx.at.date, 5),
        facts: { plb: adjustment.reason, review: adjustment.review, amountCents: adjustment.amountCents },
      },
    );
  }
}
