import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Remittance } from '../../db/generated/client.js';
import { nextPayerTransferPosting } from '../../domain/ledger/claim-postings.js';
import { savePostings } from '../ledger/save-postings.js';
import { CONDITIONAL_PLACE } from '../next-payer/handed-on.js';
import { standingDecisions } from '../remittances/earlier-adjudications.js';
import { openRefund } from './open-refund.js';

/** A claim of an accident's insurer and the conditional claim to Medicare after it. */
interface Pair {
  readonly insurerClaim: string;
  readonly insurer: string;
  readonly medicareClaim: string;
  readonly medicare: string;
}

/**
 * What Medicare paid conditionally goes back within 60 days of the insurer's payment (42 CFR 411.24(h)): at most what the insurer
 * paid, counted from the payment that made it twice. The credit moves to Medicare's claim, where its refund takes it from.
 * Once for each cent, whichever of the two pays last; runs in the transaction that posts the remittance.
 */
export async function returnConditionalPayments(tx: Tx, remittance: Remittance): Promise<void> {
  for (const pair of await pairsIn(tx, remittance.id)) await returnOne(tx, pair, remittance);
}

const pairsIn = (tx: Tx, remittanceId: string): Promise<Pair[]> =>
  tx.db.$queryRaw<Pair[]>`
    WITH decided AS MATERIALIZED (
      SELECT c.id, c.parent_claim_id, c.state_facts ? 'conditional' AS is_medicare
        FROM remittance_claims rc JOIN claims c ON c.organization_id = rc.organization_id AND c.id = rc.claim_id
       WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.remittance_id = ${remittanceId}::uuid
         AND (c.state_facts ? 'conditional' OR c.state_facts ->> 'conditionalClaim' = 'billed'))
    SELECT DISTINCT i.id AS "insurerClaim", i.payer_id AS insurer, m.id AS "medicareClaim", m.payer_id AS medicare
      FROM decided d
      JOIN claims i ON i.organization_id = ${tx.organizationId}::uuid AND i.id = CASE WHEN d.is_medicare THEN d.parent_claim_id ELSE d.id END
      JOIN claims m ON m.organization_id = i.organization_id AND m.parent_claim_id = i.id AND m.state_facts ? 'conditional'`;

async function returnOne(tx: Tx, pair: Pair, remittance: Remittance): Promise<void> {
  const { insurerClaim, insurer, medicareClaim, medicare } = pair;
  const twice = Math.min(await paidOn(tx, insurerClaim), await paidOn(tx, medicareClaim));
  const before = await tx.db.refund.findMany({
    where: { organizationId: tx.organizationId, claimId: medicareClaim, reason: REASON },
    select: { amountCents: true, state: true },
  });
  const returned = before.filter(({ state }) => state !== 'WITHDRAWN');
  const amountCents = twice - returned.reduce((sum, refund) => sum + Number(refund.amountCents), 0);
  if (amountCents <= 0) return;
  const businessKey = `conditional:${medicareClaim}:${before.length + 1}`;
  await savePostings(tx, [
    nextPayerTransferPosting({
      businessKey,
      effectiveDate: tx.at.date,
      amountCents,
      from: { claimId: medicareClaim, payerId: medicare },
      to: { claimId: insurerClaim, payerId: insurer },
      place: CONDITIONAL_PLACE,
    }),
  ]);
  const paidOnDate = fromDateColumn(remittance.paymentDate);
  await openRefund(tx, {
    businessKey,
    owner: 'payer',
    government: true,
    payerId: medicare,
    claimId: medicareClaim,
    place: 'receivable.payer',
    amountCents,
    reason: REASON,
    identifiedOn: paidOnDate < tx.at.date ? paidOnDate : tx.at.date,
  });
}

const REASON = 'conditionalPayment';

/** What stands as paid on a claim by its own payer. */
async function paidOn(tx: Tx, claimId: string): Promise<number> {
  const standing = (await standingDecisions(tx, claimId)).filter(({ replaced }) => !replaced);
  return standing.reduce((sum, { paidCents }) => sum + paidCents, 0);
}
