import { statusMeaning } from '../../codes/claim-status-codes.js';
import type { AcknowledgedClaim } from './claim-acknowledgement.js';

/**
 * What a 277CA says of a claim (rulebook §2.2): `rejected` by anyone; `accepted` by the payer; `noted`, a yes that is not
 * the payer's or a claim passed on; `unknown`, no category we know: a person reads it.
 */
export type ClaimVerdict = 'rejected' | 'accepted' | 'noted' | 'unknown';

const REJECTED: ReadonlySet<string> = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);
const ACCEPTED: ReadonlySet<string> = new Set(['A1', 'A2', 'A5']);

export const isRejection = (category: string): boolean => REJECTED.has(category);

export function claimVerdict(claim: Pick<AcknowledgedClaim, 'inherited' | 'statuses' | 'voice'>): ClaimVerdict {
  const codes = [...claim.inherited, ...claim.statuses].flatMap((status) => status.codes);
  const categories = codes.map(({ category }) => category);
  if (categories.some(isRejection)) return 'rejected';
  if (claim.voice === 'payer' && categories.some((category) => ACCEPTED.has(category))) return 'accepted';
  return categories.some((category) => statusMeaning(category) === undefined) ? 'unknown' : 'noted';
}
