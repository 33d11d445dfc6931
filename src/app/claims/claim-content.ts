import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { Deps } from '../deps.js';

const place = (org: string, claimId: string) => ({ org, table: 'claims', column: 'content', rowId: claimId });

/** The whole 837 claim as JSON, sealed for its row: what is sent again is exactly what we hold. */
export const sealClaimContent = (
  deps: Pick<Deps, 'keys'>,
  org: string,
  claimId: string,
  claim: Claim837,
): Uint8Array<ArrayBuffer> => new Uint8Array(deps.keys.sealText(place(org, claimId), JSON.stringify(claim)));

export const openClaimContent = (
  deps: Pick<Deps, 'keys'>,
  org: string,
  claimId: string,
  sealed: Uint8Array,
): Claim837 => JSON.parse(deps.keys.openText(place(org, claimId), Buffer.from(sealed))) as Claim837;
