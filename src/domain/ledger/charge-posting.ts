import type { PlainDate } from '../dates/plain-date.js';
import { assertBalanced, type PostingDraft } from './posting.js';

/** Charges of a claim become its first payer's receivable. */
export function chargePosting(claim: {
  claimId: string; payerId: string; guarantorAccountId?: string; chargeCents: number; effectiveDate: PlainDate;
}): PostingDraft {
  const { claimId, payerId, guarantorAccountId, chargeCents } = claim;
  const owner = { claimId, payerId, ...(guarantorAccountId !== undefined && { guarantorAccountId }) };
  return assertBalanced({
    businessKey: `${claimId}:charge:1`, kind: 'charge', effectiveDate: claim.effectiveDate, source: { type: 'claim', id: claimId },
    entries: [
      { account: 'receivable.payer', amountCents: chargeCents, ...owner },
      { account: 'revenue.charges', amountCents: -chargeCents, ...owner },
    ],
  });
}
