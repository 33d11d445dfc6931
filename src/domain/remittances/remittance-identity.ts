import type { PlainDate } from '../dates/plain-date.js';
import { fail, ok, type Result } from '../result.js';

/** What names a payment: TRN03, TRN02 and BPR16 of an 835; a paper remittance gives payer, check number and date. */
export interface PaymentTrace {
  /** TRN03, the payer's id; surrounding blanks do not count. */
  readonly payerTraceId?: string;
  /** TRN02, or the check number on paper. */
  readonly trace?: string;
  /** BPR16. */
  readonly paymentDate?: PlainDate;
}

/** Business key within the organization (architecture ruling 4); a remittance without a trace goes to quarantine. */
export function remittanceKey(payment: PaymentTrace): Result<string, { missing: 'TRN02' | 'TRN03' | 'BPR16' }> {
  const payer = payment.payerTraceId?.trim();
  const trace = payment.trace?.trim();
  if (!trace) return fail({ missing: 'TRN02' });
  if (!payer) return fail({ missing: 'TRN03' });
  if (!payment.paymentDate) return fail({ missing: 'BPR16' });
  return ok([payer, trace, payment.paymentDate].map(escapePart).join('|'));
}

/** Keeps '|' inside an identifier from imitating the separator. */
const escapePart = (part: string): string => part.replace(/[\\|]/g, '\\$&');

/** A remittance with the same key that came before. */
export interface EarlierRemittance {
  readonly remittanceId: string;
  /** Hash of the canonical text without control numbers and counts. */
  readonly contentHash: string;
  readonly posted: boolean;
  readonly superseded: boolean;
}

export type IdentityVerdict =
  | { readonly verdict: 'new' }
  | { readonly verdict: 'repeat'; readonly of: string }
  /** `firstPosted` false: a person chooses which of the two is valid, the other is superseded. */
  | { readonly verdict: 'conflict'; readonly with: string; readonly firstPosted: boolean };

/** Same key and content repeats without effect; same key and other content is a conflict (architecture ruling 4). */
export function judgeIdentity(contentHash: string, earlier: readonly EarlierRemittance[]): IdentityVerdict {
  const valid = earlier.filter((remittance) => !remittance.superseded);
  const same = valid.find((remittance) => remittance.contentHash === contentHash);
  if (same) return { verdict: 'repeat', of: same.remittanceId };
  const other = valid.find((remittance) => remittance.posted) ?? valid[0];
  if (other) return { verdict: 'conflict', with: other.remittanceId, firstPosted: other.posted };
  return { verdict: 'new' };
}
