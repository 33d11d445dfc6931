import type { PlainDate } from '../dates/plain-date.js';
import { assertBalanced, type PostingDraft } from './posting.js';

/**
 * The agency's commission on one payment: kept back from what it remits, so it lowers our cash and never the guarantor's
 * credit (rulebook §9.6). The gross payment itself posts like any other patient payment.
 */
export function agencyFeePosting(fee: {
  businessKey: string;
  effectiveDate: PlainDate;
  amountCents: number;
  fileId: string;
  row: number;
  guarantorAccountId: string;
}): PostingDraft {
  const { amountCents, guarantorAccountId } = fee;
  return assertBalanced({
    businessKey: fee.businessKey,
    kind: 'agencyRemittance',
    effectiveDate: fee.effectiveDate,
    source: { type: 'file', id: fee.fileId, place: `row:${fee.row}` },
    entries: [
      { account: 'agency-fees', amountCents, guarantorAccountId },
      { account: 'cash.clearing', amountCents: -amountCents, guarantorAccountId },
    ],
  });
}
