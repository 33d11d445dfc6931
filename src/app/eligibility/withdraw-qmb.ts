import { problem, type Problem } from '../../contracts/problems.js';
import { fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { QMB_PLACE } from '../next-payer/handed-on.js';
import { recordAudit } from '../stories/record-audit.js';

export interface WithdrawQmb {
  /** A claim of the patient whose coverage carries the protection. */
  readonly claimId: string;
  /** A person's words: why it was wrong. */
  readonly reason: string;
}

export interface WithdrawnQmb {
  readonly coverageId: string;
  /** What the protection had written off (WO-QMB) of the patient's claims, in cents; it stays so. */
  readonly writtenOffCents: number;
}

/**
 * The patient is no Qualified Medicare Beneficiary after all: shares decided from now on are the patient's again. What was
 * written off meanwhile never returns to the patient by itself; a person who sees the sum takes that up (rulebook §9.1).
 */
export async function withdrawQmb(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { claimId, reason }: WithdrawQmb,
): Promise<Result<WithdrawnQmb, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({
      where: { organizationId_id: { organizationId, id: claimId } },
      select: { patientId: true },
    });
    if (!claim) return fail(problem('notFound', 'claim'));
    const [coverage] = await tx.db.coverage.findMany({
      where: { organizationId, patientId: claim.patientId, qmbSource: { not: null } },
      orderBy: { rank: 'asc' },
    });
    if (!coverage) return fail(problem('commandRefused', 'no coverage of the patient says so'));
    await tx.db.coverage.update({
      where: { organizationId_id: { organizationId, id: coverage.id } },
      data: { qmbSource: null, qmbFrom: null, qmbTo: null },
    });
    const writtenOffCents = await writtenOff(tx, claim.patientId);
    await recordAudit(tx, {
      action: 'coverage.qmbWithdrawn',
      subjectType: 'coverage',
      subjectId: coverage.id,
      why: reason,
      before: {
        source: coverage.qmbSource,
        from: fromNullableDate(coverage.qmbFrom) ?? null,
        to: fromNullableDate(coverage.qmbTo) ?? null,
      },
      after: { writtenOffCents },
    });
    return ok({ coverageId: coverage.id, writtenOffCents });
  });
}

async function writtenOff(tx: Tx, patientId: string): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ cents: bigint | null }[]>`
    SELECT sum(e.amount_cents)::bigint AS cents
      FROM claims c
      JOIN ledger_entries e ON e.organization_id = c.organization_id AND e.claim_id = c.id AND e.ledger_account = 'writeoff.WO-QMB'
      JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
     WHERE c.organization_id = ${tx.organizationId}::uuid AND c.patient_id = ${patientId}::uuid
       AND (p.source_place = ${QMB_PLACE} OR p.source_type = 'remittance')`;
  return Number(row?.cents ?? 0n);
}
