import type { Claim } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { nextPayerTransferPosting } from '../../domain/ledger/claim-postings.js';
import { assertBalanced } from '../../domain/ledger/posting.js';
import { tellReversed } from '../claims/patient-share.js';
import { savePostings } from '../ledger/save-postings.js';
import { RETRO_MEDICAID_PLACE } from './handed-on.js';

/** Part of a patient's share on its way to the claim to Medicaid. */
export interface ToMedicaid {
  readonly claim: Claim;
  readonly to: { readonly claimId: string; readonly payerId: string };
  readonly amountCents: number;
}

/** The patient's share, or a part of it, becomes what Medicaid owes. */
export async function moveToMedicaid(tx: Tx, move: ToMedicaid & { readonly key: string }): Promise<void> {
  const { claim, to, key, amountCents } = move;
  await takeFromPatient(tx, move);
  await savePostings(tx, [
    nextPayerTransferPosting({
      businessKey: `${key}:transfer`,
      effectiveDate: tx.at.date,
      amountCents,
      from: { claimId: claim.id, payerId: claim.payerId },
      to,
    }),
  ]);
}

/** The share leaves the guarantor as if it had never been theirs, and the account's story hears of it. */
async function takeFromPatient(
  tx: Tx,
  { claim, key, amountCents }: ToMedicaid & { readonly key: string },
): Promise<void> {
  const { id: claimId, accountId, payerId } = claim;
  await savePostings(tx, [
    assertBalanced({
      businessKey: key,
      kind: 'correction',
      effectiveDate: tx.at.date,
      source: { type: 'claim', id: claimId, place: RETRO_MEDICAID_PLACE },
      entries: [
        { account: 'receivable.payer', amountCents, claimId, payerId },
        { account: 'receivable.patient', amountCents: -amountCents, claimId, guarantorAccountId: accountId },
      ],
    }),
  ]);
  await tellReversed(tx, claim, { amountCents, key });
}
