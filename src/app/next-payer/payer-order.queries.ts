import { fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { problem, type Problem } from '../../contracts/problems.js';
import { payerOrder } from '../../domain/coverages/payer-order.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { coveragesOf } from './coverages-on-file.js';

/** One policy of the patient where it stands among the others; member numbers stay sealed. */
export interface PolicyInOrder {
  readonly coverageId: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly payerClass: string;
  /** The claim is billed to this one. */
  readonly ofThisClaim: boolean;
  /** Who said where it stands: its claim, the payer that named it, a rule, or a person. */
  readonly source: string;
  /** Why Medicare pays after another plan (SBR05). */
  readonly mspType: string | null;
  readonly effectiveOn: string | null;
  readonly termsOn: string | null;
  readonly verifiedOn: string | null;
  readonly verifiedResult: string | null;
}

/** The order in which the patient's policies pay, first payer first (rulebook §1); one that is known to have ended is left out. */
export async function readPayerOrder(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  claimId: string,
): Promise<Result<{ readonly claimId: string; readonly policies: readonly PolicyInOrder[] }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } } });
    if (!claim) return fail(problem('notFound', 'claim'));
    const order = payerOrder(await coveragesOf(tx, claim.patientId));
    const rows = await tx.db.coverage.findMany({ where: { organizationId, id: { in: order.map(({ id }) => id) } } });
    const payers = await tx.db.payer.findMany({
      where: { organizationId, id: { in: order.map(({ payerId }) => payerId) } },
      select: { id: true, name: true },
    });
    const policies = order.flatMap(({ id, payerId, payerClass }): PolicyInOrder[] => {
      const row = rows.find((each) => each.id === id);
      if (!row) return [];
      return [
        {
          coverageId: id,
          payerId,
          payerName: payers.find((payer) => payer.id === payerId)?.name ?? '',
          payerClass,
          ofThisClaim: id === claim.coverageId,
          source: row.rankSource,
          mspType: row.mspType,
          effectiveOn: fromNullableDate(row.effectiveOn) ?? null,
          termsOn: fromNullableDate(row.termsOn) ?? null,
          verifiedOn: fromNullableDate(row.verifiedOn) ?? null,
          verifiedResult: row.verifiedResult,
        },
      ];
    });
    return ok({ claimId, policies });
  });
}
